import { formatFindings } from '../reports/format-finding';
import type { ReportedFinding } from '../reports/report';

/** Why nothing was written: the only error that this library throws on purpose. */
export class SynthError extends Error {
  /** Everything that was found, warnings and notes too. */
  public readonly findings: readonly ReportedFinding[];

  public constructor(findings: readonly ReportedFinding[]) {
    super(formatFindings(findings));
    this.name = 'SynthError';
    this.findings = findings;
  }
}
