import { imageReference } from '../../kubernetes/image-reference';
import { arrayAt, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { MAIN_CONTAINER } from '../../preview/kserve/model-containers';
import type { Fault } from '../finding';
import type { PodContainer } from '../pods/containers';
import { isDeviceOfPlugin } from '../pods/resources';
import type { StartedEngine } from './started-engine';
import { isForProcessors } from './processor-image';

/** What is around the containers of a pod. */
export interface AroundContainers {
  readonly spec: JsonObject;
  readonly annotations: JsonObject;
  /** Whether what is seen is a runtime, to which services add. */
  readonly isPartial: boolean;
  /**
   * The devices that the runtime is labelled for, such as `nvidia`.
   *
   * @default - it is labelled for none, or there is no runtime
   */
  readonly labelledFor?: string;
}

/** What starts MindIE's server; the same image has coordinators that compute nothing. */
const MINDIE_SERVER = /\bmindieservice_daemon\b/;

/** Variables by which a container is told to compute on processors, or which devices it may see. */
const DEVICE_VARIABLE = /_VISIBLE_DEVICES$|^(?:SGLANG_USE_CPU_ENGINE|VLLM_TARGET_DEVICE|VLLM_CPU_KVCACHE_SPACE)$/;

/**
 * An engine that computes on devices alone, in a container that asks for none. Of a runtime that states its limits
 * without one it is a note: each service may add them.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/device.py DeviceConfig.__post_init__
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/utils/common.py get_device
 */
export function checkNoDevice(
  each: PodContainer,
  engine: StartedEngine | undefined,
  around: AroundContainers,
): readonly Fault[] {
  const { isPartial, labelledFor } = around;
  if (each.list !== 'containers' || mayHaveDevices(each.container, around)) return [];
  if (isPartial && Object.keys(objectAt(each.container, 'resources', 'limits')).length === 0) return [];
  const name = engineForDevices(each.container, engine);
  const field = `${each.path}.resources.limits`;
  if (name !== undefined) return [{ field, ...(isPartial ? engineOfRuntime(name) : engineWithout(name)) }];
  const isLabelled = labelledFor !== undefined && textAt(each.container, 'name') === MAIN_CONTAINER;
  return isLabelled ? [{ field, ...labelledWithout(labelledFor, isPartial) }] : [];
}

function engineWithout(name: string): Fault {
  return {
    id: 'pod/no-device',
    severity: 'warning',
    problem: `The image of ${name} computes on devices alone, and the container asks for none`,
    consequence:
      'Any node may get the pod, and nothing gives it a device: the engine finds none and ends, or takes one that is promised to another pod.',
    mend: 'State the devices as limits, such as `nvidia.com/gpu: 1`, or take the image for processors.',
  };
}

function engineOfRuntime(name: string): Fault {
  return {
    ...engineWithout(name),
    severity: 'note',
    consequence: 'Each service has to ask for them: the engine of one that does not finds no device, and ends.',
    mend: 'State the devices here, or in each of its services.',
  };
}

function labelledWithout(devices: string, isPartial: boolean): Fault {
  return {
    id: 'pod/no-device',
    severity: 'note',
    problem: `The runtime is labelled for '${devices}', and the container asks for no device`,
    consequence: `${isPartial ? 'Pods of a service that does not ask for one get none' : 'The pod gets none'}: the engine computes on processors, or ends.`,
    mend: 'State the devices as limits, in the runtime or in each of its services.',
  };
}

function engineForDevices(container: JsonObject, engine: StartedEngine | undefined): string | undefined {
  const image = textAt(container, 'image') ?? '';
  if (isForProcessors(image)) return undefined;
  const { repository } = imageReference(image);
  if (/(?:^|\/)ascendhub\/mindie$/.test(repository)) return startsMindIE(container) ? 'MindIE' : undefined;
  if (engine === undefined || !engine.launch.isOfficial || computesElsewhere(engine)) return undefined;
  return engine.launch.engine === 'vllm' ? 'vLLM' : 'SGLang';
}

function startsMindIE(container: JsonObject): boolean {
  const variables = arrayAt(container, 'env').map((variable) => textAt(variable, 'value'));
  const texts = [...arrayAt(container, 'command'), ...arrayAt(container, 'args'), ...variables];
  return texts.some((text) => typeof text === 'string' && MINDIE_SERVER.test(text));
}

/** Ray finds devices of other pods; a server without engines of its own passes requests on. */
function computesElsewhere({ launch, flags }: StartedEngine): boolean {
  return (
    launch.joinsRay ||
    flags.text('--distributed-executor-backend') === 'ray' ||
    flags.text('--data-parallel-backend') === 'ray' ||
    flags.text('--data-parallel-size-local') === '0' ||
    flags.text('--device') === 'cpu'
  );
}

/** Whether a container gets devices in any way, such as by a claim, a runtime class, or what shares them out. */
function mayHaveDevices(container: JsonObject, { spec, annotations }: AroundContainers): boolean {
  const resources = objectAt(container, 'resources');
  const amounts = [...Object.keys(objectAt(resources, 'limits')), ...Object.keys(objectAt(resources, 'requests'))];
  return (
    amounts.some(isDeviceOfPlugin) ||
    arrayAt(resources, 'claims').length > 0 ||
    textAt(spec, 'runtimeClassName') !== undefined ||
    objectAt(container, 'securityContext').privileged === true ||
    arrayAt(container, 'env').some((variable) => DEVICE_VARIABLE.test(textAt(variable, 'name') ?? '')) ||
    arrayAt(container, 'envFrom').length > 0 ||
    arrayAt(spec, 'volumes').some((volume) => isObject(volume) && isDeviceFolder(volume)) ||
    Object.keys(annotations).some((key) => /gpu|npu|device/i.test(key))
  );
}

function isDeviceFolder(volume: JsonObject): boolean {
  return /^\/dev(?:\/|$)/.test(textAt(volume, 'hostPath', 'path') ?? '');
}
