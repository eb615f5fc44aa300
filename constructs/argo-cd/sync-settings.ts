import type { Retry, SyncPolicy } from '../../imports/argoproj.io';

/** How Argo CD applies what Git has. */
export interface ArgoSyncSettings {
  /**
   * Whether Argo CD applies what changes in Git, and sets back what is changed in the cluster, by itself.
   *
   * @default true
   */
  readonly automated?: boolean;
  /**
   * Whether what is changed in the cluster by hand is set back; where `automated`.
   *
   * @default true: Git is what runs
   */
  readonly selfHeal?: boolean;
  /**
   * Whether objects that leave Git are deleted; where `automated`. They are shown as out of sync otherwise.
   *
   * @default false: a moved folder or a wrong merge deletes no model
   */
  readonly prune?: boolean;
  /** Options of a sync. @default those of {@link ArgoSyncOptions} */
  readonly syncOptions?: ArgoSyncOptions;
  /** How a failed sync is repeated. @default that of {@link ArgoRetry} */
  readonly retry?: ArgoRetry;
}

/**
 * Options of a sync for all objects of an Application. `Replace` is not among them, since it overrules server-side apply and
 * overwrites what autoscalers and webhooks have set; one object may state it in its annotation
 * `argocd.argoproj.io/sync-options`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export interface ArgoSyncOptions {
  /** @default true: large CRDs do not fit into the annotation of client-side apply, and fields of others stay theirs */
  readonly serverSideApply?: boolean;
  /** Applies what differs, and nothing else. @default true */
  readonly applyOutOfSyncOnly?: boolean;
  /** Leaves what `ignoreDifferences` names as it is in the cluster. @default true: else a sync sets back what an autoscaler has set */
  readonly respectIgnoreDifferences?: boolean;
  /** Deletes after all else is healthy. @default true: the new model serves before the old one ends */
  readonly pruneLast?: boolean;
  /** Fails where another Application has applied an object already. @default true: they would undo each other's work */
  readonly failOnSharedResource?: boolean;
  /** What becomes of the children of an object that is deleted. @default 'foreground' */
  readonly prunePropagationPolicy?: 'foreground' | 'background' | 'orphan';
  /** Makes the namespace of the destination. @default false: state a Namespace, which then is seen in Git */
  readonly createNamespace?: boolean;
  /** Applies objects whose CRD is not there yet without trying first. @default false */
  readonly skipDryRunOnMissingResource?: boolean;
  /** Has the API server check fields. @default true */
  readonly validate?: boolean;
}

/**
 * How a failed sync is repeated.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-retry-refresh-on-new-revisions
 */
export interface ArgoRetry {
  /** Repetitions; fewer than 0 means no end. @default 5 */
  readonly limit?: number;
  /** First pause, such as `30s`. @default '30s' */
  readonly duration?: string;
  /** By what a pause is longer than the one before. @default 2 */
  readonly factor?: number;
  /** Longest pause. @default '10m' */
  readonly maxDuration?: string;
  /**
   * Whether a repetition takes what Git has by then. Versions of Argo CD before 3.2 have no such field: state false there.
   *
   * @default true: else the commit that mends it is not seen until the last repetition has failed
   */
  readonly refresh?: boolean;
}

/** The sync policy with what is right for models where nothing else is stated. */
export function syncPolicy(settings: ArgoSyncSettings): SyncPolicy {
  const { automated = true, selfHeal = true, prune = false, syncOptions = {}, retry = {} } = settings;
  return {
    // An empty folder is an accident, and not the wish to delete everything.
    ...(automated ? { automated: { enabled: true, prune, selfHeal, allowEmpty: false } } : {}),
    syncOptions: optionTexts(syncOptions),
    retry: retryPolicy(retry),
  };
}

function optionTexts(options: ArgoSyncOptions): readonly string[] {
  const {
    serverSideApply = true,
    applyOutOfSyncOnly = true,
    respectIgnoreDifferences = true,
    pruneLast = true,
    failOnSharedResource = true,
    prunePropagationPolicy = 'foreground',
    createNamespace = false,
    skipDryRunOnMissingResource = false,
    validate = true,
  } = options;
  return [
    ...(serverSideApply ? ['ServerSideApply=true'] : []),
    ...(applyOutOfSyncOnly ? ['ApplyOutOfSyncOnly=true'] : []),
    ...(respectIgnoreDifferences ? ['RespectIgnoreDifferences=true'] : []),
    ...(pruneLast ? ['PruneLast=true'] : []),
    ...(failOnSharedResource ? ['FailOnSharedResource=true'] : []),
    `PrunePropagationPolicy=${prunePropagationPolicy}`,
    ...(createNamespace ? ['CreateNamespace=true'] : []),
    ...(skipDryRunOnMissingResource ? ['SkipDryRunOnMissingResource=true'] : []),
    ...(validate ? [] : ['Validate=false']),
  ];
}

function retryPolicy(retry: ArgoRetry): Retry {
  const { limit = 5, duration = '30s', factor = 2, maxDuration = '10m', refresh = true } = retry;
  return { limit, backoff: { duration, factor, maxDuration }, ...(refresh ? { refresh } : {}) };
}
