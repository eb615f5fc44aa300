import { arrayAt, nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { applicationsOfSet } from '../../preview/argo-cd/applications-of-set';
import { isApplication, isApplicationSet } from './argo-objects';
import type { PlacedManifest } from './delivered-tree';
import { directorySources } from './directory-source';
import type { DirectorySource } from './directory-source';
import { applicationOptions, optionValue } from './sync-options';

/** An Application, as far as it says what becomes of objects. */
export interface DeliveringApplication {
  readonly name: string;
  readonly manifest: Manifest;
  /** The ApplicationSet that makes it. @default - it stands among the manifests itself */
  readonly set?: Manifest;
  /** What comes before the paths of its fields where it is stated. */
  readonly fieldPrefix: '' | 'spec.template.';
  /** Of the set, where one makes it. */
  readonly where: string;
  /** Path with slashes. */
  readonly file: string;
  /** The cluster that it delivers to, in the words of its Argo CD. */
  readonly cluster: string;
  /** Whether that is the cluster in which Argo CD itself is, wherever that may be. */
  readonly isOwnCluster: boolean;
  /** For objects that state none. */
  readonly namespace: string | undefined;
  readonly sources: readonly DirectorySource[];
  /** Options by which all of its objects are pruned and deleted, where they state none. */
  readonly defaults: { readonly Prune: string | undefined; readonly Delete: string | undefined };
  readonly prunes: boolean;
  /** Whether its objects are deleted with it. */
  readonly cascades: boolean;
  readonly hasNamespaceMetadata: boolean;
  readonly createsNamespace: boolean;
}

const IN_CLUSTER = 'https://kubernetes.default.svc';

/** Those among objects, and those that sets among them make, as far as it is in a set which these are. */
export function deliveringApplications(objects: readonly PlacedManifest[]): readonly DeliveringApplication[] {
  return objects.flatMap((object): readonly DeliveringApplication[] => {
    const { manifest } = object;
    if (isApplication(manifest)) return [applicationOf(object)];
    return (membersOf(manifest) ?? []).map((member) => applicationOf({ ...object, manifest: member }, manifest));
  });
}

/** The Applications that a set makes, none of anything else; undefined where it is not in the set which these are. */
export function membersOf(manifest: Manifest): readonly Manifest[] | undefined {
  return isApplicationSet(manifest) ? applicationsOfSet(manifest) : [];
}

function applicationOf({ manifest, where, file }: PlacedManifest, set?: Manifest): DeliveringApplication {
  const spec = objectAt(manifest, 'spec');
  const options = applicationOptions(spec);
  const server = textAt(spec, 'destination', 'server') ?? '';
  const name = textAt(spec, 'destination', 'name') ?? '';
  const isOwnCluster = server === IN_CLUSTER || name === 'in-cluster';
  const fieldPrefix = set === undefined ? '' : 'spec.template.';
  const automated = valueAt(spec, 'syncPolicy', 'automated');
  return {
    name: nameOf(manifest),
    manifest,
    ...(set === undefined ? {} : { set }),
    fieldPrefix,
    where,
    file,
    cluster: isOwnCluster ? 'in-cluster' : server === '' ? `name ${name}` : `server ${server}`,
    isOwnCluster,
    namespace: textAt(spec, 'destination', 'namespace'),
    sources: directorySources(manifest).map((source) => ({ ...source, field: `${fieldPrefix}${source.field}` })),
    defaults: { Prune: optionValue(options, 'Prune'), Delete: optionValue(options, 'Delete') },
    prunes: valueAt(automated, 'prune') === true && valueAt(automated, 'enabled') !== false,
    cascades: arrayAt(manifest, 'metadata', 'finalizers').some(
      (finalizer) => typeof finalizer === 'string' && finalizer.startsWith('resources-finalizer.argocd.argoproj.io'),
    ),
    hasNamespaceMetadata: valueAt(spec, 'syncPolicy', 'managedNamespaceMetadata') !== undefined,
    createsNamespace: options.includes('CreateNamespace=true'),
  };
}
