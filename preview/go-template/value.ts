/** What a template is rendered with. Whole numbers are Go's `int`, others `float64`. */
export type TemplateData = string | number | boolean | null | TemplateList | TemplateMap;
export type TemplateList = readonly TemplateData[];
export interface TemplateMap {
  readonly [key: string]: TemplateData;
}

/**
 * A value inside of a template: `bigint` is Go's `int`, `number` its `float64`, `null` a nil that stands in the data,
 * `undefined` a value that does not exist, as of a key that a map lacks.
 */
export type Value = undefined | null | string | boolean | bigint | number | TemplateList | TemplateMap;

export function valueOf(data: TemplateData): Value {
  return typeof data === 'number' && Number.isSafeInteger(data) ? BigInt(data) : data;
}

export function isList(value: Value): value is TemplateList {
  return Array.isArray(value);
}

export function isMap(value: Value): value is TemplateMap {
  return typeof value === 'object' && value !== null && !isList(value);
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
      return isList(value) ? '[]interface {}' : 'map[string]interface {}';
  }
}
