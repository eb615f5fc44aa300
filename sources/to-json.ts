import type { JsonValue } from '../kubernetes/manifest';

/** As many values a document may come to once its aliases stand for themselves. */
const MOST_VALUES = 5_000_000;

/** As deep a document may be. */
const MOST_DEPTH = 1000;

/**
 * What a reader of YAML gives as plain JSON, or what JSON cannot hold of it. Aliases are copied, as far as a document
 * does not grow beyond measure by them.
 */
export function toJson(value: unknown): { readonly value: JsonValue } | string {
  let count = 0;
  const convert = (from: unknown, depth: number): JsonValue => {
    count += 1;
    if (count > MOST_VALUES) throw new NotJson('it comes to more than five million values by its aliases');
    if (depth > MOST_DEPTH) throw new NotJson('it is more than a thousand levels deep, or holds itself');
    if (from === undefined || from === null) return null;
    if (typeof from === 'string' || typeof from === 'boolean') return from;
    if (typeof from === 'number') {
      if (Number.isFinite(from)) return from;
      throw new NotJson(`${String(from)} is no number of JSON`);
    }
    if (Array.isArray(from)) return from.map((item: unknown) => convert(item, depth + 1));
    if (typeof from !== 'object') throw new NotJson(`${typeof from} is nothing of JSON`);
    return Object.fromEntries(
      Object.entries(from).map(([key, field]: [string, unknown]) => [key, convert(field, depth + 1)]),
    );
  };
  try {
    return { value: convert(value, 0) };
  } catch (error) {
    if (error instanceof NotJson) return error.message;
    throw error;
  }
}

/** Leaves a conversion; it never leaves this file. */
class NotJson extends Error {}
