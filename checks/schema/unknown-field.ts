import { nearestName } from '../../catalog/nearest-name';
import { NEWEST_MINOR } from '../../imports/schema/kubernetes-versions';
import type { KindSchema } from '../../imports/schema/load-schema';
import { fieldPath } from '../../kubernetes/field-path';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import type { Fault } from '../finding';
import { versionName } from './cluster-version';
import type { ClusterVersion } from './cluster-version';
import { enumerated } from './faults';
import { hasField, otherVersions } from './other-versions';

/** A field that the schema does not know, beside those that it knows. */
export function unknownField(
  name: string,
  known: readonly string[],
  path: readonly FieldPathSegment[],
  kind: KindSchema,
  version: ClusterVersion,
): Fault {
  const nearest = nearestName(name, known);
  const fault: Fault = {
    id: 'schema/unknown-field',
    severity: 'error',
    field: fieldPath(path),
    problem: `There is no field '${name}'`,
    consequence: 'kubectl refuses the object; where validation is not strict, the API server leaves the field out.',
    mend: mendOf(nearest, known),
  };
  return kind.isBuiltIn ? unknownInVersion(fault, path, kind, version, nearest !== undefined) : fault;
}

function mendOf(nearest: string | undefined, known: readonly string[]): string {
  if (nearest !== undefined) return `Did you mean '${nearest}'?`;
  return known.length === 0 ? 'Leave it out.' : `Leave it out, or use one of ${enumerated(known)}.`;
}

/** Of Kubernetes' own kinds it is said which version lacks the field, and which has it. */
function unknownInVersion(
  fault: Fault,
  path: readonly FieldPathSegment[],
  kind: KindSchema,
  { minor, stated = minor }: ClusterVersion,
  isMistyped: boolean,
): Fault {
  const problem = `${fault.problem} in ${versionName(minor)}`;
  const when = otherVersions(minor, (other) => hasField(kind, path, other));
  if (when !== undefined) return { ...fault, problem, mend: `${when}: leave it out of objects of this cluster.` };
  if (isMistyped || stated <= NEWEST_MINOR) return { ...fault, problem };
  return {
    ...fault,
    severity: 'note',
    problem,
    consequence: `${versionName(stated)} is newer than what is known here; where it has no such field, kubectl refuses the object.`,
  };
}
