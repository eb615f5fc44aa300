import type { Finding } from '../checks/finding';
import { formatFindings } from '../checks/format-findings';

/** Why nothing was written: the only error that this library throws on purpose. */
export class SynthError extends Error {
  /** Everything that was found, warnings and notes too. */
  public readonly findings: readonly Finding[];

  public constructor(findings: readonly Finding[]) {
    super(formatFindings(findings));
    this.name = 'SynthError';
    this.findings = findings;
  }
}
