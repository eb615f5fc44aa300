import type { Fault } from '../finding';
import { rounded, rollingUpdateOf } from './rollout';
import type { PodSet } from './pod-set';

/** The schema tells of more. */
const MOST_GROUPS = 1_000_000;
const MOST_PODS = 2 ** 31 - 1;

/** A label value may have 63 characters, of which a StatefulSet's revision takes a dash and the 10 digits of a hash. */
const LONGEST_STATEFUL_SET = 63 - 1 - 10;

/**
 * How many pods there may be; how many groups, the schema says.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/webhooks/leaderworkerset_webhook.go generalValidate
 */
export function checkBounds({ path, replicas, size }: PodSet): readonly Fault[] {
  if (size === undefined) return [];
  if (size < 1) return [noLeader(`${path}.leaderWorkerTemplate.size`, size)];
  if (replicas === undefined || replicas > MOST_GROUPS || replicas * size <= MOST_PODS) return [];
  const most = Math.floor(MOST_PODS / size);
  return [
    {
      id: 'lws/bounds',
      severity: 'error',
      field: `${path}.replicas`,
      problem: `${replicas} groups of ${size} are ${replicas * size} pods, and ${MOST_PODS} are the most`,
      consequence: "LeaderWorkerSet's webhook refuses the object.",
      mend: `Use ${most} groups or fewer.`,
    },
  ];
}

function noLeader(field: string, size: number): Fault {
  return {
    id: 'lws/bounds',
    severity: 'error',
    field,
    problem: `A group of ${size} pods has no leader`,
    consequence: "LeaderWorkerSet's webhook refuses the object.",
    mend: 'Use 1, the leader included, or more.',
  };
}

/**
 * How many characters the name of a set may have: its StatefulSets, one for the leaders and one for the workers of each
 * group, label their pods with their own name and a revision.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/64023
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/pod_controller.go constructWorkerStatefulSetApplyConfiguration
 */
export function longestName(set: PodSet, mostGroups = set.replicas ?? 1): number {
  if (set.worker === undefined) return LONGEST_STATEFUL_SET;
  const surge = rounded(rollingUpdateOf(set).maxSurge, mostGroups, 'up') ?? 0;
  const lastGroup = Math.max(mostGroups + surge, 1) - 1;
  return LONGEST_STATEFUL_SET - 1 - String(lastGroup).length;
}

/** A name with which the pods cannot be made although the object is admitted. */
export function checkName(set: PodSet, mostGroups?: number): readonly Fault[] {
  const { name } = set;
  const longest = longestName(set, mostGroups);
  if (name.length <= longest || name.length > 63) return [];
  const pods = set.worker === undefined ? 'leaders' : 'workers of a group';
  return [
    {
      id: 'lws/name-length',
      severity: 'error',
      field: 'metadata.name',
      problem: `'${name}' has ${name.length} characters, ${longest} fit`,
      consequence: `The StatefulSet of the ${pods} labels its pods with its name and a revision, over the 63 characters a label value may have, and makes none.`,
      mend: `Shorten it to '${name.slice(0, longest).replace(/-+$/, '')}', say.`,
    },
  ];
}
