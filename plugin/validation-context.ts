import type { FailOn } from '../reports/report';

/** What `properties` in `cdk8s.yaml` may say. */
export interface ValidationSettings {
  /**
   * From which severity on findings fail a synth.
   *
   * @default 'error', or what the configuration says
   */
  readonly failOn?: FailOn;
  /** File of the configuration. @default cdk8s-inference.yaml, if it is there */
  readonly config?: string;
}

/** What the cdk8s CLI hands to a validation plug-in, as far as it is used here. */
export interface ValidationContext {
  /** Paths of the files that the app has written. */
  readonly manifests: readonly string[];
  readonly report: ValidationReport;
}

export interface ValidationReport {
  addViolation(violation: ValidationViolation): void;
  submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
}

export interface ValidationViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly locations: readonly string[];
    readonly manifestPath: string;
  }[];
}
