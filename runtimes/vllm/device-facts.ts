import { allAcceleratorFacts } from '../../catalog/accelerators';
import type { AcceleratorFacts } from '../../catalog/accelerators';
import type { Accelerator } from '../../constructs/accelerator';

/** What is certain of a kind of device. */
export interface DeviceFacts {
  readonly name: string;
  /** GiB that an engine sees of one device, the most where it may be one of several. */
  readonly memoryGiB: number;
  /** The most devices that nodes are sold with. @default unknown */
  readonly largestNode?: number;
}

/**
 * What is known of the devices that a pod asks for: by the node label that tells them apart, else by the resource where
 * every device behind it has the same memory. Undefined where that leaves it open.
 */
export function deviceFacts(accelerator: Accelerator): DeviceFacts | undefined {
  const candidates = candidatesOf(accelerator);
  const name = candidates[0]?.name;
  const memories = candidates.map(({ visibleMemoryGiB, memoryGiB }) => visibleMemoryGiB ?? memoryGiB);
  const known = memories.filter((memory) => memory !== undefined);
  if (name === undefined || known.length < memories.length) return undefined;
  const nodes = candidates.map(({ perNode }) => Math.max(...perNode));
  const largestNode = Math.max(...nodes);
  return {
    name,
    memoryGiB: Math.max(...known),
    largestNode: nodes.every(Number.isFinite) && Number.isFinite(largestNode) ? largestNode : undefined,
  };
}

function candidatesOf({ resource, nodeSelector }: Accelerator): readonly AcceleratorFacts[] {
  if (resource === undefined) return [];
  const sameResource = allAcceleratorFacts().filter((facts) => facts.resource === resource);
  const labelled = sameResource.filter(({ nodeLabel, nodeLabelValues }) => {
    const value = nodeLabel === undefined ? undefined : nodeSelector?.[nodeLabel];
    return value !== undefined && nodeLabelValues.includes(value);
  });
  if (labelled.length > 0) return labelled;
  const isOneSize = new Set(sameResource.map(({ memoryGiB }) => memoryGiB)).size === 1;
  return isOneSize ? sameResource : [];
}
