import { objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { Effect } from './effect';
import { groupKind } from './kinds';

/** Pods, or groups of them, of which those with low numbers keep the template that they were made of. */
interface Partitioned {
  readonly what: 'pods' | 'groups';
  /** The lowest number of those that get a new template. */
  readonly partition: number;
  readonly replicas: number;
}

/**
 * What a partition leaves of restarts, and what a lower one brings.
 *
 * @param isScaled - whether an autoscaler says how many pods there are
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_control.go updateStatefulSet
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/leaderworkerset_controller.go rollingUpdateParameters
 */
export function asPartitioned(
  effects: readonly Effect[],
  before: Manifest,
  after: Manifest,
  isScaled: boolean,
): readonly Effect[] {
  const [old, young] = [partitionOf(before), partitionOf(after)];
  if (old === undefined || young === undefined) return effects;
  if (effects.some(({ kind }) => kind === 'restart')) {
    return young.partition === 0 ? effects : effects.map((effect) => partly(effect, young, isScaled));
  }
  const last = Math.min(old.partition, isScaled ? Infinity : young.replicas) - 1;
  if (last < young.partition) return effects;
  const { what, partition } = young;
  const reason =
    last === partition
      ? `${what.slice(0, -1)} ${last} restarts if the template has changed while the partition kept it`
      : `${what} ${partition} to ${last} restart if the template has changed while the partition kept them`;
  return [{ kind: 'restart', reason }, ...effects];
}

function partly({ kind, reason }: Effect, { what, partition, replicas }: Partitioned, isScaled: boolean): Effect {
  if (kind !== 'restart') return { kind, reason };
  if (!isScaled && partition >= replicas) {
    return {
      kind: 'none',
      reason: `${reason}; its ${what} get it once the partition is lowered, which is ${partition}`,
    };
  }
  return { kind, reason: `${reason}; ${what} below number ${partition} stay, as the partition says` };
}

function partitionOf(manifest: Manifest): Partitioned | undefined {
  const spec = objectAt(manifest, 'spec');
  switch (groupKind(manifest)) {
    case 'apps/StatefulSet':
      return partitioned('pods', spec, objectAt(spec, 'updateStrategy', 'rollingUpdate'));
    case 'leaderworkerset.x-k8s.io/LeaderWorkerSet':
      return partitioned('groups', spec, objectAt(spec, 'rolloutStrategy', 'rollingUpdateConfiguration'));
    default:
      return undefined;
  }
}

function partitioned(what: Partitioned['what'], spec: JsonObject, strategy: JsonObject): Partitioned {
  const { partition } = strategy;
  const { replicas } = spec;
  return {
    what,
    partition: typeof partition === 'number' ? partition : 0,
    replicas: typeof replicas === 'number' ? replicas : 1,
  };
}
