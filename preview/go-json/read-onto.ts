import type { GoType } from '../../catalog/pod-types';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';

/**
 * What a value holds once JSON is read into it that it held before: fields that the JSON lacks keep what they had, keys
 * of maps are added to those that are there, and items of lists are read into those of the same place.
 *
 * @see https://pkg.go.dev/encoding/json#Unmarshal
 */
export function readOnto(held: JsonValue | undefined, read: JsonValue, type: GoType): JsonValue {
  if (read === null || held === undefined || held === null) return read;
  switch (type.kind) {
    case 'pointer':
      return readOnto(held, read, type.of);
    case 'list':
      return isArray(read) && isArray(held) ? read.map((item, index) => readOnto(held[index], item, type.of)) : read;
    case 'map':
      return isObject(read) && isObject(held) ? { ...held, ...read } : read;
    case 'struct': {
      if (!isObject(read) || !isObject(held)) return read;
      const fields = Object.entries(read).map(([name, value]) => {
        const field = type.fields.get(name);
        return [name, field === undefined ? value : readOnto(held[name], value, field.type)] as const;
      });
      return { ...held, ...Object.fromEntries(fields) };
    }
    default:
      return read;
  }
}
