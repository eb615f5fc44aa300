import type { ObjectIdentity } from '../../kubernetes/object-identity';
import type { FilePlace } from '../file-place';

/** In which way somebody said that a finding is known and accepted. */
export type AcknowledgedBy = 'construct' | 'annotation' | 'configuration';

/** What a finding is told of. */
export interface Subject {
  /** Construct path, or the key of a manifest of a file. */
  readonly where: string;
  /** @default - it comes from constructs */
  readonly file?: string;
  /** @default - it is about no object alone */
  readonly object?: ObjectIdentity;
  /** Construct path of the runtime whose engine it holds in full. @default - it holds none */
  readonly heldRuntime?: string;
}

/** For which findings of its rule an acknowledgement holds. */
export type AcknowledgementScope =
  /** Those of a construct, of all inside of it, and of what holds the engine of the construct. */
  | { readonly kind: 'construct'; readonly path: string }
  /** Those of the object that says so itself. */
  | { readonly kind: 'object'; readonly where: string }
  /** Those of whatever a pattern matches, which may be one of files or of constructs alone. */
  | { readonly kind: 'pattern'; readonly of?: 'files' | 'constructs'; readonly covers: (subject: Subject) => boolean };

/** That findings of a rule are known and accepted somewhere, and why. */
export interface Acknowledgement {
  /** Id of the rule. */
  readonly rule: string;
  readonly reason: string;
  readonly by: AcknowledgedBy;
  readonly scope: AcknowledgementScope;
  /** Where it is stated: construct path, key of a manifest, or place in the configuration. */
  readonly where: string;
  /**
   * Whether `synth` wrote it down, which had seen that it holds for something.
   *
   * @default false
   */
  readonly isRecorded?: boolean;
  /** @default - it is stated in no field */
  readonly field?: string;
  /** @default - it is stated in no file, or in a manifest, whose places are found later */
  readonly place?: FilePlace;
}
