import { referenceTo, scalerOf, targetKey } from '../../checks/autoscaling/scaler';
import { arrayAt, groupOf, nameOf, namespaceOf, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, LocatedManifest, Manifest } from '../../kubernetes/manifest';

/** Annotations by which cert-manager is asked to write the certificate of an authority. */
const INJECTED = [
  'cert-manager.io/inject-apiserver-ca',
  'cert-manager.io/inject-ca-from',
  'cert-manager.io/inject-ca-from-secret',
];

/** Fields of a cluster's objects that somebody in the cluster owns, whatever Git says. */
export class OwnedFields {
  private readonly scaled: ReadonlySet<string>;

  /** @param cluster - all objects of the cluster */
  public constructor(cluster: readonly LocatedManifest[]) {
    const scalers = cluster.flatMap((object) => scalerOf(object) ?? []);
    this.scaled = new Set(scalers.map(({ target }) => targetKey(target)));
  }

  /**
   * What an Application has to leave alone of its objects. The number of replicas is named even where Git states none: Argo
   * CD keeps it then, where taking it out of Git would otherwise set it back to 1.
   */
  public among(objects: readonly Manifest[]): readonly JsonObject[] {
    return objects.flatMap((object): readonly JsonObject[] => [
      ...(this.scaled.has(targetKey(referenceTo(object))) ? [ignored(object, ['/spec/replicas'])] : []),
      ...certificatesOf(object),
    ]);
  }
}

/** @see https://cert-manager.io/docs/concepts/ca-injector/ */
function certificatesOf(object: Manifest): readonly JsonObject[] {
  const annotations = objectAt(object, 'metadata', 'annotations');
  if (!INJECTED.some((key) => annotations[key] !== undefined)) return [];
  switch (`${groupOf(object)}/${object.kind}`) {
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return statedAt(object, ['spec', 'conversion', 'webhook', 'clientConfig', 'caBundle']);
    case 'apiregistration.k8s.io/APIService':
      return statedAt(object, ['spec', 'caBundle']);
    case 'admissionregistration.k8s.io/MutatingWebhookConfiguration':
    case 'admissionregistration.k8s.io/ValidatingWebhookConfiguration': {
      const pointers = arrayAt(object, 'webhooks').flatMap((webhook, index) =>
        valueAt(webhook, 'clientConfig', 'caBundle') === undefined ? [] : [`/webhooks/${index}/clientConfig/caBundle`],
      );
      return pointers.length === 0 ? [] : [ignored(object, pointers)];
    }
    default:
      return [];
  }
}

/** A field that Git does not state is nobody's difference. */
function statedAt(object: Manifest, path: readonly string[]): readonly JsonObject[] {
  return valueAt(object, ...path) === undefined ? [] : [ignored(object, [`/${path.join('/')}`])];
}

function ignored(object: Manifest, jsonPointers: readonly string[]): JsonObject {
  const [group, namespace] = [groupOf(object), namespaceOf(object)];
  return {
    ...(group === '' ? {} : { group }),
    kind: object.kind,
    name: nameOf(object),
    ...(namespace === undefined ? {} : { namespace }),
    jsonPointers,
  };
}
