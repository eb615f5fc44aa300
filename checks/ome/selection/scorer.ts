import { matchesVersion } from './matcher';
import { parseModelSize } from './model-size';
import type { ModelSpec, NamedVersion, RuntimeSpec, SupportedFormat } from './spec';

/*
 * How well a runtime fits a model, as a number.
 * Each function restates the one of the same purpose in
 * https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/scorer.go (v0.1.5)
 */

/** Weights that stand for a weight of zero. */
const FORMAT_WEIGHT = 10;
const FRAMEWORK_WEIGHT = 5;

const DEFAULT_PRIORITY = 1;

/** A runtime that fits, with what it is ordered by. */
export interface Scored {
  readonly runtime: RuntimeSpec;
  readonly score: number;
}

/**
 * The best score of any entry that does not forbid auto-selection, whether or not that entry is for the model's
 * architecture.
 *
 * @see CalculateScore
 */
export function calculateScore(runtime: RuntimeSpec, model: ModelSpec): number {
  const scores = runtime.supportedFormats
    .filter(({ autoSelect }) => autoSelect !== false)
    .map((format) => calculateFormatScore(model, format, format.priority ?? DEFAULT_PRIORITY));
  return Math.max(0, ...scores);
}

/**
 * Weights of format and framework times the priority, 0 where one of them is another. Architecture, quantization and
 * diffusion pipeline play no part.
 *
 * @see CalculateFormatScore
 */
export function calculateFormatScore(model: ModelSpec, format: SupportedFormat, priority: number): number {
  const { modelFormat, modelFramework } = format;
  if (modelFormat !== undefined && !agrees(modelFormat, model.modelFormat)) return 0;
  const bothFrameworks = modelFramework !== undefined && model.modelFramework !== undefined;
  if (bothFrameworks && !agrees(modelFramework, model.modelFramework)) return 0;
  if (!bothFrameworks && modelFramework !== model.modelFramework) return 0;
  const formatScore = modelFormat === undefined ? 0 : (modelFormat.weight || FORMAT_WEIGHT) * priority;
  return formatScore + (bothFrameworks ? (modelFramework.weight || FRAMEWORK_WEIGHT) * priority : 0);
}

/**
 * Negative where the first of two runtimes is taken before the second: the higher score, then of a model whose size is
 * known the narrower range (none at all is the narrowest), then the namespace's before the cluster's, then by name.
 *
 * @see CompareRuntimes
 */
export function compareRuntimes(one: Scored, other: Scored, model: ModelSpec): number {
  if (one.score !== other.score) return other.score - one.score;
  const [distance, otherDistance] = [one, other].map(({ runtime }) => sizeDistance(runtime, model));
  // Upstream makes an integer of the difference, so that less than one parameter is no difference, and goes no further.
  if (distance !== otherDistance) return Math.trunc((distance ?? 0) - (otherDistance ?? 0));
  const [namespaced, otherNamespaced] = [one, other].map(({ runtime }) => runtime.namespace !== undefined);
  if (namespaced !== otherNamespaced) return namespaced ? -1 : 1;
  return one.runtime.name < other.runtime.name ? -1 : one.runtime.name > other.runtime.name ? 1 : 0;
}

/**
 * How far the ends of a runtime's range are from the model's size, together: inside of the range, its width.
 *
 * @see calculateSizeScore
 */
export function sizeDistance({ modelSizeRange }: RuntimeSpec, { modelParameterSize }: ModelSpec): number {
  if (modelSizeRange === undefined || modelParameterSize === undefined) return 0;
  const size = parseModelSize(modelParameterSize);
  const ends = [modelSizeRange.min, modelSizeRange.max].map((end = '') => parseModelSize(end));
  return ends.reduce((sum, end) => sum + Math.abs(end - size), 0);
}

/** A version that only one of the two states is no difference here. */
function agrees(runtime: NamedVersion, model: NamedVersion): boolean {
  if (runtime.name !== model.name) return false;
  if (runtime.version === undefined || model.version === undefined) return true;
  return matchesVersion(runtime.version, runtime.operator, model.version);
}
