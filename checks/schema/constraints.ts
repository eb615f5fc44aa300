import type { Schema } from '../../imports/schema/schema';
import type { Fault } from '../finding';
import { schemaFault, shown } from './faults';

const INT32_LIMIT = 2 ** 31;

/** Numbers that are too small, too large or no multiple. */
export function boundFaults(field: string, value: number, schema: Schema): readonly Fault[] {
  const int32 = schema.type === 'integer' && schema.format === 'int32';
  const minimum = schema.minimum ?? (int32 ? -INT32_LIMIT : undefined);
  const maximum = schema.maximum ?? (int32 ? INT32_LIMIT - 1 : undefined);
  const wanted = [
    ...(minimum !== undefined && (schema.exclusiveMinimum === true ? value <= minimum : value < minimum)
      ? [schema.exclusiveMinimum === true ? `more than ${minimum}` : `at least ${minimum}`]
      : []),
    ...(maximum !== undefined && (schema.exclusiveMaximum === true ? value >= maximum : value > maximum)
      ? [schema.exclusiveMaximum === true ? `less than ${maximum}` : `at most ${maximum}`]
      : []),
    ...(schema.multipleOf !== undefined && value % schema.multipleOf !== 0
      ? [`a multiple of ${schema.multipleOf}`]
      : []),
  ];
  return wanted.map((bound) =>
    schemaFault('schema/out-of-bounds', field, `${value} is not ${bound}`, `Use a number that is ${bound}.`),
  );
}

/** Texts that are too short, too long or of another pattern; patterns that only Go can read are left out. */
export function textFaults(field: string, value: string, schema: Schema): readonly Fault[] {
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  const length = Array.from(value).length;
  if (length < minLength || length > maxLength) {
    const bound = length < minLength ? `at least ${minLength}` : `at most ${maxLength}`;
    const problem = `${shown(value)} has ${length} characters, which must be ${bound}`;
    return [schemaFault('schema/wrong-text', field, problem, `Use a text of ${bound} characters.`)];
  }
  if (pattern === undefined || compiled(pattern)?.test(value) !== false) return [];
  const problem = `${shown(value)} is not of the pattern ${pattern}`;
  return [schemaFault('schema/wrong-text', field, problem, 'Use a text of that pattern.')];
}

/** Lists and maps with too few or too many items. */
export function sizeFaults(field: string, size: number, of: 'Items' | 'Properties', schema: Schema): readonly Fault[] {
  const least = (of === 'Items' ? schema.minItems : schema.minProperties) ?? 0;
  const most = (of === 'Items' ? schema.maxItems : schema.maxProperties) ?? Infinity;
  if (size >= least && size <= most) return [];
  const bound = size < least ? `at least ${least}` : `at most ${most}`;
  const what = of === 'Items' ? 'items' : 'fields';
  return [
    schemaFault('schema/wrong-size', field, `There are ${size} ${what}, which must be ${bound}`, `State ${bound}.`),
  ];
}

const patterns = new Map<string, RegExp | undefined>();

function compiled(pattern: string): RegExp | undefined {
  if (!patterns.has(pattern)) patterns.set(pattern, expression(pattern));
  return patterns.get(pattern);
}

function expression(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}
