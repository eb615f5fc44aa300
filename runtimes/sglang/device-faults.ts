import type { Fault } from '../../checks/finding';
import type { Accelerator, AcceleratorVendor } from '../../constructs/accelerator';
import { devicesOfGroup } from './parallelism';
import type { Parallelism } from './parallelism';
import type { SglangPodSettings } from './settings';

type DeviceSettings = Pick<SglangPodSettings, 'tensorParallel' | 'accelerator'>;

/**
 * Whether a pod's devices are those that its arguments use.
 *
 * @param requested - the devices that follow from the sizes in `settings`
 */
export function deviceFaults(
  parallelism: Parallelism,
  { tensorParallel, accelerator }: DeviceSettings,
  requested: Accelerator,
): readonly Fault[] {
  // Beside a size, one device says of which kind all of them are.
  const isKindAlone = accelerator?.count === 1 && tensorParallel !== undefined;
  const { count, vendor } = accelerator === undefined || isKindAlone ? requested : accelerator;
  const used = devicesOfGroup(parallelism) / parallelism.nodes;
  if (vendor === 'cpu' || !Number.isInteger(used) || used < 1 || used === count) return [];
  return [
    {
      id: 'sglang/devices',
      severity: 'error',
      field: 'tensorParallel',
      problem: `${sizesInWords(parallelism)} use ${used} devices in each pod, which asks for ${count}`,
      consequence:
        used > count
          ? 'SGLang fails when it looks for a device that the pod does not have.'
          : `Each pod holds ${count - used} devices that SGLang never uses.`,
      mend: `Use ${used} for the accelerator's count${betterSize(parallelism, count)}.`,
    },
  ];
}

/** The tensor parallel size that would use the stated devices, where there is one. */
function betterSize(parallelism: Parallelism, count: number): string {
  const size = (count * parallelism.nodes * parallelism.tensorParallel) / devicesOfGroup(parallelism);
  return Number.isInteger(size) && size >= 1 ? `, or ${size} for tensorParallel` : '';
}

function sizesInWords({ tensorParallel, pipelineParallel, dataParallel, dpAttention, nodes }: Parallelism): string {
  const sizes = [
    `tensorParallel ${tensorParallel}`,
    ...(pipelineParallel === 1 ? [] : [`pipelineParallel ${pipelineParallel}`]),
    ...(dataParallel === 1 || dpAttention ? [] : [`dataParallel ${dataParallel}`]),
  ];
  return `${sizes.join(' and ')} on ${nodes === 1 ? 'one pod' : `${nodes} pods`}`;
}

/** The runtime's image is for the devices of one maker. */
export function makerFaults(image: string, runtime: AcceleratorVendor, service: AcceleratorVendor): readonly Fault[] {
  if (runtime === service) return [];
  return [
    {
      id: 'sglang/accelerator',
      severity: 'error',
      field: 'accelerator',
      problem: `The service asks for devices of '${service}', and its runtime's image ${image} is for '${runtime}'`,
      consequence: 'SGLang finds no device that its image can compute with.',
      mend: `Use a device of '${runtime}', or a runtime of its own for '${service}'.`,
    },
  ];
}
