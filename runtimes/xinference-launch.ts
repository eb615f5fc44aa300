import type { Accelerator } from '../constructs/accelerator';
import type { Fault } from '../checks/finding';

/** Kinds of model that Xinference serves. */
export type XinferenceModelType = 'LLM' | 'embedding' | 'rerank' | 'image' | 'audio' | 'video' | 'flexible';

/**
 * How a model is launched on Xinference. What is not stated is left to Xinference.
 *
 * @see https://github.com/xorbitsai/inference/blob/main/xinference/deploy/cmdline.py `launch`
 */
export interface XinferenceLaunchSettings {
  /** GPUs that one replica of the model is spread over. @default auto: every GPU of the pod */
  readonly nGpu?: number | 'auto' | 'none';
  /** Indices of the pod's GPUs to use. @default any */
  readonly gpuIndices?: readonly number[];
  /** Copies of the model inside one pod. @default 1 */
  readonly replica?: number;
  /** @default LLM */
  readonly modelType?: XinferenceModelType;
  /** Format among those of the model's family, such as `pytorch`, `ggufv2` or `awq`. @default the family's first */
  readonly modelFormat?: string;
  /** Billions of parameters, among the sizes of the model's family; Xinference writes 1.8 as `1_8`. @default the first */
  readonly sizeInBillions?: number | string;
  /** Such as `none`, `Int4` or `q4_k_m`. @default the family's first */
  readonly quantization?: string;
  /** Whether code that comes with the weights may run. @default true */
  readonly trustRemoteCode?: boolean;
  /** Folders of LoRA adapters, by the name under which clients ask for them. @default none */
  readonly loraModules?: Readonly<Record<string, string>>;
}

/** The settings as arguments of `xinference launch`. */
export function launchArguments(settings: XinferenceLaunchSettings): readonly string[] {
  const { loraModules, gpuIndices } = settings;
  return [
    ...option('model-type', settings.modelType),
    ...option('model-format', settings.modelFormat),
    ...option('size-in-billions', settings.sizeInBillions),
    ...option('quantization', settings.quantization),
    ...option('replica', settings.replica),
    ...option('n-gpu', settings.nGpu),
    ...option('gpu-idx', gpuIndices?.join(',')),
    ...option('trust-remote-code', settings.trustRemoteCode),
    ...Object.entries(loraModules ?? {}).flatMap(([name, folder]) => ['--lora-modules', name, folder]),
  ];
}

/** What Xinference would refuse of the settings on these devices. */
export function launchFaults(settings: XinferenceLaunchSettings, accelerator: Accelerator): readonly Fault[] {
  const { nGpu, replica, gpuIndices } = settings;
  const faults: Fault[] = [];
  if (replica !== undefined && !isCount(replica)) {
    faults.push({
      id: 'xinference/replica',
      severity: 'error',
      field: 'replica',
      problem: `replica is ${replica}`,
      consequence: '`xinference launch` refuses it and the pod restarts for ever.',
      mend: 'Use a whole number of at least 1; whole pods are counted by `replicas`.',
    });
  }
  if (typeof nGpu === 'number' && !(isCount(nGpu) && nGpu <= accelerator.count)) {
    faults.push({
      id: 'xinference/n-gpu',
      severity: 'error',
      field: 'nGpu',
      problem: `nGpu is ${nGpu}, and the pod has ${accelerator.count} GPUs`,
      consequence: 'Xinference finds no worker with as many GPUs and the launch fails.',
      mend: accelerator.count === 0 ? "Leave it out, or use 'none'." : `Use 1 to ${accelerator.count}, or 'auto'.`,
    });
  }
  const missing = gpuIndices?.filter((index) => !Number.isInteger(index) || index < 0 || index >= accelerator.count);
  if (missing !== undefined && missing.length > 0) {
    faults.push({
      id: 'xinference/gpu-indices',
      severity: 'error',
      field: 'gpuIndices',
      problem: `gpuIndices names ${missing.join(', ')}, and the pod has ${accelerator.count} GPUs`,
      consequence: 'Xinference finds no such GPU and the launch fails.',
      mend: 'Count from 0, and raise the count of the accelerator where more are meant.',
    });
  }
  if (gpuIndices !== undefined && isCount(replica ?? 1) && gpuIndices.length % (replica ?? 1) !== 0) {
    faults.push({
      id: 'xinference/gpu-indices',
      severity: 'error',
      field: 'gpuIndices',
      problem: `gpuIndices names ${gpuIndices.length} GPUs for ${replica ?? 1} replicas`,
      consequence: 'Xinference gives each replica as many GPUs as the others: it refuses the launch.',
      mend: `Name a multiple of ${replica ?? 1} GPUs.`,
    });
  }
  return faults;
}

function option(name: string, value: string | number | boolean | undefined): readonly string[] {
  return value === undefined ? [] : [`--${name}=${String(value)}`];
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}
