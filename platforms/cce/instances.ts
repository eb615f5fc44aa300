import type { Fault } from '../../checks/finding';
import type { Replicas } from '../../constructs/pod';
import { wholeReplicas, wrongReplicas } from '../../constructs/wrong-replicas';

/** Bounds of a model's instances; one where nothing is said. */
export function instanceBounds(instances: Replicas | undefined): Required<Replicas> {
  const { min = 1, max = min } = wholeReplicas(instances) ?? {};
  return { min, max };
}

/** What is wrong with the number of a model's instances. */
export function instanceFaults(instances: Replicas | undefined): readonly Fault[] {
  const wrong = wrongReplicas('instances', instances);
  const consequence = 'The add-on cannot scale a model within it, and the model is never served.';
  if (wrong !== undefined)
    return [{ id: 'cce/instances', severity: 'error', consequence, ...wrong, field: 'instances' }];
  const { min, max } = instanceBounds(instances);
  if (min >= 1 && max >= min) return [];
  const least = Math.max(1, Math.min(min, max));
  return [
    {
      id: 'cce/instances',
      severity: 'error',
      field: 'instances',
      problem: `At least ${min} and at most ${max} instances are no range of whole numbers from 1`,
      consequence,
      mend: `Set min to ${least} and max to ${Math.max(least, max)}, say.`,
    },
  ];
}
