import { arrayAt, isObject } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Fault } from '../finding';

/** A container of a pod, and the path of its field inside of the pod's spec. */
export interface PodContainer {
  readonly container: JsonObject;
  readonly path: string;
  readonly list: 'containers' | 'initContainers';
}

/** The containers of a pod, those that run before the others last. */
export function containersIn(spec: JsonObject): readonly PodContainer[] {
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    arrayAt(spec, list).flatMap((container, index) =>
      isObject(container) ? [{ container, path: `${list}[${index}]`, list }] : [],
    ),
  );
}

/** A fault for which the API server refuses a pod, and with it whatever was to make the pod. */
export function refusedPod(id: string, field: string, problem: string, mend: string): Fault {
  return { id, severity: 'error', field, problem, consequence: REFUSED, mend };
}

const REFUSED = 'The API server refuses the pod, or the object that describes it, so that nothing runs.';
