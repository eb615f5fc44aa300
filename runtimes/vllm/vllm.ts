import type { Construct } from 'constructs';
import { checkVllmSettings, vllmVersionOfImage } from '../../catalog/check-vllm-args';
import { modelFacts } from '../../catalog/models';
import { renderVllmFlags } from '../../catalog/render-vllm-flags';
import type { VllmFlags } from '../../catalog/render-vllm-flags';
import { Accelerator } from '../../constructs/accelerator';
import type { AcceleratorVendor } from '../../constructs/accelerator';
import type { Engine, EngineVariable, ModelFormat } from '../../constructs/engine';
import { report } from '../../constructs/findings';
import { late, text } from '../../constructs/late-bound';
import type { Resources } from '../../constructs/pod';
import { Runtime, variables } from '../../constructs/runtime';
import type { RuntimeMetadata } from '../../constructs/runtime-metadata';
import type { VariableValue } from '../../constructs/secrets/secret-ref';
import type { ServeProps, ServiceDescription } from '../../constructs/service';
import { wellFormedRuntime } from '../../constructs/well-formed';
import { startupSeconds } from '../startup-budget';
import { vllmProbes } from './probes';
import { vllmStarts } from './starts';

const DEFAULT_PORT = 8080;

/** Flags that the runtime sets itself, from the platform or from props of their own. */
type SettledFlags = 'model' | 'port' | 'host' | 'servedModelName' | 'tensorParallelSize' | 'pipelineParallelSize';

/** What can be said of vLLM both for a runtime and for one service. */
export interface VllmSettings {
  /** Devices over which each layer is split; they are requested for every pod. @default the accelerator's count */
  readonly tensorParallel?: number;
  /** Flags of `vllm serve`, by camel-case name. @default none */
  readonly flags?: Omit<VllmFlags, SettledFlags>;
}

/** A runtime that serves with vLLM. */
export interface VllmRuntimeProps extends RuntimeMetadata, VllmSettings {
  /** vLLM's image for the accelerator, such as `vllm/vllm-openai:v0.11.0`. */
  readonly image: string;
  /** vLLM's version, by which flags are checked. @default the image's tag, else the newest known */
  readonly version?: string;
  /** @default one NVIDIA GPU */
  readonly accelerator?: Accelerator;
  /** @default python3 -m vllm.entrypoints.openai.api_server */
  readonly command?: readonly string[];
  /** Arguments after those of `flags`, for flags of forks. @default none */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, VariableValue>>;
  /** @default left to each service */
  readonly resources?: Resources;
  /** @default vLLM, auto-selected */
  readonly formats?: readonly ModelFormat[];
  /** Where vLLM answers. @default 8080 */
  readonly port?: number;
  /** Memory for the KV cache on processors, in GiB (`VLLM_CPU_KVCACHE_SPACE`). @default 4 */
  readonly cpuKvCacheGiB?: number;
}

/** A service of vLLM. */
export interface VllmServeProps extends ServeProps, VllmSettings {}

/**
 * vLLM with its OpenAI-compatible API, on NVIDIA, AMD, Gaudi, Ascend and CPU.
 *
 * @see https://docs.vllm.ai/en/latest/cli/serve.html
 */
export class VllmRuntime extends Runtime<VllmServeProps> {
  private readonly version: string | undefined;
  private readonly tensorParallel: number;

  public constructor(scope: Construct, id: string, stated: VllmRuntimeProps) {
    const { props, faults } = wellFormedRuntime(stated);
    super(scope, id, props, vllmEngine(props));
    for (const fault of faults) report(this, fault);
    this.version = props.version ?? vllmVersionOfImage(props.image);
    this.tensorParallel = tensorParallelOf(props, props.accelerator);
    this.checkArguments(this, props);
    this.checkDevices(this, props, props.accelerator);
  }

  protected override engineSettings(service: Construct, props: VllmServeProps): Partial<ServiceDescription> {
    const tensorParallel = tensorParallelOf(props, props.accelerator, this.tensorParallel);
    const flags = renderVllmFlags(props.flags ?? {});
    const args = [...parallelArguments(tensorParallel, this.tensorParallel), ...flags, ...(props.args ?? [])];
    this.checkArguments(service, props);
    this.checkDevices(service, props, props.accelerator);
    this.checkHeads(service, props, tensorParallel);
    const base = props.accelerator ?? this.description.engine.accelerator;
    const budget = startupSeconds(props.model);
    return {
      accelerator: deviceCount(base, tensorParallel),
      args: args.length === 0 ? undefined : args,
      sharedMemory: tensorParallel === this.tensorParallel ? undefined : sharedMemory(tensorParallel),
      startupSeconds: budget === startupSeconds(undefined) ? undefined : budget,
    };
  }

  private checkArguments(construct: Construct, stated: Pick<VllmRuntimeProps, 'flags' | 'args'>): void {
    for (const fault of checkVllmSettings(stated, this.version)) report(construct, fault);
  }

  private checkDevices(construct: Construct, settings: VllmSettings, accelerator: Accelerator | undefined): void {
    const { tensorParallel } = settings;
    if (tensorParallel === undefined) return;
    const devices = accelerator?.vendor === 'cpu' ? 1 : (accelerator?.count ?? 1);
    if (Number.isInteger(tensorParallel) && tensorParallel >= 1 && (devices === 1 || devices === tensorParallel))
      return;
    report(construct, {
      id: 'vllm/tensor-parallel',
      severity: 'error',
      field: 'tensorParallel',
      problem: `tensorParallel is ${tensorParallel}, and the accelerator states ${devices} devices for each pod`,
      consequence:
        tensorParallel > devices
          ? 'vLLM refuses to start: the world is larger than the devices it sees.'
          : 'The pod holds devices that the engine never uses, or the engine refuses the number.',
      mend: `State one of them alone, or both as ${Math.max(devices, 1)}.`,
    });
  }

  private checkHeads(service: Construct, { model }: VllmServeProps, tensorParallel: number): void {
    const facts = model.huggingFaceId === undefined ? undefined : modelFacts(model.huggingFaceId);
    const heads = facts?.attentionHeads;
    if (heads === undefined || tensorParallel < 1 || heads % tensorParallel === 0) return;
    const fitting = [1, 2, 4, 8, 16].filter((size) => heads % size === 0);
    report(service, {
      id: 'vllm/attention-heads',
      severity: 'error',
      field: 'tensorParallel',
      problem: `${facts?.hfId ?? ''} has ${heads} attention heads, which ${tensorParallel} devices cannot share evenly`,
      consequence: 'vLLM refuses to start: the number of heads must be divisible by the tensor parallel size.',
      mend: `Use ${fitting.join(', ')}.`,
    });
  }
}

function vllmEngine(props: VllmRuntimeProps): Engine {
  const tensorParallel = tensorParallelOf(props, props.accelerator);
  const accelerator = deviceCount(props.accelerator ?? Accelerator.nvidia(), tensorParallel);
  const port = props.port ?? DEFAULT_PORT;
  return {
    name: 'vllm',
    image: props.image,
    command: props.command ?? ['python3', '-m', 'vllm.entrypoints.openai.api_server'],
    args: [
      text`--port=${late.servingPort}`,
      text`--model=${late.modelPath}`,
      text`--served-model-name=${late.modelName}`,
      ...parallelArguments(tensorParallel, 1),
      ...renderVllmFlags(props.flags ?? {}),
      ...(props.args ?? []),
    ],
    env: [
      { name: 'HF_HOME', value: '/tmp/hf_home' },
      ...acceleratorVariables(accelerator.vendor, props),
      ...variables(props.env),
    ],
    servingPort: port,
    ports: [{ number: port }],
    formats: props.formats ?? [{ name: 'vLLM', autoSelect: true }],
    accelerator,
    resources: props.resources,
    sharedMemory: tensorParallel > 1 ? sharedMemory(tensorParallel) : undefined,
    probes: vllmProbes(),
    metricsPath: '/metrics',
    starts: vllmStarts({ ...props, version: props.version ?? vllmVersionOfImage(props.image) }),
  };
}

/** Stated, or every device of the pod; a processor counts as one. */
function tensorParallelOf(settings: VllmSettings, accelerator: Accelerator | undefined, otherwise = 1): number {
  if (settings.tensorParallel !== undefined) return settings.tensorParallel;
  return accelerator === undefined ? otherwise : Math.max(accelerator.count, 1);
}

function deviceCount(accelerator: Accelerator, tensorParallel: number): Accelerator {
  return accelerator.vendor === 'cpu' ? accelerator : accelerator.withCount(tensorParallel);
}

function parallelArguments(tensorParallel: number, otherwise: number): readonly string[] {
  return tensorParallel === otherwise ? [] : [`--tensor-parallel-size=${tensorParallel}`];
}

/** Workers exchange tensors through `/dev/shm`, of which a container has 64 MB by default. */
function sharedMemory(tensorParallel: number): string {
  return `${2 * tensorParallel}Gi`;
}

/** @see https://docs.vllm.ai/en/latest/configuration/env_vars.html */
function acceleratorVariables(vendor: AcceleratorVendor, props: VllmRuntimeProps): readonly EngineVariable[] {
  switch (vendor) {
    case 'cpu':
      return [{ name: 'VLLM_CPU_KVCACHE_SPACE', value: String(props.cpuKvCacheGiB ?? 4) }];
    case 'gaudi':
      return [
        { name: 'HABANA_VISIBLE_DEVICES', value: 'all' },
        { name: 'OMPI_MCA_btl_vader_single_copy_mechanism', value: 'none' },
        { name: 'PT_HPU_ENABLE_LAZY_COLLECTIVES', value: 'true' },
      ];
    default:
      return [];
  }
}
