import type { JsonValue } from '../../kubernetes/manifest';

/** What a reviewer reads of a change: a word for what it is of, and both values as text. */
export interface Change {
  readonly what: 'image' | 'flag' | 'variable' | 'script' | 'field';
  /** Name of the flag or the variable; of others, the path of the field. */
  readonly name: string;
  /** Path of the field, with the names of list members in it, such as `spec.predictor.model.args`. */
  readonly field: string;
  /** @default - it was not there */
  readonly before?: string;
  /** @default - it is not there any more */
  readonly after?: string;
}

/** A value as a reviewer reads it: text as it is, other data as JSON. */
export function valueInWords(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
