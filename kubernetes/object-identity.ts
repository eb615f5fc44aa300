import { groupOf, nameOf, namespaceOf } from './manifest';
import type { Manifest } from './manifest';

/** What tells one object of a cluster from all others, and the version in which it is written. */
export interface ObjectIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  /** @default - the object lives outside of namespaces, or is applied into the current one */
  readonly namespace?: string;
  readonly name: string;
}

export function identityOf(manifest: Manifest): ObjectIdentity {
  const { apiVersion, kind } = manifest;
  return { apiVersion, kind, namespace: namespaceOf(manifest), name: nameOf(manifest) };
}

/** As a person says it: `InferenceService models/llama`. */
export function identityInWords({ kind, namespace, name }: ObjectIdentity): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** As patterns are matched against it: `InferenceService/models/llama`, without a namespace `Namespace/models`. */
export function identityAsPath({ kind, namespace, name }: ObjectIdentity): string {
  return namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}

/** What tells objects of one cluster apart, in whatever version they are written. */
export function objectKey(manifest: Manifest): string {
  return JSON.stringify([groupOf(manifest), manifest.kind, namespaceOf(manifest) ?? '', nameOf(manifest)]);
}
