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
  if (value === null) return 'State a value, or leave the field out.';
  switch (type) {
    case 'string':
      return typeof value === 'object'
        ? 'Put the whole in quotation marks, if it is meant as text.'
        : `Put it in quotation marks: "${String(value)}".`;
    case 'integer':
    case 'number':
      return typeof value === 'string' ? mendOfNumber(value, type) : `State ${nameOfType(type)}.`;
    case 'boolean':
      return typeof value === 'string' ? mendOfBoolean(value) : 'State true or false.';
    case 'array':
      return 'Begin each item with a dash, also where there is one alone.';
    case 'object':
      return isArray(value) ? 'Leave the dashes out, and state fields by their names.' : 'State fields by their names.';
    default:
      return 'State a value of that type.';
  }
}

function mendOfNumber(text: string, type: 'integer' | 'number'): string {
  if (/^0[0-7]+$/.test(text)) return `State ${Number.parseInt(text, 8)}, which is ${text} in octal.`;
  const number = type === 'integer' ? /^-?\d+$/ : /^-?\d+(?:\.\d+)?$/;
  if (number.test(text)) return `Leave the quotation marks out: ${text}.`;
  return /^-?\d+(?:\.\d+)?\s*[A-Za-z%]+$/.test(text) ? 'State a number without a unit.' : `State ${nameOfType(type)}.`;
}

function mendOfBoolean(text: string): string {
  if (/^(?:true|y|yes|on)$/i.test(text)) return 'State true, without quotation marks.';
  return /^(?:false|n|no|off)$/i.test(text) ? 'State false, without quotation marks.' : 'State true or false.';
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
