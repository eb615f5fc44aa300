import type { OmeModelFacts } from '../../catalog/ome-model-facts';
import { ENGINE_NAMES, allOmeRuntimeFacts } from '../../catalog/ome-runtime-facts';
import type { OmeEngine, OmePodFacts, OmeRuntimeFacts } from '../../catalog/ome-runtime-facts';
import type { Fault } from '../../checks/finding';
import { incompatibility } from '../../checks/ome/selection/matcher';
import { parseModelSize } from '../../checks/ome/selection/model-size';
import type { ModelSpec } from '../../checks/ome/selection/spec';
import { catalogueRuntimeDemands } from './model-metadata';
import { speaksGrpc } from './runtime-spec';

/** What a service asks of the runtime beside its model. */
export interface RuntimeWishes {
  /** @default either, SGLang before vLLM */
  readonly engine?: OmeEngine;
  /** Whether prompts are read and tokens generated in pods of their own. @default false */
  readonly disaggregated?: boolean;
  /** GPUs that one node of the cluster has. @default as many as the runtime asks for */
  readonly gpusPerNode?: number;
}

/** Why one runtime of the catalogue serves a model and the others do not. */
export interface OmeRuntimeChoice {
  readonly runtime: OmeRuntimeFacts;
  /** In words, such as `it is made for the model; its size range is the narrowest`. */
  readonly because: string;
  /** Runtimes that would serve the model too, the next best first, and why they were not taken. */
  readonly passedOver: readonly UnfitRuntime[];
}

/** A runtime that was not taken, and why. */
export interface UnfitRuntime {
  readonly runtime: OmeRuntimeFacts;
  readonly reason: string;
}

/** One point in which runtimes that fit are compared; the first that differs decides. */
interface Criterion {
  readonly rank: (runtime: OmeRuntimeFacts, model: OmeModelFacts) => number | string;
  readonly better: string;
  readonly worse: string;
}

const CRITERIA: readonly Criterion[] = [
  {
    rank: ({ models }, { name }) => Number(!models.includes(name)),
    better: 'it is made for the model',
    worse: 'it is made for another model',
  },
  { rank: ({ pod }) => Number(speaksGrpc(pod)), better: 'its engine speaks HTTP', worse: 'its engine speaks gRPC' },
  { rank: nodesOf, better: 'a replica runs on one node', worse: 'a replica takes several nodes' },
  { rank: rangeWidth, better: 'its size range is the narrowest', worse: 'its size range is wider' },
  { rank: ({ engine }) => Number(engine !== 'sglang'), better: 'it runs SGLang', worse: 'it runs vLLM' },
  { rank: totalGpus, better: 'it takes the fewest GPUs', worse: 'it takes more GPUs' },
  { rank: ({ name }) => name, better: 'its name comes first', worse: 'its name comes later' },
];

/**
 * The runtime of the catalogue that serves a model best, or why none does.
 *
 * A runtime fits when OME's controller accepts it for the model, it is split or not as asked, and its pods fit on the
 * nodes. Of those that fit, OME itself would let the name decide, in the end; here the runtime made for the model does.
 */
export function fittingRuntime(
  model: OmeModelFacts,
  spec: ModelSpec | undefined,
  wishes: RuntimeWishes,
): OmeRuntimeChoice | Fault {
  if (spec === undefined) return unknownFormat(model);
  const judged = allOmeRuntimeFacts().map((runtime) => ({ runtime, reason: whyUnfit(runtime, spec, wishes) }));
  const [best, ...others] = judged
    .filter(({ reason }) => reason === undefined)
    .map(({ runtime }) => runtime)
    .sort((one, other) => compare(one, other, model));
  if (best === undefined) return noneFits(model, judged);
  const deciding = others.map((other) => decidingCriterion(best, other, model));
  const because = CRITERIA.filter((criterion, index) =>
    index === 0 ? best.models.includes(model.name) : deciding.includes(criterion),
  );
  return {
    runtime: best,
    because: because.map(({ better }) => better).join('; ') || 'no other runtime fits',
    passedOver: others.map((runtime, index) => ({ runtime, reason: deciding[index]?.worse ?? '' })),
  };
}

/** Why a runtime cannot serve a model as asked, undefined where it can. */
export function whyUnfit(
  runtime: OmeRuntimeFacts,
  model: ModelSpec,
  wishes: RuntimeWishes,
  demands = catalogueRuntimeDemands(runtime),
): string | undefined {
  const { engine = runtime.engine, disaggregated = false, gpusPerNode = Infinity } = wishes;
  const mismatch = incompatibility(demands, model, undefined);
  if (mismatch !== undefined) return mismatch;
  if (runtime.engine !== engine) return `it runs ${ENGINE_NAMES[runtime.engine]}`;
  if (disaggregated !== (runtime.decoder !== undefined)) {
    return disaggregated ? 'it does not split prefill and decode' : 'it splits prefill and decode';
  }
  const gpus = Math.max(...podsOf(runtime).map((pod) => pod.gpus));
  return gpus > gpusPerNode ? `a pod takes ${gpus} GPUs, a node has ${gpusPerNode}` : undefined;
}

/** GPUs of one replica of a runtime, over all of its pods. */
export function totalGpus(runtime: OmeRuntimeFacts): number {
  return podsOf(runtime).reduce((sum, { gpus, nodes }) => sum + gpus * nodes, 0);
}

function nodesOf(runtime: OmeRuntimeFacts): number {
  return Math.max(...podsOf(runtime).map(({ nodes }) => nodes));
}

function podsOf({ pod, decoder }: OmeRuntimeFacts): readonly OmePodFacts[] {
  return decoder === undefined ? [pod] : [pod, decoder];
}

function rangeWidth({ size }: OmeRuntimeFacts): number {
  return size === undefined ? Infinity : parseModelSize(size.max) - parseModelSize(size.min);
}

function compare(one: OmeRuntimeFacts, other: OmeRuntimeFacts, model: OmeModelFacts): number {
  const criterion = decidingCriterion(one, other, model);
  return criterion === undefined ? 0 : criterion.rank(one, model) < criterion.rank(other, model) ? -1 : 1;
}

function decidingCriterion(one: OmeRuntimeFacts, other: OmeRuntimeFacts, model: OmeModelFacts): Criterion | undefined {
  return CRITERIA.find(({ rank }) => rank(one, model) !== rank(other, model));
}

function unknownFormat({ name }: OmeModelFacts): Fault {
  return {
    id: 'ome/unknown-model-format',
    severity: 'error',
    field: 'model',
    problem: `OME's catalogue says neither format nor architecture of '${name}', and has no runtime made for it`,
    consequence: 'Which runtime serves it cannot be told before OME has loaded the model.',
    mend: "Name the 'runtime', and make the model with `servedBy` of the same name.",
  };
}

function noneFits(model: OmeModelFacts, judged: readonly { runtime: OmeRuntimeFacts; reason?: string }[]): Fault {
  const nearest = judged
    .map(({ runtime, reason = '' }) => ({ runtime, reason, mismatches: reason.split(/, |; /).length }))
    .sort(
      (one, other) =>
        Number(other.runtime.models.includes(model.name)) - Number(one.runtime.models.includes(model.name)) ||
        one.mismatches - other.mismatches,
    )
    .slice(0, 3);
  return {
    id: 'ome/no-fitting-runtime',
    severity: 'error',
    field: 'model',
    problem: `None of the ${judged.length} runtimes of OME's catalogue serves '${model.name}' as asked`,
    consequence: 'OME refuses the service, or its pods stay pending.',
    mend: `The nearest are ${nearest.map(({ runtime, reason }) => `'${runtime.name}' (${reason})`).join(', ')}.`,
  };
}
