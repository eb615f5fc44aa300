import type { Fault } from '../../checks/finding';
import type { Replicas } from '../../constructs/pod';

/** Bounds of a model's instances; one where nothing is said. */
export function instanceBounds({ min = 1, max = min }: Replicas = {}): Required<Replicas> {
  return { min, max };
}

/** What is wrong with the number of a model's instances. */
export function instanceFaults(instances: Replicas | undefined): readonly Fault[] {
  const { min, max } = instanceBounds(instances);
  if (Number.isInteger(min) && Number.isInteger(max) && min >= 1 && max >= min) return [];
  const least = Math.max(1, Math.floor(Math.min(min, max)) || 1);
  return [
    {
      id: 'cce/instances',
      severity: 'error',
      field: 'instances',
      problem: `At least ${min} and at most ${max} instances are no range of whole numbers from 1`,
      consequence: 'The add-on cannot scale a model within it, and the model is never served.',
      mend: `Set min to ${least} and max to ${Math.max(least, Math.ceil(max) || 1)}, say.`,
    },
  ];
}
