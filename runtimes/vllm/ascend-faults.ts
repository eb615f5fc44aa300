import { modelFacts } from '../../catalog/models';
import type { Fault } from '../../checks/finding';
import type { Model } from '../../constructs/model';
import type { VllmFlagValues } from './flag-values';
import type { VllmGroup } from './group';

const SERVER = 8;

/** The device plugin's name of the chip whose cards are put into servers in any number. */
const INFERENCE_CARD = 'huawei.com/Ascend310P';

/** What Ascend's own scheduler and plugin for vLLM would refuse or change. */
export function ascendFaults(group: VllmGroup, model: Model, values: VllmFlagValues): readonly Fault[] {
  if (group.accelerator.vendor !== 'ascend') return [];
  const faults = [deviceCount(group), blockSize(model, values), hostFiles(group)];
  return faults.filter((fault) => fault !== undefined);
}

/** @see https://gitcode.com/Ascend/mind-cluster/tree/master/component/ascend-for-volcano */
function deviceCount({ accelerator, topology }: VllmGroup): Fault | undefined {
  const { count, resource } = accelerator;
  if (resource === INFERENCE_CARD) return undefined;
  const isWholeServer = count % SERVER === 0;
  const fits = isWholeServer || (topology.pods === 1 && [1, 2, 4].includes(count));
  if (fits) return undefined;
  const isGroup = topology.pods > 1;
  return {
    id: 'vllm/npu-count',
    severity: 'error',
    field: 'accelerator',
    problem: isGroup
      ? `${topology.pods} pods of ${count} NPUs compute together`
      : `The pod asks for ${count} NPUs, which are neither 1, 2, 4 nor a multiple of ${SERVER}`,
    consequence: isGroup
      ? 'Ascend computes over nodes with whole servers alone; its scheduler leaves the pods pending.'
      : "No part of a server's ring of links has that many, and Ascend's scheduler leaves the pod pending.",
    mend: isGroup
      ? `Use ${SERVER} for the accelerator's count, or sizes that fit one pod.`
      : `Use ${[1, 2, 4, SERVER].find((size) => size > count) ?? Math.ceil(count / SERVER) * SERVER}.`,
  };
}

/** @see https://github.com/vllm-project/vllm-ascend/blob/main/vllm_ascend/utils.py refresh_block_size */
function blockSize({ huggingFaceId }: Model, values: VllmFlagValues): Fault | undefined {
  const size = values.text('--block-size');
  if (size === undefined || size === '128') return undefined;
  const hasSmallBlocks =
    huggingFaceId !== undefined && modelFacts(huggingFaceId)?.architecture === 'DeepseekV4ForCausalLM';
  if (hasSmallBlocks && (size === '32' || size === '64')) return undefined;
  return {
    id: 'vllm/npu-block-size',
    severity: 'warning',
    field: 'flags.blockSize',
    problem: `blockSize is ${size}, and vllm-ascend computes with blocks of 128 tokens`,
    consequence: 'vllm-ascend takes 128 for most models, and refuses other sizes for some.',
    mend: 'Use 128, or leave it out.',
  };
}

function hostFiles({ topology }: VllmGroup): Fault | undefined {
  if (topology.pods === 1) return undefined;
  return {
    id: 'vllm/npu-host-files',
    severity: 'note',
    field: 'accelerator',
    problem: `${topology.pods} pods talk to each other through the network cards of their NPUs, and files of the node are not mounted here`,
    consequence:
      'HCCL reads /etc/hccn.conf and /usr/local/Ascend/driver/tools of the node. The Ascend container runtime mounts them; without it the pods do not find each other.',
    mend: 'Make sure of the Ascend container runtime on the nodes, or add hostPath volumes with addJsonPatch().',
  };
}
