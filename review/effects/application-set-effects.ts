import { nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import { deletesObjects } from '../../preview/argo-cd/applications-of-set';
import { isSame } from '../changes/value-changes';
import { asUpdated, changedMembers, policyOf } from '../delivery/set-members';
import type { SetMember } from '../delivery/set-members';
import { deliveryEffects } from './delivery-effects';
import type { ChangedDelivery } from './delivery-effects';
import type { Effect } from './effect';

/** An ApplicationSet, on both sides. */
export interface ChangedSet {
  readonly before: Manifest;
  /** @default - it is gone */
  readonly after?: Manifest;
  readonly isRenamed: boolean;
  /** What an Application of it brings. */
  readonly syncedBy: (member: SetMember) => Pick<ChangedDelivery, 'files' | 'lost' | 'objects'>;
}

/**
 * What becomes of the Applications of a set and of what they sync. Policies are as the set says, unless the controller is
 * started with one of its own.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Controlling-Resource-Modification/
 */
export function applicationSetEffects(changed: ChangedSet): readonly Effect[] {
  const { before, after, isRenamed } = changed;
  if (after === undefined) return [removal(before)];
  const members = changedMembers(before, after);
  const ofMembers =
    members === undefined ? unseenEffects(before, after) : merged(members, (member) => memberEffects(member, changed));
  return [...(isRenamed ? [renaming(before)] : []), ...ofMembers];
}

/** The Applications of a set of which an effect is that pods are replaced. */
export function restartedMembers(changed: ChangedSet): readonly SetMember[] {
  const { before, after } = changed;
  if (after === undefined) return [];
  return (changedMembers(before, after) ?? []).filter((member) =>
    memberEffects(member, changed).some(({ kind }) => kind === 'restart'),
  );
}

/** @see https://github.com/argoproj/argo-cd/blob/master/applicationset/controllers/applicationset_controller.go removeOwnerReferencesOnDeleteAppSet */
function removal(before: Manifest): Effect {
  if (!policyOf(before).deletes) {
    return {
      kind: 'prune',
      reason: 'its Applications stay and sync as before, and nothing makes or changes them any more',
    };
  }
  return {
    kind: 'prune',
    reason: deletesObjects(before)
      ? 'with it go its Applications, and with them all their objects, models among them'
      : 'with it go its Applications; their objects stay, and nobody syncs them any more',
  };
}

function renaming(before: Manifest): Effect {
  if (!policyOf(before).deletes) return { kind: 'none', reason: 'its Applications stay, under the new name' };
  return deletesObjects(before)
    ? {
        kind: 'recreate',
        reason: 'its Applications are deleted with all their objects, and made again under the new name',
      }
    : { kind: 'none', reason: 'its Applications are deleted and made again, and their objects stay' };
}

function memberEffects(
  member: SetMember,
  { before: former, after: set = former, syncedBy }: ChangedSet,
): readonly Effect[] {
  const { before, after } = member;
  const { updates, deletes, stated } = policyOf(set);
  const asStated = `as applicationsSync: ${stated} says`;
  if (before === undefined) return [{ kind: 'create', reason: 'it is made' }];
  if (after === undefined) {
    if (deletes) return deliveryEffects({ ...member, ...syncedBy(member) });
    return [{ kind: 'none', reason: `it stays and syncs as before, ${asStated}` }];
  }
  if (member.isRenamed && !deletes) {
    return [{ kind: 'restart', reason: `'${nameOf(before)}' stays, ${asStated}: both mark and sync the same objects` }];
  }
  if (member.isRenamed) return deliveryEffects({ ...member, ...syncedBy(member) });
  if (!updates) return [{ kind: 'none', reason: `it stays as it was made, ${asStated}` }];
  const updated = asUpdated(before, after, set);
  if (isSame(before, updated)) return [IGNORED];
  const lost = deliveryEffects({
    ...syncedBy({ ...member, after: updated }),
    before,
    after: updated,
    isRenamed: false,
  });
  return lost.length > 0 ? lost : [{ kind: 'none', reason: 'it changes how objects are synced' }];
}

const IGNORED: Effect = { kind: 'none', reason: 'what differs stays as it is, as ignoreApplicationDifferences says' };

/** What is known where it is not known which Applications there are. */
function unseenEffects(before: Manifest, after: Manifest): readonly Effect[] {
  const [old, young] = [before, after].map(partsOf);
  if (old === undefined || young === undefined) return [];
  const { updates, deletes, stated } = policyOf(after);
  const generated: Effect = { kind: 'none', reason: 'which Applications its generators make is not known here' };
  const others = isSame(old.generators, young.generators) ? [] : [generated];
  if (old.name !== young.name) return [...others, renamedMembers(before, deletes)];
  if (isSame(old.rest, young.rest)) return others;
  if (!updates) {
    return [
      ...others,
      { kind: 'none', reason: `Applications that exist stay as they were made, as applicationsSync: ${stated} says` },
    ];
  }
  const [was, becomes] = [templateOf(before), templateOf(after)];
  const updated = asUpdated(was, becomes, after);
  if (isSame(old.patch, young.patch) && isSame(was, updated)) return [...others, IGNORED];
  const ofUnknown = { files: () => 0, lost: () => 0, objects: () => [] };
  const elsewhere = deliveryEffects({ ...ofUnknown, before: was, after: updated, isRenamed: false });
  const changed: Effect = { kind: 'none', reason: 'it changes how objects are synced' };
  return [...others, ...(elsewhere.length > 0 ? elsewhere : [changed])];
}

function renamedMembers(before: Manifest, deletes: boolean): Effect {
  if (!deletes) {
    return {
      kind: 'restart',
      reason: 'its Applications get other names, and those of the old ones stay: both mark and sync the same objects',
    };
  }
  return deletesObjects(before)
    ? {
        kind: 'recreate',
        reason:
          'its Applications get other names: the old ones are deleted with all their objects, which are made again',
      }
    : {
        kind: 'restart',
        reason:
          'its Applications get other names, with which all objects are marked, and KServe and OME copy such marks to the pods of InferenceServices',
      };
}

function partsOf(set: Manifest) {
  const { generators = null, template = null, templatePatch: patch = null } = objectAt(set, 'spec');
  return { generators, patch, rest: [template, patch], name: plain(textAt(template, 'metadata', 'name') ?? '') };
}

/** Blanks within braces mean nothing. */
function plain(template: string): string {
  return template.replaceAll(/\{\{-?\s*|\s*-?\}\}/g, (braces) => braces.replaceAll(/\s/g, ''));
}

function templateOf(set: Manifest): Manifest {
  const metadata: JsonValue = valueAt(set, 'spec', 'template', 'metadata') ?? {};
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata,
    spec: objectAt(set, 'spec', 'template', 'spec'),
  };
}

/** Applications of which the same is said are told of together. */
function merged(members: readonly SetMember[], effectsOf: (member: SetMember) => readonly Effect[]): readonly Effect[] {
  const told = new Map<string, { readonly effect: Effect; readonly names: string[] }>();
  for (const member of members) {
    const name = `'${nameOf(member.after ?? member.before)}'`;
    for (const effect of effectsOf(member)) {
      const key = `${effect.kind}\n${effect.reason}`;
      const known = told.get(key);
      if (known === undefined) told.set(key, { effect, names: [name] });
      else known.names.push(name);
    }
  }
  return [...told.values()].map(({ effect: { kind, reason }, names }) => ({
    kind,
    reason: `${subject(names)}: ${reason}`,
  }));
}

function subject([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return `Application ${first}`;
  const shown = others.slice(0, 2);
  const more = others.length > shown.length ? ` and ${others.length - shown.length} more` : '';
  return `Applications ${[first, ...shown].join(', ')}${more}`;
}
