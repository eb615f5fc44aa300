import { isArray, isObject, textAt } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';

/** Every scalar of a value by its path; items of lists go by their name where they have one. */
export function fieldValues(value: JsonValue | undefined, path = ''): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  collect(value, path, values);
  return values;
}

function collect(value: JsonValue | undefined, path: string, values: Map<string, string>): void {
  if (isArray(value)) {
    value.forEach((item, index) => {
      collect(item, `${path}[${textAt(item, 'name') ?? String(index)}]`, values);
    });
  } else if (isObject(value)) {
    const keys = Object.keys(value);
    if (keys.length === 0) values.set(path, '{}');
    for (const key of keys) {
      const step = /^[A-Za-z0-9_]+$/.test(key) ? `${path === '' ? '' : '.'}${key}` : `["${key}"]`;
      collect(value[key], `${path}${step}`, values);
    }
  } else if (value !== undefined) {
    values.set(path, String(value));
  }
}

/** Paths at which two sets of values differ. */
export function differingFields(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path)).sort();
}
