import type { AcknowledgedBy, Acknowledgement } from '../checks/acknowledge/acknowledgement';
import type { FilePlace } from '../checks/file-place';
import type { Finding } from '../checks/finding';
import type { ObjectIdentity } from '../kubernetes/object-identity';

/** From which severity on findings fail a run. */
export type FailOn = 'error' | 'warning';

/** That a finding is accepted, and why. */
export interface Acceptance {
  readonly reason: string;
  readonly by: AcknowledgedBy;
  /** Path of the construct that accepts it. @default - no construct does */
  readonly construct?: string;
}

/** What a report says of the acknowledgement that holds for a finding. */
export function acceptanceOf({ reason, by, where }: Acknowledgement): Acceptance {
  return by === 'construct' ? { reason, by, construct: where } : { reason, by };
}

/** A finding with all that its reader may ask for. */
export interface ReportedFinding extends Finding {
  /** @default - it stands in no file */
  readonly place?: FilePlace;
  /** @default - it is about no object alone */
  readonly object?: ObjectIdentity;
  /** @default - there is one cluster alone */
  readonly cluster?: string;
  /** @default - it is not acknowledged */
  readonly accepted?: Acceptance;
}

/** Something that was not checked. */
export interface NotChecked {
  /** Such as `Gadget (v1)`, or `documents`. */
  readonly what: string;
  readonly count: number;
  /**
   * What is counted, by name, such as `models/llama`.
   *
   * @default - it has no names
   */
  readonly names?: readonly string[];
  /** As the end of a sentence: 'no schema is known of this kind'. */
  readonly why: string;
}

/** What came out of a run of the checks. */
export interface Report {
  /** In the order of clusters, files and lines. */
  readonly findings: readonly ReportedFinding[];
  readonly notChecked: readonly NotChecked[];
  /** Names of all files that were read. */
  readonly files: readonly string[];
  /** How many objects were checked. */
  readonly objects: number;
  readonly failOn: FailOn;
}

/** How many findings there are; what is acknowledged is counted as that alone. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly acknowledged: number;
}

/** Whether a finding fails the run. */
export function fails({ severity, accepted }: ReportedFinding, failOn: FailOn): boolean {
  if (accepted !== undefined) return false;
  return severity === 'error' || (severity === 'warning' && failOn === 'warning');
}

export function countsOf(findings: readonly ReportedFinding[]): Counts {
  const open = findings.filter(({ accepted }) => accepted === undefined);
  const count = (severity: Finding['severity']) => open.filter((finding) => finding.severity === severity).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
    acknowledged: findings.length - open.length,
  };
}
