import { headsInWords, sharesHeads } from '../../catalog/attention-heads';
import { modelFacts } from '../../catalog/models';
import type { Fault } from '../../checks/finding';
import type { Model } from '../../constructs/model';
import type { SglangCommandLine } from './command-line';
import { divisors, listed } from './faults';
import type { SglangVendor } from './parallelism';

/**
 * Whether the devices can share the heads of a known model. On processors SGLang pads the heads.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/models/llama.py LlamaAttention
 */
export function headFaults(command: SglangCommandLine, model: Model, vendor: SglangVendor): readonly Fault[] {
  const facts = model.huggingFaceId === undefined ? undefined : modelFacts(model.huggingFaceId);
  const { tensorParallel, dataParallel, dpAttention } = command.parallelism;
  const copies = (dpAttention ? dataParallel : 1) * (command.number('--attn-cp-size') ?? 1);
  const devices = tensorParallel / copies;
  const isChecked = facts?.attention === 'GQA' || facts?.attention === 'MLA';
  if (!isChecked || vendor === 'cpu' || !Number.isInteger(devices) || sharesHeads(facts, devices)) return [];
  const fitting = divisors(facts.attentionHeads ?? 1).filter((size) => size <= 64 && sharesHeads(facts, size));
  return [
    {
      id: 'sglang/attention-heads',
      severity: 'error',
      field: 'tensorParallel',
      problem: `${facts.hfId} has ${headsInWords(facts)}, which ${devices} devices cannot share evenly`,
      consequence: 'SGLang fails while it builds the model, and the pod restarts for ever.',
      mend: `Use ${listed(fitting.map((size) => size * copies))} for tensorParallel.`,
    },
  ];
}
