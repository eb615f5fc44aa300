import { type CatalogRow, isBoolean, isListOf, isNumber, isRecord, isText, readCatalog } from '../catalog-row';
import { parseVersionRange, type VersionRange } from './version';

const VALUE_TYPES = [
  'flag',
  'boolean',
  'boolean-or-string',
  'string',
  'integer',
  'integer-human',
  'integer-auto',
  'number',
  'list',
  'json',
] as const;

/**
 * How a flag takes its value: `flag` has none; `boolean` has none and a `--no-` form; `boolean-or-string` may have one;
 * `integer-human` also reads suffixes such as `1k`; `integer-auto` also reads `-1` and `auto`; `list` is followed by its
 * values.
 */
export type FlagValueType = (typeof VALUE_TYPES)[number];

/** Limits of a number. */
export interface Bounds {
  readonly min?: number;
  readonly exclusiveMin?: number;
  readonly max?: number;
  readonly exclusiveMax?: number;
}

const DEPRECATION_EFFECTS = ['exits with an error', 'ignored with a warning'] as const;

/** What becomes of a deprecated flag that is not obeyed. */
export type DeprecationEffect = (typeof DEPRECATION_EFFECTS)[number];

/** A flag of the newest catalogued version. */
export interface FlagFacts {
  /** `--max-model-len`. */
  readonly flag: string;
  /** Other spellings, such as `-tp`. */
  readonly aliases: readonly string[];
  readonly type: FlagValueType;
  /** The closed set of values, where the parser enforces one. */
  readonly choices?: readonly (string | number)[];
  /** Whether `None` and the empty text mean "not set". */
  readonly nullable: boolean;
  /** Whether a list may be empty. */
  readonly bare: boolean;
  /** Type of the members of a list, or of a JSON value. */
  readonly of?: string;
  readonly bounds?: Bounds;
  readonly since: VersionRange;
  /** Whether the newest version still reads it, but for how long is open. */
  readonly deprecated: boolean;
  /** The flag or advice that takes the place of a deprecated one. */
  readonly replacedBy?: string;
  /** What the newest version does with a deprecated flag that it does not obey. */
  readonly effect?: DeprecationEffect;
}

/** A flag that the newest catalogued version no longer has. */
export interface RemovedFlagFacts {
  readonly flag: string;
  readonly since: VersionRange;
  readonly removedIn: VersionRange;
  /** Date of the commit that removed it, where it is known. */
  readonly removedOn?: string;
  /** The flag or advice that took its place. */
  readonly replacedBy?: string;
}

/** The flags of one engine. */
export interface FlagCatalog {
  /** The release whose flags `flags` are. */
  readonly newestVersion: string;
  /** In the order of the engine's own configuration. */
  readonly flags: ReadonlyMap<string, FlagFacts>;
  readonly removedFlags: ReadonlyMap<string, RemovedFlagFacts>;
}

const isValueType = (value: unknown): value is FlagValueType => VALUE_TYPES.some((type) => type === value);
const isEffect = (value: unknown): value is DeprecationEffect => DEPRECATION_EFFECTS.some((effect) => effect === value);
const isChoice = (value: unknown): value is string | number => isText(value) || isNumber(value);
const isBounds = (value: unknown): value is Bounds => isRecord(value) && Object.values(value).every(isNumber);

function flagOf(row: CatalogRow): FlagFacts {
  return {
    flag: row.required('flag', isText),
    aliases: row.optional('aliases', isListOf(isText)) ?? [],
    type: row.required('type', isValueType),
    choices: row.optional('choices', isListOf(isChoice)),
    nullable: row.optional('nullable', isBoolean) ?? false,
    bare: row.optional('bare', isBoolean) ?? false,
    of: row.optional('of', isText),
    bounds: row.optional('bounds', isBounds),
    since: parseVersionRange(row.required('since', isText)),
    deprecated: row.optional('deprecated', isBoolean) ?? false,
    replacedBy: row.optional('replacedBy', isText),
    effect: row.optional('effect', isEffect),
  };
}

function removedFlagOf(row: CatalogRow): RemovedFlagFacts {
  return {
    flag: row.required('flag', isText),
    since: parseVersionRange(row.required('since', isText)),
    removedIn: parseVersionRange(row.required('removedIn', isText)),
    removedOn: row.optional('removedOn', isText),
    replacedBy: row.optional('replacedBy', isText),
  };
}

const byFlag = <Facts extends { readonly flag: string }>(facts: readonly Facts[]): ReadonlyMap<string, Facts> =>
  new Map(facts.map((row) => [row.flag, row]));

/** Reads a committed catalog of flags, such as `vllm-flags.json`. */
export function readFlagCatalog(file: string): FlagCatalog {
  const content = readCatalog(file);
  return {
    newestVersion: content.required('newestVersion', isText),
    flags: byFlag(content.table('flags').map(flagOf)),
    removedFlags: byFlag(content.table('removedFlags').map(removedFlagOf)),
  };
}
