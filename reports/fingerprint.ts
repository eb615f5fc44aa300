import { createHash } from 'node:crypto';
import { identityAsPath } from '../kubernetes/object-identity';
import type { ReportedFinding } from './report';

/**
 * A mark of each finding, in their order, that is the same in the next run although lines above it come and go, and
 * that no two findings of a run share.
 */
export function fingerprints(findings: readonly ReportedFinding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { id, cluster, place, where, object, field, problem } = finding;
    const parts = [id, cluster, place?.file ?? where, object && identityAsPath(object), field, problem];
    const content = JSON.stringify(parts);
    const earlier = seen.get(content) ?? 0;
    seen.set(content, earlier + 1);
    return createHash('sha256').update(`${content}${earlier}`).digest('hex').slice(0, 32);
  });
}
