import { priorityFor, protocolRank } from './runtime-spec';
import type { RuntimeSpec } from './runtime-spec';

/**
 * Runtimes that fit, the first to be taken first: those of the namespace, then by priority, by the rank of their
 * protocols, the newest, by name.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_model.go sortServingRuntimeList, sortSupportedRuntimeByPriority
 */
export function inOrder(candidates: readonly RuntimeSpec[], format: string): readonly RuntimeSpec[] {
  return [...candidates].sort(
    (one, other) => compareSettled(one, other, format) || compareAge(one, other) || compareText(one.name, other.name),
  );
}

/**
 * Those of a sorted list that may be its first, once all creation times are known: of those that nothing else tells
 * apart, all whose creation time is not known, and the newest of the others.
 */
export function leading(sorted: readonly RuntimeSpec[], format: string): readonly RuntimeSpec[] {
  const [first] = sorted;
  if (first === undefined) return [];
  const level = sorted.filter((candidate) => compareSettled(candidate, first, format) === 0);
  const newest = level.find(({ createdAt }) => createdAt !== undefined);
  return level.filter((candidate) => candidate.createdAt === undefined || candidate === newest);
}

/** Runtimes of the namespace, then those of the cluster, each by name. */
export function byScopeAndName(runtimes: readonly RuntimeSpec[]): readonly RuntimeSpec[] {
  return [...runtimes].sort((one, other) => compareScope(one, other) || compareText(one.name, other.name));
}

export function compareScope(one: RuntimeSpec, other: RuntimeSpec): number {
  return Number(one.kind === 'ClusterServingRuntime') - Number(other.kind === 'ClusterServingRuntime');
}

/** As far as creation times do not decide. */
function compareSettled(one: RuntimeSpec, other: RuntimeSpec, format: string): number {
  return (
    compareScope(one, other) ||
    comparePriority(priorityFor(one, format), priorityFor(other, format)) ||
    protocolRank(one) - protocolRank(other)
  );
}

/** The higher one first, none at all last. */
function comparePriority(one: number | undefined, other: number | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return other - one;
}

/** The newer one first; those of which it is not known before all others. */
function compareAge({ createdAt: one = Infinity }: RuntimeSpec, { createdAt: other = Infinity }: RuntimeSpec): number {
  return one === other ? 0 : other - one;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
