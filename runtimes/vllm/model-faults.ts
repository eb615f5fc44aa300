import { headsInWords, sharesHeads } from '../../catalog/attention-heads';
import { isMixture, modelFacts } from '../../catalog/models';
import type { ModelFacts } from '../../catalog/models';
import type { Fault } from '../../checks/finding';
import type { Model } from '../../constructs/model';
import type { VllmFlagValues } from './flag-values';
import type { VllmGroup } from './group';

const RESTARTS = 'and the group restarts for ever';

/** What vLLM would refuse of a model that the catalogue knows. */
export function modelFaults(group: VllmGroup, model: Model, values: VllmFlagValues): readonly Fault[] {
  const facts = model.huggingFaceId === undefined ? undefined : modelFacts(model.huggingFaceId);
  if (facts === undefined) return [unknownStages(group, model)].filter((fault) => fault !== undefined);
  const faults = [
    attentionHeads(group, facts),
    emptyStages(group, facts),
    expertsOfDenseModel(group, facts),
    copiesOfDenseModel(group, facts),
    sequenceLength(group, facts, values),
  ];
  return faults.filter((fault) => fault !== undefined);
}

/**
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/model.py verify_with_parallel_config
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/model_executor/models/llama.py LlamaAttention
 */
function attentionHeads({ topology }: VllmGroup, facts: ModelFacts): Fault | undefined {
  const { tensorParallel } = topology;
  if (sharesHeads(facts, tensorParallel)) return undefined;
  const fitting = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 32, 64].filter((size) => sharesHeads(facts, size));
  return {
    id: 'vllm/attention-heads',
    severity: 'error',
    field: 'tensorParallel',
    problem: `${facts.hfId} has ${headsInWords(facts)}, which tensorParallel ${tensorParallel} cannot share evenly`,
    consequence: `vLLM refuses to start, ${RESTARTS}.`,
    mend: `Use ${fitting.join(', ')}.`,
  };
}

/** Whether so many devices can share the heads of a model, as far as the catalogue knows it. */
export function sharesHeadsOf({ huggingFaceId }: Model, size: number): boolean {
  const facts = huggingFaceId === undefined ? undefined : modelFacts(huggingFaceId);
  return facts === undefined || sharesHeads(facts, size);
}

/** @see https://github.com/vllm-project/vllm/blob/main/vllm/distributed/utils.py get_pp_indices */
function emptyStages({ topology: { pipelineParallel } }: VllmGroup, { hfId, layers }: ModelFacts): Fault | undefined {
  if (layers === undefined || pipelineParallel <= layers) return undefined;
  return {
    id: 'vllm/empty-stages',
    severity: 'warning',
    field: 'pipelineParallel',
    problem: `pipelineParallel is ${pipelineParallel}, and ${hfId} has ${layers} layers`,
    consequence: 'Stages without a layer hold devices that compute nothing, if vLLM starts at all.',
    mend: `Use ${layers} or fewer.`,
  };
}

function expertsOfDenseModel({ expertParallel }: VllmGroup, facts: ModelFacts): Fault | undefined {
  if (!expertParallel || isMixture(facts) !== false) return undefined;
  return {
    id: 'vllm/expert-parallel',
    severity: 'error',
    field: 'expertParallel',
    problem: `expertParallel is stated, and ${facts.hfId} is a dense model without experts`,
    consequence: `vLLM refuses to start: the number of experts must be above 0, ${RESTARTS}.`,
    mend: 'Leave expertParallel out.',
  };
}

/** @see https://github.com/vllm-project/vllm/blob/main/vllm/engine/arg_utils.py create_engine_config */
function copiesOfDenseModel({ topology }: VllmGroup, facts: ModelFacts): Fault | undefined {
  const { dataParallel, loadBalancing } = topology;
  if (loadBalancing !== 'external' || dataParallel === 1 || isMixture(facts) !== false) return undefined;
  return {
    id: 'vllm/dense-external',
    severity: 'error',
    field: 'dataParallel',
    problem: `Load balancing is external over ${dataParallel} copies, and ${facts.hfId} is a dense model`,
    consequence: `vLLM refuses to start: copies of a dense model are servers of their own, ${RESTARTS}.`,
    mend: `Leave dataParallel out and use replicas: { min: ${dataParallel} }.`,
  };
}

/**
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/model.py _get_and_verify_max_len
 */
function sequenceLength({ env }: VllmGroup, facts: ModelFacts, values: VllmFlagValues): Fault | undefined {
  const length = values.maxModelLen;
  const { maxContext } = facts;
  const isStretched = values.stretchesContext || env.VLLM_ALLOW_LONG_MAX_MODEL_LEN === '1';
  if (length === undefined || maxContext === undefined || length <= maxContext || isStretched) return undefined;
  return {
    id: 'vllm/max-model-len',
    severity: 'error',
    field: 'flags.maxModelLen',
    problem: `maxModelLen is ${length}, and the configuration of ${facts.hfId} has sequences of at most ${maxContext} tokens`,
    consequence: `vLLM refuses to start, ${RESTARTS}.`,
    mend: `Use at most ${maxContext}, or change the model's RoPE scaling through flags.hfOverrides.`,
  };
}

function unknownStages({ topology }: VllmGroup, { huggingFaceId }: Model): Fault | undefined {
  if (topology.pipelineParallel === 1) return undefined;
  const name = huggingFaceId ?? 'a model of which no huggingFaceId is stated';
  return {
    id: 'vllm/unknown-stages',
    severity: 'note',
    field: 'pipelineParallel',
    problem: `pipelineParallel is ${topology.pipelineParallel}, and nothing is known of ${name}`,
    consequence: 'vLLM divides only models into stages whose class supports it, and refuses others when it starts.',
    mend: `Look the model's class up in vLLM's list of supported models${huggingFaceId === undefined ? ', or state model.huggingFaceId' : ''}.`,
  };
}
