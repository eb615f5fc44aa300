import { load, YAMLException } from 'js-yaml';
import type { FilePlace } from '../../checks/file-place';
import { isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { FieldPlaces, lineAt } from '../field-place';
import { hasContent, splitDocuments } from '../split-documents';
import type { DocumentText } from '../split-documents';
import { toJson } from '../to-json';
import { KUBERNETES_SCHEMA } from '../yaml-schema';
import { Fields } from './fields';
import type { FieldFault } from './fields';

/** What is wrong with a file, and where. */
export interface PlacedFault {
  /** @default - it is about the file, or its syntax */
  readonly field?: string;
  readonly place: FilePlace;
  readonly problem: string;
  readonly mend: string;
}

/** What a reader of a map is given. */
export interface MapContents {
  readonly fields: Fields;
  /** Takes what is wrong beyond what the fields themselves tell. */
  readonly faults: FieldFault[];
  readonly placeOf: (field: string) => FilePlace;
}

/** What was read of a file; a value may have been read although something is wrong with others. */
export interface MapReading<Value> {
  /** @default - the file holds nothing, or no map */
  readonly value?: Value;
  readonly faults: readonly PlacedFault[];
}

/**
 * Reads the one map that a text of a file holds, and tells of fields that nobody asked for.
 *
 * @param read - called where there is a map
 */
export function readMap<Value>(file: string, text: string, read: (contents: MapContents) => Value): MapReading<Value> {
  const first = { file, line: 1, column: 1 };
  const [document = { text: '', line: 1 }, ...others] = splitDocuments(text).filter(hasContent);
  const next = others[0]?.line ?? document.unread;
  if (next !== undefined) {
    const place = { file, line: next, column: 1 };
    return { faults: [{ place, problem: 'It holds a second document', mend: 'State all in one.' }] };
  }
  const parsed = parse(file, document);
  if (!('value' in parsed)) return { faults: [parsed] };
  const { value } = parsed;
  if (value === null) return { faults: [] };
  if (!isObject(value)) {
    return { faults: [{ place: first, problem: 'It holds no map', mend: "Begin with a field, such as 'clusters:'." }] };
  }
  return readFields(file, document, value, read);
}

function readFields<Value>(
  file: string,
  document: DocumentText,
  object: JsonObject,
  read: (contents: MapContents) => Value,
): MapReading<Value> {
  const places = new FieldPlaces();
  const placeOf = (field: string) => places.placeOf({ source: file, document, within: [] }, field);
  const faults: FieldFault[] = [];
  const fields = new Fields(object, [], faults);
  const value = read({ fields, faults, placeOf });
  fields.tellOfOthers();
  return { value, faults: faults.map((fault) => ({ ...fault, place: placeOf(fault.field) })) };
}

function parse(file: string, document: DocumentText): { readonly value: JsonValue } | PlacedFault {
  try {
    const value = toJson(load(document.text, { schema: KUBERNETES_SCHEMA }));
    if (typeof value !== 'string') return value;
    return { place: { file, line: 1, column: 1 }, problem: value, mend: 'Write it without.' };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column, position } = error.mark;
    const excerpt = lineAt(document.text, position - column);
    const place = { file, line: document.line + line, column: column + 1, excerpt };
    return { place, problem: `It is no YAML: ${error.reason}`, mend: 'Mend it there, or a line before.' };
  }
}
