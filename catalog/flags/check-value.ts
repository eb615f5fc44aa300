import type { EngineFlags, HumanInteger } from './engine-flags';
import type { Bounds, FlagFacts, FlagValueType } from './flag-facts';
import { type FlagArgument, isLateBound } from './parse-args';
import { negationOf } from './resolve-flag';
import { compareVersions } from './version';

/** What is wrong with the value of a known flag. */
export interface ValueFault {
  /** How it goes on after the flag: `needs an integer, not "two"`. */
  readonly problem: string;
  readonly mend: string;
  /** Whether all versions that have the flag refuse the value, or only the catalogued one is known to. */
  readonly holdsForAllVersions: boolean;
}

/** What the parser of one version reads values with. */
interface Reader {
  readonly engine: EngineFlags;
  readonly version: string;
}

/** The forms that are accepted for a number, and their name. */
interface NumberForm {
  readonly accepted: readonly RegExp[];
  readonly words: string;
}

const DIGITS = String.raw`\d+(?:_\d+)*`;
const INTEGER = new RegExp(String.raw`^\s*[+-]?${DIGITS}\s*$`);
const NUMBER = new RegExp(
  String.raw`^\s*[+-]?(?:(?:${DIGITS}(?:\.(?:${DIGITS})?)?|\.${DIGITS})(?:e[+-]?${DIGITS})?|inf(?:inity)?|nan)\s*$`,
  'i',
);

/** What an engine's parser or configuration refuses in a flag's value, or undefined where it is right or not known. */
export function checkValue(
  engine: EngineFlags,
  argument: FlagArgument,
  facts: FlagFacts,
  version: string,
): ValueFault | undefined {
  if (facts.type === 'flag' || facts.type === 'boolean') return valueOfSwitch(argument, facts);
  if (facts.type === 'boolean-or-string') return undefined;
  if (argument.values.length === 0) return facts.bare ? undefined : missingValue(facts);
  if (argument.dotted) return dottedValue(facts);
  const reader = { engine, version };
  return argument.values
    .filter((value) => !isLateBound(value) && !isNotSet(value, facts))
    .map(
      (value) =>
        wrongType(value, facts, reader) ??
        outsideChoices(value, facts) ??
        outOfBounds(value, facts, engine.humanInteger),
    )
    .find((fault) => fault !== undefined);
}

const isNotSet = (value: string, { nullable }: FlagFacts): boolean => nullable && (value === '' || value === 'None');

function valueOfSwitch({ joined, values, next }: FlagArgument, { flag, type }: FlagFacts): ValueFault | undefined {
  const value = joined ? values[0] : next;
  if (value === undefined || (!joined && !/^(?:true|false)$/i.test(value))) return undefined;
  const off = type === 'boolean' ? `${negationOf(flag)} alone to switch it off` : 'leave it out to switch it off';
  return {
    problem: `takes no value, but "${value}" follows`,
    mend: `write ${flag} alone to switch it on, ${off}`,
    holdsForAllVersions: false,
  };
}

function missingValue({ flag, type }: FlagFacts): ValueFault {
  return {
    problem: 'needs a value, but none follows',
    mend: `write ${flag}=<${type === 'list' ? 'string' : type}>`,
    holdsForAllVersions: true,
  };
}

function dottedValue({ flag, type }: FlagFacts): ValueFault | undefined {
  if (type === 'json') return undefined;
  return {
    problem: 'is no JSON value, so it has no dotted keys',
    mend: `write ${flag}=<${type}>`,
    holdsForAllVersions: false,
  };
}

function wrongType(value: string, facts: FlagFacts, reader: Reader): ValueFault | undefined {
  return facts.type === 'json' ? wrongJson(value, facts, reader.engine) : wrongNumber(value, facts, reader);
}

function wrongNumber(value: string, { flag, type, of }: FlagFacts, reader: Reader): ValueFault | undefined {
  const form = numberForm(memberType(type, of), reader);
  if (form === undefined || form.accepted.some((pattern) => pattern.test(value))) return undefined;
  return {
    problem: `needs ${form.words}, not "${value}"`,
    mend: `write ${flag}=<${type.replace(/^integer-.*/, 'integer')}>`,
    holdsForAllVersions: true,
  };
}

function memberType(type: FlagValueType, of: string | undefined): FlagValueType {
  if (type !== 'list') return type;
  if (of === 'list[int]') return 'integer';
  return of === 'list[float]' ? 'number' : 'string';
}

function numberForm(type: FlagValueType, { engine, version }: Reader): NumberForm | undefined {
  const { pattern, example, since } = engine.humanInteger;
  switch (type) {
    case 'number':
      return { accepted: [NUMBER], words: 'a number' };
    case 'integer':
      return { accepted: [INTEGER], words: 'an integer' };
    case 'integer-human':
      return since !== undefined && compareVersions(version, since) < 0
        ? { accepted: [INTEGER], words: 'an integer' }
        : { accepted: [INTEGER, pattern], words: `an integer such as 8192, ${example}` };
    case 'integer-auto':
      return { accepted: [INTEGER, pattern, /^\s*auto\s*$/i], words: 'an integer such as 8192 or 8k, or auto' };
    default:
      return undefined;
  }
}

function wrongJson(value: string, { flag, of }: FlagFacts, { textForJson }: EngineFlags): ValueFault | undefined {
  // Text that is no object or list may be a value of its own, such as `cpu` of `--pt-load-map-location`.
  const isPossiblyText = textForJson && of !== 'list[str]' && !/^\s*[[{]/.test(value);
  if (isPossiblyText || isJson(value)) return undefined;
  return {
    problem: `needs JSON, not ${value}`,
    mend: `write ${flag}=<json> with double-quoted names and texts`,
    // Early versions read some of these flags as Python literals.
    holdsForAllVersions: !isJson(pythonLiteralAsJson(value)),
  };
}

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

function outsideChoices(value: string, { flag, choices }: FlagFacts): ValueFault | undefined {
  if (choices === undefined || choices.some((choice) => String(choice) === value.trim())) return undefined;
  return {
    problem: `does not accept "${value}"`,
    mend: `write ${flag}=<${choices.join('|')}>`,
    holdsForAllVersions: false,
  };
}

function outOfBounds(value: string, { bounds, type }: FlagFacts, human: HumanInteger): ValueFault | undefined {
  const number = numberOf(value, human);
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

/** The number that an engine reads from a text, or undefined where it reads none. */
function numberOf(value: string, { factors }: HumanInteger): number | undefined {
  const [, digits = '', suffix = ''] = /^\s*(.+?)([a-z]*)\s*$/i.exec(value) ?? [];
  const number = Number(digits.replaceAll('_', '')) * (suffix === '' ? 1 : (factors[suffix] ?? Number.NaN));
  return Number.isNaN(number) ? undefined : number;
}
