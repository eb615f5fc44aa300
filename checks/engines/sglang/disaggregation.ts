import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { FindRefusal, Refusal } from './refusal';
import type { SglangStart } from './sglang-start';

const MODE = '--disaggregation-mode';
const BACKEND = '--disaggregation-transfer-backend';
const KEEPS_PROMPTS = '--disaggregation-decode-enable-radix-cache';
const ROUND_ROBIN = '--prefill-round-robin-balance';

/**
 * What pods that read prompts, or that generate, cannot do.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/arg_groups/pd_disaggregation_hook.py handle_pd_disaggregation
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs._handle_encoder_disaggregation
 */
export function checkDisaggregation(start: SglangStart): readonly Fault[] {
  return RULES.flatMap((rule) => refused('sglang/disaggregation', start, rule(start)));
}

const RULES: readonly FindRefusal[] = [
  copiesWithoutTurns,
  cacheWithSpeculation,
  cacheOverOthers,
  fakeTransfer,
  encoder,
];

/** @see https://github.com/sgl-project/sglang/blob/v0.5.7/python/sglang/srt/server_args.py ServerArgs._handle_pd_disaggregation */
function copiesWithoutTurns(start: SglangStart): Refusal | undefined {
  const copies = start.count('--dp-size', 1);
  if (start.role() !== 'decode' || copies === undefined || copies <= 1 || !start.lacks(ROUND_ROBIN)) return undefined;
  if (!start.isBetween('0.5.2', '0.5.8') || start.sets('SGLANG_IS_IN_CI')) return undefined;
  return {
    flag: '--dp-size',
    problem: `Pods that generate have --dp-size ${copies}, and no ${ROUND_ROBIN}`,
    because: 'up to 0.5.7 copies there get requests by turns alone',
    mend: `State ${ROUND_ROBIN} for them, and --load-balance-method round_robin for pods that read prompts.`,
  };
}

function cacheWithSpeculation(start: SglangStart): Refusal | undefined {
  if (start.role() !== 'decode' || !start.has(KEEPS_PROMPTS)) return undefined;
  const other = ['--speculative-algorithm', '--enable-hisparse'].find((flag) => start.has(flag));
  if (other === undefined) return undefined;
  return {
    flag: KEEPS_PROMPTS,
    problem: `${KEEPS_PROMPTS} and ${other} are set together`,
    because: 'pods that generate cannot do both',
    mend: 'Leave one of the two out.',
  };
}

function cacheOverOthers(start: SglangStart): Refusal | undefined {
  if (start.role() !== 'decode' || !start.has(KEEPS_PROMPTS)) return undefined;
  const backend = start.text(BACKEND, 'mooncake');
  const taken = backendsWithCache(start);
  if (backend === undefined || taken === undefined || taken.includes(backend)) return undefined;
  return {
    flag: start.has(BACKEND) ? BACKEND : KEEPS_PROMPTS,
    problem: `${KEEPS_PROMPTS} is set, and keys and values come by ${backend}`,
    because: `this version does so with ${taken.join(' or ')} alone`,
    mend: `Use ${BACKEND} ${taken.join(' or ')}.`,
  };
}

/** From 0.5.14 on all that carry something. */
function backendsWithCache(start: SglangStart): readonly string[] | undefined {
  if (start.isBetween('0.5.11', '0.5.12')) return ['nixl'];
  return start.isBetween('0.5.12', '0.5.14') ? ['nixl', 'mooncake'] : undefined;
}

function fakeTransfer(start: SglangStart): Refusal | undefined {
  if (start.text(BACKEND) !== 'fake') return undefined;
  const reads = start.role() === 'prefill' && start.isBetween('0.5.10');
  const keeps = start.role() === 'decode' && start.has(KEEPS_PROMPTS) && start.isBetween('0.5.14');
  if (!reads && !keeps) return undefined;
  return {
    flag: BACKEND,
    problem: `${BACKEND} is fake for ${reads ? 'pods that read prompts' : 'pods that keep prompts'}`,
    because: 'it carries no keys and values, and serves to measure pods that generate alone',
    mend: `Use another ${BACKEND}.`,
  };
}

function encoder(start: SglangStart): Refusal | undefined {
  const flag = ['--encoder-only', '--language-model-only'].find((each) => start.has(each));
  const role = start.role();
  if (flag === undefined || role === undefined || role === 'null') return undefined;
  return {
    flag: MODE,
    problem: `${flag} and ${MODE} ${role} are set together`,
    because:
      flag === '--encoder-only' ? 'pods with an encoder alone neither read prompts nor generate' : 'the two are apart',
    mend: 'Leave one of the two out.',
  };
}
