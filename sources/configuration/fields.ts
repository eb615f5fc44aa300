import { nearestName } from '../../catalog/nearest-name';
import { inWords } from '../../checks/finding';
import { fieldPath } from '../../kubernetes/field-path';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';

/** What is wrong with a field. */
export interface FieldFault {
  readonly field: string;
  readonly problem: string;
  readonly mend: string;
}

const TEXT = 'a text that is not empty';

/** Reads the fields of a map that anybody wrote, each once, and tells of those that it was not asked for. */
export class Fields {
  private readonly asked = new Set<string>();

  /** @param faults - takes what is wrong */
  public constructor(
    private readonly object: JsonObject,
    private readonly trail: readonly FieldPathSegment[],
    private readonly faults: FieldFault[],
  ) {}

  /** Path of the map. */
  public get path(): string {
    return fieldPath(this.trail);
  }

  public text(name: string): string | undefined {
    return this.value(name, TEXT, isText);
  }

  /** A text that must be there; empty where it is not, which is told. */
  public needed(name: string, mend: string): string {
    const text = this.text(name);
    if (text === undefined && !Object.hasOwn(this.object, name)) this.missing(name, mend);
    return text ?? '';
  }

  public flag(name: string): boolean | undefined {
    return this.value(name, 'true or false', isFlag);
  }

  public number(name: string): number | undefined {
    return this.value(name, 'a number', isNumber);
  }

  public texts(name: string): readonly string[] | undefined {
    return this.value(name, 'a list of texts', isTexts);
  }

  public choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const isChoice = (value: JsonValue): value is Choice => choices.some((choice) => choice === value);
    return this.value(name, `one of ${choices.join(', ')}`, isChoice, choices);
  }

  /** A map under a name, read by a function; not called where there is none. */
  public map<Read>(name: string, read: (fields: Fields) => Read): Read | undefined {
    const value = this.value(name, 'a map', isObject);
    return value === undefined ? undefined : this.inside([name], value, read);
  }

  /** Maps by names that are anybody's choice, each read by a function. */
  public named<Read>(name: string, read: (fields: Fields, key: string) => Read): ReadonlyMap<string, Read> {
    const entries = this.map(name, (fields) => {
      return Object.keys(fields.object).flatMap((key): readonly (readonly [string, Read])[] => {
        const entry = fields.value(key, 'a map', isObject);
        return entry === undefined ? [] : [[key, fields.inside([key], entry, (inner) => read(inner, key))]];
      });
    });
    return new Map(entries ?? []);
  }

  /** Numbers by names that are anybody's choice. */
  public numbers(name: string): ReadonlyMap<string, number> {
    const entries = this.map(name, (fields) => {
      return Object.keys(fields.object).flatMap((key): readonly (readonly [string, number])[] => {
        const number = fields.number(key);
        return number === undefined ? [] : [[key, number]];
      });
    });
    return new Map(entries ?? []);
  }

  /** Takes a field for known, whatever it holds. */
  public ignore(name: string): void {
    this.asked.add(name);
  }

  /** Whether there is such a field. */
  public has(name: string): boolean {
    return Object.hasOwn(this.object, name);
  }

  /** A list of maps under a name, each read by a function. */
  public maps<Read>(name: string, read: (fields: Fields) => Read): readonly Read[] {
    const items = this.value(name, 'a list of maps', isObjects) ?? [];
    return items.map((item, index) => this.inside([name, index], item, read));
  }

  /** Tells that a field, which must be there, is not. */
  public missing(name: string, mend: string): void {
    this.faults.push({ field: this.path, problem: `The field '${name}' is missing`, mend });
  }

  /** Tells of something wrong with the map itself. */
  public wrong(problem: string, mend: string): void {
    this.faults.push({ field: this.path, problem, mend });
  }

  /** Tells of something wrong with a field that was read. */
  public fault(name: string, problem: string, mend: string): void {
    this.faults.push({ field: fieldPath([...this.trail, name]), problem, mend });
  }

  private value<Value extends JsonValue>(
    name: string,
    wanted: string,
    is: (value: JsonValue) => value is Value,
    choices: readonly string[] = [],
  ): Value | undefined {
    this.asked.add(name);
    const value = Object.hasOwn(this.object, name) ? this.object[name] : undefined;
    if (value === undefined) return undefined;
    if (is(value)) return value;
    this.fault(name, `The value is ${inWords(value)}, where ${wanted} belongs`, mendOf(value, wanted, choices));
    return undefined;
  }

  private inside<Read>(steps: readonly FieldPathSegment[], object: JsonObject, read: (fields: Fields) => Read): Read {
    const fields = new Fields(object, [...this.trail, ...steps], this.faults);
    const result = read(fields);
    fields.tellOfOthers();
    return result;
  }

  /** Tells of fields that were not asked for. */
  public tellOfOthers(): void {
    for (const name of Object.keys(this.object)) {
      if (this.asked.has(name)) continue;
      const nearest = nearestName(name, this.asked);
      const known = [...this.asked].map((field) => `'${field}'`).join(', ');
      const mend = nearest === undefined ? `Leave it out, or use one of ${known}.` : `Did you mean '${nearest}'?`;
      this.fault(name, `There is no field '${name}'`, mend);
    }
  }
}

function mendOf(value: JsonValue, wanted: string, choices: readonly string[]): string {
  const nearest = nearestName(value, choices);
  if (nearest !== undefined) return `Did you mean '${nearest}'?`;
  return wanted === TEXT && typeof value === 'number' ? 'Put it in quotation marks.' : `Write ${wanted}.`;
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string' && value !== '';
}

function isNumber(value: JsonValue): value is number {
  return typeof value === 'number';
}

function isFlag(value: JsonValue): value is boolean {
  return typeof value === 'boolean';
}

function isTexts(value: JsonValue): value is readonly string[] {
  return isArray(value) && value.every(isText);
}

function isObjects(value: JsonValue): value is readonly JsonObject[] {
  return isArray(value) && value.every(isObject);
}
