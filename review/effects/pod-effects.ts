import type { Change } from '../changes/change';
import { changesOf } from '../changes/changes-of';
import { isSame, valueChanges } from '../changes/value-changes';
import type { Manifest } from '../../kubernetes/manifest';
import { isSamePod } from '../pods/same-pods';
import { isSameBounds } from '../pods/bounds';
import type { Bounds } from '../pods/bounds';
import type { PodSet, Workload } from '../pods/workload';
import type { Effect } from './effect';

/** What becomes of the pods of a workload whose pods are foreseen before and after. */
export function podEffects(before: Workload, after: Workload): readonly Effect[] {
  const [old, young] = [before.pods, after.pods];
  if (old === undefined || young === undefined) return [];
  const others = new Map(old.map((set) => [set.component, set]));
  const kept = young.flatMap((set) => {
    const counterpart = others.get(set.component);
    others.delete(set.component);
    return counterpart === undefined ? [added(set)] : setEffects(counterpart, set, after.manifest);
  });
  return [...kept, ...[...others.values()].map(gone)];
}

function added({ component }: PodSet): Effect {
  return { kind: 'restart', reason: `it gets pods of another kind: ${component}` };
}

function gone({ component }: PodSet): Effect {
  return { kind: 'restart', reason: `its pods of the kind ${component} go` };
}

function setEffects(before: PodSet, after: PodSet, workload: Manifest): readonly Effect[] {
  const reason = templateReason(before, after, workload);
  const restart: readonly Effect[] = reason === undefined ? [] : [{ kind: 'restart', reason }];
  return isSameBounds(before.count, after.count)
    ? restart
    : [...restart, { kind: 'scale', reason: `${countInWords(before.count)} → ${countInWords(after.count)} pods` }];
}

/** Why the template of pods is another one, which replaces all of them. */
function templateReason(before: PodSet, after: PodSet, workload: Manifest): string | undefined {
  if (!isSamePod(before.spec, after.spec, workload)) {
    const [first, ...more] = changesOf(before.spec, after.spec).map(changeInWords);
    const rest = more.length === 0 ? '' : ` and ${more.length} more`;
    return first === undefined ? 'its pods are written in another order' : `${first} of its pods${rest}`;
  }
  for (const part of ['labels', 'annotations'] as const) {
    if (isSame(before[part], after[part])) continue;
    const keys = valueChanges(before[part], after[part]).map(({ path }) => path.at(-1));
    return `${part === 'labels' ? 'labels' : 'annotations'} that reach its pods: ${keys.slice(0, 3).join(', ')}`;
  }
  return undefined;
}

/** What a change is of, in a few words. */
export function changeInWords({ what, name, field }: Change): string {
  switch (what) {
    case 'image':
      return 'the image';
    case 'flag':
      return name;
    case 'variable':
      return `the variable ${name}`;
    case 'script':
      return `the script in ${field}`;
    case 'field':
      return name;
  }
}

/** `2`, or `1 to 3`. */
export function countInWords({ least, most }: Bounds): string {
  if (most === undefined) return `${least} or more`;
  return least === most ? String(least) : `${least} to ${most}`;
}
