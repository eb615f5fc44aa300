import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { SglangStart } from './sglang-start';

/** A flag in a way in which it does not go together with another. */
interface Use {
  readonly flag: string;
  /** The values that are meant. @default - any, or none where the flag has no values */
  readonly is?: (value: string) => boolean;
}

/** Flags that SGLang does not take together. */
interface Opposition {
  readonly one: Use;
  readonly other: Use;
  readonly because: string;
  /** @default - as long as it has the flags */
  readonly since?: string;
  /** The first version that takes both. @default - none does */
  readonly until?: string;
  readonly unless?: (start: SglangStart) => boolean;
}

const isOtherThan =
  (...values: readonly string[]) =>
  (value: string): boolean =>
    !values.includes(value);
const isPositive = (value: string): boolean => Number(value) > 0;
const isSeveral = (value: string): boolean => Number(value) > 1;

/** The server of the gateway has gRPC alone, whatever else is stated. */
const isGateway = (start: SglangStart): boolean => !start.lacks('--smg-grpc-mode') || !start.lacks('--grpc-mode');

const besideGrpc = (other: Use, because: string): Opposition => ({
  one: { flag: '--grpc-port' },
  other,
  because,
  unless: isGateway,
});

const OPPOSITIONS: readonly Opposition[] = [
  {
    one: { flag: '--enable-tokenizer-batch-encode' },
    other: { flag: '--enable-dynamic-batch-tokenizer' },
    because: 'both put texts together before they become tokens, each in its way',
  },
  {
    one: { flag: '--encoder-only' },
    other: { flag: '--language-only' },
    because: 'a pod is one half of the model, or the other',
  },
  {
    one: { flag: '--disable-cuda-graph-padding' },
    other: { flag: '--enable-torch-compile' },
    because: 'every size of a batch would be compiled on its own',
    since: '0.5.12',
  },
  {
    one: { flag: '--enable-http2' },
    other: { flag: '--enable-ssl-refresh' },
    because: 'its server for HTTP/2 does not read certificates again',
  },
  {
    one: { flag: '--enable-http2' },
    other: { flag: '--tokenizer-worker-num', is: isSeveral },
    because: 'up to 0.5.13 its server for HTTP/2 has one process',
    until: '0.5.14',
  },
  {
    one: { flag: '--enable-priority-scheduling' },
    other: { flag: '--schedule-policy', is: isOtherThan('fcfs', 'lof') },
    because: 'priorities come on top of fcfs and lof alone',
  },
  {
    one: { flag: '--enable-pdmux' },
    other: { flag: '--pp-size', is: isSeveral },
    because: 'prompts and answers share the devices of one stage alone',
    since: '0.5.3.post2',
  },
  {
    one: { flag: '--enable-pdmux' },
    other: { flag: '--chunked-prefill-size', is: isPositive },
    because: 'prompts that share the devices with answers are read whole',
    since: '0.5.3.post2',
  },
  {
    one: { flag: '--enable-pdmux' },
    other: { flag: '--disaggregation-mode', is: isOtherThan('null') },
    because: 'prompts and answers are on the same devices, or apart',
    since: '0.5.3.post2',
  },
  {
    one: { flag: '--enable-int8-mamba-checkpoint' },
    other: { flag: '--enable-hierarchical-cache' },
    because: 'the tiers of the cache do not know such checkpoints',
  },
  {
    one: { flag: '--weight-cache-mode', is: isOtherThan('off') },
    other: { flag: '--speculative-algorithm' },
    because: 'the cache of weights does not hold those of the model that drafts',
  },
  besideGrpc({ flag: '--use-ray' }, 'what Ray starts answers HTTP alone'),
  besideGrpc({ flag: '--encoder-only' }, 'encoders have a server of their own'),
  besideGrpc({ flag: '--tokenizer-worker-num', is: isSeveral }, 'one process answers gRPC'),
  besideGrpc({ flag: '--api-key' }, 'gRPC would answer without the key'),
  besideGrpc({ flag: '--admin-api-key' }, 'gRPC would answer without the key'),
];

/**
 * Flags that do not go together.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.__post_init__
 */
export function checkOpposedFlags(start: SglangStart): readonly Fault[] {
  return OPPOSITIONS.flatMap(({ one, other, because, since = '0', until, unless }) => {
    if (!isUsed(start, one) || !isUsed(start, other) || !start.isBetween(since, until)) return [];
    if (unless?.(start) === true) return [];
    return refused('sglang/opposed-flags', start, {
      flag: one.flag,
      problem: `${inWords(start, one)} and ${inWords(start, other)} are set together`,
      because,
      mend: 'Leave one of the two out.',
    });
  });
}

function isUsed(start: SglangStart, { flag, is }: Use): boolean {
  if (is === undefined) return start.has(flag);
  const value = start.text(flag);
  return value !== undefined && is(value);
}

function inWords(start: SglangStart, { flag, is }: Use): string {
  return is === undefined ? flag : `${flag} ${start.text(flag) ?? ''}`;
}
