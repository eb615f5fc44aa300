import { isAccelerator } from '../../checks/engines/devices';
import { arrayAt, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { countIn } from '../../kubernetes/quantity-amount';
import type { DeviceChange } from '../review';
import { isSameBounds, NONE, plus, times } from './bounds';
import type { Bounds } from './bounds';
import type { AskingPods, Workload } from './workload';

/** By resource. */
export type Devices = ReadonlyMap<string, Bounds>;

export const NO_DEVICES: Devices = new Map();

/** The accelerators that the pods of a workload ask for; where its pods are not foreseen, at least those that it states. */
export function devicesOfWorkload({ pods, stated = [] }: Workload): Devices {
  if (pods !== undefined) return sumOf([...pods, ...stated].map(devicesOfSet));
  const least = sumOf(stated.map(devicesOfSet));
  return new Map([...least].map(([resource, bounds]) => [resource, { ...bounds, andMore: true }]));
}

function devicesOfSet({ spec, count }: AskingPods): Devices {
  return new Map([...devicesOfPod(spec)].map(([resource, devices]) => [resource, times(count, devices)]));
}

/**
 * Containers at work, and those that start before them and stay, take devices together; those that prepare the pod take
 * theirs before.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/api/v1/resource/helpers.go PodLimits
 */
export function devicesOfPod(spec: JsonObject): ReadonlyMap<string, number> {
  const [staying, preparing] = [new Map<string, number>(), new Map<string, number>()];
  for (const list of ['initContainers', 'containers'] as const) {
    for (const container of arrayAt(spec, list)) {
      const stays = list === 'containers' || textAt(container, 'restartPolicy') === 'Always';
      for (const [resource, count] of devicesOfContainer(container)) {
        const kept = staying.get(resource) ?? 0;
        if (stays) staying.set(resource, kept + count);
        else preparing.set(resource, Math.max(preparing.get(resource) ?? 0, kept + count));
      }
    }
  }
  const resources = new Set([...staying.keys(), ...preparing.keys()]);
  return new Map([...resources].map((one) => [one, Math.max(staying.get(one) ?? 0, preparing.get(one) ?? 0)]));
}

function devicesOfContainer(container: JsonValue): readonly (readonly [resource: string, count: number])[] {
  const limits = objectAt(container, 'resources', 'limits');
  return Object.keys(limits)
    .filter(isAccelerator)
    .map((resource) => [resource, countIn(limits, resource) ?? 0]);
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
  return !isSameBounds(before, after);
}

/** Sums by resource of what changes. */
export function totalOf(changes: readonly DeviceChange[]): readonly DeviceChange[] {
  const changed = changes.filter(isChanged);
  const total = (side: 'before' | 'after') =>
    sumOf(changed.map((change) => new Map([[change.resource, change[side]]])));
  return deviceChanges(total('before'), total('after')).filter(isChanged);
}
