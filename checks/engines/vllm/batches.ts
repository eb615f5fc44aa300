import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';
import { refusedStart } from './refused-start';
import type { Refusal } from './refused-start';

const TOKENS = '--max-num-batched-tokens';
const SEQUENCES = '--max-num-seqs';
const LENGTH = '--max-model-len';
const THRESHOLD = '--long-prefill-token-threshold';

/**
 * How much is computed at once, against how long and how many the requests may be.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/scheduler.py SchedulerConfig.verify_max_model_len
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/lora.py LoRAConfig._validate_lora_config
 */
export function checkBatches(start: EngineStart): readonly Fault[] {
  const stated = statedCounts(start);
  return [...batchRefusals(stated, start), ...adapterRefusals(stated, start)].flatMap((refusal) =>
    refusedStart(start, refusal),
  );
}

/** What is stated as a plain number. */
interface StatedCounts {
  readonly tokens?: number;
  readonly sequences?: number;
  readonly length?: number;
}

function statedCounts(start: EngineStart): StatedCounts {
  return { tokens: start.stated(TOKENS), sequences: start.stated(SEQUENCES), length: start.stated(LENGTH) };
}

function batchRefusals({ tokens, sequences, length }: StatedCounts, start: EngineStart): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const refuse = (flag: string, problem: string, mend: string) => {
    refusals.push({ id: 'vllm/batch-size', flag, problem, mend });
  };
  if (tokens !== undefined && sequences !== undefined && tokens < sequences) {
    refuse(
      TOKENS,
      `${TOKENS} is ${tokens}, and each of ${sequences} sequences (${SEQUENCES}) needs one token at least`,
      `Raise ${TOKENS}, or lower ${SEQUENCES}.`,
    );
  }
  if (
    tokens !== undefined &&
    length !== undefined &&
    tokens < length &&
    start.isTurnedOff('--enable-chunked-prefill')
  ) {
    refuse(
      TOKENS,
      `${TOKENS} is ${tokens}, and without chunked prefill a prompt of ${length} tokens (${LENGTH}) is computed at once`,
      `Raise ${TOKENS} to ${length}, or leave chunked prefill on.`,
    );
  }
  const threshold = start.stated(THRESHOLD);
  if (threshold !== undefined && length !== undefined && threshold > length) {
    refuse(
      THRESHOLD,
      `${THRESHOLD} is ${threshold}, and no prompt is longer than ${length} tokens (${LENGTH})`,
      `Lower it below ${length}.`,
    );
  }
  return refusals;
}

function adapterRefusals({ tokens, sequences }: StatedCounts, start: EngineStart): readonly Refusal[] {
  if (!start.isOn('--enable-lora')) return [];
  const [onDevice, inMemory] = [start.count('--max-loras', 1), start.stated('--max-cpu-loras')];
  if (onDevice !== undefined && inMemory !== undefined && inMemory > 0 && inMemory < onDevice) {
    return [
      {
        id: 'vllm/adapter-count',
        flag: '--max-cpu-loras',
        problem: `${inMemory} adapters in memory (--max-cpu-loras) are fewer than the ${onDevice} on the device (--max-loras)`,
        mend: `Use at least ${onDevice}, or leave --max-cpu-loras out.`,
      },
    ];
  }
  const { num_speculative_tokens: guessed } = start.members('--speculative-config');
  if (typeof guessed !== 'number' || tokens === undefined || sequences === undefined) return [];
  const needed = sequences * (guessed + 1);
  if (tokens >= needed) return [];
  return [
    {
      id: 'vllm/batch-size',
      flag: TOKENS,
      problem: `${TOKENS} is ${tokens}, and ${sequences} sequences with ${guessed} guessed tokens each come to ${needed}`,
      mend: `Raise ${TOKENS} to ${needed}, or guess fewer; adapters need room for all.`,
      since: '>0.10.2,<=0.19.x',
    },
  ];
}
