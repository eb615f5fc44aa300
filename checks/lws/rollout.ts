import { objectAt } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { PodSet } from './pod-set';

/** The counts of a rolling update, with the API server's defaults. */
export interface RollingUpdateCounts {
  readonly maxUnavailable: JsonValue;
  readonly maxSurge: JsonValue;
  readonly partition: JsonValue;
}

export function rollingUpdateOf({ spec }: PodSet): RollingUpdateCounts {
  const stated = objectAt(spec, 'rolloutStrategy', 'rollingUpdateConfiguration');
  return { maxUnavailable: 1, maxSurge: 0, partition: 0, ...stated };
}

/** A count, or a percentage of the groups in whole groups; undefined where it is neither. */
export function rounded(value: JsonValue, groups: number, direction: 'up' | 'down'): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? value : undefined;
  const percent = percentOf(value);
  if (percent === undefined) return undefined;
  const share = (percent * groups) / 100;
  return direction === 'up' ? Math.ceil(share) : Math.floor(share);
}

/**
 * How groups are replaced.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/webhooks/leaderworkerset_webhook.go generalValidate
 */
export function checkRollout(set: PodSet): readonly Fault[] {
  const path = `${set.path}.rolloutStrategy.rollingUpdateConfiguration`;
  const { maxUnavailable, maxSurge, partition } = rollingUpdateOf(set);
  const values = Object.entries({ maxUnavailable, maxSurge }).flatMap(([field, value]) =>
    checkCount(`${path}.${field}`, value),
  );
  return [
    ...(values.length > 0 ? values : checkProgress(set, path)),
    ...checkPartition(`${path}.partition`, partition, set.replicas),
  ];
}

function checkCount(field: string, value: JsonValue): readonly Fault[] {
  const percent = percentOf(value);
  const valid = percent === undefined ? rounded(value, 0, 'up') !== undefined : percent <= 100;
  if (valid) return [];
  return [
    {
      id: 'lws/rollout-count',
      severity: 'error',
      field,
      problem: `${JSON.stringify(value)} is neither a number of groups nor a percentage of them`,
      consequence: "LeaderWorkerSet's webhook refuses the object.",
      mend: "Use a whole number from 0, or text from '0%' to '100%'.",
    },
  ];
}

/** Missing groups are rounded down, additional ones up; with neither, nothing could be replaced. */
function checkProgress(set: PodSet, path: string): readonly Fault[] {
  const { replicas } = set;
  if (replicas === undefined || replicas < 1) return [];
  const { maxUnavailable, maxSurge } = rollingUpdateOf(set);
  if (rounded(maxUnavailable, replicas, 'down') !== 0 || rounded(maxSurge, replicas, 'up') !== 0) return [];
  const percent = percentOf(maxUnavailable);
  const share =
    typeof percent === 'number' && percent > 0
      ? `${percent}% of ${replicas} ${replicas === 1 ? 'group' : 'groups'} is ${(percent * replicas) / 100}, rounded down 0`
      : `maxUnavailable is ${JSON.stringify(maxUnavailable)}`;
  const groups =
    set.spec.replicas === undefined ? ' (the number of groups that the API server sets where none is stated)' : '';
  return [
    {
      id: 'lws/rollout-zero',
      severity: 'error',
      field: `${path}.maxUnavailable`,
      problem: `No group may be missing and none be made beside the others: ${share}, and maxSurge is ${JSON.stringify(maxSurge)}${groups}`,
      consequence: "LeaderWorkerSet's webhook refuses the object, as no group could ever be replaced.",
      mend: `Set maxUnavailable to 1${percent === undefined || set.spec.replicas === undefined ? '' : ` or '${Math.ceil(100 / replicas)}%'`}, or maxSurge to 1 where nodes are free.`,
    },
  ];
}

function checkPartition(field: string, partition: JsonValue, replicas: number | undefined): readonly Fault[] {
  if (typeof partition !== 'number' || !Number.isInteger(partition) || partition < 0) {
    return [
      {
        id: 'lws/partition',
        severity: 'error',
        field,
        problem: `${JSON.stringify(partition)} is no number of groups`,
        consequence: 'The API server or the webhook refuses the object.',
        mend: 'Use 0 to replace every group, or the number of groups that keep the old version.',
      },
    ];
  }
  if (partition === 0 || replicas === undefined || replicas === 0 || partition < replicas) return [];
  return [
    {
      id: 'lws/partition',
      severity: 'warning',
      field,
      problem: `${partition === 1 ? 'The first group keeps' : `The first ${partition} groups keep`} the old version, and there ${replicas === 1 ? 'is' : 'are'} ${replicas}`,
      consequence: 'A change reaches no group at all, and the set never counts as updated.',
      mend: replicas === 1 ? 'Use 0.' : `Use ${replicas - 1} to try a change on the last group, and 0 to roll it out.`,
    },
  ];
}

function percentOf(value: JsonValue): number | undefined {
  const [, digits] = typeof value === 'string' ? (/^([0-9]+)%$/.exec(value) ?? []) : [];
  return digits === undefined ? undefined : Number(digits);
}
