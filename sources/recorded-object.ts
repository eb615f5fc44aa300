import type { ObjectIdentity } from '../kubernetes/object-identity';

/** That findings of a rule were acknowledged in code when `synth` wrote an object. */
export interface RecordedAcknowledgement {
  readonly rule: string;
  readonly reason: string;
  /** Path of the construct that acknowledges, or that the configuration names. */
  readonly construct: string;
  /** @default 'construct' */
  readonly by?: 'configuration';
}

/** An object of which something was acknowledged, and the hash of the file as it was written. */
export interface RecordedObject extends ObjectIdentity {
  /** Of its file, below the folder. */
  readonly path: string;
  readonly sha256: string;
  readonly acknowledged: readonly RecordedAcknowledgement[];
}
