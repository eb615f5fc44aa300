import type { Schema } from '../../imports/schema/schema';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { matchesGoPattern } from './cel/go-pattern';
import { schemaFault, shown } from './faults';

const INT32_LIMIT = 2 ** 31;

const NONE: readonly Fault[] = [];

/** What is wrong with a value of the right type. */
export function boundFaults(value: JsonValue, schema: Schema, path: () => string): readonly Fault[] {
  if (typeof value === 'string') return textFaults(value, schema, path);
  if (typeof value === 'number') return numberFaults(value, schema, path);
  return isArray(value) || isObject(value) ? sizeFaults(value, schema, path) : NONE;
}

/** Numbers that are too small, too large or no multiple. */
function numberFaults(value: number, schema: Schema, path: () => string): readonly Fault[] {
  const int32 = schema.type === 'integer' && schema.format === 'int32';
  const { minimum = int32 ? -INT32_LIMIT : undefined, maximum = int32 ? INT32_LIMIT - 1 : undefined } = schema;
  const { exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const wanted: string[] = [];
  if (minimum !== undefined && (exclusiveMinimum === true ? value <= minimum : value < minimum)) {
    wanted.push(exclusiveMinimum === true ? `more than ${minimum}` : `at least ${minimum}`);
  }
  if (maximum !== undefined && (exclusiveMaximum === true ? value >= maximum : value > maximum)) {
    wanted.push(exclusiveMaximum === true ? `less than ${maximum}` : `at most ${maximum}`);
  }
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) wanted.push(`a multiple of ${multipleOf}`);
  return wanted.map((bound) =>
    schemaFault('schema/out-of-bounds', path(), `${value} is not ${bound}`, `Use a number that is ${bound}.`),
  );
}

/**
 * A quotient of numbers with fractions is rarely whole to the last digit.
 *
 * @see https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/values.go MultipleOf
 * @see https://github.com/go-openapi/swag/blob/master/conv/convert.go IsFloat64AJSONInteger
 */
function isMultiple(value: number, of: number): boolean {
  const quotient = of < 1 ? (1 / of) * value : value / of;
  const whole = Math.round(quotient);
  return quotient === whole || Math.abs(quotient - whole) < 1e-9 * Math.abs(whole);
}

/** Texts that are too short, too long or of another pattern; patterns that are not understood are left out. */
function textFaults(value: string, schema: Schema, path: () => string): readonly Fault[] {
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  if (minLength > 0 || maxLength < Infinity) {
    const length = Array.from(value).length;
    if (length < minLength || length > maxLength) {
      const bound = length < minLength ? `at least ${minLength}` : `at most ${maxLength}`;
      const problem = `${shown(value)} has ${length} characters, which must be ${bound}`;
      return [schemaFault('schema/wrong-text', path(), problem, `Use a text of ${bound} characters.`)];
    }
  }
  if (pattern === undefined || matchesGoPattern(value, pattern) !== false) return NONE;
  const problem = `${shown(value)} is not of the pattern ${pattern}`;
  return [schemaFault('schema/wrong-text', path(), problem, 'Use a text of that pattern.')];
}

/** Lists and maps with too few or too many items. */
function sizeFaults(value: JsonArray | JsonObject, schema: Schema, path: () => string): readonly Fault[] {
  const isList = isArray(value);
  const least = (isList ? schema.minItems : schema.minProperties) ?? 0;
  const most = (isList ? schema.maxItems : schema.maxProperties) ?? Infinity;
  if (least === 0 && most === Infinity) return NONE;
  const size = Object.keys(value).length;
  if (size >= least && size <= most) return NONE;
  const bound = size < least ? `at least ${least}` : `at most ${most}`;
  const problem = `There are ${size} ${isList ? 'items' : 'fields'}, which must be ${bound}`;
  return [schemaFault('schema/wrong-size', path(), problem, `State ${bound}.`)];
}
