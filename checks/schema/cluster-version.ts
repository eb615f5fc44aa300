import { NEWEST_MINOR, OLDEST_MINOR } from '../../imports/schema/kubernetes-versions';

/** Which version's schemas judge Kubernetes' own kinds. */
export interface ClusterVersion {
  /** Of the schemas that judge: the cluster's, or the nearest that is known. */
  readonly minor: number;
  /** Of the cluster. @default - it is not stated, and the newest that is known counts */
  readonly stated?: number;
}

/** Reads a version as people and clusters state it, such as `1.31`, `v1.31.4` or `1.31.4-gke.100`. */
export function clusterVersion(text: string | undefined): ClusterVersion {
  const [, digits] = /^v?1\.(\d{1,3})(?!\d)/.exec(text ?? '') ?? [];
  if (digits === undefined) return { minor: NEWEST_MINOR };
  const stated = Number(digits);
  return { minor: Math.min(Math.max(stated, OLDEST_MINOR), NEWEST_MINOR), stated };
}

/** A minor version as people call it. */
export function versionName(minor: number): string {
  return `Kubernetes 1.${minor}`;
}
