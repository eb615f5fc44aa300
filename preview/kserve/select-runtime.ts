import type { ModelDemands } from './model-demands';
import { inWords, misfits, namedMisfits } from './runtime-misfit';
import type { Misfit } from './runtime-misfit';
import { byScopeAndName, compareScope, inOrder, leading } from './runtime-order';
import { firstProtocol, priorityFor } from './runtime-spec';
import type { RuntimeSpec } from './runtime-spec';

/** A runtime that a service does not get, and why, in words that follow its name. */
export interface Unchosen {
  readonly runtime: RuntimeSpec;
  readonly reasons: readonly string[];
}

/** Which runtime a service gets, and why not another. */
export type RuntimeSelection = {
  /** Those that would serve the model too in the order in which they would be taken, then those that would not. */
  readonly others: readonly Unchosen[];
} & (
  | { readonly outcome: 'selected'; readonly runtime: RuntimeSpec; readonly because: string }
  /** The newest of these: nothing else tells them apart, and creation times are not known. */
  | { readonly outcome: 'ambiguous'; readonly among: readonly RuntimeSpec[] }
  /** The controller makes no pod. */
  | { readonly outcome: 'none'; readonly because: string }
);

/**
 * Which runtime KServe gives to a service: the one that it names, else the best of those that fit.
 *
 * @param runtimes - those of the service's namespace and those of the cluster
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go reconcileModel
 */
export function selectRuntime(demands: ModelDemands, runtimes: readonly RuntimeSpec[]): RuntimeSelection {
  return demands.runtime === undefined
    ? selectFitting(demands, runtimes)
    : takeNamed(demands.runtime, demands, runtimes);
}

/** Those between which only creation times that are not known would decide: one where it is decided, none where none fits. */
export function contenders(demands: ModelDemands, runtimes: readonly RuntimeSpec[]): readonly RuntimeSpec[] {
  return leading(inOrder(fitting(demands, runtimes), demands.format), demands.format);
}

function selectFitting(demands: ModelDemands, runtimes: readonly RuntimeSpec[]): RuntimeSelection {
  const candidates = inOrder(fitting(demands, runtimes), demands.format);
  const among = leading(candidates, demands.format);
  const [first, second] = candidates;
  const unfit = whyUnfit(demands, runtimes);
  if (first === undefined) {
    return { outcome: 'none', because: `no runtime is selected for ${inWords(demands)}`, others: unfit };
  }
  const later = candidates
    .filter((candidate) => !among.includes(candidate))
    .map((runtime) => ({ runtime, reasons: [whyLater(runtime, first, demands.format)] }));
  const others = [...later, ...unfit];
  if (among.length > 1) return { outcome: 'ambiguous', among, others };
  const because = second === undefined ? 'it is the only one that fits' : whyFirst(first, second, demands.format);
  return { outcome: 'selected', runtime: first, because, others };
}

/**
 * The runtime of a name: one of the namespace comes before one of the cluster.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetServingRuntime
 */
function takeNamed(name: string, demands: ModelDemands, runtimes: readonly RuntimeSpec[]): RuntimeSelection {
  const sorted = byScopeAndName(runtimes);
  const named = sorted.find((runtime) => runtime.name === name);
  const others = sorted
    .filter((runtime) => runtime !== named)
    .map((runtime) => ({
      runtime,
      reasons: [runtime.name === name ? 'the one of the namespace comes before it' : `the service names '${name}'`],
    }));
  if (named === undefined) {
    return { outcome: 'none', because: `the service names '${name}', which is not among the runtimes`, others };
  }
  const found = namedMisfits(named, demands);
  if (found.length === 0) return { outcome: 'selected', runtime: named, because: 'the service names it', others };
  const because = `the service names '${name}', which it cannot have: ${found.map(({ text }) => text).join('; ')}`;
  return { outcome: 'none', because, others };
}

function fitting(demands: ModelDemands, runtimes: readonly RuntimeSpec[]): readonly RuntimeSpec[] {
  return runtimes.filter((runtime) => misfits(runtime, demands).length === 0);
}

/** Those that load the format come before those that do not. */
function whyUnfit(demands: ModelDemands, runtimes: readonly RuntimeSpec[]): readonly Unchosen[] {
  return byScopeAndName(runtimes)
    .map((runtime) => ({ runtime, found: misfits(runtime, demands) }))
    .filter(({ found }) => found.length > 0)
    .sort((one, other) => Number(isForOthers(one.found)) - Number(isForOthers(other.found)))
    .map(({ runtime, found }) => ({ runtime, reasons: found.map(({ text }) => text) }));
}

function isForOthers(found: readonly Misfit[]): boolean {
  return found.some(({ cause }) => cause === 'format');
}

function whyLater(candidate: RuntimeSpec, first: RuntimeSpec, format: string): string {
  if (compareScope(candidate, first) !== 0) {
    return `'${first.name}' is of the namespace, which comes before the cluster whatever the priority`;
  }
  const [own, best] = [priorityFor(candidate, format), priorityFor(first, format)];
  if (own !== best) {
    const highest = `the ${best ?? ''} of '${first.name}'`;
    if (own === undefined) return `it states no priority for '${format}', which comes after ${highest}`;
    return `its priority ${own} for '${format}' is below ${highest}`;
  }
  const [protocol, earlier] = [firstProtocol(candidate), firstProtocol(first)];
  if (protocol !== earlier) {
    return `priorities do not decide, and '${first.name}' speaks ${earlier ?? ''}, which comes before ${protocol ?? 'no protocol'}`;
  }
  return candidate.createdAt === first.createdAt
    ? `it is as old as '${first.name}', whose name comes first`
    : 'nothing but age decides, and it is not the newest';
}

function whyFirst(first: RuntimeSpec, second: RuntimeSpec, format: string): string {
  if (compareScope(first, second) !== 0) return 'it is of the namespace, which comes before the cluster';
  const priority = priorityFor(first, format);
  if (priority !== priorityFor(second, format)) return `its priority ${priority ?? ''} for '${format}' is the highest`;
  const protocol = firstProtocol(first);
  if (protocol !== firstProtocol(second)) {
    return `priorities do not decide, and its protocol ${protocol ?? ''} comes first`;
  }
  return first.createdAt === second.createdAt
    ? `nothing but its name decides: it is as old as '${second.name}'`
    : 'nothing but age decides, and it is the newest';
}
