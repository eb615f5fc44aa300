import type { Construct } from 'constructs';
import { checkVllmSettings, vllmVersionOfImage } from '../../catalog/check-vllm-args';
import { renderVllmFlags } from '../../catalog/render-vllm-flags';
import type { Fault } from '../../checks/finding';
import { report } from '../../constructs/findings';
import type { Model } from '../../constructs/model';
import { Runtime } from '../../constructs/runtime';
import type { ServiceDescription } from '../../constructs/service';
import { wellFormedRuntime } from '../../constructs/well-formed';
import { startupSeconds } from '../startup-budget';
import { ascendFaults } from './ascend-faults';
import { choiceFaults } from './choice-faults';
import { disaggregationFaults, routerFaults } from './disaggregation-faults';
import type { VllmHalf } from './disaggregation-faults';
import { flagValues } from './flag-values';
import { groupsOf } from './group';
import type { VllmGroup } from './group';
import { vllmLwsEngine } from './lws-engine';
import type { VllmLwsRuntimeProps, VllmLwsServeProps } from './lws-settings';
import { memoryFault, nodeFault } from './memory-faults';
import { modelFaults, sharesHeadsOf } from './model-faults';
import { settledFaults } from './settled-flags';
import { startFaults } from './start-faults';
import { topologyFaults } from './topology-faults';

export type { KvTransferConfig, VllmKvConnector } from './kv-connector';
export type {
  VllmDataParallel,
  VllmDecodeSettings,
  VllmDisaggregation,
  VllmExternalDataParallel,
  VllmGroupSettings,
  VllmHybridDataParallel,
  VllmInternalDataParallel,
  VllmLwsFlags,
  VllmLwsRuntimeProps,
  VllmLwsServeProps,
  VllmRouter,
  VllmSizes,
} from './lws-settings';
export type { VllmLwsVendor } from './vendor';

/** Seconds for which the first pods of a group wait for the last one: its node, its image. */
const GATHERING_SECONDS = 600;

/**
 * vLLM on LeaderWorkerSets: from a model on one device to groups of pods that compute together. Each service states
 * its sizes; pods, devices, flags of leader and workers, shared memory, variables and probes follow from them.
 *
 * @see https://docs.vllm.ai/en/latest/deployment/frameworks/lws/
 */
export class VllmLwsRuntime extends Runtime<VllmLwsServeProps> {
  private readonly props: VllmLwsRuntimeProps;
  private readonly version: string | undefined;

  public constructor(scope: Construct, id: string, stated: VllmLwsRuntimeProps) {
    const { props, faults } = wellFormedRuntime(stated);
    super(scope, id, props, vllmLwsEngine(props, { main: groupsOf(props, UNSTATED).main }, undefined));
    this.props = props;
    this.version = props.version ?? vllmVersionOfImage(props.image);
    for (const fault of [...faults, ...this.statedFaults(props)]) report(this, fault);
  }

  protected override engineSettings(service: Construct, props: VllmLwsServeProps): Partial<ServiceDescription> {
    const unknown = choiceFaults(props);
    if (unknown.length > 0) {
      for (const fault of unknown) report(service, fault);
      return this.engineSettings(service, { model: props.model });
    }
    const groups = groupsOf(this.props, props);
    const { main, decode } = groups;
    for (const fault of [...this.statedFaults(props), ...this.faultsOf(main, props)]) report(service, fault);
    if (decode !== undefined && props.disaggregation !== undefined) this.checkHalves(service, main, decode, props);
    return {
      runtime: { ...this.description, engine: vllmLwsEngine(this.props, groups, props.disaggregation) },
      accelerator: main.accelerator,
      // The engine has them: those of prefill and decode may differ.
      args: [],
      env: [],
      resources: main.resources,
      startupSeconds: this.startup(props.model, [main, ...(decode === undefined ? [] : [decode])]),
    };
  }

  private startup(model: Model, groups: readonly VllmGroup[]): number | undefined {
    const gathering = groups.some(({ topology }) => topology.pods > 1) ? GATHERING_SECONDS : 0;
    const budget = startupSeconds(model) + gathering;
    return budget === startupSeconds(undefined) ? undefined : budget;
  }

  /** What both halves have alike is told of the pods that read prompts alone. */
  private checkHalves(service: Construct, main: VllmGroup, decode: VllmGroup, props: VllmLwsServeProps): void {
    const { disaggregation } = props;
    if (disaggregation === undefined) return;
    const known = new Set(this.faultsOf(main, props).map(({ problem }) => problem));
    const own = this.faultsOf(decode, props).filter(({ problem }) => !known.has(problem));
    for (const fault of [...this.statedFaults(disaggregation.decode ?? {}), ...own]) {
      report(service, {
        ...fault,
        field: fault.field === undefined ? undefined : `disaggregation.decode.${fault.field}`,
      });
    }
    const faults = [
      ...disaggregationFaults(disaggregation.connector, this.half(main), this.half(decode)),
      ...routerFaults(disaggregation.router),
    ];
    for (const fault of faults) report(service, fault);
  }

  /** What is wrong with flags and arguments, wherever they are stated. */
  private statedFaults(stated: Pick<VllmLwsRuntimeProps, 'flags' | 'args'>): readonly Fault[] {
    return [...settledFaults(stated, this.version), ...checkVllmSettings(stated, this.version)];
  }

  private faultsOf(group: VllmGroup, props: VllmLwsServeProps): readonly Fault[] {
    const uneven = topologyFaults(group.topology, (size) => sharesHeadsOf(props.model, size));
    return uneven.some(({ severity }) => severity === 'error')
      ? uneven
      : [...uneven, ...this.groupFaults(group, props)];
  }

  /** What is wrong with a group whose pods come out even. */
  private groupFaults(group: VllmGroup, { model }: VllmLwsServeProps): readonly Fault[] {
    const { image, command = ['vllm', 'serve'] } = this.props;
    const { values } = this.half(group);
    const memory = memoryFault(group, model, values, this.version);
    const node = nodeFault(group);
    return [
      ...this.makerFaults(group),
      ...startFaults(group, { image, version: this.version, command }),
      ...modelFaults(group, model, values),
      ...(memory === undefined ? [] : [memory]),
      ...(node === undefined ? [] : [node]),
      ...ascendFaults(group, model, values),
    ];
  }

  /** The runtime's image is for the devices of one maker. */
  private makerFaults({ accelerator: { vendor } }: VllmGroup): readonly Fault[] {
    const own = this.description.engine.accelerator.vendor;
    if (vendor === own || this.props.accelerator === undefined) return [];
    return [
      {
        id: 'vllm/accelerator',
        severity: 'error',
        field: 'accelerator',
        problem: `The service asks for devices of '${vendor}', and its runtime's image ${this.props.image} is for '${own}'`,
        consequence: 'vLLM finds no device that its image can compute with.',
        mend: `Use devices of '${own}', or a runtime of its own for '${vendor}'.`,
      },
    ];
  }

  private half(group: VllmGroup): VllmHalf {
    return { group, values: flagValues([...renderVllmFlags(group.flags), ...group.args], this.version) };
  }
}

/** A service that states nothing: what the runtime alone comes to. */
const UNSTATED: VllmLwsServeProps = { model: {} };
