import { KUBERNETES_MINORS } from '../../imports/schema/kubernetes-versions';
import { schemaOf } from '../../imports/schema/load-schema';
import type { KindSchema } from '../../imports/schema/load-schema';
import type { Fault } from '../finding';
import { versionName } from './cluster-version';
import type { ClusterVersion } from './cluster-version';
import { otherVersions } from './other-versions';

/** A kind that other versions of Kubernetes have, as the newest of them has it, and what that means for a cluster. */
export interface UnservedKind {
  readonly kind: KindSchema;
  readonly fault: Fault;
}

/** A kind that a cluster's version of Kubernetes lacks and another one has. */
export function unservedKind(apiVersion: string, kind: string, version: ClusterVersion): UnservedKind | undefined {
  const { minor, stated } = version;
  const when = otherVersions(minor, (other) => schemaOf(apiVersion, kind, other) !== undefined);
  const newest = KUBERNETES_MINORS.findLast((other) => schemaOf(apiVersion, kind, other) !== undefined);
  const found = newest === undefined ? undefined : schemaOf(apiVersion, kind, newest);
  if (when === undefined || found === undefined) return undefined;
  return {
    kind: found,
    fault: {
      id: 'schema/unserved-kind',
      // Of a cluster whose version is not stated it is not known.
      severity: stated === undefined ? 'warning' : 'error',
      field: 'apiVersion',
      problem: `${versionName(minor)} has no ${kind} in ${apiVersion}`,
      consequence: 'The API server does not know such objects, and kubectl refuses to apply them.',
      mend: `${when}: write it in an apiVersion that the cluster serves.`,
    },
  };
}
