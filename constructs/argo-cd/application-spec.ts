import type { ApplicationSpec, Destination, IgnoreDifference, Source } from '../../imports/argoproj.io';
import { syncPolicy } from './sync-settings';
import type { ArgoSyncSettings } from './sync-settings';

/** A folder of manifests in Git. */
export interface ArgoSource {
  /** Address of the repository, as it is known to Argo CD. */
  readonly url: string;
  /**
   * Branch, tag or commit. A reference in full (`refs/heads/main`) or a commit is found without asking for all references.
   *
   * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/high_availability/
   */
  readonly revision: string;
  /** Folder in the repository. */
  readonly path: string;
  /** Files that are read, with all folders below. @default '*.yaml' */
  readonly include?: string;
  /** Files that are not. @default - none */
  readonly exclude?: string;
}

/** A cluster by its address, or by the name that Argo CD knows it by. */
export type ArgoDestination = (
  { readonly server: string; readonly name?: never } | { readonly name: string; readonly server?: never }
) & {
  /** For objects that state none. @default - an object that states none is refused */
  readonly namespace?: string;
};

/** What is delivered where, and how; the same of an Application and of those that an ApplicationSet makes. */
export interface ArgoApplicationSettings extends ArgoSyncSettings {
  /** The project, whose limits hold. @default 'default' */
  readonly project?: string;
  readonly source: ArgoSource;
  readonly destination: ArgoDestination;
  /** Fields that somebody else owns, such as the replicas that an autoscaler sets. @default [] */
  readonly ignoreDifferences?: readonly IgnoreDifference[];
  /** Past syncs that are kept. @default 10 */
  readonly revisionHistoryLimit?: number;
  /**
   * Whether differences are found by a trial apply in the API server, which knows the defaults of CRDs and of webhooks.
   *
   * @default true: else they are shown as differences for ever
   */
  readonly serverSideDiff?: boolean;
  /**
   * Folders whose changes concern it, divided by semicolons, below the source's folder unless they start with a slash.
   *
   * @default '.': in a repository of many clusters a commit elsewhere is not looked at
   * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/high_availability/#manifest-paths-annotation
   */
  readonly manifestGeneratePaths?: string;
  /**
   * What becomes of the objects when somebody deletes the Application.
   *
   * @default 'keep': models go on serving
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
   */
  readonly onDeletion?: 'keep' | 'delete' | 'delete-in-background';
}

/** An Application without its identity. */
export interface ApplicationParts {
  readonly annotations: Readonly<Record<string, string>>;
  readonly finalizers: readonly string[];
  readonly spec: ApplicationSpec;
}

const FINALIZERS: Readonly<Record<NonNullable<ArgoApplicationSettings['onDeletion']>, readonly string[]>> = {
  keep: [],
  delete: ['resources-finalizer.argocd.argoproj.io'],
  'delete-in-background': ['resources-finalizer.argocd.argoproj.io/background'],
};

/** An Application as the settings say, with what is right for models where they say nothing. */
export function applicationParts(settings: ArgoApplicationSettings): ApplicationParts {
  const { serverSideDiff = true, manifestGeneratePaths = '.', onDeletion = 'keep', ignoreDifferences = [] } = settings;
  return {
    annotations: {
      ...(serverSideDiff ? { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } : {}),
      ...(manifestGeneratePaths === '' ? {} : { 'argocd.argoproj.io/manifest-generate-paths': manifestGeneratePaths }),
    },
    finalizers: FINALIZERS[onDeletion],
    spec: {
      project: settings.project ?? 'default',
      source: directorySource(settings.source),
      destination: clusterOf(settings.destination),
      ...(ignoreDifferences.length === 0 ? {} : { ignoreDifferences }),
      revisionHistoryLimit: settings.revisionHistoryLimit ?? 10,
      syncPolicy: syncPolicy(settings),
    },
  };
}

/** Without `directory`, Argo CD reads the files of the folder itself alone, and a `kustomization.yaml` changes what it does. */
function directorySource({ url, revision, path, include = '*.yaml', exclude }: ArgoSource): Source {
  return {
    repoURL: url,
    targetRevision: revision,
    path,
    directory: { recurse: true, include, ...(exclude === undefined ? {} : { exclude }) },
  };
}

function clusterOf({ server, name, namespace }: ArgoDestination): Destination {
  return {
    ...(server === undefined ? { name } : { server }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}
