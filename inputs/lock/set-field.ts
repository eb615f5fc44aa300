import { isMap, isScalar, parseDocument } from 'yaml';
import type { Pair, YAMLMap } from 'yaml';

/** A field that is set in a text of YAML. */
export interface FieldChange {
  /** Keys that lead to the map. */
  readonly path: readonly string[];
  readonly field: string;
  readonly value: string;
  /** The field behind which it is written, where it is not there yet. */
  readonly after: string;
}

/**
 * Sets a field of a map in a text of YAML, and leaves every other character as it is.
 *
 * @returns undefined if the map is not written there, but by way of an alias, say
 */
export function setField(text: string, { path, field, value, after }: FieldChange): string | undefined {
  const document = parseDocument(text);
  const map = document.getIn(path, true);
  if (!isMap(map)) return undefined;
  const present = pairOf(map, field);
  if (present !== undefined) return replaced(text, present, value);
  const before = pairOf(map, after);
  const [start, end] = [rangeOf(before?.key)?.[0], rangeOf(before?.value)?.[1]];
  if (start === undefined || end === undefined) return undefined;
  if (map.flow === true) return `${text.slice(0, end)}, ${field}: '${value}'${text.slice(end)}`;
  const newline = text.indexOf('\n', end);
  const at = newline === -1 ? text.length : newline;
  const isWindows = text[at - 1] === '\r';
  const lineEnd = isWindows ? at - 1 : at;
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  return `${text.slice(0, lineEnd)}${isWindows ? '\r\n' : '\n'}${indent}${field}: ${plain(value)}${text.slice(lineEnd)}`;
}

function replaced(text: string, pair: Pair, value: string): string | undefined {
  const [start, end] = rangeOf(pair.value) ?? [];
  if (start === undefined || end === undefined) return undefined;
  const first = text[start];
  const quoted = first === "'" || first === '"' ? `${first}${value}${first}` : plain(value);
  return `${text.slice(0, start)}${quoted}${text.slice(end)}`;
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function rangeOf(node: unknown): readonly [start: number, end: number] | undefined {
  if (!isScalar(node) || node.range === null || node.range === undefined) return undefined;
  const [start, end] = node.range;
  return [start, end];
}

/** Some commits would be read as numbers. */
function plain(value: string): string {
  return /^\d+(?:e\d+)?$/i.test(value) ? `'${value}'` : value;
}
