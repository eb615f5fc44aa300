import type { Json, Schema } from '../../imports/schema/schema';
import { nearestName } from '../../catalog/nearest-name';
import { isArray } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import type { Fault } from '../finding';

/** Everything that a schema refuses. */
export type SchemaRule =
  | 'schema/unknown-field'
  | 'schema/missing-field'
  | 'schema/wrong-type'
  | 'schema/unknown-value'
  | 'schema/out-of-bounds'
  | 'schema/wrong-text'
  | 'schema/wrong-size'
  | 'schema/repeated-item';

const REFUSED = 'The API server refuses the object.';

/** A fault of a value that its schema does not allow. */
export function schemaFault(id: SchemaRule, field: string, problem: string, mend: string): Fault {
  return { id, severity: 'error', field, problem, consequence: REFUSED, mend };
}

export function missingField(field: string, name: string): Fault {
  const path = field === '' ? name : `${field}.${name}`;
  return schemaFault('schema/missing-field', path, `The field '${name}' is missing`, 'State it.');
}

export function wrongType(field: string, value: JsonValue, schema: Schema): Fault {
  const wanted = schema['x-kubernetes-int-or-string'] === true ? 'a whole number or a text' : nameOfType(schema.type);
  return schemaFault(
    'schema/wrong-type',
    field,
    `The value is ${shown(value)}, where ${wanted} belongs`,
    mendOfType(value, schema),
  );
}

export function wrongChoice(field: string, value: JsonValue, choices: readonly Json[]): Fault {
  const texts = choices.filter((choice) => typeof choice === 'string');
  const nearest = typeof value === 'string' ? nearestName(value, texts) : undefined;
  return schemaFault(
    'schema/unknown-value',
    field,
    `${shown(value)} is none of the values that are known`,
    nearest === undefined ? `Use one of ${enumerated(choices.map(String))}.` : `Did you mean '${nearest}'?`,
  );
}

/** A value as a person would say it, shortened where it is long. */
export function shown(value: JsonValue): string {
  if (value === null) return 'empty';
  if (isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return value.length > 60 ? `'${value.slice(0, 57)}…'` : `'${value}'`;
  return `${typeof value === 'boolean' ? 'the boolean' : 'the number'} ${String(value)}`;
}

function mendOfType(value: JsonValue, { type }: Schema): string {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return `Put it in quotation marks: "${String(value)}".`;
  }
  if ((type === 'integer' || type === 'number' || type === 'boolean') && typeof value === 'string') {
    return 'Leave the quotation marks out, or state a value of that type.';
  }
  if (type === 'array' && !isArray(value)) return 'Begin each item with a dash, also where there is one alone.';
  return value === null ? 'State a value, or leave the field out.' : 'State a value of that type.';
}

function nameOfType(type: string | undefined): string {
  switch (type) {
    case 'object':
      return 'a map';
    case 'array':
      return 'a list';
    case 'integer':
      return 'a whole number';
    case 'string':
      return 'a text';
    default:
      return `a ${type ?? 'value'}`;
  }
}

/** Names in a message, shortened where there are many. */
export function enumerated(names: readonly string[]): string {
  const most = 12;
  const shownNames = names.slice(0, most).map((name) => `'${name}'`);
  return `${shownNames.join(', ')}${names.length > most ? `, and ${names.length - most} more` : ''}`;
}
