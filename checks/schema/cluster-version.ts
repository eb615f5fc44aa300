import { NEWEST_MINOR, OLDEST_MINOR } from '../../imports/schema/kubernetes-versions';

/** Which version's schemas judge Kubernetes' own kinds. */
export interface ClusterVersion {
  /** Of the schemas that judge: the cluster's, or the nearest that is known. */
  readonly minor: number;
  /** Of the cluster. @default - it is not stated, and the newest that is known counts */
  readonly stated?: number;
}

const VERSION = /^v?1\.(\d{1,3})(?!\d)/;

/** Whether a text is a version of Kubernetes, known or not. */
export function isKubernetesVersion(text: string): boolean {
  return VERSION.test(text);
}

/**
 * Why kinds of Kubernetes are judged by another version than the cluster's.
 *
 * @returns undefined where they are judged by its own
 */
export function otherVersionInWords(text: string | undefined): string | undefined {
  const { minor, stated } = clusterVersion(text);
  if (stated === undefined || stated === minor) return undefined;
  const which = stated > minor ? 'newest' : 'oldest';
  return `the ${which} version whose kinds are known is ${versionName(minor)}, by which they are judged`;
}

/** Reads a version as people and clusters state it, such as `1.31`, `v1.31.4` or `1.31.4-gke.100`. */
export function clusterVersion(text: string | undefined): ClusterVersion {
  const [, digits] = VERSION.exec(text ?? '') ?? [];
  if (digits === undefined) return { minor: NEWEST_MINOR };
  const stated = Number(digits);
  return { minor: Math.min(Math.max(stated, OLDEST_MINOR), NEWEST_MINOR), stated };
}

/** A minor version as people call it. */
export function versionName(minor: number): string {
  return `Kubernetes 1.${minor}`;
}
