import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { SglangStart } from './sglang-start';

/** A flag that does nothing without another, which SGLang holds against it. */
interface Need {
  readonly flag: string;
  /** Where the flag has values, the one that needs it. */
  readonly value?: string;
  /** Any of these will do. */
  readonly needs: readonly [string, ...string[]];
  /** A variable that will do too. */
  readonly variable?: string;
  readonly because: string;
  /** @default - as long as it has the flag */
  readonly since?: string;
  /** The first version that does without. @default - none does */
  readonly until?: string;
  /** When it does not hold it against the flag. */
  readonly unless?: (start: SglangStart) => boolean;
}

const NEEDS: readonly Need[] = [
  {
    flag: '--enable-dp-lm-head',
    needs: ['--enable-dp-attention'],
    because: 'the last layer can be copied where the attention is',
    // From then on one copy switches it off.
    unless: (start) =>
      start.hasSizesOfItsOwn() || (start.isBetween('0.5.3') && (start.count('--dp-size', 1) ?? 1) <= 1),
  },
  { flag: '--ssl-keyfile', needs: ['--ssl-certfile'], because: 'a key is of no use without its certificate' },
  { flag: '--ssl-certfile', needs: ['--ssl-keyfile'], because: 'a certificate is of no use without its key' },
  {
    flag: '--ssl-ca-certs',
    needs: ['--ssl-certfile', '--ssl-keyfile'],
    because: 'without a certificate of its own it answers without TLS',
  },
  {
    flag: '--ssl-keyfile-password',
    needs: ['--ssl-certfile', '--ssl-keyfile'],
    because: 'without a certificate of its own it answers without TLS',
  },
  {
    flag: '--enable-ssl-refresh',
    needs: ['--ssl-certfile', '--ssl-keyfile'],
    because: 'without a certificate there is none to read again',
  },
  {
    flag: '--export-metrics-to-file',
    needs: ['--export-metrics-to-file-dir'],
    because: 'it is not said where the files are to be',
  },
  {
    flag: '--enable-prefill-cp',
    needs: [
      '--cp-strategy',
      '--enable-prefill-context-parallel',
      '--enable-dsa-prefill-context-parallel',
      '--enable-nsa-prefill-context-parallel',
    ],
    because: 'it is not said how prompts are shared out',
  },
  {
    flag: '--enable-prefix-mm-cache',
    needs: ['--encoder-only'],
    because: 'pods with an encoder alone have such a cache',
  },
  {
    flag: '--language-only',
    needs: ['--encoder-urls'],
    because: 'up to 0.5.12 the pod does not find its encoders otherwise',
    until: '0.5.13',
  },
  { flag: '--sidecar', needs: ['--grpc-port'], variable: 'SGLANG_GRPC_PORT', because: 'it is reached by gRPC' },
  {
    flag: '--retraction-policy',
    value: 'priority',
    needs: ['--enable-priority-scheduling'],
    because: 'requests have no priorities otherwise',
  },
  {
    flag: '--elastic-ep-join-mode',
    needs: ['--elastic-ep-backend'],
    because: 'pods join and leave by way of it',
  },
  { flag: '--max-ep-size', needs: ['--elastic-ep-backend'], because: 'pods join and leave by way of it' },
];

/**
 * Flags without others that they need.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.__post_init__
 */
export function checkRequiredFlags(start: SglangStart): readonly Fault[] {
  return NEEDS.flatMap((need) => {
    const { flag, value, needs, variable, because, since = '0', until, unless } = need;
    const isMeant = value === undefined ? start.has(flag) : start.text(flag) === value;
    if (!isMeant || !start.isBetween(since, until) || unless?.(start) === true) return [];
    if (needs.some((other) => !start.lacks(other)) || (variable !== undefined && start.sets(variable))) return [];
    const [needed] = needs;
    const problem = `${flag}${value === undefined ? '' : ` ${value}`} is set without ${needed}`;
    return refused('sglang/required-flag', start, {
      flag,
      problem,
      because,
      mend: `State ${needed} too, or leave ${flag} out.`,
    });
  });
}
