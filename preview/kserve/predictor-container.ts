import { podType } from '../../catalog/pod-types';
import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { expandContainer } from '../container-template';
import { asGoWritesIt } from '../go-json/go-value';
import type { Struct } from '../go-template/value';
import { mergeContainers } from '../merge-containers';
import type { Sources, Written } from '../origin';
import { refused } from '../pods-result';
import type { ExpandedContainer, NoPods } from '../pods-result';

/** A container of the predictor and what it was made from. */
export interface PredictorContainer {
  readonly container: JsonObject;
  readonly sources: Sources;
}

export type ExpansionOutcome =
  | { readonly ok: true; readonly made: PredictorContainer; readonly expansion: ExpandedContainer }
  | { readonly ok: false; readonly none: NoPods };

export type ContainerResult =
  { readonly ok: true; readonly made: PredictorContainer } | { readonly ok: false; readonly none: NoPods };

/** Containers of a list in a manifest, as Go writes them. */
export function writtenContainers(
  manifest: Manifest,
  author: Written['author'],
  path: readonly FieldPathSegment[],
  list: readonly JsonValue[],
): readonly Written[] {
  return list.flatMap((container, index): readonly Written[] =>
    isObject(container)
      ? [{ author, manifest, path: [...path, index], value: asGoWritesIt(container, podType('Container')) }]
      : [],
  );
}

export function nameOfContainer({ value }: Written): string {
  return textAt(value, 'name') ?? '';
}

/** A container as it is written. */
export function unmerged(written: Written): PredictorContainer {
  return { container: written.value, sources: { layers: [written] } };
}

/**
 * One of a service put over one of its runtime.
 *
 * @param overlay - the service's with what the controller sets up in it
 */
export function mergedContainer(
  runtime: Written,
  service: Written,
  overlay: JsonObject = service.value,
): ContainerResult {
  const result = mergeContainers(runtime.value, overlay);
  if (!result.ok)
    return { ok: false, none: refused(`failed to merge container. Detail: ${result.problem}`, 'InvalidPredictorSpec') };
  const sources = { layers: [service, runtime], argumentsOf: [runtime, service] };
  return { ok: true, made: { container: withOneValueEach(result.merged, overlay), sources } };
}

/**
 * Of a variable that has a value and a source of one, what the service states.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/utils/container_merge.go reconcileEnvValueConflicts
 */
function withOneValueEach(container: JsonObject, overlay: JsonObject): JsonObject {
  const stated = new Map(arrayAt(overlay, 'env').map((variable) => [textAt(variable, 'name'), variable]));
  const env = arrayAt(container, 'env').map((variable) => {
    if (!isObject(variable) || variable.value === undefined || variable.valueFrom === undefined) return variable;
    const own = stated.get(textAt(variable, 'name'));
    if (!isObject(own)) return variable;
    const { value, valueFrom, ...rest } = variable;
    if (own.valueFrom !== undefined) return { ...rest, valueFrom };
    return own.value === undefined ? variable : { ...rest, value };
  });
  return env.length === 0 ? container : { ...container, env };
}

/** The container with its templates expanded. */
export function expanded(
  { container, sources }: PredictorContainer,
  metadata: Struct,
  runtime: string,
): ExpansionOutcome {
  const result = expandContainer(container, metadata);
  const expansion = { container, sources, result };
  if (result.ok) return { ok: true, made: { container: result.container, sources }, expansion };
  const { problem, stage } = result.fault;
  if (stage === 'preview') return { ok: false, none: { outcome: 'unknown', because: problem, expanded: [expansion] } };
  const name = textAt(container, 'name') ?? '';
  const message = `failed to replace placeholders in serving runtime ${runtime} Container ${name}: ${problem}`;
  return { ok: false, none: refused(message, 'InvalidPredictorSpec', [expansion]) };
}
