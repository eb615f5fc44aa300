import type { TemporaryFolder } from '../temporary-folder';
import { reviewOf } from './two-trees';
import type { Files } from './two-trees';

/** What happens to each object that is told of, and why. */
export function effectsOf(folder: TemporaryFolder, before: Files, after: Files): readonly string[] {
  const { clusters } = reviewOf(folder, before, after);
  return clusters.flatMap(({ objects }) =>
    objects.flatMap(({ object, effects }) => effects.map(({ kind, reason }) => `${object.name} ${kind}: ${reason}`)),
  );
}

/** How many accelerators there are before and after, in total. */
export function devicesOf(folder: TemporaryFolder, before: Files, after: Files): readonly string[] {
  const { clusters } = reviewOf(folder, before, after);
  return clusters.flatMap(({ devices }) =>
    devices.map(({ resource, before: old, after: young }) => `${resource} ${old.least} → ${young.least}`),
  );
}

/** The risks of all objects, by their problems. */
export function risksOf(folder: TemporaryFolder, before: Files, after: Files): readonly string[] {
  const { clusters } = reviewOf(folder, before, after);
  return clusters.flatMap(({ objects }) =>
    objects.flatMap(({ risks, users }) =>
      [...risks, ...users.flatMap((user) => user.risks)].map(({ id, problem }) => `${id}: ${problem}`),
    ),
  );
}
