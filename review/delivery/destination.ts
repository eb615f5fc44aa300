import { isClusterScoped } from '../../kubernetes/cluster-scoped';
import { groupOf, isObject, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKind } from '../effects/kinds';

/** The cluster to which objects are brought, as far as it is said. */
interface TargetCluster {
  readonly inWords: string;
  /** How it is said: the same cluster may have a name, an address and a Secret with access to it. */
  readonly by: 'itself' | 'name' | 'server' | 'access';
}

/** Another cluster to which something brings its objects. */
export interface ChangedCluster {
  readonly from: string;
  readonly to: string;
  /** Whether both may be one, said in two ways. */
  readonly isUnsure: boolean;
}

const OWN_SERVER = 'https://kubernetes.default.svc';

/** Undefined where both sides say the same, or one of them leaves open what is meant. */
export function changedCluster(before: Manifest, after: Manifest): ChangedCluster | undefined {
  const [from, to] = [clusterOf(before), clusterOf(after)];
  if (from === undefined || to === undefined || from.inWords === to.inWords) return undefined;
  const kinds = [from.by, to.by];
  const isUnsure = !kinds.includes('itself') && (from.by !== to.by || from.by === 'access');
  return { from: from.inWords, to: to.inWords, isUnsure };
}

function clusterOf(manifest: Manifest): TargetCluster | undefined {
  switch (groupKind(manifest)) {
    case 'argoproj.io/Application': {
      const [server, name] = ['server', 'name'].map((field) => textAt(manifest, 'spec', 'destination', field) ?? '');
      if (server === undefined || name === undefined || `${server}${name}`.includes('{{')) return undefined;
      if (server === OWN_SERVER || name === 'in-cluster') return { inWords: "Argo CD's own cluster", by: 'itself' };
      if (server !== '') return { inWords: `the cluster '${server}'`, by: 'server' };
      return name === '' ? undefined : { inWords: `the cluster '${name}'`, by: 'name' };
    }
    case 'kustomize.toolkit.fluxcd.io/Kustomization':
      return accessOf(manifest);
    default:
      return undefined;
  }
}

/** @see https://fluxcd.io/flux/components/kustomize/kustomizations/#kubeconfig-remote-clusters */
function accessOf(manifest: Manifest): TargetCluster | undefined {
  const { kubeConfig } = objectAt(manifest, 'spec');
  if (!isObject(kubeConfig)) return { inWords: "Flux' own cluster", by: 'itself' };
  const secret = textAt(kubeConfig, 'secretRef', 'name');
  const key = textAt(kubeConfig, 'secretRef', 'key');
  const map = textAt(kubeConfig, 'configMapRef', 'name');
  if (secret !== undefined) {
    const place = key === undefined ? `'${secret}'` : `'${secret}' (${key})`;
    return { inWords: `the cluster of the Secret ${place}`, by: 'access' };
  }
  return map === undefined ? undefined : { inWords: `the cluster of the ConfigMap '${map}'`, by: 'access' };
}

/** The namespace that something gives objects, or those of them that state none. */
export function givenNamespace(manifest: Manifest): string {
  const path = manifest.kind === 'Kustomization' ? ['targetNamespace'] : ['destination', 'namespace'];
  return textAt(manifest, 'spec', ...path) ?? '';
}

/**
 * The namespace in which an object ends up: Flux overrides what it states, and Argo CD completes it.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace
 */
export function namespaceUnder(manifest: Manifest, object: Manifest): string {
  if (isClusterScoped(groupOf(object), object.kind)) return '';
  const [given, stated] = [givenNamespace(manifest), namespaceOf(object) ?? ''];
  const [first, second] = manifest.kind === 'Kustomization' ? [given, stated] : [stated, given];
  return first === '' ? second : first;
}
