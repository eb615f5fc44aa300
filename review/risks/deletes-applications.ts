import { objectAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { applicationsOfSet, deletesObjects } from '../../preview/argo-cd/applications-of-set';
import { isSame } from '../changes/value-changes';
import { policyOf } from '../delivery/set-members';
import { isApplicationSet } from '../effects/kinds';
import type { Risk } from '../review';

/**
 * Applications that a set deletes, and which of them is not known; those that are known are told of as an effect.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/applicationset/controllers/applicationset_controller.go deleteInCluster
 */
export function deletesApplications(before: Manifest | undefined, after: Manifest | undefined): readonly Risk[] {
  if (before === undefined || after === undefined || !isApplicationSet(after) || !policyOf(after).deletes) return [];
  const whole = deletesObjects(after) ? ', with all their objects' : '; their objects stay, and nobody syncs them';
  const isNew = !policyOf(before).deletes || (deletesObjects(after) && !deletesObjects(before));
  const isUnseen = !isSame(objectAt(before, 'spec').generators, objectAt(after, 'spec').generators);
  if (isNew) return [risk(`From now on, Applications that its generators do not make any more are deleted${whole}`)];
  return isUnseen && [before, after].some((set) => applicationsOfSet(set) === undefined)
    ? [risk(`Applications that its generators make no longer are deleted${whole}; which these are is not known here`)]
    : [];
}

function risk(problem: string): Risk {
  return {
    id: 'deletes-applications',
    problem,
    mend: "Compare what 'argocd appset generate' tells of both, or keep them: applicationsSync: create-update and preserveResourcesOnDeletion: true.",
  };
}
