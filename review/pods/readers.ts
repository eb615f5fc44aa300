import { isArray, isObject, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import type { Workload } from './workload';

/** Fields of a pod that refer to an object, with the key that holds its name. */
const REFERENCES: Readonly<Record<'ConfigMap' | 'Secret', readonly (readonly [field: string, key: string])[]>> = {
  ConfigMap: [
    ['configMap', 'name'],
    ['configMapRef', 'name'],
    ['configMapKeyRef', 'name'],
  ],
  Secret: [
    ['secret', 'secretName'],
    ['secret', 'name'],
    ['secretRef', 'name'],
    ['secretKeyRef', 'name'],
  ],
};

/** Whether the pods of a workload read a ConfigMap or a Secret, as files or as variables. */
export function reads({ manifest, pods = [] }: Workload, read: Manifest): boolean {
  const { kind } = read;
  if ((kind !== 'ConfigMap' && kind !== 'Secret') || namespaceOf(manifest) !== namespaceOf(read)) return false;
  return pods.some(({ spec }) => refersTo(spec, nameOf(read), REFERENCES[kind]));
}

function refersTo(value: JsonValue, name: string, references: readonly (readonly [string, string])[]): boolean {
  if (isArray(value)) return value.some((member) => refersTo(member, name, references));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([field, member]) => {
    const isReference = references.some(([one, key]) => one === field && isObject(member) && member[key] === name);
    return isReference || refersTo(member, name, references);
  });
}
