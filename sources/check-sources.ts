import { checkCluster } from '../checks/check-cluster';
import type { Finding } from '../checks/finding';
import { schemaOf } from '../imports/schema/load-schema';
import { fieldPlace } from './field-place';
import { readSource } from './read-source';
import type { Source, SourceManifest } from './read-source';

/** What came out when sources were checked. */
export interface CheckReport {
  readonly findings: readonly Finding[];
  readonly sources: number;
  readonly manifests: number;
  /** Documents that are no manifests, such as the values of a chart. */
  readonly others: number;
  /** How many manifests there are of kinds whose schema is not known, by `Kind.group/version`. */
  readonly unknownKinds: ReadonlyMap<string, number>;
}

/** Checks the manifests of sources as those of one cluster; places are files with lines and columns. */
export function checkSources(sources: readonly Source[]): CheckReport {
  const contents = sources.map(readSource);
  const manifests = contents.flatMap((content) => content.manifests);
  const byPlace = new Map(manifests.map((manifest) => [manifest.where, manifest]));
  const findings = checkCluster(manifests).map((finding) => placed(finding, byPlace.get(finding.where)));
  return {
    findings: [...contents.flatMap((content) => content.findings), ...findings],
    sources: sources.length,
    manifests: manifests.length,
    others: contents.reduce((sum, { others }) => sum + others, 0),
    unknownKinds: unknownKinds(manifests),
  };
}

function placed(finding: Finding, manifest: SourceManifest | undefined): Finding {
  if (manifest === undefined) return finding;
  return { ...finding, where: fieldPlace(manifest, finding.field ?? '') };
}

function unknownKinds(manifests: readonly SourceManifest[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { manifest } of manifests) {
    if (schemaOf(manifest.apiVersion, manifest.kind) !== undefined) continue;
    const kind = `${manifest.kind} (${manifest.apiVersion})`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
