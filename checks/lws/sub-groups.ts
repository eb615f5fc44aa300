import { valueAt } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { PodSet } from './pod-set';

const EXCLUSIVE = 'leaderworkerset.sigs.k8s.io/subgroup-exclusive-topology';

/**
 * How a group is divided.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/webhooks/leaderworkerset_webhook.go validateUpdateSubGroupPolicy
 */
export function checkSubGroups(set: PodSet): readonly Fault[] {
  const policy = valueAt(set.spec, 'leaderWorkerTemplate', 'subGroupPolicy');
  if (policy === undefined) return checkAnnotation(set);
  const subGroupSize = valueAt(policy, 'subGroupSize');
  const leaderExcluded = valueAt(policy, 'subGroupPolicyType') === 'LeaderExcluded';
  const { size } = set;
  if (size === undefined || size < 1) return [];
  if (typeof subGroupSize !== 'number' || !Number.isInteger(subGroupSize) || subGroupSize < 1) {
    return [
      fault(
        set,
        subGroupSize === undefined
          ? 'A sub-group has no size'
          : `${JSON.stringify(subGroupSize)} is no size of a sub-group`,
        "LeaderWorkerSet's webhook calculates with it, fails, and the object is refused.",
        size,
        leaderExcluded,
      ),
    ];
  }
  const fits = leaderExcluded
    ? (size - 1) % subGroupSize === 0
    : size % subGroupSize === 0 || (size - 1) % subGroupSize === 0;
  if (fits && subGroupSize <= size) return [];
  const counted = leaderExcluded
    ? `${size - 1} pods without the leader do`
    : `neither ${size} pods nor ${size - 1} without the leader`;
  const problem =
    subGroupSize > size
      ? `Sub-groups of ${subGroupSize} are larger than the group of ${size}`
      : `Sub-groups of ${subGroupSize} do not divide the group: ${counted}${leaderExcluded ? ' not' : ''} make whole ones`;
  return [fault(set, problem, "LeaderWorkerSet's webhook refuses the object.", size, leaderExcluded)];
}

function checkAnnotation({ annotations, annotationsPath }: PodSet): readonly Fault[] {
  if (annotations[EXCLUSIVE] === undefined) return [];
  return [
    {
      id: 'lws/sub-group-topology',
      severity: 'error',
      field: `${annotationsPath}["${EXCLUSIVE}"]`,
      problem: 'Sub-groups are to have a topology domain to themselves, and there are no sub-groups',
      consequence: "LeaderWorkerSet's webhook refuses the object.",
      mend: 'State leaderWorkerTemplate.subGroupPolicy.subGroupSize, or take the annotation away.',
    },
  ];
}

function fault(set: PodSet, problem: string, consequence: string, size: number, leaderExcluded: boolean): Fault {
  const sizes = Array.from({ length: Math.min(size, 64) }, (_, index) => index + 1).filter(
    (each) => (size - 1) % each === 0 || (!leaderExcluded && size % each === 0),
  );
  return {
    id: 'lws/sub-group-size',
    severity: 'error',
    field: `${set.path}.leaderWorkerTemplate.subGroupPolicy.subGroupSize`,
    problem,
    consequence,
    mend: `Use ${sizes.join(', ')}.`,
  };
}
