import { groupOf, namespaceOf } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import { incompatibility, isHalfRange } from './matcher';
import { calculateFormatScore, calculateScore, compareRuntimes, sizeDistance } from './scorer';
import type { Scored } from './scorer';
import { modelSpec, runtimeSpec } from './spec';
import type { ModelSpec, RuntimeSpec, SupportedFormat } from './spec';

/** A runtime that OME could give to a service, in the order in which it would. */
export interface RankedRuntime {
  readonly name: string;
  /** Absent for a runtime of the whole cluster. */
  readonly namespace?: string;
  readonly score: number;
  /** Why it is not the first one. */
  readonly reason?: string;
}

/** A runtime that OME cannot give to a service, and why. */
export interface ExcludedRuntime {
  readonly name: string;
  readonly namespace?: string;
  readonly reason: string;
}

/** Which runtime a service gets that names none, and why not another. */
export type OmeSelection = {
  /** Every runtime that could be taken, the best first. */
  readonly ranking: readonly RankedRuntime[];
  readonly excluded: readonly ExcludedRuntime[];
} & (
  | { readonly outcome: 'selected'; readonly selected: RankedRuntime }
  /** The webhook refuses the service, with this error. */
  | { readonly outcome: 'refused'; readonly error: string }
  /** The controller crashes over a runtime, so nothing is decided for any service that could use it. */
  | { readonly outcome: 'crash'; readonly error: string }
);

/*
 * Restates https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/selector.go and fetcher.go (v0.1.5)
 */

/**
 * Which of the runtimes OME gives to a service of the model that names none.
 *
 * Protocol, free GPUs, number of nodes, and whether the runtime splits prefill and decode are not considered.
 *
 * @param model - a `ClusterBaseModel` or `BaseModel`
 * @param runtimes - `ClusterServingRuntime`s and `ServingRuntime`s; other objects are passed over
 * @param service - the `InferenceService`: its namespace and the accelerator classes it asks for count; without it,
 *   runtimes of the cluster alone are considered
 * @see SelectRuntime
 */
export function selectOmeRuntime(model: Manifest, runtimes: readonly Manifest[], service?: Manifest): OmeSelection {
  const spec = modelSpec(model);
  const namespace = service === undefined ? undefined : namespaceOf(service);
  if (spec.modelFormat.name === '') {
    const error = 'invalid model specification: modelFormat.name: model format name is required';
    return { outcome: 'refused', error, ranking: [], excluded: [] };
  }
  const fetched = fetchRuntimes(runtimes, namespace);
  const excluded: ExcludedRuntime[] = [];
  const scored: Scored[] = [];
  for (const runtime of fetched) {
    const evaluation = evaluateRuntime(runtime, spec, service);
    if (typeof evaluation === 'number') scored.push({ runtime, score: evaluation });
    else excluded.push({ ...identity(runtime), reason: evaluation.reason });
  }
  const ranking = ranked(scored, spec);
  const crashing = fetched.find((runtime) => crashes(runtime, spec, service));
  if (crashing !== undefined) {
    return { outcome: 'crash', error: crashOver(crashing), ranking, excluded };
  }
  const [selected] = ranking;
  if (selected !== undefined) return { outcome: 'selected', selected, ranking, excluded };
  return { outcome: 'refused', error: noRuntimeFound(spec, namespace, fetched, service), ranking, excluded };
}

/**
 * Why OME refuses a runtime that a service names itself; undefined where it takes it. Auto-selection plays no part.
 *
 * @see ValidateRuntime
 */
export function namedRuntimeRefusal(model: Manifest, runtime: Manifest, service?: Manifest): string | undefined {
  const spec = modelSpec(model);
  if (spec.modelFormat.name === '') {
    return 'invalid model specification: modelFormat.name: model format name is required';
  }
  const read = runtimeSpec(runtime);
  return crashes(read, spec, service) ? crashOver(read) : incompatibility(read, spec, service);
}

/**
 * The entry of a runtime whose accelerator settings apply to a model; of a runtime that was selected, those that may be
 * selected count.
 *
 * @see GetSupportedModelFormat
 */
export function supportedFormatOf(
  model: Manifest,
  runtime: Manifest,
  by: 'selection' | 'name',
): SupportedFormat | undefined {
  const spec = modelSpec(model);
  let best: { readonly format?: SupportedFormat; readonly score: number } = { score: 0 };
  for (const format of runtimeSpec(runtime).supportedFormats) {
    if (by === 'selection' && format.autoSelect !== true) continue;
    const score = calculateFormatScore(spec, format, 1);
    if (score > best.score) best = { format, score };
  }
  return best.format;
}

/**
 * Runtimes of the namespace, then of the cluster; each the newest first, then by name.
 *
 * @see FetchRuntimes
 */
function fetchRuntimes(manifests: readonly Manifest[], namespace: string | undefined): readonly RuntimeSpec[] {
  const runtimes = manifests.filter((manifest) => groupOf(manifest) === 'ome.io');
  const ofKind = (kind: string) => runtimes.filter((manifest) => manifest.kind === kind).map(runtimeSpec);
  const newestFirst = (one: RuntimeSpec, other: RuntimeSpec) =>
    compare(Date.parse(other.createdAt) || 0, Date.parse(one.createdAt) || 0) || compare(one.name, other.name);
  return [
    ...ofKind('ServingRuntime')
      .filter((runtime) => runtime.namespace === namespace)
      .sort(newestFirst),
    ...ofKind('ClusterServingRuntime').sort(newestFirst),
  ];
}

/**
 * A runtime's score for a model, or why it has none.
 *
 * @see evaluateRuntime
 */
function evaluateRuntime(
  runtime: RuntimeSpec,
  model: ModelSpec,
  service: Manifest | undefined,
): number | { readonly reason: string } {
  const reason = incompatibility(runtime, model, service);
  if (reason !== undefined) return { reason };
  if (!runtime.supportedFormats.some(({ autoSelect }) => autoSelect === true)) {
    return { reason: 'no entry of supportedModelFormats has autoSelect: true' };
  }
  const score = calculateScore(runtime, model);
  return score > 0 ? score : { reason: 'no entry with autoSelect is for its format and framework, so the score is 0' };
}

/** Whether OME looks at the ends of a range of which one is not there. */
function crashes(runtime: RuntimeSpec, model: ModelSpec, service: Manifest | undefined): boolean {
  if (model.modelParameterSize === undefined || !isHalfRange(runtime)) return false;
  return incompatibility({ ...runtime, modelSizeRange: undefined }, model, service) === undefined;
}

function crashOver({ name }: RuntimeSpec): string {
  return `modelSizeRange of ${name} states one of min and max only: nil pointer dereference`;
}

/**
 * Matches of the namespace before those of the cluster, whatever their scores.
 *
 * @see GetCompatibleRuntimes, sortMatches
 */
function ranked(scored: readonly Scored[], model: ModelSpec): readonly RankedRuntime[] {
  const sorted = [true, false].flatMap((namespaced) =>
    scored
      .filter(({ runtime }) => (runtime.namespace !== undefined) === namespaced)
      .sort((one, other) => compareRuntimes(one, other, model)),
  );
  const [first] = sorted;
  return sorted.map((candidate) => ({
    ...identity(candidate.runtime),
    score: candidate.score,
    reason: first === undefined || candidate === first ? undefined : whyLater(candidate, first, model),
  }));
}

function whyLater(candidate: Scored, first: Scored, model: ModelSpec): string {
  const { name } = first.runtime;
  if (candidate.runtime.namespace === undefined && first.runtime.namespace !== undefined) {
    return `'${name}' is of the service's namespace, which comes before the cluster whatever the score`;
  }
  if (candidate.score < first.score) return `its score ${candidate.score} is below the ${first.score} of '${name}'`;
  if (sizeDistance(candidate.runtime, model) > sizeDistance(first.runtime, model)) {
    return `its score is that of '${name}', which has ${first.runtime.modelSizeRange ? 'a narrower' : 'no'} size range`;
  }
  return `its score is that of '${name}', whose name comes first`;
}

/** @see NoRuntimeFoundError */
function noRuntimeFound(
  model: ModelSpec,
  namespace: string | undefined,
  fetched: readonly RuntimeSpec[],
  service: Manifest | undefined,
): string {
  const { name } = model.modelFormat;
  const ofCluster = fetched.filter((runtime) => runtime.namespace === undefined).length;
  const counts = `Checked ${fetched.length} runtimes (${fetched.length - ofCluster} namespace-scoped, ${ofCluster} cluster-scoped)`;
  const reasons = fetched
    .map((runtime) => ({ runtime, reason: incompatibility(runtime, model, service) }))
    .filter(({ reason }) => reason !== undefined)
    .map(({ runtime, reason }) => `${runtime.name} (${reason ?? ''})`);
  return [
    `no runtime found to support model ${name} with format ${name} in namespace ${namespace ?? ''}`,
    ...(fetched.length === 0 ? [] : [counts]),
    ...(reasons.length === 0 ? [] : [`Excluded runtimes: ${reasons.join('; ')}`]),
  ].join('. ');
}

function identity({ name, namespace }: RuntimeSpec) {
  return { name, namespace };
}

function compare<T extends number | string>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
