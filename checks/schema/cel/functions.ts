import {
  differenceOf,
  doubleOf,
  durationOf,
  intOf,
  negativeOf,
  productOf,
  quotientOf,
  remainderOf,
  sumOf,
} from './arithmetic';
import { areEqual, contains, orderOf } from './compare';
import { nanosecondsOf } from './duration';
import { matchesGoPattern, sizeOfPattern } from './go-pattern';
import type { Steps } from './steps';
import { Failure, isDuration, isList, isMap, isOptional, typeName } from './value';
import type { OptionalValue, Result, Value } from './value';

/** Applies a function to its arguments, a method's receiver first; undefined where it takes none of their types. */
export type CelFunction = (args: readonly Value[], steps: Steps) => Result | undefined;

/**
 * Every function that is known, by its name and the number of its arguments: CEL's own, and of Kubernetes' those for
 * optional values, which transition rules are written with.
 *
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#list-of-standard-definitions
 */
export const celFunctions: ReadonlyMap<string, CelFunction> = new Map<string, CelFunction>([
  ...operators(),
  ...conversions(),
  ...durations(),
  ...optionals(),
  ['size/1', ([value]) => sizeOf(value)],
  ['.size/0', ([value]) => sizeOf(value)],
  ['type/1', ([value = null]) => ({ kind: 'type', name: typeName(value) })],
  ['.matches/1', ([text, pattern], steps) => matches(text, pattern, steps)],
  ['matches/2', ([text, pattern], steps) => matches(text, pattern, steps)],
  ['.contains/1', ofTexts((text, part) => text.includes(part))],
  ['.startsWith/1', ofTexts((text, part) => text.startsWith(part))],
  ['.endsWith/1', ofTexts((text, part) => text.endsWith(part))],
]);

type Entries = Iterable<readonly [signature: string, apply: CelFunction]>;

function operators(): Entries {
  return Object.entries<CelFunction>({
    '_==_/2': ([one = null, other = null], steps) => areEqual(one, other, steps),
    '_!=_/2': ([one = null, other = null], steps) => opposite(areEqual(one, other, steps)),
    '_<_/2': (args) => ordered(args, (order) => order < 0),
    '_<=_/2': (args) => ordered(args, (order) => order <= 0),
    '_>_/2': (args) => ordered(args, (order) => order > 0),
    '_>=_/2': (args) => ordered(args, (order) => order >= 0),
    '_in_/2': ([value = null, of], steps) => isIn(value, of, steps),
    '_+_/2': ([one, other]) => sumOf(one, other),
    '_-_/2': ([one, other]) => differenceOf(one, other),
    '_*_/2': ([one, other]) => productOf(one, other),
    '_/_/2': ([one, other]) => quotientOf(one, other),
    '_%_/2': ([one, other]) => remainderOf(one, other),
    '-_/1': ([value]) => negativeOf(value),
    '!_/1': ([value]) => (typeof value === 'boolean' ? !value : undefined),
  });
}

function conversions(): Entries {
  return Object.entries<CelFunction>({
    'int/1': ([value]) => intOf(value),
    'double/1': ([value]) => doubleOf(value),
    'string/1': ([value]) => textOf(value),
    'bool/1': ([value]) => booleanOf(value),
    'dyn/1': ([value]) => value,
    'duration/1': ([value]) => parsedDuration(value),
  });
}

function durations(): Entries {
  const whole = (nanoseconds: bigint): CelFunction => {
    return ([duration]) => (isDuration(duration) ? duration.nanoseconds / nanoseconds : undefined);
  };
  return Object.entries<CelFunction>({
    '.getHours/0': whole(3_600_000_000_000n),
    '.getMinutes/0': whole(60_000_000_000n),
    '.getSeconds/0': whole(1_000_000_000n),
    '.getMilliseconds/0': whole(1_000_000n),
  });
}

/** @see https://pkg.go.dev/github.com/google/cel-go/cel#OptionalTypes */
function optionals(): Entries {
  return Object.entries<CelFunction>({
    '.hasValue/0': ([optional]) => (isOptional(optional) ? optional.value !== undefined : undefined),
    '.value/0': ([optional]) => (isOptional(optional) ? valueOr(optional, NO_VALUE) : undefined),
    '.orValue/1': ([optional, otherwise]) => (isOptional(optional) ? valueOr(optional, otherwise) : undefined),
    '.or/1': ([optional, other]) => (isOptional(optional) && optional.value === undefined ? other : optional),
    'optional.none/0': () => ({ kind: 'optional' }),
    'optional.of/1': ([value]) => ({ kind: 'optional', value }),
  });
}

const NO_VALUE = new Failure('error', 'optional.none() dereference');

function valueOr(optional: OptionalValue, otherwise: Result | undefined): Result | undefined {
  return optional.value === undefined ? otherwise : optional.value;
}

function ofTexts(holds: (text: string, part: string) => boolean): CelFunction {
  return ([text, part], steps) => {
    if (typeof text !== 'string' || typeof part !== 'string') return undefined;
    return steps.take(text.length / 64) ? holds(text, part) : steps.exhausted;
  };
}

function opposite(result: boolean | Failure): boolean | Failure {
  return typeof result === 'boolean' ? !result : result;
}

function ordered([one, other]: readonly Value[], holds: (order: number) => boolean): boolean | undefined {
  const order = one === undefined || other === undefined ? undefined : orderOf(one, other);
  return order === undefined ? undefined : holds(order);
}

function isIn(value: Value, of: Value | undefined, steps: Steps): Result | undefined {
  if (isList(of)) return contains(of, value, steps);
  return isMap(of) ? of.get(value) !== undefined : undefined;
}

/** Of a text, its characters and not its units of UTF-16. */
function sizeOf(value: Value | undefined): bigint | undefined {
  if (typeof value === 'string') return BigInt(Array.from(value).length);
  return isList(value) || isMap(value) ? BigInt(value.size) : undefined;
}

function textOf(value: Value | undefined): Result | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  // Go writes them in ways of its own.
  const isWritten = typeof value === 'number' || isDuration(value);
  return isWritten ? new Failure('undecided', 'it writes a double or a duration as text') : undefined;
}

function booleanOf(value: Value | undefined): Result | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  if (['1', 't', 'true', 'TRUE', 'True'].includes(value)) return true;
  if (['0', 'f', 'false', 'FALSE', 'False'].includes(value)) return false;
  return new Failure('error', `'${value}' is no bool`);
}

function parsedDuration(value: Value | undefined): Result | undefined {
  if (isDuration(value)) return value;
  if (typeof value !== 'string') return undefined;
  const nanoseconds = nanosecondsOf(value);
  return nanoseconds === undefined ? new Failure('error', `'${value}' is no duration`) : durationOf(nanoseconds);
}

function matches(text: Value | undefined, pattern: Value | undefined, steps: Steps): Result | undefined {
  if (typeof text !== 'string' || typeof pattern !== 'string') return undefined;
  if (!steps.take((text.length * sizeOfPattern(pattern)) / 128)) return steps.exhausted;
  return matchesGoPattern(text, pattern) ?? new Failure('undecided', `it has the pattern ${pattern}`);
}
