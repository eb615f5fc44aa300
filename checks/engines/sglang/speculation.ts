import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { FindRefusal, Refusal } from './refusal';
import type { SglangStart } from './sglang-start';

const ALGORITHM = '--speculative-algorithm';
const STEPS = '--speculative-num-steps';
const BRANCHES = '--speculative-eagle-topk';
const TOKENS = '--speculative-num-draft-tokens';
const DRAFT = '--speculative-draft-model-path';
const ATTENTION = '--attention-backend';

/** Algorithms with a tree of drafted tokens; `NEXTN` is another name of the first. */
const TREES: readonly string[] = ['EAGLE', 'NEXTN', 'EAGLE3', 'STANDALONE'];

/** Since when an algorithm says that it does not know copies of the attention. */
const WITHOUT_COPIES: ReadonlyMap<string, string> = new Map([
  ['STANDALONE', '0.5.2'],
  ['NGRAM', '0.5.3'],
  ['DFLASH', '0.5.11'],
]);

/** Kinds of attention that compute a tree over pages of several tokens, since a version. */
const TREES_OVER_PAGES: readonly (readonly [string, readonly string[]])[] = [
  ['0.5.13', ['flashinfer', 'fa3', 'triton']],
  ['0.5.6', ['flashinfer', 'fa3']],
  ['0.5.2', ['flashinfer']],
];

/**
 * Tokens that are drafted ahead.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/arg_groups/speculative_hook.py handle_speculative_decoding
 */
export function checkSpeculation(start: SglangStart): readonly Fault[] {
  return RULES.flatMap((rule) => refused('sglang/speculation', start, rule(start)));
}

const RULES: readonly FindRefusal[] = [partOfThree, copies, draftModel, treeOfAttention];

function algorithmOf(start: SglangStart): string | undefined {
  return start.text(ALGORITHM)?.toUpperCase();
}

/** Drafts of Gemma 4 are told by the model, and are drafted in their own way. */
function draftsTree(start: SglangStart): boolean {
  const draft = start.has(DRAFT) ? start.text(DRAFT) : '';
  return TREES.includes(algorithmOf(start) ?? '') && draft !== undefined && !/gemma/i.test(draft);
}

function partOfThree(start: SglangStart): Refusal | undefined {
  if (!draftsTree(start) || !start.lacks('--speculative-adaptive')) return undefined;
  const [stated, missing] = [STEPS, BRANCHES, TOKENS].reduce<readonly [readonly string[], readonly string[]]>(
    ([given, left], flag) => (start.has(flag) ? [[...given, flag], left] : [given, [...left, flag]]),
    [[], []],
  );
  const [flag] = stated;
  if (flag === undefined || !missing.every((each) => start.lacks(each))) return undefined;
  const lacksSteps = missing.includes(STEPS) && start.isBetween('0.4.4.post4');
  // The number of tokens follows from the steps where there is one branch.
  const lacksBranches = missing.includes(BRANCHES) && stated.includes(STEPS) && start.isBetween('0.5.2');
  if (!lacksSteps && !lacksBranches) return undefined;
  return {
    flag,
    problem: `${stated.join(' and ')} ${stated.length === 1 ? 'is' : 'are'} stated without ${missing.join(' and ')}`,
    because: 'it chooses the three numbers by the model where none is stated, and reads all where one is',
    mend: `State ${STEPS}, ${BRANCHES} and ${TOKENS}, or none of them.`,
  };
}

function copies(start: SglangStart): Refusal | undefined {
  const algorithm = algorithmOf(start) ?? '';
  const since = WITHOUT_COPIES.get(algorithm);
  if (since === undefined || !start.isBetween(since) || start.copiesAttention() !== true) return undefined;
  return {
    flag: ALGORITHM,
    problem: `${ALGORITHM} ${algorithm} and --enable-dp-attention are set together`,
    because: 'the algorithm does not know copies of the attention',
    mend: 'Use another algorithm, or leave --enable-dp-attention out.',
  };
}

function draftModel(start: SglangStart): Refusal | undefined {
  if (algorithmOf(start) !== 'DFLASH' || !start.lacks(DRAFT) || !start.isBetween('0.5.11')) return undefined;
  return {
    flag: ALGORITHM,
    problem: `${ALGORITHM} is DFLASH, and no ${DRAFT} is stated`,
    because: 'a model of its own drafts the tokens',
    mend: `State ${DRAFT}.`,
  };
}

function treeOfAttention(start: SglangStart): Refusal | undefined {
  const branches = start.count(BRANCHES, 1);
  if (!draftsTree(start) || branches === undefined || branches <= 1) return undefined;
  const flags = [ATTENTION, '--decode-attention-backend', '--prefill-attention-backend'];
  const linear = flags.find((flag) => start.text(flag) === 'trtllm_mha');
  const common = { problem: `${BRANCHES} is ${branches}`, mend: `Use ${BRANCHES} 1, or another kind of attention.` };
  if (linear !== undefined && start.isBetween('0.5.1')) {
    return {
      ...common,
      flag: linear,
      problem: `${common.problem} with ${linear} trtllm_mha`,
      because: 'that kind of attention computes one branch alone',
    };
  }
  const [, kinds] = TREES_OVER_PAGES.find(([since]) => start.isBetween(since)) ?? [];
  const [kind, page] = [start.text(ATTENTION), start.count('--page-size', 1)];
  if (kinds === undefined || kind === undefined || page === undefined || page <= 1 || kinds.includes(kind)) {
    return undefined;
  }
  return {
    ...common,
    flag: ATTENTION,
    problem: `${common.problem} with ${ATTENTION} ${kind} and --page-size ${page}`,
    because: `over pages of several tokens ${kinds.join(', ')} alone compute${kinds.length === 1 ? 's' : ''} several branches`,
  };
}
