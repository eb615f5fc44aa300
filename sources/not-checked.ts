import type { Finding } from '../checks/finding';
import { skippedRules } from '../checks/schema/validations/skipped-rules';
import { KUBERNETES_MINORS } from '../imports/schema/kubernetes-versions';
import { schemaOf } from '../imports/schema/load-schema';
import type { LocatedManifest } from '../kubernetes/manifest';
import type { NotChecked } from '../reports/report';
import type { SourceContent } from './read-source';
import type { SourceManifest } from './source';

type SomeManifest = Pick<LocatedManifest, 'manifest'>;

/** What was not checked of sources. */
export function notChecked(contents: Iterable<SourceContent>, strict: boolean): readonly NotChecked[] {
  const all = [...contents];
  const manifests = all.flatMap((content) => content.manifests);
  const others = all.reduce((sum, content) => sum + content.others, 0);
  return [
    ...(strict ? [] : ofUnknownKind(manifests)),
    ...rulesNotEvaluated(manifests),
    ...(others === 0 ? [] : [{ what: 'document', count: others, why: 'it is no manifest' }]),
  ];
}

/** What no schema checks of manifests that were made in any way. */
export function notCheckedOf(manifests: readonly SomeManifest[]): readonly NotChecked[] {
  return [...ofUnknownKind(manifests), ...rulesNotEvaluated(manifests)];
}

/** What several clusters have in common, once and with its number in all. */
export function summed(items: readonly NotChecked[]): readonly NotChecked[] {
  const known = new Map<string, NotChecked>();
  for (const item of items) {
    const key = JSON.stringify([item.what, item.why]);
    known.set(key, { ...item, count: item.count + (known.get(key)?.count ?? 0) });
  }
  return [...known.values()];
}

/** Whether the schema of a manifest's kind is known, of whatever version of Kubernetes. */
export function isOfKnownKind({ manifest: { apiVersion, kind } }: SomeManifest): boolean {
  const isIn = (minor: number) => schemaOf(apiVersion, kind, minor) !== undefined;
  return schemaOf(apiVersion, kind) !== undefined || KUBERNETES_MINORS.some(isIn);
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

function ofUnknownKind(manifests: readonly SomeManifest[]): readonly NotChecked[] {
  const kinds = counted(manifests.filter((manifest) => !isOfKnownKind(manifest)).map(kindOf));
  return kinds.map(([what, count]) => ({ what, count, why: 'no schema is known of this kind' }));
}

/** Rules of the schemas of kinds that cannot be evaluated. */
function rulesNotEvaluated(manifests: readonly SomeManifest[]): readonly NotChecked[] {
  const kinds = new Map(manifests.map((manifest) => [kindOf(manifest), manifest.manifest]));
  return [...kinds].flatMap(([kind, { apiVersion, kind: name }]) => {
    const reasons = counted(skippedRules(apiVersion, name).map(({ why }) => why));
    return reasons.map(([why, count]) => ({ what: `rule of ${kind}`, count, why }));
  });
}

function kindOf({ manifest }: SomeManifest): string {
  return `${manifest.kind} (${manifest.apiVersion})`;
}

function counted(items: readonly string[]): readonly (readonly [item: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts];
}
