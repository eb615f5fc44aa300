import type { Construct } from 'constructs';
import { checkSglangArgs, checkSglangSettings, sglangVersionOfImage } from '../../catalog/check-sglang-args';
import { renderSglangFlags } from '../../catalog/render-sglang-flags';
import type { Fault } from '../../checks/finding';
import type { Accelerator } from '../../constructs/accelerator';
import type { EnginePod } from '../../constructs/engine';
import { report } from '../../constructs/findings';
import { Runtime } from '../../constructs/runtime';
import type { ServiceDescription } from '../../constructs/service';
import { wellFormedRuntime } from '../../constructs/well-formed';
import type { WellFormed } from '../../constructs/well-formed';
import { readCommandLine } from './command-line';
import { deviceFaults, makerFaults } from './device-faults';
import { decodeSettings } from './disaggregation';
import { sglangEngine } from './engine';
import { commandLineFaults, modelNameFaults, sizeFaults } from './faults';
import { headFaults } from './model-faults';
import { acceleratorOf, parallelArguments, parallelismOf, sharedMemoryOf } from './parallelism';
import type { Parallelism, SglangVendor } from './parallelism';
import { defaultAccelerator, podParallelism } from './pod';
import { NO_ROUTER, routerFaults } from './router';
import type { SglangPodSettings, SglangRuntimeProps, SglangServeProps } from './settings';
import { settledFaults } from './settled-flags';
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
  private readonly props: SglangRuntimeProps;
  private readonly version: string | undefined;
  private readonly parallelism: Parallelism;

  public constructor(scope: Construct, id: string, stated: SglangRuntimeProps) {
    const { props, faults } = wellFormed(stated);
    super(scope, id, props, sglangEngine(props));
    this.props = props;
    this.version = props.version ?? sglangVersionOfImage(props.image);
    this.parallelism = podParallelism(props);
    this.reportAll(this, [...faults, ...this.statedFaults(props)]);
    const { engine } = this.description;
    const ofPrefill = this.podFaults(engine, props);
    this.reportAll(this, ofPrefill);
    const { disaggregation } = props;
    if (disaggregation === undefined || engine.decoder === undefined) return;
    const ofBoth = this.podFaults(engine.decoder, decodeSettings(props, disaggregation));
    const decoder = [...this.statedFaults(disaggregation.decode ?? {}), ...others(ofBoth, ofPrefill)];
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
    const wrongSizes = sizeFaults(props);
    this.reportAll(service, [
      ...this.statedFaults(props),
      ...(wrongSizes.length > 0 ? wrongSizes : this.sizeDependentFaults(args, props, accelerator)),
      ...makerFaults(this.props.image, engine.accelerator.vendor, accelerator.vendor),
      ...modelNameFaults(props.model.name, this.version),
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

  /** What is wrong with flags and arguments, wherever they are stated. */
  private statedFaults(stated: Pick<SglangPodSettings, 'flags' | 'args'>): readonly Fault[] {
    return [...settledFaults(stated, this.version), ...checkSglangSettings(stated, this.version)];
  }

  /** What is wrong with one kind of the runtime's pods, but for each flag by itself. */
  private podFaults(pod: EnginePod, settings: SglangPodSettings): readonly Fault[] {
    const wrongSizes = sizeFaults(settings);
    if (wrongSizes.length > 0) return wrongSizes;
    const command = readCommandLine(pod, [], this.version);
    const own = [...renderSglangFlags(settings.flags ?? {}), ...(settings.args ?? [])];
    const derived = command.words.slice(0, command.words.length - own.length);
    return [
      ...checkSglangArgs(derived, this.version).map((fault) => ({ ...fault, field: undefined })),
      ...commandLineFaults(command, this.version),
      ...deviceFaults(command.parallelism, settings, pod.accelerator),
    ];
  }

  /** What is wrong with the runtime's pods once a service has added its arguments and stated its devices. */
  private sizeDependentFaults(
    args: readonly string[],
    props: SglangServeProps,
    accelerator: Accelerator<SglangVendor>,
  ): readonly Fault[] {
    const { engine } = this.description;
    const differs = args.length > 0 || props.accelerator !== undefined;
    const command = readCommandLine(engine, args, this.version);
    const faults = [
      ...(differs ? commandLineFaults(command, this.version) : []),
      ...(differs ? deviceFaults(command.parallelism, props, accelerator) : []),
      ...headFaults(command, props.model, accelerator.vendor),
    ];
    if (engine.decoder === undefined) return faults;
    const decode = readCommandLine(engine.decoder, args, this.version);
    const ofDecode = [
      ...(differs ? commandLineFaults(decode, this.version) : []),
      ...(differs ? deviceFaults(decode.parallelism, {}, engine.decoder.accelerator) : []),
      ...headFaults(decode, props.model, accelerator.vendor),
    ];
    return [...faults, ...others(ofDecode, faults).map(ofDecoder)];
  }

  private reportAll(construct: Construct, faults: readonly Fault[]): void {
    for (const fault of faults) report(construct, fault);
  }
}

function wellFormed(stated: SglangRuntimeProps): WellFormed<SglangRuntimeProps> {
  const { props, faults } = wellFormedRuntime(stated);
  const router: unknown = props.disaggregation?.router;
  if (props.disaggregation === undefined || (typeof router === 'object' && router !== null)) return { props, faults };
  return { props: { ...props, disaggregation: undefined }, faults: [...faults, NO_ROUTER] };
}

/** Faults that are not known already: what both kinds of pods have alike is told once. */
function others(faults: readonly Fault[], known: readonly Fault[]): readonly Fault[] {
  const problems = new Set(known.map(({ problem }) => problem));
  return faults.filter(({ problem }) => !problems.has(problem));
}

function ofDecoder(fault: Fault): Fault {
  return {
    ...fault,
    field: fault.field === undefined ? undefined : `disaggregation.decode.${fault.field}`,
    problem: `Pods that generate: ${fault.problem}`,
  };
}
