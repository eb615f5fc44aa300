import type { KindSchema } from '../../imports/schema/load-schema';
import type { Json, Schema } from '../../imports/schema/schema';
import { isObject } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { schemaFault } from './faults';

/**
 * Items that a list may hold once: equal ones of a set, and those with the same keys of a list that is a map.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/listtype/validation.go
 */
export function repeatedItems(
  items: readonly JsonValue[],
  schema: Schema,
  resolve: KindSchema['resolve'],
  path: () => string,
): readonly Fault[] {
  const keyOf = keyFunction(schema, resolve);
  if (keyOf === undefined || items.length < 2) return [];
  const first = new Map<string, number>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
      return [];
    }
    const problem = `The item ${key} is there already, as item ${earlier}`;
    return [
      schemaFault('schema/repeated-item', `${path()}[${index}]`, problem, 'Leave one of them out, or rename it.'),
    ];
  });
}

function keyFunction(schema: Schema, resolve: KindSchema['resolve']): ((item: JsonValue) => string) | undefined {
  const type = schema['x-kubernetes-list-type'];
  if (type === 'set' || schema.uniqueItems === true) return (item) => JSON.stringify(item);
  const keys = schema['x-kubernetes-list-map-keys'];
  if (type !== 'map' || keys === undefined) return undefined;
  const fields = schema.items === undefined ? {} : (resolve(schema.items).properties ?? {});
  return (item) =>
    keys.map((key) => `${key}=${JSON.stringify(valueOf(item, key, fields[key]?.default) ?? null)}`).join(', ');
}

function valueOf(item: JsonValue, key: string, otherwise: Json | undefined): Json | undefined {
  return isObject(item) && Object.hasOwn(item, key) ? item[key] : otherwise;
}
