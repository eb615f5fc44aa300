import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Guard<T> = (value: unknown) => value is T;

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is number => typeof value === 'number';
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isListOf =
  <T>(isItem: Guard<T>): Guard<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(isItem);

/** One row of a committed catalog, whose members are checked when they are read. */
export class CatalogRow {
  constructor(
    private readonly file: string,
    private readonly members: Readonly<Record<string, unknown>>,
  ) {}

  /** The member, or undefined when the fact is not known. Throws when it has another shape. */
  optional<T>(name: string, isExpected: Guard<T>): T | undefined {
    const value = this.members[name];
    if (value === undefined || isExpected(value)) return value;
    throw new Error(`${this.file}: ${name} is ${JSON.stringify(value)}`);
  }

  /** The member. Throws when it is absent or has another shape. */
  required<T>(name: string, isExpected: Guard<T>): T {
    const value = this.optional(name, isExpected);
    if (value === undefined) throw new Error(`${this.file}: a row has no ${name}`);
    return value;
  }

  /** The rows of a member that is a table. */
  table(name: string): readonly CatalogRow[] {
    return this.required(name, isListOf(isRecord)).map((members) => new CatalogRow(this.file, members));
  }
}

/** Reads a committed catalog, such as `models.json`. Throws when it is missing or is not a JSON object. */
export function readCatalog(file: string): CatalogRow {
  const content: unknown = JSON.parse(readFileSync(join(__dirname, file), 'utf8'));
  if (!isRecord(content)) throw new Error(`${file}: not a JSON object`);
  return new CatalogRow(file, content);
}
