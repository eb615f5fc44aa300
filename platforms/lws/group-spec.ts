import type { LeaderWorkerSetSettings } from '../../constructs/leader-worker-set-settings';
import type { Replicas } from '../../constructs/pod';
import { wholeReplicas } from '../../constructs/wrong-replicas';
import type { LeaderWorkerSetSpec, PodTemplateSpec } from '../../imports/shared';

/** LeaderWorkerSet's own scheduling annotations. */
const EXCLUSIVE_TOPOLOGY = 'leaderworkerset.sigs.k8s.io/exclusive-topology';
/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/schedulerprovider/volcano_provider.go */
const VOLCANO_QUEUE = 'scheduling.volcano.sh/queue-name';

/** The pods of one group, written down. */
export interface GroupTemplates {
  readonly leader: PodTemplateSpec;
  /** @default the leader is alone */
  readonly workers?: { readonly count: number; readonly template: PodTemplateSpec };
}

/**
 * The spec of a LeaderWorkerSet. What its webhook and the API server's defaults would add is stated, so that a change
 * by hand is a difference that a GitOps tool sees. `partition` needs LeaderWorkerSet 0.7.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/webhooks/leaderworkerset_webhook.go Default
 */
export function groupSpec(
  { leader, workers }: GroupTemplates,
  replicas: number | undefined,
  settings: LeaderWorkerSetSettings = {},
): LeaderWorkerSetSpec {
  const { startupPolicy = 'LeaderCreated', restartPolicy = 'RecreateGroupOnPodRestart' } = settings;
  const { partition = 0, maxUnavailable = 1, maxSurge = 0 } = settings.rollingUpdate ?? {};
  return {
    replicas,
    startupPolicy,
    networkConfig: { subdomainPolicy: 'Shared' },
    rolloutStrategy: {
      type: 'RollingUpdate',
      rollingUpdateConfiguration: { partition, maxUnavailable, maxSurge },
    },
    leaderWorkerTemplate: {
      size: 1 + (workers?.count ?? 0),
      restartPolicy,
      leaderTemplate: leader,
      workerTemplate: workers?.template ?? { spec: { containers: [] } },
    },
  };
}

/** Annotations of a LeaderWorkerSet that decide where its groups run. */
export function schedulingAnnotations({ gang, exclusiveTopology }: LeaderWorkerSetSettings = {}) {
  return {
    ...(gang?.queue === undefined ? {} : { [VOLCANO_QUEUE]: gang.queue }),
    ...(exclusiveTopology === undefined ? {} : { [EXCLUSIVE_TOPOLOGY]: exclusiveTopology }),
  };
}

/**
 * How many groups Git states: none where there is a range, since an autoscaler then owns the field, and a number in Git
 * would be set again at every sync. Until an autoscaler acts, the API server's default of one holds.
 */
export function statedReplicas(replicas: Replicas | undefined, stopped: boolean | undefined): number | undefined {
  if (stopped === true) return 0;
  return isRange(replicas) ? undefined : (wholeReplicas(replicas)?.min ?? 1);
}

/** Whether the number of groups is left to an autoscaler. */
export function isRange(replicas: Replicas | undefined): boolean {
  const { min = 1, max = min } = wholeReplicas(replicas) ?? {};
  return max > min;
}
