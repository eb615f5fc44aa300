import { fieldPath, type FieldPathSegment } from '../../kubernetes/field-path';
import { emitInline } from './scalar';
import { unreadableCodePoints } from '../../kubernetes/unreadable';

/** Why a value cannot be written as YAML that every reader understands, and where it stands. */
export type EmitFault =
  /** A character that some reader refuses or changes, as `U+0085`, in a value or in the last key of the path. */
  | {
      readonly kind: 'unreadable-character';
      readonly path: string;
      readonly part: 'key' | 'value';
      readonly codePoint: string;
    }
  /** The key {@link MERGE_KEY}, which kustomize drops with its value, quoted or not. */
  | { readonly kind: 'merge-key'; readonly path: string }
  /** Something JSON has no word for: `undefined`, `function`, `NaN`, `Date` and the like. */
  | { readonly kind: 'not-json'; readonly path: string; readonly found: string }
  /** A map or list that contains itself: what stands at `path` is what stands at `ancestor`. */
  | { readonly kind: 'cycle'; readonly path: string; readonly ancestor: string }
  /** A map or list below more levels than every reader follows. */
  | { readonly kind: 'too-deep'; readonly path: string; readonly mostLevels: number }
  /** A key that takes more characters than readers look ahead for the colon after it. */
  | { readonly kind: 'key-too-long'; readonly path: string; readonly longest: number };

/** A map of unknown values, from an object literal, `JSON.parse` or a parser: no class instance. */
export type PlainMap = Readonly<Record<string, unknown>>;

/**
 * Levels of maps and lists that every reader follows; PyYAML runs into Python's recursion limit first. The deepest
 * manifests there are, CRD schemas, stay below 60.
 */
export const MOST_LEVELS = 100;

/** @see https://yaml.org/spec/1.2.2/#822-block-mappings (an implicit key is limited to 1024 characters) */
export const LONGEST_KEY = 1024;

/** kustomize, and so Flux, takes this key for a merge even in quotes: the field is gone without a word. */
export const MERGE_KEY = '<<';

/** Whether a value is a plain map, of this or another realm: its prototype is none, or has none itself. */
export function isPlainMap(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Every fault of a manifest, in the order of its fields. */
export function findFaults(manifest: unknown): readonly EmitFault[] {
  if (isPlainMap(manifest)) return [...faultsOf(manifest, [], [])];
  return [{ kind: 'not-json', path: '', found: typeName(manifest) }];
}

/** `ancestors` are the maps and lists above the value; the segments up to the nth lead to the nth of them. */
function* faultsOf(
  value: unknown,
  segments: readonly FieldPathSegment[],
  ancestors: readonly unknown[],
): Generator<EmitFault> {
  const path = fieldPath(segments);
  if (typeof value === 'string') {
    for (const codePoint of unreadableCodePoints(value))
      yield { kind: 'unreadable-character', path, part: 'value', codePoint };
    return;
  }
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return;
  if (!Array.isArray(value) && !isPlainMap(value)) {
    yield { kind: 'not-json', path, found: typeName(value) };
    return;
  }

  const level = ancestors.indexOf(value);
  if (level >= 0) {
    yield { kind: 'cycle', path, ancestor: fieldPath(segments.slice(0, level)) };
    return;
  }
  if (ancestors.length >= MOST_LEVELS) {
    yield { kind: 'too-deep', path, mostLevels: MOST_LEVELS };
    return;
  }

  const inner = [...ancestors, value];
  if (Array.isArray(value)) {
    // By index, because a hole in a list is no element but does have an index.
    for (let index = 0; index < value.length; index++) yield* faultsOf(value[index], [...segments, index], inner);
    return;
  }
  for (const [key, field] of Object.entries(value)) {
    yield* keyFaults(key, [...segments, key]);
    yield* faultsOf(field, [...segments, key], inner);
  }
}

function* keyFaults(key: string, segments: readonly FieldPathSegment[]): Generator<EmitFault> {
  const path = fieldPath(segments);
  for (const codePoint of unreadableCodePoints(key))
    yield { kind: 'unreadable-character', path, part: 'key', codePoint };
  if (key === MERGE_KEY) yield { kind: 'merge-key', path };
  if ((emitInline(key)?.length ?? 0) > LONGEST_KEY) yield { kind: 'key-too-long', path, longest: LONGEST_KEY };
}

function typeName(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  return typeof value.constructor === 'function' ? value.constructor.name : 'object';
}
