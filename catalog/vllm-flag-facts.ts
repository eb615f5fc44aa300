import { type CatalogRow, isBoolean, isListOf, isNumber, isRecord, isText, readCatalog } from './catalog-row';
import { parseVersionRange, type VersionRange } from './vllm-version';

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
 * How a flag takes its value: `flag` has none; `boolean` has none and a `--no-` form; `integer-human` also reads `1k`
 * (1000) and `1K` (1024) up to `T`; `integer-auto` also reads `-1` and `auto`; `list` is followed by its values.
 */
export type VllmValueType = (typeof VALUE_TYPES)[number];

/** Limits of a number. */
export interface Bounds {
  readonly min?: number;
  readonly exclusiveMin?: number;
  readonly max?: number;
  readonly exclusiveMax?: number;
}

/** A flag of the newest catalogued version. */
export interface VllmFlagFacts {
  /** `--max-model-len`. */
  readonly flag: string;
  /** Short forms, such as `-tp`. */
  readonly aliases: readonly string[];
  readonly type: VllmValueType;
  /** The closed set of values, where the parser enforces one. */
  readonly choices?: readonly (string | number)[];
  /** Whether `None` and the empty text mean "not set". */
  readonly nullable: boolean;
  /** Type of the members of a list, or configuration class of a JSON value. */
  readonly of?: string;
  readonly bounds?: Bounds;
  readonly since: VersionRange;
}

/** A flag that the newest catalogued version no longer has. */
export interface RemovedVllmFlagFacts {
  readonly flag: string;
  readonly since: VersionRange;
  readonly removedIn: VersionRange;
  /** Date of the commit that removed it. */
  readonly removedOn: string;
  /** The flag or advice that took its place. */
  readonly replacedBy?: string;
}

/** The catalog of vLLM's flags. */
export interface VllmFlagCatalog {
  /** The release whose flags `flags` are. */
  readonly newestVersion: string;
  /** In the order of vLLM's own configuration classes. */
  readonly flags: ReadonlyMap<string, VllmFlagFacts>;
  readonly removedFlags: ReadonlyMap<string, RemovedVllmFlagFacts>;
  /** Registered KV connectors, for `kv_connector` of `--kv-transfer-config`. */
  readonly kvConnectors: readonly string[];
}

const isValueType = (value: unknown): value is VllmValueType => VALUE_TYPES.some((type) => type === value);
const isChoice = (value: unknown): value is string | number => isText(value) || isNumber(value);
const isBounds = (value: unknown): value is Bounds => isRecord(value) && Object.values(value).every(isNumber);

function flagOf(row: CatalogRow): VllmFlagFacts {
  return {
    flag: row.required('flag', isText),
    aliases: row.optional('aliases', isListOf(isText)) ?? [],
    type: row.required('type', isValueType),
    choices: row.optional('choices', isListOf(isChoice)),
    nullable: row.optional('nullable', isBoolean) ?? false,
    of: row.optional('of', isText),
    bounds: row.optional('bounds', isBounds),
    since: parseVersionRange(row.required('since', isText)),
  };
}

function removedFlagOf(row: CatalogRow): RemovedVllmFlagFacts {
  return {
    flag: row.required('flag', isText),
    since: parseVersionRange(row.required('since', isText)),
    removedIn: parseVersionRange(row.required('removedIn', isText)),
    removedOn: row.required('removedOn', isText),
    replacedBy: row.optional('replacedBy', isText),
  };
}

let catalog: VllmFlagCatalog | undefined;

/** The catalog, read on first use. */
export function vllmFlagCatalog(): VllmFlagCatalog {
  catalog ??= readVllmFlagCatalog();
  return catalog;
}

function readVllmFlagCatalog(): VllmFlagCatalog {
  const content = readCatalog('vllm-flags.json');
  return {
    newestVersion: content.required('newestVersion', isText),
    flags: new Map(content.table('flags').map((row) => [row.required('flag', isText), flagOf(row)])),
    removedFlags: new Map(
      content.table('removedFlags').map((row) => [row.required('flag', isText), removedFlagOf(row)]),
    ),
    kvConnectors: content.required('kvConnectors', isListOf(isText)),
  };
}
