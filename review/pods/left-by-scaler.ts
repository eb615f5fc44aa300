import { objectAt } from '../../kubernetes/manifest';
import type { PodSet, Workload } from './workload';

/**
 * A workload whose autoscaler goes. Nobody owns its number of replicas then, so it stays what the autoscaler made of it,
 * unless the workload states one, or stated one that it no longer does.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
 */
export function asScaledBefore(before: Workload, after: Workload): Workload {
  if (after.pods === undefined) return after;
  const counts = new Map(before.pods?.map((set) => [set.component, set]));
  const pods = after.pods.map((set): PodSet => {
    const old = counts.get(set.component);
    const isLeft = old?.isScaled === true && set.isScaled !== true;
    const states = [before, after].some((workload) => statesReplicas(workload, set));
    return isLeft && !states ? { ...set, count: old.count } : set;
  });
  return { ...after, pods };
}

/** Whether a number of pods is stated, or the controller makes an autoscaler itself. */
function statesReplicas({ manifest, combined = manifest }: Workload, { component }: PodSet): boolean {
  if (manifest.kind === 'InferenceService') return true;
  const steps = component.startsWith('prefill.') ? ['spec', 'prefill'] : ['spec'];
  const { replicas, scaling } = objectAt(combined, ...steps);
  return replicas !== undefined || scaling !== undefined;
}
