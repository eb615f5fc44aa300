import { arrayAt, isObject, nameOf, namespaceOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { parseModelSize } from './selection/model-size';

/** One auto-selected entry of a runtime, with the sizes that the runtime is for. */
interface Offer {
  readonly runtime: Manifest;
  readonly priority: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Runtimes between which no priority decides: they are auto-selected for the same models of the same sizes. OME means
 * to refuse the second, and does not.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateServingRuntimePriority
 * @see https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/scorer.go CompareRuntimes
 */
export function overlappingRuntimes(runtimes: readonly Manifest[]): ReadonlyMap<Manifest, Fault> {
  const groups = new Map<string, Offer[]>();
  for (const runtime of runtimes) {
    for (const [key, offer] of offersOf(runtime)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [offer]);
      else group.push(offer);
    }
  }
  const faults = new Map<Manifest, Fault>();
  for (const group of groups.values()) {
    for (const [one, other] of neighbours(group)) {
      if (!faults.has(other.runtime)) faults.set(other.runtime, overlap(one, other));
    }
  }
  return faults;
}

/** The entries that a runtime is selected by, under what a model must be to be served by them. */
function offersOf(runtime: Manifest): readonly (readonly [string, Offer])[] {
  if (valueAt(runtime, 'spec', 'disabled') === true) return [];
  const range = valueAt(runtime, 'spec', 'modelSizeRange');
  const min = parseModelSize(textAt(range, 'min') ?? '');
  const max = isObject(range) ? parseModelSize(textAt(range, 'max') ?? '') : Infinity;
  return arrayAt(runtime, 'spec', 'supportedModelFormats').flatMap((entry) => {
    if (!isObject(entry) || entry.autoSelect !== true) return [];
    const priority = typeof entry.priority === 'number' ? entry.priority : 1;
    return [[keyOf(runtime, entry, priority), { runtime, priority, min, max }] as const];
  });
}

function keyOf(runtime: Manifest, entry: JsonObject, priority: number): string {
  const scope = runtime.kind === 'ServingRuntime' ? (namespaceOf(runtime) ?? '') : undefined;
  const model = ['modelFormat', 'modelFramework'].flatMap((member) => [
    textAt(entry, member, 'name'),
    textAt(entry, member, 'version'),
  ]);
  const { modelArchitecture, quantization, diffusionPipeline } = entry;
  return JSON.stringify([runtime.kind, scope, priority, ...model, modelArchitecture, quantization, diffusionPipeline]);
}

/** Each offer with an earlier one whose sizes it shares, if there is one. */
function neighbours(group: readonly Offer[]): readonly (readonly [Offer, Offer])[] {
  const sorted = [...group].sort(
    (one, other) => one.min - other.min || compare(nameOf(one.runtime), nameOf(other.runtime)),
  );
  const pairs: (readonly [Offer, Offer])[] = [];
  let widest: Offer | undefined;
  for (const offer of sorted) {
    if (widest !== undefined && widest.runtime !== offer.runtime && offer.min <= widest.max)
      pairs.push([widest, offer]);
    if (widest === undefined || offer.max > widest.max) widest = offer;
  }
  return pairs;
}

function overlap(one: Offer, other: Offer): Fault {
  const [first, second] = [nameOf(one.runtime), nameOf(other.runtime)];
  const common = other.max === Infinity && one.max === Infinity ? 'any size' : 'the same sizes';
  return {
    id: 'ome/overlapping-runtimes',
    severity: 'warning',
    field: 'spec.supportedModelFormats',
    problem: `'${first}' and '${second}' are selected for the same models of ${common}, with the same priority ${one.priority}`,
    consequence:
      'OME takes the one with the narrower range of sizes (none counts as the narrowest), then the first by name.',
    mend: `Give one of them a higher priority, such as ${one.priority + 1}, or ranges of sizes that do not overlap.`,
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
