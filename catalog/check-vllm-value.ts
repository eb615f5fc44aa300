import { isLateBound, type VllmArgument } from './parse-vllm-args';
import type { Bounds, VllmFlagFacts, VllmValueType } from './vllm-flag-facts';

/** What is wrong with the value of a known flag. */
export interface ValueFault {
  /** How it goes on after the flag: `needs an integer, not "two"`. */
  readonly problem: string;
  readonly mend: string;
  /** Whether all versions that have the flag refuse the value, or only the catalogued one is known to. */
  readonly holdsForAllVersions: boolean;
}

const INTEGER = /^\s*[+-]?\d+(?:_\d+)*\s*$/;
const HUMAN_INTEGER = /^\s*(?:\d+(?:\.\d+)?[kmgt]|\d+[KMGT])\s*$/;
const NUMBER = /^\s*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)\s*$/i;
const NUMBER_FORMS: Partial<Record<VllmValueType, { readonly accepted: readonly RegExp[]; readonly words: string }>> = {
  number: { accepted: [NUMBER], words: 'a number' },
  integer: { accepted: [INTEGER], words: 'an integer' },
  'integer-human': { accepted: [INTEGER, HUMAN_INTEGER], words: 'an integer such as 8192, 8k or 8K' },
  'integer-auto': {
    accepted: [INTEGER, HUMAN_INTEGER, /^\s*auto\s*$/i],
    words: 'an integer such as 8192 or 8k, or auto',
  },
};
const MULTIPLIERS = { k: 1e3, m: 1e6, g: 1e9, t: 1e12, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** What vLLM's parser or configuration refuses in the value of a flag, or undefined where it is right or not known. */
export function checkVllmValue(argument: VllmArgument, facts: VllmFlagFacts): ValueFault | undefined {
  if (facts.type === 'flag' || facts.type === 'boolean') return valueOfSwitch(argument, facts);
  if (facts.type === 'boolean-or-string') return undefined;
  if (argument.values.length === 0) return missingValue(facts);
  if (argument.dotted) return dottedValue(facts);
  return argument.values
    .filter((value) => !isLateBound(value) && !isNotSet(value, facts))
    .map((value) => wrongType(value, facts) ?? outsideChoices(value, facts) ?? outOfBounds(value, facts))
    .find((fault) => fault !== undefined);
}

const isNotSet = (value: string, { nullable }: VllmFlagFacts): boolean =>
  nullable && (value === '' || value === 'None');

function valueOfSwitch({ joined, values, next }: VllmArgument, { flag, type }: VllmFlagFacts): ValueFault | undefined {
  const value = joined ? values[0] : next;
  if (value === undefined || (!joined && !/^(?:true|false)$/i.test(value))) return undefined;
  const off = type === 'boolean' ? `--no-${flag.slice(2)} alone to switch it off` : 'leave it out to switch it off';
  return {
    problem: `takes no value, but "${value}" follows`,
    mend: `write ${flag} alone to switch it on, ${off}`,
    holdsForAllVersions: false,
  };
}

function missingValue({ flag, type }: VllmFlagFacts): ValueFault {
  return {
    problem: 'needs a value, but none follows',
    mend: `write ${flag}=<${type === 'list' ? 'string' : type}>`,
    holdsForAllVersions: true,
  };
}

function dottedValue({ flag, type }: VllmFlagFacts): ValueFault | undefined {
  if (type === 'json') return undefined;
  return {
    problem: 'is no JSON value, so it has no dotted keys',
    mend: `write ${flag}=<${type}>`,
    holdsForAllVersions: false,
  };
}

function wrongType(value: string, facts: VllmFlagFacts): ValueFault | undefined {
  return facts.type === 'json' ? wrongJson(value, facts) : wrongNumber(value, facts);
}

function wrongNumber(value: string, { flag, type, of }: VllmFlagFacts): ValueFault | undefined {
  const form = NUMBER_FORMS[of === 'list[int]' ? 'integer' : type];
  if (form === undefined || form.accepted.some((pattern) => pattern.test(value))) return undefined;
  return { problem: `needs ${form.words}, not "${value}"`, mend: `write ${flag}=<${type}>`, holdsForAllVersions: true };
}

function wrongJson(value: string, { flag, of }: VllmFlagFacts): ValueFault | undefined {
  if (isPossibleJson(value, of)) return undefined;
  return {
    problem: `needs JSON, not ${value}`,
    mend: `write ${flag}=<json> with double-quoted names and texts`,
    // Early versions read some of these flags as Python literals.
    holdsForAllVersions: !isJson(pythonLiteralAsJson(value)),
  };
}

/** Text that is no object or list may be a value of its own, such as `cpu` of `--pt-load-map-location`. */
const isPossibleJson = (value: string, of: string | undefined): boolean =>
  (of !== 'list[str]' && !/^\s*[[{]/.test(value)) || isJson(value);

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    // Python's JSON also reads these.
    return /\b(?:NaN|Infinity)\b/.test(value);
  }
}

const pythonLiteralAsJson = (value: string): string =>
  value.replaceAll("'", '"').replace(/\b(?:True|False|None)\b/g, 'null');

function outsideChoices(value: string, { flag, choices }: VllmFlagFacts): ValueFault | undefined {
  if (choices === undefined || choices.some((choice) => String(choice) === value.trim())) return undefined;
  return {
    problem: `does not accept "${value}"`,
    mend: `write ${flag}=<${choices.join('|')}>`,
    holdsForAllVersions: false,
  };
}

function outOfBounds(value: string, { bounds, type }: VllmFlagFacts): ValueFault | undefined {
  const number = numberOf(value);
  if (bounds === undefined || number === undefined || type === 'list') return undefined;
  const limit = brokenLimit(number, bounds);
  if (limit === undefined) return undefined;
  return {
    problem: `must be ${limit}, not ${value}`,
    mend: `write a value that is ${limit}`,
    holdsForAllVersions: false,
  };
}

function brokenLimit(number: number, { min, exclusiveMin, max, exclusiveMax }: Bounds): string | undefined {
  if (min !== undefined && number < min) return `at least ${min}`;
  if (exclusiveMin !== undefined && number <= exclusiveMin) return `above ${exclusiveMin}`;
  if (max !== undefined && number > max) return `at most ${max}`;
  if (exclusiveMax !== undefined && number >= exclusiveMax) return `below ${exclusiveMax}`;
  return undefined;
}

function numberOf(value: string): number | undefined {
  const [, digits, suffix] = /^\s*([^kmgt]+)([kmgt])\s*$/i.exec(value) ?? [undefined, value, undefined];
  const multiplier = Object.entries(MULTIPLIERS).find(([letter]) => letter === suffix)?.[1] ?? 1;
  const number = Number(digits.replaceAll('_', '')) * multiplier;
  return Number.isNaN(number) ? undefined : number;
}
