import type { Fault } from '../../checks/finding';
import type { EnginePod } from '../../constructs/engine';
import type { LeaderWorkerSetSettings } from '../../constructs/leader-worker-set-settings';
import type { Replicas } from '../../constructs/pod';
import type { ServiceDescription } from '../../constructs/service';
import { wrongReplicas } from '../../constructs/wrong-replicas';

/** What is wrong with a service that its manifests do not show. */
export function serviceFaults(service: ServiceDescription): readonly Fault[] {
  const { decoder, router } = service.runtime.engine;
  const faults = [
    replicasFault('replicas', service.replicas),
    workersFault('workers', service.runtime.engine),
    decoder === undefined ? undefined : replicasFault('decoder.replicas', decoder.replicas),
    decoder === undefined ? undefined : workersFault('decoder.workers', decoder),
    router === undefined ? undefined : replicasFault('router.replicas', router.replicas),
    decoder !== undefined && router === undefined ? NO_ROUTER : undefined,
    decoder === undefined && service.leaderWorkerSet?.disaggregatedSet === true ? NO_DECODER : undefined,
    gangFault(service),
  ];
  return faults.filter((fault) => fault !== undefined);
}

function replicasFault(field: string, replicas: Replicas | undefined): Fault | undefined {
  const wrong = wrongReplicas(field, replicas);
  if (wrong !== undefined) {
    const consequence = 'No autoscaler takes such a range, and the API server refuses the number.';
    return { id: 'lws/replicas-range', severity: 'error', consequence, ...wrong };
  }
  const min = replicas?.min ?? 1;
  const max = replicas?.max ?? Math.max(min, 1);
  if (max >= min) return undefined;
  return {
    id: 'lws/replicas-range',
    severity: 'error',
    field,
    problem: `No number of groups is at least ${min} and at most ${max}`,
    consequence: 'No autoscaler takes such a range.',
    mend: `Set min to ${max} or max to ${min}.`,
  };
}

function workersFault(field: string, { workers }: EnginePod): Fault | undefined {
  if (workers === undefined || (Number.isInteger(workers.count) && workers.count >= 1)) return undefined;
  return {
    id: 'lws/worker-count',
    severity: 'error',
    field: `${field}.count`,
    problem: `A group cannot have ${workers.count} workers`,
    consequence: "LeaderWorkerSet's webhook refuses the set, or the leader is alone and waits for the others.",
    mend: 'Use 1 or more, or no workers at all for an engine of one pod.',
  };
}

/** How groups are placed, without what {@link serviceFaults} tells to be impossible: it is not told a second time then. */
export function possibleSettings(service: ServiceDescription): LeaderWorkerSetSettings | undefined {
  const { leaderWorkerSet: settings } = service;
  return gangFault(service) === undefined ? settings : { ...settings, exclusiveTopology: undefined };
}

/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/pod_controller.go Reconcile */
function gangFault({ leaderWorkerSet: settings, runtime }: ServiceDescription): Fault | undefined {
  if (settings?.gang === undefined || settings.exclusiveTopology === undefined) return undefined;
  if (settings.startupPolicy === 'LeaderReady') return undefined;
  const pods = 1 + Math.max(runtime.engine.workers?.count ?? 0, runtime.engine.decoder?.workers?.count ?? 0);
  if (pods <= 1) return undefined;
  return {
    id: 'lws/gang-topology',
    severity: 'error',
    field: 'leaderWorkerSet.exclusiveTopology',
    problem: `Groups of ${pods} pods are scheduled as gangs and have '${settings.exclusiveTopology}' to themselves`,
    consequence: `No group ever starts: Volcano places the leader only together with all ${pods} pods, and LeaderWorkerSet makes the workers only once the leader has a node.`,
    mend: "Leave one of them out; Volcano's own network topology also keeps a gang together.",
  };
}

const NO_ROUTER: Fault = {
  id: 'lws/no-router',
  severity: 'error',
  field: 'runtime',
  problem: 'The engine has a decoder and no router',
  consequence: 'A client reaches pods that only read prompts or only generate tokens, and gets no answer.',
  mend: 'Give the engine a router that passes each request to both.',
};

const NO_DECODER: Fault = {
  id: 'lws/no-decoder',
  severity: 'error',
  field: 'leaderWorkerSet.disaggregatedSet',
  problem: 'A DisaggregatedSet is asked for, and the engine has no decoder',
  consequence: 'A DisaggregatedSet has at least two roles; the API server refuses one with fewer.',
  mend: 'Leave it out, or use an engine with prefill and decode apart.',
};
