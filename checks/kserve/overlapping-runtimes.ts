import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { identityAsPath, identityOf } from '../../kubernetes/object-identity';
import { inWords } from '../../preview/kserve/runtime-misfit';
import { firstProtocol, priorityFor, runtimeSpec } from '../../preview/kserve/runtime-spec';
import type { RuntimeSpec, SupportedFormat } from '../../preview/kserve/runtime-spec';
import type { Fault, Finding } from '../finding';

/** The first runtime that is selected for something, with which others may share it. */
interface Offer {
  readonly runtime: RuntimeSpec;
  readonly format: SupportedFormat;
}

/**
 * Runtimes of one scope that are selected for the same format and version, and between which nothing but their age
 * decides. What KServe's webhook refuses is left out: equal priorities where protocols are stated.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_model.go sortServingRuntimeList
 * @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateServingRuntimePriority
 */
export function overlappingRuntimes(
  objects: readonly LocatedManifest[],
  inventory: readonly Manifest[] = [],
): readonly Finding[] {
  const runtimes = objects.flatMap(({ manifest, where }) => {
    const runtime = runtimeSpec(manifest);
    return runtime === undefined ? [] : [{ runtime, where }];
  });
  const replaced = new Set(runtimes.map(({ runtime }) => pathOf(runtime)));
  const offers = new Map<string, Offer>();
  for (const manifest of inventory) {
    const runtime = runtimeSpec(manifest);
    // One of no namespace is a template, which may be in none at all.
    if (runtime === undefined || (runtime.kind === 'ServingRuntime' && runtime.namespace === undefined)) continue;
    if (!replaced.has(pathOf(runtime))) firstOverlap(runtime, offers);
  }
  return runtimes.flatMap(({ runtime, where }) => {
    const fault = firstOverlap(runtime, offers);
    return fault === undefined ? [] : [{ ...fault, where }];
  });
}

function pathOf({ manifest }: RuntimeSpec): string {
  return identityAsPath(identityOf(manifest));
}

/** What a runtime shares with one before it; what it is the first to offer is kept. */
function firstOverlap(runtime: RuntimeSpec, offers: Map<string, Offer>): Fault | undefined {
  if (runtime.isDisabled || runtime.isMultiModel) return undefined;
  let fault: Fault | undefined;
  for (const format of runtime.formats) {
    if (!format.autoSelect) continue;
    const priority = priorityFor(runtime, format.name);
    if (priority !== undefined && runtime.protocols.length > 0) continue;
    const key = keyOf(runtime, format, priority);
    const earlier = offers.get(key);
    if (earlier === undefined) offers.set(key, { runtime, format });
    else if (earlier.runtime.name !== runtime.name) fault ??= overlap(earlier, runtime, priority);
  }
  return fault;
}

/** What two runtimes have in common where nothing but age decides between them. */
function keyOf(runtime: RuntimeSpec, { name, version }: SupportedFormat, priority: number | undefined): string {
  const { kind, namespace, isMultiNode, protocols } = runtime;
  // Of runtimes that speak none of KServe's protocols, only those that speak the same are for one service.
  const protocol = firstProtocol(runtime) ?? protocols;
  return JSON.stringify([kind, namespace, name, version ?? null, priority ?? null, isMultiNode, protocol]);
}

function overlap(earlier: Offer, runtime: RuntimeSpec, priority: number | undefined): Fault {
  const [one, other] = [earlier.runtime.name, runtime.name];
  const priorities = priority === undefined ? 'without a priority' : `with the same priority ${priority}`;
  return {
    id: 'kserve/overlapping-runtimes',
    severity: 'warning',
    field: 'spec.supportedModelFormats',
    problem: `'${one}' and '${other}' are both selected for ${inWords({ format: earlier.format.name, version: earlier.format.version })}, ${priorities}`,
    consequence:
      'A service that names no runtime gets the one that was created last, which differs between clusters and changes when one of them is made anew.',
    mend: 'Give each a priority of its own for the format, or leave autoSelect out of all but one.',
  };
}
