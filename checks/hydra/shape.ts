import { nearestName } from '../../catalog/nearest-name';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import type { HydraFault } from './hydra-fault';

/** What a field may hold; an `object` is one of Kubernetes, and not looked into. */
export type Shape =
  | { readonly kind: 'any' }
  | { readonly kind: 'text' }
  | { readonly kind: 'object' }
  | { readonly kind: 'list'; readonly of: Shape }
  | Fields;

/** A mapping whose fields are documented. */
export interface Fields {
  readonly kind: 'fields';
  readonly fields: Readonly<Record<string, Shape>>;
  /** What a field is that resembles none of them: an example need not show all there are. */
  readonly undocumented: 'error' | 'warning';
}

const NAMES: Readonly<Record<Shape['kind'], string>> = {
  any: 'a value',
  text: 'a text',
  object: 'a mapping',
  fields: 'a mapping',
  list: 'a list',
};

/** Fields that the documented structure does not have, and values of another type than it has. */
export function checkShape(value: JsonValue | undefined, shape: Fields, path: string): readonly HydraFault[] {
  const check = (found: JsonValue, expected: Shape, at: string): readonly HydraFault[] => {
    switch (expected.kind) {
      case 'any':
        return [];
      case 'text':
        return typeof found === 'string' ? [] : [wrongType(found, expected, at)];
      case 'object':
        return isObject(found) ? [] : [wrongType(found, expected, at)];
      case 'list':
        if (!isArray(found)) return [wrongType(found, expected, at)];
        return found.flatMap((item, index) => check(item, expected.of, `${at}[${index}]`));
      case 'fields':
        if (!isObject(found)) return [wrongType(found, expected, at)];
        return Object.entries(found).flatMap(([name, field]) => {
          const known = Object.hasOwn(expected.fields, name) ? expected.fields[name] : undefined;
          const where = `${at}.${name}`;
          if (known === undefined) return [unknownField(name, found, expected, shape, where)];
          // A field without a value is one that is not there.
          return field === null ? [] : check(field, known, where);
        });
    }
  };
  return value === undefined ? [] : check(value, shape, path);
}

function wrongType(found: JsonValue, expected: Shape, field: string): HydraFault {
  return {
    id: 'hydra/structure',
    severity: 'error',
    field,
    problem: `The value is ${shown(found)}, where ${NAMES[expected.kind]} is documented`,
    consequence: 'The platform cannot read the text, so none of its runtimes can be deployed.',
    mend:
      expected.kind === 'text' && !isObject(found) && !isArray(found) && found !== null
        ? `Put it in quotation marks: '${String(found)}'.`
        : `Write ${NAMES[expected.kind]}.`,
  };
}

function unknownField(name: string, beside: JsonObject, expected: Fields, root: Fields, field: string): HydraFault {
  const home = placeOf(name, root);
  if (home !== undefined) {
    const [holder = ''] = home.split('.');
    const isBesideHolder = Object.hasOwn(beside, holder) && beside[holder] === null;
    return {
      id: 'hydra/misplaced-field',
      severity: 'error',
      field,
      problem: `'${name}' does not belong here: its place is ${home}${isBesideHolder ? `, and ${holder} is empty` : ''}`,
      consequence: 'The platform does not find it, and does without.',
      mend: isBesideHolder
        ? `Indent '${name}', with all below it, deeper than ${holder}.`
        : `Move '${name}', with all below it, to ${home} of the entry.`,
    };
  }
  const nearest = nearestName(name, Object.keys(expected.fields));
  return {
    id: 'hydra/unknown-field',
    severity: nearest === undefined ? expected.undocumented : 'error',
    field,
    problem: `There is no documented field '${name}' here`,
    consequence: 'The platform passes over a field that it does not know, without a word.',
    mend:
      nearest === undefined
        ? `Use one of ${Object.keys(expected.fields).join(', ')}, or leave it out.`
        : `Did you mean '${nearest}'?`,
  };
}

/** The place of a field by its name, as a path from the root. */
function placeOf(name: string, shape: Shape): string | undefined {
  if (shape.kind === 'list') return placeOf(name, shape.of);
  if (shape.kind !== 'fields') return undefined;
  if (Object.hasOwn(shape.fields, name)) return name;
  for (const [field, inner] of Object.entries(shape.fields)) {
    const place = placeOf(name, inner);
    if (place !== undefined) return `${field}.${place}`;
  }
  return undefined;
}

/** A value as a message shows it; one of YAML may hold itself. */
export function shown(value: JsonValue): string {
  if (isArray(value)) return 'a list';
  return isObject(value) ? 'a mapping' : JSON.stringify(value);
}
