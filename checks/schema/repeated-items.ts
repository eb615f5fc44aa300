import type { KindSchema } from '../../imports/schema/load-schema';
import type { Json, Schema } from '../../imports/schema/schema';
import { isObject } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { schemaFault } from './faults';

/**
 * Items that a list may hold once: equal ones of a set, and those with the same keys of a list that is a map.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/listtype/validation.go
 */
export function repeatedItems(
  items: readonly JsonValue[],
  keyOf: (item: JsonValue) => string,
  path: () => string,
): readonly Fault[] {
  const first = new Map<string, number>();
  const faults: Fault[] = [];
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
      continue;
    }
    const problem = `The item ${key} is there already, as item ${earlier}`;
    const mend = 'Leave one of them out, or rename it.';
    faults.push(schemaFault('schema/repeated-item', `${path()}[${index}]`, problem, mend));
  }
  return faults;
}

/** What tells one item of a list from another, if no two may be the same. */
export function keyFunction(schema: Schema, resolve: KindSchema['resolve']): ((item: JsonValue) => string) | undefined {
  const type = schema['x-kubernetes-list-type'];
  if (type === 'set' || schema.uniqueItems === true) return inWords;
  const keys = schema['x-kubernetes-list-map-keys'];
  if (type !== 'map' || keys === undefined) return undefined;
  const fields = schema.items === undefined ? {} : (resolve(schema.items).properties ?? {});
  return (item) => keys.map((key) => `${key}=${inWords(valueOf(item, key, fields[key]?.default) ?? null)}`).join(', ');
}

function valueOf(item: JsonValue, key: string, otherwise: Json | undefined): Json | undefined {
  return isObject(item) && Object.hasOwn(item, key) ? item[key] : otherwise;
}
