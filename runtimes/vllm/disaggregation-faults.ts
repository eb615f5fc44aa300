import { vllmFlagCatalog } from '../../catalog/vllm-flag-facts';
import type { Fault } from '../../checks/finding';
import type { VllmFlagValues } from './flag-values';
import type { VllmGroup } from './group';
import type { VllmKvConnector } from './kv-connector';
import type { VllmRouter } from './lws-settings';

/** Settings by which keys and values are laid out. */
const SHARED = [
  '--dtype',
  '--kv-cache-dtype',
  '--block-size',
  '--attention-backend',
  '--speculative-config',
  '--quantization',
  '--revision',
] as const;

/** One half of a service with prefill and decode apart. */
export interface VllmHalf {
  readonly group: VllmGroup;
  readonly values: VllmFlagValues;
}

/** What is wrong with how prefill and decode fit each other. */
export function disaggregationFaults(
  connector: VllmKvConnector,
  prefill: VllmHalf,
  decode: VllmHalf,
): readonly Fault[] {
  const faults = [
    ...SHARED.map((flag) => differenceFault(flag, prefill.values, decode.values)),
    makerFault(prefill.group, decode.group),
    ...unknownConnectors(connector, prefill.group),
    connector.kind === 'nixl' && prefill.group.accelerator.vendor === 'ascend' ? NIXL_ON_ASCEND : undefined,
    movingMemory(prefill, 'env') ?? movingMemory(decode, 'disaggregation.decode.env'),
  ];
  return faults.filter((fault) => fault !== undefined);
}

/** @see https://docs.vllm.ai/en/latest/features/nixl_connector_compatibility/ */
function differenceFault(flag: string, prefill: VllmFlagValues, decode: VllmFlagValues): Fault | undefined {
  const [left, right] = [prefill.text(flag), decode.text(flag)];
  if (left === right) return undefined;
  return {
    id: 'vllm/prefill-decode-differ',
    severity: 'error',
    field: 'disaggregation.decode.flags',
    problem: `${flag} is ${left ?? 'not stated'} for prefill and ${right ?? 'not stated'} for decode`,
    consequence: 'The two lay keys and values out differently; transfers are refused, or answers are nonsense.',
    mend: `State ${flag} alike for both: flags of the service are for both, unless disaggregation.decode states its own.`,
  };
}

function makerFault({ accelerator: prefill }: VllmGroup, { accelerator: decode }: VllmGroup): Fault | undefined {
  if (prefill.vendor === decode.vendor) return undefined;
  return {
    id: 'vllm/accelerator',
    severity: 'error',
    field: 'disaggregation.decode.accelerator',
    problem: `Prefill is on devices of '${prefill.vendor}' and decode on devices of '${decode.vendor}', with one image`,
    consequence: 'vLLM finds no device that its image can compute with.',
    mend: `Use devices of '${prefill.vendor}' for both.`,
  };
}

/** Plug-ins register connectors of their own, as vllm-ascend does. */
function unknownConnectors(connector: VllmKvConnector, { accelerator }: VllmGroup): readonly Fault[] {
  if (connector.kind !== 'other' || accelerator.vendor === 'ascend') return [];
  const { kvConnectors } = vllmFlagCatalog();
  const unknown = [connector.prefill, connector.decode].find(
    ({ kv_connector: name, kv_connector_module_path: path }) => path === undefined && !kvConnectors.includes(name),
  );
  if (unknown === undefined) return [];
  return [
    {
      id: 'vllm/kv-connector',
      severity: 'warning',
      field: 'disaggregation.connector',
      problem: `vLLM's own connectors do not include ${unknown.kv_connector}, and no kv_connector_module_path is stated`,
      consequence: 'Unless a plug-in of the image registers it, vLLM refuses to start.',
      mend: `Use one of ${kvConnectors.join(', ')}, or state the module.`,
    },
  ];
}

const ALLOCATOR = 'PYTORCH_CUDA_ALLOC_CONF';

/** @see https://github.com/vllm-project/vllm/blob/main/vllm/config/vllm.py _verify_kv_transfer_compat */
function movingMemory({ group, values }: VllmHalf, field: string): Fault | undefined {
  const setting = group.env[ALLOCATOR] ?? '';
  const isPinned = values.has('--enable-sleep-mode') || values.has('--enable-cumem-allocator');
  if (typeof setting !== 'string' || !setting.includes('expandable_segments:True') || isPinned) return undefined;
  return {
    id: 'vllm/moving-memory',
    severity: 'error',
    field: `${field}.${ALLOCATOR}`,
    problem: `${ALLOCATOR} is '${setting}', and keys and values are handed over from the device's memory`,
    consequence: 'vLLM refuses to start: connectors register memory that must not move.',
    mend: 'Leave expandable_segments out.',
  };
}

/** A router that nothing is said to: the addresses of the pods follow from the service's name, which no image knows. */
export function routerFaults({ args, command, env }: VllmRouter): readonly Fault[] {
  // Where nobody has checked types, it may have no args at all.
  const words = [args, command, Object.keys(env ?? {})].flatMap((list: readonly unknown[] | undefined) => list ?? []);
  if (words.length > 0) return [];
  return [
    {
      id: 'vllm/router-without-pods',
      severity: 'error',
      field: 'disaggregation.router.args',
      problem: 'The router is told of no pods: it has neither args nor command nor env',
      consequence: 'It knows nobody to pass requests to, and clients get no answer.',
      mend: 'State their addresses, as for the router of the vLLM project: text`--prefill=http://${late.serviceName}-prefill-serving:8080` and --decode likewise.',
    },
  ];
}

const NIXL_ON_ASCEND: Fault = {
  id: 'vllm/kv-connector',
  severity: 'error',
  field: 'disaggregation.connector',
  problem: 'The connector is nixl, and the devices are of Ascend',
  consequence: 'vllm-ascend hands keys and values over through Mooncake; NIXL knows no NPU, and vLLM refuses to start.',
  mend: "Use { kind: 'mooncake' }.",
};
