import { TemplateProblem } from './fault';

/** What a template is rendered with. Whole numbers are Go's `int`, others `float64`. */
export type TemplateData = string | number | boolean | null | TemplateList | TemplateMap;
export type TemplateList = readonly TemplateData[];
export interface TemplateMap {
  readonly [key: string]: TemplateData;
}

/** A `map[string]string` of Go, in which `index` finds an empty text for a key that it lacks. */
export class TextMap implements TemplateMap {
  readonly [key: string]: string;

  constructor(entries: Iterable<readonly [string, string]>) {
    for (const [key, value] of entries) {
      Object.defineProperty(this, key, { value, enumerable: true });
    }
  }
}

/** A struct of Go, which has the fields of its type and no others; or a pointer to a value that has none. */
export class Struct {
  /**
   * @param unknown - fields whose values only the cluster knows
   * @param text - what an action prints of it, where that is known
   */
  constructor(
    readonly type: string,
    private readonly fields: ReadonlyMap<string, Value>,
    private readonly unknown: ReadonlySet<string>,
    readonly text?: string,
  ) {}

  /** @throws {TemplateProblem} where the type has no such field, or its value is not known */
  field(name: string): Value {
    if (this.fields.has(name)) return this.fields.get(name);
    if (this.unknown.has(name)) throw new TemplateProblem(`the value of ${name} is not known here`, 'preview');
    throw new TemplateProblem(`can't evaluate field ${name} in type ${this.type}`, 'execute');
  }
}

/**
 * A value inside of a template: `bigint` is Go's `int`, `number` its `float64`, `null` a nil that stands in the data,
 * `undefined` a value that does not exist, as of a key that a map lacks.
 */
export type Value = undefined | null | string | boolean | bigint | number | TemplateList | TemplateMap | Struct;

export function valueOf(data: TemplateData | Struct): Value {
  return typeof data === 'number' && Number.isSafeInteger(data) ? BigInt(data) : data;
}

export function isList(value: Value): value is TemplateList {
  return Array.isArray(value);
}

export function isMap(value: Value): value is TemplateMap {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof Struct);
}

/** The value of a key, `undefined` where the map lacks it. */
export function entryOf(map: TemplateMap, key: string): Value {
  const entry = Object.hasOwn(map, key) ? map[key] : undefined;
  return entry === undefined ? undefined : valueOf(entry);
}

/** Keys as Go sorts them: by their bytes. */
export function sortedKeys(map: TemplateMap): readonly string[] {
  return Object.keys(map).sort(compareTexts);
}

/** Compares by bytes of UTF-8, which is by code point. */
export function compareTexts(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** Whether `if` takes the value for true. */
export function isTrue(value: Value): boolean {
  if (isList(value)) return value.length > 0;
  if (isMap(value)) {
    for (const key in value) if (Object.hasOwn(value, key)) return true;
    return false;
  }
  // Go holds NaN for true; no JSON data have it.
  return Boolean(value);
}

/** The name of the value's Go type. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float64';
    case 'undefined':
      return 'nil';
    case 'object':
      if (value === null) return 'interface {}';
      if (value instanceof Struct) return value.type;
      if (value instanceof TextMap) return 'map[string]string';
      return isList(value) ? '[]interface {}' : 'map[string]interface {}';
  }
}
