import type { Finding } from '../checks/finding';
import { skippedRules } from '../checks/schema/validations/skipped-rules';
import { schemaOf } from '../imports/schema/load-schema';
import type { NotChecked } from '../reports/report';
import type { SourceContent } from './read-source';
import type { SourceManifest } from './source';

/** What was not checked of sources. */
export function notChecked(contents: Iterable<SourceContent>, strict: boolean): readonly NotChecked[] {
  const all = [...contents];
  const manifests = all.flatMap((content) => content.manifests);
  const others = all.reduce((sum, content) => sum + content.others, 0);
  return [
    ...(strict ? [] : ofUnknownKind(manifests)),
    ...notEvaluated(manifests),
    ...(others === 0 ? [] : [{ what: 'document', count: others, why: 'it is no manifest' }]),
  ];
}

/** Whether the schema of a manifest's kind is known. */
export function isOfKnownKind({ manifest }: SourceManifest): boolean {
  return schemaOf(manifest.apiVersion, manifest.kind) !== undefined;
}

/** What is told, where kinds must be known, of an object whose kind is not. */
export function unknownKind(manifest: SourceManifest): Finding {
  return {
    id: 'schema/unknown-kind',
    severity: 'error',
    where: manifest.where,
    field: 'kind',
    problem: `No schema is known of ${kindOf(manifest)}`,
    consequence: 'Of its fields nothing is checked.',
    mend: 'Correct apiVersion and kind, or check without --strict.',
  };
}

function ofUnknownKind(manifests: readonly SourceManifest[]): readonly NotChecked[] {
  const kinds = counted(manifests.filter((manifest) => !isOfKnownKind(manifest)).map(kindOf));
  return kinds.map(([what, count]) => ({ what, count, why: 'no schema is known of this kind' }));
}

/** Rules of the schemas of kinds that cannot be evaluated. */
function notEvaluated(manifests: readonly SourceManifest[]): readonly NotChecked[] {
  const kinds = new Map(manifests.map((manifest) => [kindOf(manifest), manifest.manifest]));
  return [...kinds].flatMap(([kind, { apiVersion, kind: name }]) => {
    const reasons = counted(skippedRules(apiVersion, name).map(({ why }) => why));
    return reasons.map(([why, count]) => ({ what: `rule of ${kind}`, count, why }));
  });
}

function kindOf({ manifest }: SourceManifest): string {
  return `${manifest.kind} (${manifest.apiVersion})`;
}

function counted(items: readonly string[]): readonly (readonly [item: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts];
}
