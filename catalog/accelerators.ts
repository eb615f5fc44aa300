import type { AcceleratorId } from './accelerator-ids';
import { type CatalogRow, isBoolean, isListOf, isNumber, isText, readCatalog } from './catalog-row';

export type { AcceleratorId } from './accelerator-ids';

/** What is known of one accelerator. A member is absent when no source states it. */
export interface AcceleratorFacts {
  readonly id: string;
  /** `nvidia`, `amd`, `huawei` … or `cpu`. */
  readonly vendor: string;
  readonly name: string;
  /** Marketed memory of one device, read as GiB. */
  readonly memoryGiB?: number;
  /** What an engine sees as the device total: the base of `--gpu-memory-utilization`. */
  readonly visibleMemoryGiB?: number;
  /** Extended resource by which a pod asks for it, such as `nvidia.com/gpu`. */
  readonly resource?: string;
  /** Node label that tells it apart, such as `nvidia.com/gpu.product`. */
  readonly nodeLabel?: string;
  /** Values of that label: empty when not known. */
  readonly nodeLabelValues: readonly string[];
  /** Value of `cloud.google.com/gke-accelerator`. */
  readonly gkeAccelerator?: string;
  /** Numbers of devices that nodes are sold with: empty when not known. */
  readonly perNode: readonly number[];
  /** CUDA compute capability, such as `9.0`. */
  readonly computeCapability?: string;
  readonly bf16?: boolean;
  readonly fp8?: boolean;
  readonly fp4?: boolean;
  /** Link between the devices of a node, such as `NVLink`. */
  readonly interconnect?: string;
  /** Whether the device shares the memory of its host. */
  readonly unifiedMemory: boolean;
  readonly sources: readonly string[];
}

function acceleratorOf(row: CatalogRow): AcceleratorFacts {
  return {
    id: row.required('id', isText),
    vendor: row.required('vendor', isText),
    name: row.required('name', isText),
    memoryGiB: row.optional('memoryGiB', isNumber),
    visibleMemoryGiB: row.optional('visibleMemoryGiB', isNumber),
    resource: row.optional('resource', isText),
    nodeLabel: row.optional('nodeLabel', isText),
    nodeLabelValues: row.optional('nodeLabelValues', isListOf(isText)) ?? [],
    gkeAccelerator: row.optional('gkeAccelerator', isText),
    perNode: row.optional('perNode', isListOf(isNumber)) ?? [],
    computeCapability: row.optional('computeCapability', isText),
    bf16: row.optional('bf16', isBoolean),
    fp8: row.optional('fp8', isBoolean),
    fp4: row.optional('fp4', isBoolean),
    interconnect: row.optional('interconnect', isText),
    unifiedMemory: row.required('unifiedMemory', isBoolean),
    sources: row.optional('sources', isListOf(isText)) ?? [],
  };
}

let accelerators: ReadonlyMap<string, AcceleratorFacts> | undefined;

function acceleratorsById(): ReadonlyMap<string, AcceleratorFacts> {
  accelerators ??= new Map(
    readCatalog('accelerators.json')
      .table('accelerators')
      .map((row) => acceleratorOf(row))
      .map((facts) => [facts.id, facts]),
  );
  return accelerators;
}

/** What is known of a catalogued accelerator, or undefined for an id that comes from data and is not catalogued. */
export function acceleratorFacts(id: AcceleratorId): AcceleratorFacts;
export function acceleratorFacts(id: string): AcceleratorFacts | undefined;
export function acceleratorFacts(id: string): AcceleratorFacts | undefined {
  return acceleratorsById().get(id);
}

/** All catalogued accelerators, in the order of the catalog. */
export function allAcceleratorFacts(): readonly AcceleratorFacts[] {
  return [...acceleratorsById().values()];
}
