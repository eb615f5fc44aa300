import { type CatalogRow, isBoolean, isListOf, isNumber, isText, readCatalog } from './catalog-row';

/** Who ships runtimes for KServe: KServe itself, or OpenShift AI as templates that its dashboard adds to namespaces. */
export type KserveRuntimeShipper = 'kserve' | 'openshift-ai';

/** One entry of a shipped runtime's `supportedModelFormats`. */
export interface KserveFormatFacts {
  readonly name: string;
  readonly version?: string;
  readonly autoSelect: boolean;
  readonly priority?: number;
}

/** What selection needs to know of a runtime that KServe or OpenShift AI ships. */
export interface KserveRuntimeFacts {
  readonly shippedBy: KserveRuntimeShipper;
  readonly name: string;
  readonly kind: 'ClusterServingRuntime' | 'ServingRuntime';
  /** Whether an installation has it without further ado. */
  readonly installed: boolean;
  /** By which KServe applies the defaults of an engine, such as `mlserver`. */
  readonly serverType?: string;
  readonly formats: readonly KserveFormatFacts[];
  /** Empty where it does not say, which is every protocol. */
  readonly protocols: readonly string[];
  /** Whether it computes a model on several nodes. */
  readonly isMultiNode: boolean;
  /** Where KServe's Service sends requests. */
  readonly port: number;
}

const FILE = 'kserve-runtimes.json';

let all: readonly KserveRuntimeFacts[] | undefined;

/**
 * All runtimes that are shipped, in the order of their files.
 *
 * @see https://github.com/kserve/kserve/tree/master/config/runtimes
 * @see https://github.com/opendatahub-io/odh-model-controller/tree/incubating/config/runtimes
 */
export function kserveRuntimeFacts(shippedBy: KserveRuntimeShipper): readonly KserveRuntimeFacts[] {
  all ??= readCatalog(FILE).table('runtimes').map(runtimeOf);
  return all.filter((facts) => facts.shippedBy === shippedBy);
}

function runtimeOf(row: CatalogRow): KserveRuntimeFacts {
  return {
    shippedBy: row.required('shippedBy', isShipper),
    name: row.required('name', isText),
    kind: row.required('kind', isKind),
    installed: row.required('installed', isBoolean),
    serverType: row.optional('serverType', isText),
    formats: row.table('formats').map(formatOf),
    protocols: row.required('protocols', isListOf(isText)),
    isMultiNode: row.optional('multiNode', isBoolean) ?? false,
    port: row.required('port', isNumber),
  };
}

function formatOf(row: CatalogRow): KserveFormatFacts {
  return {
    name: row.required('name', isText),
    version: row.optional('version', isText),
    autoSelect: row.required('autoSelect', isBoolean),
    priority: row.optional('priority', isNumber),
  };
}

function isShipper(value: unknown): value is KserveRuntimeShipper {
  return value === 'kserve' || value === 'openshift-ai';
}

function isKind(value: unknown): value is KserveRuntimeFacts['kind'] {
  return value === 'ClusterServingRuntime' || value === 'ServingRuntime';
}
