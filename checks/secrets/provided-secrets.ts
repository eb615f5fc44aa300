import { arrayAt, groupOf, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';

/** A Secret that an object is, or that a controller makes of it. */
export interface ProvidedSecret {
  readonly name: string;
  readonly namespace: string | undefined;
  /** @default - they are not known */
  readonly keys?: ReadonlySet<string>;
  readonly manifest: Manifest;
}

/** The Secrets that come of an object. */
export function providedSecrets(manifest: Manifest): readonly ProvidedSecret[] {
  const namespace = namespaceOf(manifest);
  const own = (name: string, keys: Iterable<string> | undefined): ProvidedSecret => ({
    name,
    namespace,
    keys: keys && new Set(keys),
    manifest,
  });
  switch (`${groupOf(manifest)}/${manifest.kind}`) {
    case '/Secret':
      return [own(nameOf(manifest), keysOfSecret(manifest))];
    case 'external-secrets.io/ExternalSecret':
      return ofExternalSecret(manifest, own);
    case 'bitnami.com/SealedSecret': {
      const name = textAt(manifest, 'spec', 'template', 'metadata', 'name') ?? nameOf(manifest);
      const isOpen = isObject(valueAt(manifest, 'spec', 'template', 'data'));
      return [own(name, isOpen ? undefined : Object.keys(objectAt(manifest, 'spec', 'encryptedData')))];
    }
    case 'cert-manager.io/Certificate':
      return [own(textAt(manifest, 'spec', 'secretName') ?? '', undefined)];
    case 'secrets-store.csi.x-k8s.io/SecretProviderClass':
      return arrayAt(manifest, 'spec', 'secretObjects').map((object) =>
        own(textAt(object, 'secretName') ?? '', undefined),
      );
    default:
      return [];
  }
}

/** Of a token of a service account, the API server fills in the keys. */
function keysOfSecret(manifest: Manifest): readonly string[] | undefined {
  if (manifest.type === 'kubernetes.io/service-account-token') return undefined;
  return [...Object.keys(objectAt(manifest, 'data')), ...Object.keys(objectAt(manifest, 'stringData'))];
}

/**
 * @see https://github.com/external-secrets/external-secrets/blob/main/apis/externalsecrets/v1/externalsecret_types.go ExternalSecretTarget
 */
function ofExternalSecret(
  manifest: Manifest,
  own: (name: string, keys: Iterable<string> | undefined) => ProvidedSecret,
): readonly ProvidedSecret[] {
  const target = objectAt(manifest, 'spec', 'target');
  // `Merge` adds to a Secret that somebody else makes, and `None` makes nothing.
  if (['Merge', 'None'].includes(textAt(target, 'creationPolicy') ?? '')) return [];
  const isOpen = arrayAt(manifest, 'spec', 'dataFrom').length > 0 || hasOwnData(objectAt(target, 'template'));
  const keys = arrayAt(manifest, 'spec', 'data').map((entry) => textAt(entry, 'secretKey') ?? '');
  return [own(textAt(target, 'name') ?? nameOf(manifest), isOpen ? undefined : keys)];
}

function hasOwnData(template: JsonObject): boolean {
  return isObject(template.data) || arrayAt(template, 'templateFrom').length > 0;
}
