import { MAIN_CONTAINER } from '../../catalog/llm-presets';
import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { LlmPod } from '../../preview/llm-inference-service/pods';
import { devicesOf } from '../engines/devices';
import type { Fault } from '../finding';
import { loadsModel } from './model-source';

/**
 * The container that gets the model, its adapters and its cache: by its name, and no other.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go AddModelMount
 */
export function checkMainContainer(pod: LlmPod, merged: JsonObject): readonly Fault[] {
  const containers = arrayAt(pod.spec, 'containers').filter(isObject);
  const main = containers.find((container) => textAt(container, 'name') === MAIN_CONTAINER);
  const field = `${pod.path}.containers`;
  const rename = `Name the container that serves the model '${MAIN_CONTAINER}'.`;
  if (main === undefined) {
    if (!loadsModel(merged) || containers.length === 0) return [];
    const names = containers.map((container) => `'${textAt(container, 'name') ?? ''}'`).join(', ');
    return [
      {
        id: 'llmisvc/main-container',
        severity: 'error',
        field,
        problem: `No container is named '${MAIN_CONTAINER}', but ${names}`,
        consequence: 'The controller brings the model to the container of that name alone: none of these gets it.',
        mend: rename,
      },
    ];
  }
  const other = containers.find((container) => container !== main && (devicesOf(container) ?? 0) > 0);
  if (pod.preset === undefined || other === undefined || asksForDevices(main)) return [];
  return [
    {
      id: 'llmisvc/main-container',
      severity: 'error',
      field,
      problem: `The container '${textAt(other, 'name') ?? ''}' gets the devices, and '${MAIN_CONTAINER}' none`,
      consequence: `The preset adds the container '${MAIN_CONTAINER}', in which vLLM starts: beside the other, with the model, and without a device.`,
      mend: rename,
    },
  ];
}

/** Whether devices are asked for by amounts or claims; images for CPUs need none. */
function asksForDevices(container: JsonObject): boolean {
  if (devicesOf(container) !== 0 || arrayAt(container, 'resources', 'claims').length > 0) return true;
  return (textAt(container, 'image') ?? '').includes('cpu');
}
