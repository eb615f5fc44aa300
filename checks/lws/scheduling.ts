import { textAt } from '../../kubernetes/manifest';
import { isQualifiedName } from '../../kubernetes/names';
import type { Fault } from '../finding';
import type { PodSet } from './pod-set';

const EXCLUSIVE = 'leaderworkerset.sigs.k8s.io/exclusive-topology';
const GANG_SCHEDULER = 'volcano';

/** Who places the pods of a group, and under which conditions. */
export function checkScheduling(set: PodSet): readonly Fault[] {
  const { leader, worker, spec, annotations } = set;
  if (worker === undefined) return [];
  const [ofLeader, ofWorker] = [leader, worker].map((pod) => textAt(pod.spec, 'schedulerName'));
  if (ofLeader !== ofWorker && (ofLeader === GANG_SCHEDULER || ofWorker === GANG_SCHEDULER)) {
    return [differentSchedulers(ofLeader === GANG_SCHEDULER ? worker.path : leader.path)];
  }
  const exclusive = textAt(annotations, EXCLUSIVE);
  if (exclusive !== undefined && !isQualifiedName(exclusive)) return [noLabel(set, exclusive)];
  const allAtOnce = ofLeader === GANG_SCHEDULER && spec.startupPolicy !== 'LeaderReady';
  if (exclusive === undefined || !allAtOnce) return [];
  return [exclusiveGang(set, exclusive)];
}

/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/webhooks/pod_webhook.go SetExclusiveAffinities */
function noLabel({ annotationsPath }: PodSet, topology: string): Fault {
  return {
    id: 'lws/topology-label',
    severity: 'error',
    field: `${annotationsPath}["${EXCLUSIVE}"]`,
    problem: `'${topology}' is no key of a node label`,
    consequence: 'It becomes the topology of an affinity, and the API server refuses the leaders.',
    mend: "Use a label that your nodes have, such as 'topology.kubernetes.io/rack'.",
  };
}

/** @see https://github.com/kubernetes-sigs/lws/blob/main/docs/examples/sample/gang-scheduling/README.md */
function differentSchedulers(path: string): Fault {
  return {
    id: 'lws/scheduler-name',
    severity: 'warning',
    field: `${path}.spec.schedulerName`,
    problem: 'Volcano places a part of each group alone',
    consequence:
      "Where LeaderWorkerSet's gang scheduling is on, Volcano waits for all pods of the group, of which it never sees the rest.",
    mend: 'Write `schedulerName: volcano` in leaderTemplate and in workerTemplate.',
  };
}

/**
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/pod_controller.go Reconcile
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/schedulerprovider/volcano_provider.go CreatePodGroupIfNotExists
 */
function exclusiveGang({ size, annotationsPath }: PodSet, topology: string): Fault {
  return {
    id: 'lws/gang-topology',
    severity: 'warning',
    field: `${annotationsPath}["${EXCLUSIVE}"]`,
    problem: `Volcano places groups of ${size ?? 'several'} pods, and each has '${topology}' to itself`,
    consequence:
      "Where LeaderWorkerSet's gang scheduling is on, no group ever starts: the leader waits for the gang, and the workers are made only once the leader has a node.",
    mend: "Leave one of them out; Volcano's own network topology also keeps a gang together.",
  };
}
