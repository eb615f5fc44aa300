import { isArray, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { fieldSteps } from '../../preview/field-steps';
import type { MergedPod } from '../../preview/merged-pod';
import type { FieldPlace } from './pod-view';

/** A merged pod, and where the manifests are that it was made of. */
interface MergedPlaces {
  readonly spec: JsonObject;
  readonly originOf: MergedPod['originOf'];
  /** Where a manifest is; undefined of one that is not among those that are checked. */
  readonly placeOf: (manifest: Manifest) => string | undefined;
  /** What states the pod in the service. */
  readonly owner: FieldPlace;
}

/**
 * Where a field of a merged pod's spec is written. What a controller writes itself is nobody's to mend; of what is
 * missing, and of lists that a controller adds to, it is where it could be written.
 */
export function mergedPlace(field: string, { spec, originOf, placeOf, owner }: MergedPlaces): FieldPlace | undefined {
  if (NAME_OF_CONTAINER.test(field) && valueIn(spec, field) === '') return undefined;
  const origin = originOf(field);
  if (origin.author === 'controller' && isWrittenWhole(spec, field)) return undefined;
  const where = placeOf(origin.manifest);
  return where === undefined ? owner : { where, field: origin.field };
}

/** Go writes an empty name where none is stated, which the schema tells. */
const NAME_OF_CONTAINER = /^(?:c|initC)ontainers\[\d+\]\.name$/;

function isWrittenWhole(spec: JsonValue, field: string): boolean {
  const value = valueIn(spec, field);
  return value !== undefined && !isArray(value);
}

function valueIn(spec: JsonValue, field: string): JsonValue | undefined {
  let current: JsonValue | undefined = spec;
  for (const step of fieldSteps(field)) {
    if (typeof step === 'number') current = isArray(current) ? current[step] : undefined;
    else current = valueAt(current, step);
  }
  return current;
}
