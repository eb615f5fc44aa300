import { createHash } from 'node:crypto';
import type { Acknowledgement } from '../checks/acknowledge/acknowledgement';
import { identityAsPath, identityOf } from '../kubernetes/object-identity';
import type { ObjectIdentity } from '../kubernetes/object-identity';
import type { ReportedFinding } from '../reports/report';
import type { RecordedObject } from './recorded-object';
import type { Source, SourceManifest } from './source';

/** Whether a file is still as `synth` wrote it; Git may have given its lines the ends of Windows. */
export function isAsWritten({ text }: Source, recorded: readonly RecordedObject[]): boolean {
  const hash = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
  return recorded.every(({ sha256 }) => sha256 === hash);
}

/** What constructs acknowledge of the manifests of one source, as `synth` recorded it. */
export function recordedAcknowledgements(
  { recorded = [] }: Source,
  manifests: readonly SourceManifest[],
): readonly Acknowledgement[] {
  if (recorded.length === 0) return [];
  const named = new Map<string, SourceManifest[]>();
  for (const manifest of manifests) {
    const key = keyOf(identityOf(manifest.manifest));
    const known = named.get(key);
    if (known === undefined) named.set(key, [manifest]);
    else known.push(manifest);
  }
  return recorded.flatMap((object) => {
    const [manifest, ...others] = named.get(keyOf(object)) ?? [];
    // Of two that are called the same, one cluster may acknowledge and the other not.
    if (manifest === undefined || others.length > 0) return [];
    return object.acknowledged.map(({ rule, reason, construct, by }): Acknowledgement => ({
      rule,
      reason,
      by: by ?? 'construct',
      scope: { kind: 'object', where: manifest.where },
      where: construct,
      isRecorded: true,
    }));
  });
}

function keyOf(identity: ObjectIdentity): string {
  return `${identity.apiVersion} ${identityAsPath(identity)}`;
}

/** A file that was edited after it was written is no longer what somebody acknowledged. */
export function changedFile({ name, text }: Source): ReportedFinding {
  const [excerpt] = text.split('\n', 1);
  return {
    id: 'source/changed-output',
    severity: 'warning',
    where: `${name}:1:1`,
    place: { file: name, line: 1, column: 1, excerpt },
    problem: 'The file is not as synth wrote it',
    consequence: 'What constructs acknowledge of it does not hold, and the next synth writes over it.',
    mend: 'Make the change in code and run synth again.',
  };
}
