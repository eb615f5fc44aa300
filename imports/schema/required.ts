import type { Schema } from './schema';

/** The fields that a user must give: the API server fills in defaults before it checks what is required. */
export function requiredOfUser({ required = [], properties }: Schema): readonly string[] {
  return required.filter((name) => properties?.[name]?.default === undefined);
}
