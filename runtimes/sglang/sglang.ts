import type { Construct } from 'constructs';
import { checkSglangArgs, sglangVersionOfImage } from '../../catalog/check-sglang-args';
import { renderSglangFlags } from '../../catalog/render-sglang-flags';
import type { Fault } from '../../checks/finding';
import type { Accelerator } from '../../constructs/accelerator';
import type { EnginePod } from '../../constructs/engine';
import { report } from '../../constructs/findings';
import { Runtime } from '../../constructs/runtime';
import type { ServiceDescription } from '../../constructs/service';
import { readCommandLine } from './command-line';
import { deviceFaults, makerFaults } from './device-faults';
import { decodeSettings } from './disaggregation';
import { sglangEngine } from './engine';
import { commandLineFaults, modelNameFaults, sizeFaults } from './faults';
import { headFaults } from './model-faults';
import { acceleratorOf, parallelArguments, parallelismOf, sharedMemoryOf } from './parallelism';
import type { Parallelism, SglangVendor } from './parallelism';
import { defaultAccelerator, podParallelism } from './pod';
import { routerFaults } from './router';
import type { SglangPodSettings, SglangRuntimeProps, SglangServeProps } from './settings';
import { startupSeconds } from '../startup-budget';

export type {
  SglangDecodeSettings,
  SglangDisaggregation,
  SglangDiscovery,
  SglangPodSettings,
  SglangRouter,
  SglangRuntimeProps,
  SglangServeProps,
  SglangSettings,
} from './settings';

/**
 * SGLang with its OpenAI-compatible API, on NVIDIA, AMD, Ascend and CPU.
 *
 * @see https://github.com/sgl-project/sglang/blob/v0.5.18/python/sglang/srt/server_args.py
 */
export class SglangRuntime extends Runtime<SglangServeProps> {
  private readonly version: string | undefined;
  private readonly parallelism: Parallelism;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: SglangRuntimeProps,
  ) {
    super(scope, id, props, sglangEngine(props));
    this.version = props.version ?? sglangVersionOfImage(props.image);
    this.parallelism = podParallelism(props);
    const { engine } = this.description;
    this.reportAll(this, this.podFaults(engine, props));
    const { disaggregation } = props;
    if (disaggregation === undefined || engine.decoder === undefined) return;
    const decoder = this.podFaults(engine.decoder, decodeSettings(props, disaggregation));
    this.reportAll(this, [...decoder.map(ofDecoder), ...routerFaults(disaggregation.router)]);
  }

  protected override engineSettings(service: Construct, props: SglangServeProps): Partial<ServiceDescription> {
    const { engine } = this.description;
    const parallelism = parallelismOf(props, {
      accelerator: props.accelerator,
      nodes: this.parallelism.nodes,
      // A service cannot switch off what its runtime switches on: the flag has no negative form.
      dpAttention: this.parallelism.dpAttention || props.flags?.enableDpAttention === true,
      otherwise: this.parallelism,
    });
    const args = [
      ...parallelArguments(parallelism, this.parallelism),
      ...renderSglangFlags(props.flags ?? {}),
      ...(props.args ?? []),
    ];
    const accelerator = acceleratorOf(props.accelerator ?? this.props.accelerator ?? defaultAccelerator(), parallelism);
    const command = readCommandLine(engine, args, this.version);
    this.reportAll(service, [
      ...checkSglangArgs(args, this.version),
      ...(args.length === 0 && props.accelerator === undefined ? [] : this.serviceFaults(args, props, accelerator)),
      ...makerFaults(this.props.image, engine.accelerator.vendor, accelerator.vendor),
      ...modelNameFaults(props.model.name, this.version),
      ...headFaults(command, props.model, accelerator.vendor),
    ]);
    const budget = startupSeconds(props.model);
    const sharedMemory = sharedMemoryOf(parallelism);
    return {
      accelerator,
      args: args.length === 0 ? undefined : args,
      sharedMemory: sharedMemory === engine.sharedMemory ? undefined : sharedMemory,
      startupSeconds: budget === startupSeconds(undefined) ? undefined : budget,
    };
  }

  /** What is wrong with one kind of the runtime's pods. */
  private podFaults(pod: EnginePod, settings: SglangPodSettings): readonly Fault[] {
    const wrongSizes = sizeFaults(settings);
    if (wrongSizes.length > 0) return wrongSizes;
    const command = readCommandLine(pod, [], this.version);
    return [
      ...checkSglangArgs(command.words, this.version),
      ...commandLineFaults(command, this.version),
      ...deviceFaults(command.parallelism, settings, pod.accelerator),
    ];
  }

  /** What is wrong with the runtime's pods once a service has added its arguments and stated its devices. */
  private serviceFaults(
    args: readonly string[],
    props: SglangServeProps,
    accelerator: Accelerator<SglangVendor>,
  ): readonly Fault[] {
    const { engine } = this.description;
    const command = readCommandLine(engine, args, this.version);
    const devices = deviceFaults(command.parallelism, props, accelerator);
    if (engine.decoder === undefined) return [...commandLineFaults(command, this.version), ...devices];
    const decode = readCommandLine(engine.decoder, args, this.version);
    return [
      ...commandLineFaults(command, this.version),
      ...devices,
      ...commandLineFaults(decode, this.version).map(ofDecoder),
      ...deviceFaults(decode.parallelism, {}, engine.decoder.accelerator).map(ofDecoder),
    ];
  }

  private reportAll(construct: Construct, faults: readonly Fault[]): void {
    for (const fault of faults) report(construct, fault);
  }
}

function ofDecoder(fault: Fault): Fault {
  return {
    ...fault,
    field: `disaggregation.decode.${fault.field ?? ''}`,
    problem: `Pods that generate: ${fault.problem}`,
  };
}
