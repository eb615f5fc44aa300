import type { GoType } from '../catalog/pod-types';
import { fieldPath } from '../kubernetes/field-path';
import type { FieldPathSegment } from '../kubernetes/field-path';
import { isArray, isObject, valueAt } from '../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue, Manifest } from '../kubernetes/manifest';

/** Who stated something of a pod: a runtime, a service, an object that states its pods itself, or nobody but a controller. */
export type Author = 'runtime' | 'service' | 'object' | 'controller';

/** Where something of a pod is written; of what a controller added, where it could be written. */
export interface Origin {
  readonly author: Author;
  readonly manifest: Manifest;
  readonly field: string;
}

/** A part of a manifest that went into a pod. */
export interface Written {
  readonly author: Author;
  readonly manifest: Manifest;
  readonly path: readonly FieldPathSegment[];
  /** As Go reads it. */
  readonly value: JsonObject;
}

/** What a pod, or one of its containers, was merged from. */
export interface Sources {
  /** The one that is put over the others first. */
  readonly layers: readonly Written[];
  /**
   * Those whose arguments follow one another in the container.
   *
   * @default - arguments are those of the first that has some
   */
  readonly argumentsOf?: readonly Written[];
}

/** Where a field of something merged is written. */
export function originIn(
  { layers, argumentsOf }: Sources,
  merged: JsonObject,
  steps: readonly FieldPathSegment[],
  type: GoType,
): Origin | undefined {
  const joined = argumentsOf === undefined ? undefined : argumentIn(argumentsOf, merged, steps);
  if (joined !== undefined) return joined;
  const traces = layers.map((layer) => trace(layer, merged, steps, type));
  const found = traces.find(({ isComplete }) => isComplete);
  if (found !== undefined) return originOf(found.layer, found.path, found.layer.author);
  const [nearest] = traces.toSorted((one, other) => other.path.length - one.path.length);
  return nearest === undefined ? undefined : originOf(nearest.layer, nearest.path, 'controller');
}

/** Whose argument it is, where those of several follow one another. */
function argumentIn(
  layers: readonly Written[],
  merged: JsonObject,
  [field, index, ...rest]: readonly FieldPathSegment[],
): Origin | undefined {
  if (field !== 'args' || typeof index !== 'number' || rest.length > 0) return undefined;
  const lists = layers.map((layer) => ({ layer, args: listAt(layer.value.args) }));
  const total = lists.reduce((sum, { args }) => sum + args.length, 0);
  if (total !== listAt(merged.args).length) return undefined;
  let before = 0;
  for (const { layer, args } of lists) {
    if (index < before + args.length) return originOf(layer, ['args', index - before], layer.author);
    before += args.length;
  }
  return undefined;
}

interface Trace {
  readonly layer: Written;
  /** How far the layer has what the steps lead to. */
  readonly path: readonly FieldPathSegment[];
  readonly isComplete: boolean;
}

/** Follows the steps in a layer; items of lists that are merged by a key are found by it. */
function trace(layer: Written, merged: JsonObject, steps: readonly FieldPathSegment[], type: GoType): Trace {
  const path: FieldPathSegment[] = [];
  let [own, whole]: (JsonValue | undefined)[] = [layer.value, merged];
  let [current, key]: [GoType, string | undefined] = [type, undefined];
  for (const step of steps) {
    const at = typeof step === 'string' ? step : positionOf(step, own, whole, key);
    own = stepInto(own, at);
    if (own === undefined || own === null) return { layer, path, isComplete: false };
    whole = stepInto(whole, step);
    if (typeof step === 'string') {
      const field = current.kind === 'struct' ? current.fields.get(step) : undefined;
      key = field?.mergeKey;
      current = field === undefined ? { kind: 'any' } : pointedTo(field.type);
    }
    path.push(at);
  }
  return { layer, path, isComplete: true };
}

function positionOf(
  index: number,
  own: JsonValue | undefined,
  whole: JsonValue | undefined,
  key: string | undefined,
): number {
  if (key === undefined) return index;
  const wanted = valueAt(stepInto(whole, index), key);
  const items = listAt(own);
  return valueAt(items[index], key) === wanted ? index : items.findIndex((item) => valueAt(item, key) === wanted);
}

function stepInto(value: JsonValue | undefined, step: FieldPathSegment): JsonValue | undefined {
  if (typeof step === 'number') return listAt(value)[step];
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function originOf(layer: Written, path: readonly FieldPathSegment[], author: Author): Origin {
  return { author, manifest: layer.manifest, field: fieldPath([...layer.path, ...path]) };
}

function listAt(value: JsonValue | undefined): JsonArray {
  return isArray(value) ? value : [];
}

function pointedTo(type: GoType): GoType {
  return type.kind === 'pointer' || type.kind === 'list' ? pointedTo(type.of) : type;
}
