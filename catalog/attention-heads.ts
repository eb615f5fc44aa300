import type { ModelFacts } from './models';

/**
 * Whether so many devices can share the heads of a model evenly; where it is not known, nothing speaks against it. With
 * fewer key-value heads than devices, engines copy each to as many devices.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/model_executor/models/llama.py LlamaAttention
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/models/llama.py LlamaAttention
 */
export function sharesHeads({ attention, attentionHeads: heads, kvHeads }: ModelFacts, devices: number): boolean {
  if (heads === undefined) return true;
  if (heads % devices !== 0) return false;
  if (attention !== 'GQA' || kvHeads === undefined) return true;
  return kvHeads >= devices ? kvHeads % devices === 0 : devices % kvHeads === 0;
}

/** How many heads a model has, as a message says it. */
export function headsInWords({ attention, attentionHeads: heads, kvHeads }: ModelFacts): string {
  const kv = attention === 'GQA' && kvHeads !== undefined ? ` and ${kvHeads} key-value heads` : '';
  return `${heads ?? 0} attention heads${kv}`;
}
