import { isObject } from '../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../kubernetes/manifest';
import { isListOf, isRecord, isText, readCatalog } from './catalog-row';
import type { CatalogRow } from './catalog-row';

/** What is left out of a container of a shipped runtime, since it is a script. */
export interface LeftOut {
  readonly container: string;
  /** Such as `command` or `startupProbe`. */
  readonly fields: readonly string[];
}

/** What a runtime runs that a platform installs, but for the models that it is for. */
export interface ShippedSpec {
  readonly spec: JsonObject;
  readonly leftOut: readonly LeftOut[];
}

const FILE = 'runtime-specs.json';

let rows: readonly CatalogRow[] | undefined;
let whole: Whole | undefined;
const known = new Map<string, ReadonlyMap<string, ShippedSpec>>();

/**
 * What the runtimes run that a platform installs, by their names.
 *
 * @param shippedBy - `kserve`, `openshift-ai` or `ome`
 * @see https://github.com/kserve/kserve/tree/master/config/runtimes
 * @see https://github.com/opendatahub-io/odh-model-controller/tree/incubating/config/runtimes
 * @see https://github.com/sgl-project/ome/tree/main/config/runtimes
 */
export function shippedSpecs(shippedBy: string): ReadonlyMap<string, ShippedSpec> {
  const specs = known.get(shippedBy) ?? readSpecs(shippedBy);
  known.set(shippedBy, specs);
  return specs;
}

function readSpecs(shippedBy: string): ReadonlyMap<string, ShippedSpec> {
  if (rows === undefined || whole === undefined) {
    const catalog = readCatalog(FILE);
    rows = catalog.table('runtimes');
    whole = new Whole(catalog.required('parts', isListOf(isAnything)));
  }
  const parts = whole;
  return new Map(
    rows
      .filter((row) => row.required('shippedBy', isText) === shippedBy)
      .map((row) => [row.required('name', isText), specOf(row, parts)]),
  );
}

function specOf(row: CatalogRow, whole: Whole): ShippedSpec {
  const spec = whole.of(row.required('spec', isRecord));
  if (!isObject(spec)) throw new Error(`${FILE}: a spec is no object`);
  const leftOut = row.optional('leftOut', isListOf(isRecord)) === undefined ? [] : row.table('leftOut');
  return {
    spec,
    leftOut: leftOut.map((part) => ({
      container: part.required('container', isText),
      fields: part.required('fields', isListOf(isText)),
    })),
  };
}

/** Puts in what stands once for several: of `{"$": 3}`, the fourth of the parts. */
class Whole {
  private readonly made = new Map<number, JsonValue>();

  public constructor(private readonly parts: readonly unknown[]) {}

  public of(value: unknown): JsonValue {
    if (Array.isArray(value)) return value.map((item: unknown) => this.of(item));
    if (isRecord(value)) {
      const { $: part } = value;
      return typeof part === 'number'
        ? this.part(part)
        : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.of(member)]));
    }
    if (value === null || typeof value === 'boolean' || typeof value === 'number' || isText(value)) return value;
    throw new Error(`${FILE}: ${typeof value} is no JSON`);
  }

  private part(index: number): JsonValue {
    const known = this.made.get(index);
    if (known !== undefined) return known;
    const whole = this.of(this.parts[index]);
    this.made.set(index, whole);
    return whole;
  }
}

function isAnything(value: unknown): value is unknown {
  return value !== undefined;
}
