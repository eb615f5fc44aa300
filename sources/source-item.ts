import type { SubjectFinding } from '../checks/acknowledge/acknowledge';
import type { FilePlace } from '../checks/file-place';
import type { Finding } from '../checks/finding';
import { identityOf } from '../kubernetes/object-identity';
import type { ReportedFinding } from '../reports/report';
import type { SourceManifest } from './source';

/** A finding on its way to a report. */
export interface SourceItem extends SubjectFinding {
  /** @default - it is found later, by the manifest and the field */
  readonly place?: FilePlace;
  /** @default - it is about a file, or about nothing that was checked */
  readonly manifest?: SourceManifest;
  /** @default - there is one cluster alone, or it is about none */
  readonly cluster?: string;
}

/** What is told while a file is read. */
export function itemOfFile(finding: ReportedFinding): SourceItem {
  const { where, place } = finding;
  return { finding, place, subject: { where, file: place?.file ?? where } };
}

/** What is told of a manifest. */
export function itemOfManifest(finding: Finding, manifest: SourceManifest, cluster?: string): SourceItem {
  const { where, source: file } = manifest;
  return { finding, manifest, cluster, subject: { where, file, object: identityOf(manifest.manifest) } };
}
