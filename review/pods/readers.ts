import { isArray, isObject, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import type { Workload } from './workload';

/** Fields of a pod that refer to an object, with the key that holds its name. */
const REFERENCES: readonly (readonly [kind: 'ConfigMap' | 'Secret', field: string, key: string])[] = [
  ['ConfigMap', 'configMap', 'name'],
  ['ConfigMap', 'configMapRef', 'name'],
  ['ConfigMap', 'configMapKeyRef', 'name'],
  ['Secret', 'secret', 'secretName'],
  ['Secret', 'secret', 'name'],
  ['Secret', 'secretRef', 'name'],
  ['Secret', 'secretKeyRef', 'name'],
];

/** What leads from a ConfigMap or a Secret to the workloads whose pods read it, as files or as variables. */
export function keyOfRead(read: Manifest): string {
  return keyOf(read.kind, namespaceOf(read), nameOf(read));
}

/** The keys of all ConfigMaps and Secrets that the pods of a workload read. */
export function keysOfReads({ manifest, pods = [] }: Workload): readonly string[] {
  return pods.flatMap(({ spec }) => references(spec).map(([kind, name]) => keyOf(kind, namespaceOf(manifest), name)));
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return JSON.stringify([kind, namespace ?? '', name]);
}

function references(value: JsonValue): readonly (readonly [kind: string, name: string])[] {
  if (isArray(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, member]) => {
    const named = REFERENCES.flatMap(([kind, one, key]): readonly (readonly [string, string])[] => {
      const name = one === field && isObject(member) ? member[key] : undefined;
      return typeof name === 'string' ? [[kind, name]] : [];
    });
    return [...named, ...references(member)];
  });
}
