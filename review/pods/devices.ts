import { isAccelerator } from '../../checks/engines/devices';
import { arrayAt, objectAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { countIn } from '../../kubernetes/quantity-amount';
import type { DeviceChange } from '../review';
import type { Bounds, Workload } from './workload';

/** By resource. */
export type Devices = ReadonlyMap<string, Bounds>;

export const NO_DEVICES: Devices = new Map();

const NONE: Bounds = { least: 0, most: 0 };

/** The accelerators that the pods of a workload ask for; none where its pods are not foreseen. */
export function devicesOfWorkload({ pods = [] }: Workload): Devices {
  return sumOf(
    pods.map(({ spec, count }) => {
      const inPod = devicesOfPod(spec);
      return new Map([...inPod].map(([resource, devices]) => [resource, times(count, devices)]));
    }),
  );
}

/** Containers at work take devices together; those that prepare the pod take theirs before. */
export function devicesOfPod(spec: JsonObject): ReadonlyMap<string, number> {
  const devices = new Map<string, number>();
  for (const container of arrayAt(spec, 'containers')) {
    const limits = objectAt(container, 'resources', 'limits');
    for (const resource of Object.keys(limits).filter(isAccelerator)) {
      devices.set(resource, (devices.get(resource) ?? 0) + (countIn(limits, resource) ?? 0));
    }
  }
  return devices;
}

export function sumOf(all: readonly Devices[]): Devices {
  const sum = new Map<string, Bounds>();
  for (const devices of all) {
    for (const [resource, bounds] of devices) sum.set(resource, plus(sum.get(resource) ?? NONE, bounds));
  }
  return sum;
}

/** What differs and what stays, by resource, in the order of their names. */
export function deviceChanges(before: Devices, after: Devices): readonly DeviceChange[] {
  const resources = [...new Set([...before.keys(), ...after.keys()])].sort();
  return resources.map((resource) => ({
    resource,
    before: before.get(resource) ?? NONE,
    after: after.get(resource) ?? NONE,
  }));
}

/** Whether a change is one. */
export function isChanged({ before, after }: DeviceChange): boolean {
  return before.least !== after.least || before.most !== after.most;
}

/** Sums by resource of what changes. */
export function totalOf(changes: readonly DeviceChange[]): readonly DeviceChange[] {
  const changed = changes.filter(isChanged);
  const total = (side: 'before' | 'after') =>
    sumOf(changed.map((change) => new Map([[change.resource, change[side]]])));
  return deviceChanges(total('before'), total('after')).filter(isChanged);
}

function plus(one: Bounds, other: Bounds): Bounds {
  const isBounded = one.most !== undefined && other.most !== undefined;
  return { least: one.least + other.least, most: isBounded ? (one.most ?? 0) + (other.most ?? 0) : undefined };
}

function times({ least, most }: Bounds, factor: number): Bounds {
  return { least: least * factor, most: most === undefined ? undefined : most * factor };
}
