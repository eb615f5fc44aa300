import { objectAt } from '../../kubernetes/manifest';
import type { LocatedManifest } from '../../kubernetes/manifest';
import type { Acknowledgement } from './acknowledgement';

/** Begins the keys of annotations that acknowledge; the rule's id follows, with a dot for its slash. */
export const ACKNOWLEDGE = 'acknowledge.cdk8s-inference.dev/';

/**
 * What objects acknowledge by annotations of their own metadata, as
 * `acknowledge.cdk8s-inference.dev/kserve.no-probe: the reason`. Templates of pods are not looked at: a reason that is
 * worded better must not start pods anew.
 */
export function acknowledgementsOf(objects: readonly LocatedManifest[]): readonly Acknowledgement[] {
  return objects.flatMap(({ manifest, where }) => {
    const annotations = objectAt(manifest, 'metadata', 'annotations');
    const keys = Object.keys(annotations).filter((key) => key.startsWith(ACKNOWLEDGE));
    return keys.map((key): Acknowledgement => {
      const reason = annotations[key];
      return {
        rule: key.slice(ACKNOWLEDGE.length).replace('.', '/'),
        reason: typeof reason === 'string' ? reason : '',
        by: 'annotation',
        scope: { kind: 'object', where },
        where,
        field: `metadata.annotations[${JSON.stringify(key)}]`,
      };
    });
  });
}
