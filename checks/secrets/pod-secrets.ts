import { arrayAt, isArray, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import type { NamedSecret } from './secret-reference';

const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/**
 * The Secrets without which the kubelet does not start a pod; those that may be absent are left out.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#using-a-secret
 */
export function podSecrets(spec: JsonObject): readonly NamedSecret[] {
  return [
    ...CONTAINER_LISTS.flatMap((list) => arrayAt(spec, list)).flatMap(containerSecrets),
    ...arrayAt(spec, 'volumes').flatMap(volumeSecrets),
    ...arrayAt(spec, 'imagePullSecrets').flatMap((reference) => whole(reference, 'name')),
  ];
}

function containerSecrets(container: JsonValue): readonly NamedSecret[] {
  return [
    ...arrayAt(container, 'env').flatMap((variable) => {
      const reference = objectAt(variable, 'valueFrom', 'secretKeyRef');
      return oneKey(reference, textAt(reference, 'name'), textAt(reference, 'key'));
    }),
    ...arrayAt(container, 'envFrom').flatMap((source) => whole(valueAt(source, 'secretRef'), 'name')),
  ];
}

function volumeSecrets(volume: JsonValue): readonly NamedSecret[] {
  if (!isObject(volume)) return [];
  return [
    ...keysOrWhole(volume.secret, 'secretName'),
    ...arrayAt(volume, 'projected', 'sources').flatMap((source) => keysOrWhole(valueAt(source, 'secret'), 'name')),
    ...whole(valueAt(volume, 'csi', 'nodePublishSecretRef'), 'name'),
    ...whole(volume.azureFile, 'secretName'),
    ...['cephfs', 'flexVolume', 'iscsi', 'rbd', 'scaleIO', 'storageos'].flatMap((kind) =>
      whole(valueAt(volume, kind, 'secretRef'), 'name'),
    ),
  ];
}

/** The files that are taken of a Secret, or all. */
function keysOrWhole(source: JsonValue | undefined, nameField: string): readonly NamedSecret[] {
  const items = valueAt(source, 'items');
  if (!isArray(items)) return whole(source, nameField);
  return items.flatMap((item) => oneKey(source, textAt(source, nameField), textAt(item, 'key')));
}

function oneKey(
  reference: JsonValue | undefined,
  name: string | undefined,
  key: string | undefined,
): readonly NamedSecret[] {
  const isNeeded = name !== undefined && name !== '' && valueAt(reference, 'optional') !== true;
  return isNeeded ? [{ name, key }] : [];
}

function whole(reference: JsonValue | undefined, nameField: string): readonly NamedSecret[] {
  return oneKey(reference, textAt(reference, nameField), undefined);
}
