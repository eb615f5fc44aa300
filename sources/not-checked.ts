import type { Finding } from '../checks/finding';
import type { StatedKinds } from '../checks/schema/stated-kinds';
import { skippedOfStated, skippedRules } from '../checks/schema/validations/skipped-rules';
import { KUBERNETES_MINORS } from '../imports/schema/kubernetes-versions';
import { schemaOf } from '../imports/schema/load-schema';
import type { LocatedManifest } from '../kubernetes/manifest';
import type { NotChecked } from '../reports/report';
import type { SourceContent } from './read-source';
import type { SourceManifest } from './source';

type SomeManifest = Pick<LocatedManifest, 'manifest'>;

/** Of each cluster, the kinds that it defines itself. */
type SomeKinds = readonly (StatedKinds | undefined)[];

/** What was not checked of sources. */
export function notChecked(
  contents: Iterable<SourceContent>,
  strict: boolean,
  kinds: SomeKinds = [],
): readonly NotChecked[] {
  const all = [...contents];
  const manifests = all.flatMap((content) => content.manifests);
  const others = all.reduce((sum, content) => sum + content.others, 0);
  return [
    ...(strict ? [] : ofUnknownKind(manifests, kinds)),
    ...rulesNotEvaluated(manifests, kinds),
    ...(others === 0 ? [] : [{ what: 'document', count: others, why: 'it is no manifest' }]),
  ];
}

/** What no schema checks of manifests that were made in any way. */
export function notCheckedOf(manifests: readonly SomeManifest[], kinds: SomeKinds = []): readonly NotChecked[] {
  return [...ofUnknownKind(manifests, kinds), ...rulesNotEvaluated(manifests, kinds)];
}

/** What several clusters have in common, once and with its number in all. */
export function summed(items: readonly NotChecked[]): readonly NotChecked[] {
  const known = new Map<string, NotChecked>();
  for (const item of items) {
    const key = JSON.stringify([item.what, item.why]);
    const other = known.get(key);
    known.set(key, other === undefined ? item : sumOf(other, item));
  }
  return [...known.values()];
}

/** Clusters may have services of one name, which is then said once. */
function sumOf(one: NotChecked, other: NotChecked): NotChecked {
  const names = [...new Set([...(one.names ?? []), ...(other.names ?? [])])];
  return { ...one, count: one.count + other.count, names: names.length === 0 ? undefined : names };
}

/** Whether the schema of a manifest's kind is known, of whatever version of Kubernetes, or of definitions beside it. */
export function isOfKnownKind({ manifest: { apiVersion, kind } }: SomeManifest, kinds: SomeKinds = []): boolean {
  // A definition is read when it is asked for, which takes longer than to look at those at hand.
  if (schemaOf(apiVersion, kind) !== undefined) return true;
  if (kinds.some((stated) => stated?.schemaOf(apiVersion, kind) !== undefined)) return true;
  return KUBERNETES_MINORS.some((minor) => schemaOf(apiVersion, kind, minor) !== undefined);
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

function ofUnknownKind(manifests: readonly SomeManifest[], kinds: SomeKinds): readonly NotChecked[] {
  const unknown = counted(manifests.filter((manifest) => !isOfKnownKind(manifest, kinds)).map(kindOf));
  return unknown.map(([what, count]) => ({ what, count, why: 'no schema is known of this kind' }));
}

/** Rules of the schemas of kinds that cannot be evaluated. */
function rulesNotEvaluated(manifests: readonly SomeManifest[], kinds: SomeKinds): readonly NotChecked[] {
  const all = new Map(manifests.map((manifest) => [kindOf(manifest), manifest]));
  return [...all].flatMap(([kind, manifest]) => {
    const reasons = counted(reasonsNotEvaluated(manifest, kinds));
    return reasons.map(([why, count]) => ({ what: `rule of ${kind}`, count, why }));
  });
}

/** Where several clusters state a kind, the first of them speaks for all. */
function reasonsNotEvaluated(manifest: SomeManifest, kinds: SomeKinds): readonly string[] {
  const { apiVersion, kind } = manifest.manifest;
  if (isOfKnownKind(manifest)) return skippedRules(apiVersion, kind).map(({ why }) => why);
  const stating = kinds.find((stated) => stated?.schemaOf(apiVersion, kind) !== undefined);
  return stating === undefined ? [] : skippedOfStated(apiVersion, kind, stating);
}

function kindOf({ manifest }: SomeManifest): string {
  return `${manifest.kind} (${manifest.apiVersion})`;
}

function counted(items: readonly string[]): readonly (readonly [item: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts];
}
