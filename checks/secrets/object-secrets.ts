import { arrayAt, groupOf, isObject, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import type { SecretReference } from './secret-reference';

/** OME looks here for the Secrets of models of the whole cluster. */
const OME_NAMESPACE = 'ome';

/** The Secrets that an object names beside those of its pods. */
export function objectSecrets(manifest: Manifest): readonly SecretReference[] {
  const own = (
    name: string | undefined,
    key?: string,
    namespace = namespaceOf(manifest),
  ): readonly SecretReference[] => (name === undefined || name === '' ? [] : [{ name, key, namespace, manifest }]);
  switch (`${groupOf(manifest)}/${manifest.kind}`) {
    case '/ServiceAccount':
      return [...arrayAt(manifest, 'secrets'), ...arrayAt(manifest, 'imagePullSecrets')].flatMap((reference) =>
        own(textAt(reference, 'name')),
      );
    case '/PersistentVolume':
      return ['controllerExpand', 'controllerPublish', 'nodeExpand', 'nodePublish', 'nodeStage'].flatMap((step) => {
        const reference = valueAt(manifest, 'spec', 'csi', `${step}SecretRef`);
        return own(textAt(reference, 'name'), undefined, textAt(reference, 'namespace'));
      });
    case 'keda.sh/TriggerAuthentication':
      return arrayAt(manifest, 'spec', 'secretTargetRef').flatMap((reference) =>
        own(textAt(reference, 'name'), textAt(reference, 'key')),
      );
    case 'ome.io/BaseModel':
      return ofModel(manifest, namespaceOf(manifest), own);
    case 'ome.io/ClusterBaseModel':
      return ofModel(manifest, OME_NAMESPACE, own);
    case 'kustomize.toolkit.fluxcd.io/Kustomization':
    case 'source.toolkit.fluxcd.io/GitRepository':
    case 'source.toolkit.fluxcd.io/OCIRepository':
      return fluxReferences(manifest).flatMap((reference) => own(textAt(reference, 'name'), textAt(reference, 'key')));
    default:
      return [];
  }
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/modelagent/gopher.go getHuggingFaceToken */
function ofModel(
  manifest: Manifest,
  namespace: string | undefined,
  own: (name: string | undefined, key?: string, namespace?: string) => readonly SecretReference[],
): readonly SecretReference[] {
  const storage = objectAt(manifest, 'spec', 'storage');
  const isHuggingFace = textAt(storage, 'storageUri')?.startsWith('hf://') === true;
  const key = textAt(storage, 'parameters', 'secretKey') ?? 'token';
  return own(textAt(storage, 'key'), isHuggingFace ? key : undefined, namespace);
}

function fluxReferences(manifest: Manifest): readonly (JsonValue | undefined)[] {
  const spec = valueAt(manifest, 'spec');
  return [
    valueAt(spec, 'secretRef'),
    valueAt(spec, 'certSecretRef'),
    valueAt(spec, 'proxySecretRef'),
    valueAt(spec, 'verify', 'secretRef'),
    valueAt(spec, 'decryption', 'secretRef'),
    valueAt(spec, 'kubeConfig', 'secretRef'),
  ].filter(isObject);
}
