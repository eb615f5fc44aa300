import type { FieldPathSegment } from '../kubernetes/field-path';
import { isArray, isObject } from '../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue } from '../kubernetes/manifest';
import type { Expansion } from './expansion';
import type { Struct } from './go-template/value';

/** A template that is nothing but the name or the namespace of the service. */
const NAME = /(?<!\{)\{\{ ?\.(Name|Namespace) ?\}\}/g;

/** Values that stay what they are in a web page as well as in JSON. */
const PLAIN = /^[A-Za-z0-9.-]+$/;

/** Halves of characters, which Go writes in another way. */
const SURROGATE = /[\ud800-\udfff]/;

/** Whether all templates of a value are the name or the namespace of the service, so that none can fail. */
export function expandsNamesAlone(value: JsonValue): boolean {
  if (typeof value === 'string') {
    return !value.includes('{{') || !(SURROGATE.test(value) || value.replace(NAME, '').includes('{{'));
  }
  if (isArray(value)) return value.every(expandsNamesAlone);
  if (!isObject(value)) return true;
  return Object.keys(value).every((key) => !key.includes('{{') && expandsNamesAlone(value[key] ?? null));
}

/** A container with its names filled in. */
export interface NamedContainer {
  readonly container: JsonObject;
  readonly expansions: readonly Expansion[];
}

/**
 * A container whose templates are names of the service and nothing else, which most are: what the whole template would
 * make of it, without its JSON being written, parsed and read again.
 *
 * @returns undefined where the container has other templates, or text that JSON or Go would change
 */
export function expandNames(container: JsonObject, metadata: Struct): NamedContainer | undefined {
  const expansions: Expansion[] = [];
  const trail: FieldPathSegment[] = [];
  const seen: { isPlain: boolean } = { isPlain: true };
  const fill = (text: string): string => {
    const filled = text.replace(NAME, (action, name: string) => {
      const value = metadata.field(name);
      if (typeof value !== 'string' || !PLAIN.test(value)) return action;
      expansions.push({ path: [...trail], reads: [], value, text: value });
      return value;
    });
    if (filled.includes('{{')) seen.isPlain = false;
    return filled;
  };
  const inside = (step: FieldPathSegment, value: JsonValue): JsonValue => {
    trail.push(step);
    const walked = walk(value);
    trail.pop();
    return walked;
  };
  const walk = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') {
      if (SURROGATE.test(value)) seen.isPlain = false;
      return value.includes('{{') ? fill(value) : value;
    }
    if (isArray(value)) return walkItems(value);
    return isObject(value) ? walkFields(value) : value;
  };
  const walkItems = (items: JsonArray): JsonArray => {
    let walked: JsonValue[] | undefined;
    for (const [index, item] of items.entries()) {
      const filled = inside(index, item);
      if (filled === item) continue;
      walked ??= [...items];
      walked[index] = filled;
    }
    return walked ?? items;
  };
  const walkFields = (object: JsonObject): JsonObject => {
    let walked: Record<string, JsonValue> | undefined;
    for (const key of Object.keys(object)) {
      // Names like __proto__ are Go's to read.
      if (key.includes('{{') || key.startsWith('__')) seen.isPlain = false;
      const value = object[key];
      if (value === undefined || !seen.isPlain) continue;
      const filled = inside(key, value);
      if (filled === value) continue;
      walked ??= { ...object };
      walked[key] = filled;
    }
    return walked ?? object;
  };
  const named = walkFields(container);
  return seen.isPlain ? { container: named, expansions } : undefined;
}
