import type { Toleration } from './pod';

/** Makers of accelerators; `cpu` stands for a node without one. */
export type AcceleratorVendor = 'nvidia' | 'amd' | 'ascend' | 'gaudi' | 'cpu';

/** Ascend chips, as the device plugins name them. */
export type AscendChip = '310P' | '910B' | 'ascend-1980';

/** What every accelerator can state. */
export interface AcceleratorOptions {
  /** Devices for one pod. @default 1 */
  readonly count?: number;
  /** Labels a node must carry. @default none */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints to tolerate. @default the taint of the resource's own name for NVIDIA and AMD, none otherwise */
  readonly tolerations?: readonly Toleration[];
}

/** An NVIDIA GPU. */
export interface NvidiaOptions extends AcceleratorOptions {
  /** CUDA version of the runtime's image, such as `12.1`; platforms show it to their users. @default unstated */
  readonly cudaVersion?: string;
  /** Value of the node label `nvidia.com/gpu.product`, such as `NVIDIA-L40S`. @default any */
  readonly product?: string;
}

/** An Ascend NPU. */
export interface AscendOptions extends AcceleratorOptions {
  readonly chip: AscendChip;
  /** CANN version of the runtime's image, such as `8.3.0`. @default unstated */
  readonly cannVersion?: string;
}

/**
 * The device plugins' resource names: MindCluster names chips with a capital A, the CCE add-on does not.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go for the three that KServe knows
 */
const ASCEND_RESOURCES: Readonly<Record<AscendChip, string>> = {
  '310P': 'huawei.com/Ascend310P',
  '910B': 'huawei.com/Ascend910',
  'ascend-1980': 'huawei.com/ascend-1980',
};

/**
 * The devices that one pod of an engine runs on.
 *
 * @typeParam Vendor - makers it may be of, by which an engine says what it runs on
 */
export class Accelerator<Vendor extends AcceleratorVendor = AcceleratorVendor> {
  /** `nvidia.com/gpu` */
  public static nvidia(options: NvidiaOptions = {}): Accelerator<'nvidia'> {
    const { product, nodeSelector } = options;
    return new Accelerator('nvidia', 'nvidia.com/gpu', {
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      ...options,
      nodeSelector: product === undefined ? nodeSelector : { 'nvidia.com/gpu.product': product, ...nodeSelector },
      softwareVersion: options.cudaVersion,
    });
  }

  /** `amd.com/gpu` */
  public static amd(options: AcceleratorOptions = {}): Accelerator<'amd'> {
    return new Accelerator('amd', 'amd.com/gpu', {
      tolerations: [{ key: 'amd.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      ...options,
    });
  }

  /** `huawei.com/Ascend310P`, `huawei.com/Ascend910` or CCE's `huawei.com/ascend-1980` */
  public static ascend(options: AscendOptions): Accelerator<'ascend'> {
    return new Accelerator('ascend', ASCEND_RESOURCES[options.chip], {
      ...options,
      softwareVersion: options.cannVersion,
    });
  }

  /** `habana.ai/gaudi` */
  public static gaudi(options: AcceleratorOptions = {}): Accelerator<'gaudi'> {
    return new Accelerator('gaudi', 'habana.ai/gaudi', options);
  }

  /** No device: the engine computes on the processor. */
  public static cpu(options: Omit<AcceleratorOptions, 'count'> = {}): Accelerator<'cpu'> {
    return new Accelerator('cpu', undefined, { ...options, count: 0 });
  }

  public readonly count: number;
  public readonly nodeSelector: Readonly<Record<string, string>> | undefined;
  public readonly tolerations: readonly Toleration[] | undefined;
  /** CUDA version on NVIDIA, CANN version on Ascend. */
  public readonly softwareVersion: string | undefined;

  private constructor(
    public readonly vendor: Vendor,
    /** Name of the extended resource, absent for `cpu`. */
    public readonly resource: string | undefined,
    private readonly options: AcceleratorOptions & { readonly softwareVersion?: string },
  ) {
    this.count = options.count ?? 1;
    this.nodeSelector = options.nodeSelector;
    this.tolerations = options.tolerations;
    this.softwareVersion = options.softwareVersion;
  }

  /** The same kind of device with another count per pod. */
  public withCount(count: number): Accelerator<Vendor> {
    return new Accelerator(this.vendor, this.resource, { ...this.options, count });
  }
}
