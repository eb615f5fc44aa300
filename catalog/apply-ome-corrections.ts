import { type CatalogRow, isListOf, isRecord, isText, readCatalog } from './catalog-row';

/** One place where OME's catalogue, as shipped, does not work, and what this package says instead. */
export interface OmeCorrection {
  /** Files of the runtimes below OME's `config/runtimes/`, or the name of the model. */
  readonly of: readonly string[];
  /** Path of the fact, such as `pod.gpus`. */
  readonly field: string;
  /** What OME ships; null where it says nothing. A text may be one item of the list at the field. */
  readonly upstream: unknown;
  /** What this package says; null where it says nothing. */
  readonly ours: unknown;
  readonly why: string;
}

/** A correction of every runtime, made where it is written down, in words. */
export type OmeManifestCorrection = Readonly<Record<'field' | 'upstream' | 'ours' | 'why', string>>;

/** All corrections of OME's catalogue. */
export interface OmeCorrections {
  readonly runtimes: readonly OmeCorrection[];
  readonly models: readonly OmeCorrection[];
  readonly manifests: readonly OmeManifestCorrection[];
}

/** The members of a row of facts, before their shapes are checked. */
export type Members = Readonly<Record<string, unknown>>;

let corrections: OmeCorrections | undefined;

/** Where OME's catalogue is corrected, and why. */
export function omeCorrections(): OmeCorrections {
  corrections ??= readCorrections();
  return corrections;
}

/** The members of a row with the corrections of `name` in them. */
export function corrected(members: Members, name: string, all: readonly OmeCorrection[]): Members {
  return all
    .filter(({ of }) => of.includes(name))
    .reduce((row, correction) => membersOf(changedAt(row, correction.field.split('.'), correction)), members);
}

/** Two rows of facts on one thing as one: maps are merged, of anything else the second row's holds. */
export function merged(members: Members, further: Members): Members {
  const entries = Object.entries(further).map(([key, value]) => {
    const known = members[key];
    return [key, isRecord(known) && isRecord(value) ? merged(known, value) : value];
  });
  return { ...members, ...membersOf(Object.fromEntries(entries)) };
}

function changedAt(value: unknown, path: readonly string[], correction: OmeCorrection): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replaced(value, correction);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.map((item, index) => (index === Number(key) ? changedAt(item, rest, correction) : item));
  }
  const members = membersOf(value);
  return { ...members, [key]: changedAt(members[key], rest, correction) };
}

function replaced(value: unknown, { upstream, ours }: OmeCorrection): unknown {
  if (!Array.isArray(value) || Array.isArray(upstream)) return ours ?? undefined;
  const items: readonly unknown[] = value;
  return items.flatMap((item) => (item !== upstream ? [item] : ours === null ? [] : [ours]));
}

function membersOf(value: unknown): Members {
  return isRecord(value) ? value : {};
}

function readCorrections(): OmeCorrections {
  const file = readCatalog('ome-corrections.json');
  return {
    runtimes: file.table('runtimes').map((row) => correctionOf(row, row.required('files', isListOf(isText)))),
    models: file.table('models').map((row) => correctionOf(row, [row.required('model', isText)])),
    manifests: file.table('manifests').map((row) => ({
      field: row.required('field', isText),
      upstream: row.required('upstream', isText),
      ours: row.required('ours', isText),
      why: row.required('why', isText),
    })),
  };
}

function correctionOf(row: CatalogRow, of: readonly string[]): OmeCorrection {
  return {
    of,
    field: row.required('field', isText),
    upstream: row.required<unknown>('upstream', isAnything),
    ours: row.required<unknown>('ours', isAnything),
    why: row.required('why', isText),
  };
}

function isAnything(_value: unknown): _value is unknown {
  return true;
}
