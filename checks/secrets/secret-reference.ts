import type { Manifest } from '../../kubernetes/manifest';

/** That an object needs a Secret. */
export interface SecretReference {
  readonly name: string;
  /** Where it is looked for. @default - the namespace into which the object is applied */
  readonly namespace?: string;
  /** @default - all that it has */
  readonly key?: string;
  /** Of the object that needs it. */
  readonly manifest: Manifest;
  /** Whether it is an entry of KServe's storage, which has rules of its own. @default false */
  readonly isStorage?: boolean;
}

/** A reference of a pod, or of another object, without that object. */
export type NamedSecret = Pick<SecretReference, 'name' | 'key'>;
