import { objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject } from '../../../kubernetes/manifest';
import type { Fault } from '../../finding';
import type { KserveConfiguration } from '../kserve-facts';
import { refusal } from '../refusal';

const DEVICE_ANNOTATION = 'serving.kserve.io/gpu-resource-types';

/** @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go DefaultGPUResourceTypeList */
export const KNOWN_DEVICES: readonly string[] = ['nvidia.com/gpu', 'amd.com/gpu', 'intel.com/gpu', 'habana.ai/gaudi'];

const NO_DEVICES: ReadonlySet<string> = new Set(['cpu', 'memory', 'storage', 'ephemeral-storage']);

/** A container that computes on several nodes. */
export interface DeviceContainer {
  readonly container: JsonObject;
  readonly path: string;
}

/** What names further devices: the annotations that KServe reads, and their path. */
export interface DeviceAnnotations {
  readonly annotations: JsonObject;
  readonly path: string;
}

/**
 * Resources that KServe takes for devices it does not know, where a model is computed on several nodes.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/utils/utils.go HasUnknownGpuResourceType
 */
export function checkDevices(
  refused: 'service' | 'runtime',
  containers: readonly DeviceContainer[],
  { annotations, path }: DeviceAnnotations,
  { customGpuResourceTypes }: KserveConfiguration,
): readonly Fault[] {
  if (containers.length === 0) return [];
  const further = annotatedDevices(annotations);
  const field = `${path}[${JSON.stringify(DEVICE_ANNOTATION)}]`;
  if (further === undefined) {
    const problem = `'${textAt(annotations, DEVICE_ANNOTATION) ?? ''}' is no list of names of resources`;
    const mend = `Write a JSON list of texts, such as '["nvidia.com/mig-1g.5gb"]'.`;
    return [refusal(refused, 'kserve/device-annotation', field, problem, mend)];
  }
  const known = new Set([...NO_DEVICES, ...KNOWN_DEVICES, ...customGpuResourceTypes, ...further]);
  return containers.flatMap((each) => unknownDevices(refused, each, known, field));
}

function unknownDevices(
  refused: 'service' | 'runtime',
  { container, path }: DeviceContainer,
  known: ReadonlySet<string>,
  annotation: string,
): readonly Fault[] {
  const { resources } = container;
  const names = ['requests', 'limits'].flatMap((list) =>
    Object.keys(objectAt(resources, list)).map((name) => [list, name] as const),
  );
  const unknown = new Map(names.filter(([, name]) => !known.has(name)).map(([list, name]) => [name, list]));
  return [...unknown].map(([name, list]) =>
    refusal(
      refused,
      'kserve/unknown-device',
      `${path}.resources.${list}[${JSON.stringify(name)}]`,
      `'${name}' is no device that KServe knows, and of a model on several nodes it wants to know all`,
      `Name it in ${annotation}: '["${name}"]', or in the cluster's configuration (multiNode.customGPUResourceTypeList).`,
    ),
  );
}

/**
 * The devices that an annotation names; undefined where it cannot be read.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/utils/utils.go IsValidCustomGPUArray
 */
function annotatedDevices(annotations: JsonObject): readonly string[] | undefined {
  const text = textAt(annotations, DEVICE_ANNOTATION) ?? '';
  if (text === '') return [];
  try {
    const names: unknown = JSON.parse(text);
    if (!Array.isArray(names) || names.length === 0) return undefined;
    return names.every((name) => typeof name === 'string' && name !== '') ? names.map(String) : undefined;
  } catch {
    return undefined;
  }
}
