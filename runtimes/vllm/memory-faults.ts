import { compareVersions } from '../../catalog/flags/version';
import { isMixture, modelFacts, modelWeightsGiB } from '../../catalog/models';
import type { ModelFacts } from '../../catalog/models';
import type { Fault } from '../../checks/finding';
import type { Model } from '../../constructs/model';
import { deviceFacts } from './device-facts';
import type { VllmFlagValues } from './flag-values';
import type { VllmGroup } from './group';
import { devicesOfCopy } from './topology';

const GIB = 2 ** 30;

/** First version whose default of `--gpu-memory-utilization` is 0.92, and not 0.9; the change lies after 0.19. */
const LARGER_SHARE_SINCE = '0.20.0';

/** Flags with which weights or the cache take another amount than their usual one. */
const OTHER_AMOUNTS = [
  '--quantization',
  '--dtype',
  '--cpu-offload-gb',
  '--kv-cache-memory-bytes',
  '--hf-overrides',
  '--load-format',
  '--speculative-config',
  '--decode-context-parallel-size',
] as const;

/**
 * Whether weights, and the cache of one request of the greatest length, fit into a device. It counts what is certain:
 * activations, graphs and libraries come on top, so that what is told here cannot work, and what is not told may not
 * work either. Nothing is told where the model, its cache or the device is not known.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/v1/core/kv_cache_utils.py check_enough_kv_cache_memory
 */
export function memoryFault(
  group: VllmGroup,
  model: Model,
  values: VllmFlagValues,
  version: string | undefined,
): Fault | undefined {
  const facts = model.huggingFaceId === undefined ? undefined : modelFacts(model.huggingFaceId);
  const device = deviceFacts(group.accelerator);
  const total = facts === undefined ? undefined : modelWeightsGiB(facts);
  if (facts === undefined || device === undefined || total === undefined) return undefined;
  if (OTHER_AMOUNTS.some((flag) => values.has(flag))) return undefined;
  const share = Number(values.text('--gpu-memory-utilization') ?? defaultShare(version));
  const available = device.memoryGiB * share;
  const parts = weightParts(group, facts);
  const weights = total / parts;
  const budget = `${percent(share)} of the ${gib(device.memoryGiB)} of one ${device.name}`;
  const fault = { id: 'vllm/memory', severity: 'warning' } as const;
  if (weights > available) {
    return {
      ...fault,
      field: 'tensorParallel',
      problem: `The weights of ${facts.hfId} are ${gib(total)}${parts === 1 ? '' : `, over ${parts} devices ${gib(weights)} each`}, which is more than ${budget} = ${gib(available)}`,
      consequence: 'vLLM runs out of memory while it loads, and the group restarts for ever.',
      mend: `Use at least ${Math.ceil(total / available)} devices for each copy of the model, or a quantized checkpoint.`,
    };
  }
  const perToken = cacheBytesPerToken(group, facts, values);
  const length = values.maxModelLen ?? (values.fitsLength ? undefined : facts.maxContext);
  if (perToken === undefined || length === undefined) return undefined;
  const cache = (perToken * length) / GIB;
  if (weights + cache <= available) return undefined;
  const fitting = Math.floor(((available - weights) * GIB) / perToken / 1024) * 1024;
  return {
    ...fault,
    field: 'flags.maxModelLen',
    problem: `Weights of ${gib(weights)} and ${gib(cache)} of cache for one request of ${length} tokens (${Math.round(perToken / 1024)} KiB each) are more than ${budget} = ${gib(available)}`,
    consequence: 'vLLM refuses to start: the cache is too small for one request of the greatest length.',
    mend: `Use a maxModelLen below ${fitting}, or more devices for each copy of the model.`,
  };
}

/** Whether nodes with as many devices as a pod asks for are sold. */
export function nodeFault({ accelerator }: VllmGroup): Fault | undefined {
  const device = deviceFacts(accelerator);
  if (device?.largestNode === undefined || accelerator.count <= device.largestNode) return undefined;
  return {
    id: 'vllm/devices-per-node',
    severity: 'warning',
    field: 'accelerator',
    problem: `Each pod asks for ${accelerator.count} devices, and nodes with ${device.name} have ${device.largestNode}`,
    consequence: 'No node has room for the pod, which stays pending.',
    mend: `Use ${device.largestNode} for the accelerator's count; a group of more pods follows from the sizes.`,
  };
}

/** Experts are shared by the copies of the model too; counting all weights so errs on the side of silence. */
function weightParts({ topology }: VllmGroup, facts: ModelFacts): number {
  return devicesOfCopy(topology) * (isMixture(facts) === false ? 1 : topology.dataParallel);
}

/** Bytes of one token in the cache of one device, for models whose layers all keep every token. */
function cacheBytesPerToken({ topology }: VllmGroup, facts: ModelFacts, values: VllmFlagValues): number | undefined {
  const { layers, kvHeads, headDim, kvLoraRank, qkRopeHeadDim } = facts;
  const partial = [facts.fullAttentionLayers, facts.slidingWindow, facts.attentionLayers, facts.chunkedLayers];
  if (layers === undefined || partial.some((layer) => layer !== undefined)) return undefined;
  const bytes = values.text('--kv-cache-dtype')?.startsWith('fp8') === true ? 1 : 2;
  const stageLayers = Math.floor(layers / topology.pipelineParallel);
  if (facts.attention === 'MLA' && kvLoraRank !== undefined && qkRopeHeadDim !== undefined) {
    return stageLayers * (kvLoraRank + qkRopeHeadDim) * bytes;
  }
  if (facts.attention !== 'GQA' || kvHeads === undefined || headDim === undefined) return undefined;
  return 2 * stageLayers * Math.max(Math.floor(kvHeads / topology.tensorParallel), 1) * headDim * bytes;
}

function defaultShare(version: string | undefined): number {
  return version !== undefined && compareVersions(version, LARGER_SHARE_SINCE) < 0 ? 0.9 : 0.92;
}

function gib(amount: number): string {
  return `${Number(amount.toFixed(1))} GiB`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
