import { groupOf, nameOf, objectAt } from '../../kubernetes/manifest';
import type { LocatedManifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import type { PodView } from './pod-view';
import { SECURITY_LEVELS, securityReasons } from './security-level';
import type { SecurityLevel, SecurityReason } from './security-level';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** As many reasons as somebody reads. */
const MOST_REASONS = 6;

/**
 * Pods that their namespace does not let in. A Deployment is accepted with a warning, and its pods are refused.
 *
 * @see https://github.com/kubernetes/pod-security-admission/blob/master/admission/admission.go EvaluatePod
 */
export function checkNamespaces(objects: readonly LocatedManifest[], pods: readonly PodView[]): readonly Finding[] {
  const levels = enforcedLevels(objects);
  if (levels.size === 0) return [];
  return pods.flatMap((pod): readonly Finding[] => {
    const level = levels.get(pod.namespace ?? '');
    if (level === undefined || level === 'privileged') return [];
    const reasons = securityReasons(pod.spec).filter(
      ({ refusedBy }) => level === 'restricted' || refusedBy === 'baseline',
    );
    const [first] = reasons;
    if (first === undefined) return [];
    return [
      {
        id: 'pod/security-level',
        severity: 'error',
        ...(pod.placeOf(`spec.${first.field}`) ?? pod.owner),
        problem: `The namespace '${pod.namespace ?? ''}' lets in pods of the level '${level}', and this is none: ${inWords(reasons)}`,
        consequence: 'The API server refuses the pods, while the object that is to make them looks fine.',
        mend: `Change these fields, or label the namespace \`${ENFORCE}: ${laxest(reasons)}\`.`,
      },
    ];
  });
}

function enforcedLevels(objects: readonly LocatedManifest[]): ReadonlyMap<string, SecurityLevel> {
  return new Map(
    objects.flatMap(({ manifest }) => {
      if (manifest.kind !== 'Namespace' || groupOf(manifest) !== '') return [];
      const stated = objectAt(manifest, 'metadata', 'labels')[ENFORCE];
      const level = SECURITY_LEVELS.find((each) => each === stated);
      return level === undefined ? [] : [[nameOf(manifest), level] as const];
    }),
  );
}

function inWords(reasons: readonly SecurityReason[]): string {
  const distinct = [...new Set(reasons.map(({ why }) => why))];
  const rest = distinct.length - MOST_REASONS;
  return `${distinct.slice(0, MOST_REASONS).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}

function laxest(reasons: readonly SecurityReason[]): SecurityLevel {
  return reasons.some(({ refusedBy }) => refusedBy === 'baseline') ? 'privileged' : 'baseline';
}
