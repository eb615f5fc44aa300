import type { VllmFlags } from '../../catalog/render-vllm-flags';
import { Accelerator } from '../../constructs/accelerator';
import type { EngineVariable } from '../../constructs/engine';
import type { Resources } from '../../constructs/pod';
import type { VariableValue } from '../../constructs/secrets/secret-ref';
import { kvTransferConfig, kvTransferVariables } from './kv-transfer';
import type { VllmHalves, VllmRole } from './kv-transfer';
import type { VllmDataParallel, VllmGroupSettings, VllmLwsRuntimeProps, VllmLwsServeProps } from './lws-settings';
import type { VllmLwsVendor } from './vendor';
import { topologyOf } from './topology';
import type { VllmTopology } from './topology';

/** One kind of group, with everything known that its pods are made of. */
export interface VllmGroup {
  readonly topology: VllmTopology;
  /** Devices of each pod. */
  readonly accelerator: Accelerator<VllmLwsVendor>;
  readonly backend: 'mp' | 'ray';
  readonly expertParallel: boolean;
  readonly flags: VllmFlags;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, VariableValue>>;
  /** What the connector of prefill and decode needs, under `env`. */
  readonly connectorVariables: readonly EngineVariable[];
  readonly resources?: Resources;
  readonly sharedMemory?: string;
}

/** The groups of a service: one kind, or two where prefill and decode are apart. */
export interface VllmGroups {
  readonly main: VllmGroup;
  readonly decode?: VllmGroup;
}

/** Everything a service and its runtime say of one kind of pods. */
interface Settings extends VllmGroupSettings {
  readonly dataParallel?: VllmDataParallel;
  readonly flags?: VllmFlags;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, VariableValue>>;
  readonly resources?: Resources;
}

/** What a service and its runtime come to. */
export function groupsOf(runtime: VllmLwsRuntimeProps, service: VllmLwsServeProps): VllmGroups {
  const backend = service.distributedExecutorBackend ?? 'mp';
  const settings: Settings = {
    ...service,
    accelerator: service.accelerator ?? runtime.accelerator,
    flags: { ...runtime.flags, ...service.flags },
    args: [...(runtime.args ?? []), ...(service.args ?? [])],
    env: { ...runtime.env, ...service.env },
    resources: service.resources ?? runtime.resources,
  };
  const main = groupOf(settings, backend);
  const { disaggregation } = service;
  if (disaggregation === undefined) return { main };
  const { decode: stated = {}, connector } = disaggregation;
  const decode = groupOf(decodeSettings(settings, stated), backend);
  const halves = { connector, vendor: main.accelerator.vendor, prefill: main.topology, decode: decode.topology };
  return { main: withConnector(main, halves, 'prefill'), decode: withConnector(decode, halves, 'decode') };
}

/** What is not stated of the pods that generate tokens is as of those that read prompts. */
function decodeSettings(prefill: Settings, decode: Settings): Settings {
  return {
    ...prefill,
    ...decode,
    flags: { ...prefill.flags, ...decode.flags },
    env: { ...prefill.env, ...decode.env },
  };
}

function groupOf(settings: Settings, backend: 'mp' | 'ray'): VllmGroup {
  const { accelerator, flags = {}, args = [], env = {}, resources, expertParallel = false } = settings;
  const topology = topologyOf({ ...settings, devicesPerPod: accelerator?.count });
  // A number that is none is told as a fault of the sizes, and must not be told of every quantity besides.
  const devices = Number.isInteger(topology.devicesPerPod) && topology.devicesPerPod > 0 ? topology.devicesPerPod : 1;
  return {
    topology,
    accelerator: (accelerator ?? Accelerator.nvidia()).withCount(devices),
    backend,
    expertParallel,
    flags,
    args,
    env,
    connectorVariables: [],
    resources,
    sharedMemory: settings.sharedMemory ?? (devices > 1 ? `${2 * devices}Gi` : undefined),
  };
}

function withConnector(group: VllmGroup, halves: VllmHalves, role: VllmRole): VllmGroup {
  return {
    ...group,
    flags: { ...group.flags, kvTransferConfig: { ...kvTransferConfig(halves, role) } },
    connectorVariables: kvTransferVariables(halves, role),
  };
}
