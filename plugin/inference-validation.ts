import { validate } from './validate';
import type { ValidationContext, ValidationSettings } from './validation-context';

/**
 * Checks what any cdk8s app has written, as a validation plug-in of the cdk8s CLI. All manifests of the app are one
 * cluster, unless the configuration names several, or an index of `FleetApp` says what is known of each.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class InferenceValidation {
  public constructor(private readonly props: ValidationSettings = {}) {}

  /** Tells of everything that would go wrong; an error, or what `failOn` names, fails the synth. */
  public validate(context: ValidationContext): Promise<void> {
    validate(this.props, context);
    return Promise.resolve();
  }
}
