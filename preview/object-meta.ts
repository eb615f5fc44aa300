import { namespaceOf, nameOf, objectAt } from '../kubernetes/manifest';
import type { JsonObject, Manifest } from '../kubernetes/manifest';
import { Struct, TextMap } from './go-template/value';
import type { Value } from './go-template/value';

/** Fields that the API server and controllers write. */
const WRITTEN: ReadonlySet<string> = new Set([
  'GenerateName',
  'SelfLink',
  'UID',
  'ResourceVersion',
  'Generation',
  'CreationTimestamp',
  'DeletionTimestamp',
  'DeletionGracePeriodSeconds',
  'OwnerReferences',
  'Finalizers',
  'ManagedFields',
]);

/** The namespace of an object that states none, as kubectl applies it where nothing else is set. */
export const CURRENT_NAMESPACE = 'default';

/**
 * The metadata of a manifest as the data of a template: the struct, not a map, so that other names are faults.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/types.go ObjectMeta
 */
export function objectMeta(manifest: Manifest): Struct {
  return new Struct(
    'v1.ObjectMeta',
    new Map<string, Value>([
      ['Name', nameOf(manifest)],
      ['Namespace', namespaceOf(manifest) ?? CURRENT_NAMESPACE],
      ['Labels', textMap(objectAt(manifest, 'metadata', 'labels'))],
      ['Annotations', textMap(objectAt(manifest, 'metadata', 'annotations'))],
    ]),
    WRITTEN,
  );
}

function textMap(entries: JsonObject): TextMap {
  return new TextMap(
    Object.entries(entries).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])),
  );
}
