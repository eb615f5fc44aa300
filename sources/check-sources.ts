import { acknowledge } from '../checks/acknowledge/acknowledge';
import type { AcknowledgementFinding } from '../checks/acknowledge/acknowledge';
import type { Acknowledgement, Subject } from '../checks/acknowledge/acknowledgement';
import { acknowledgementsOf } from '../checks/acknowledge/annotations';
import { checkCluster } from '../checks/check-cluster';
import { checkDeliveredFiles } from '../checks/delivery/check-delivery';
import type { DeliveredClusters } from '../checks/delivery/check-delivery';
import { ScaledObjects } from '../checks/delivery/scaled-objects';
import type { Finding } from '../checks/finding';
import { checkAgainstBase } from '../checks/immutability/check-against-base';
import { isChosen } from '../checks/rules/rule-choice';
import type { RuleChoice } from '../checks/rules/rule-choice';
import type { Manifest } from '../kubernetes/manifest';
import { identityOf } from '../kubernetes/object-identity';
import type { ProgressListener } from '../reports/progress';
import type { FailOn, Report } from '../reports/report';
import { isExpected } from '../checks/acknowledge/expected';
import { checkFolderSizes } from './folder-sizes';
import type { SourceCluster } from './gather-clusters';
import { isOfKnownKind, notChecked, summed, unknownKind } from './not-checked';
import { placeItems } from './place-items';
import { readSource } from './read-source';
import { recordedAcknowledgements } from './recorded-acknowledgements';
import type { SourceContent } from './read-source';
import type { Source, SourceManifest } from './source';
import { itemOfFile, itemOfManifest } from './source-item';
import type { SourceItem } from './source-item';
import { isOfVariable, ofVariables } from './variables';
import { withStatedKinds } from './stated-kinds';
import type { PlacedDefinition } from './stated-kinds';
import { unknownRuntimes } from './unknown-runtimes';

/** How sources are checked, and what of it is told. */
export interface CheckSettings {
  /** @default 'error' */
  readonly failOn?: FailOn;
  /**
   * Whether a kind whose schema is not known is an error.
   *
   * @default false
   */
  readonly strict?: boolean;
  /** @default all rules */
  readonly rules?: RuleChoice;
  /**
   * Those of the configuration; objects state their own.
   *
   * @default []
   */
  readonly acknowledgements?: readonly Acknowledgement[];
  /**
   * Whether everything is checked that the acknowledgements were written for.
   *
   * @default false
   */
  readonly isWhole?: boolean;
  /** @default - nobody hears how far it has come */
  readonly listen?: ProgressListener;
}

const ALL_RULES: RuleChoice = { only: [], skip: [] };

/** Checks the manifests of sources as those of one cluster; places are files with lines and columns. */
export function checkSources(sources: readonly Source[], settings: CheckSettings = {}): Report {
  return checkClusters([{ sources }], settings);
}

/** Checks the manifests of clusters, each on its own. */
export function checkClusters(asked: readonly SourceCluster[], settings: CheckSettings = {}): Report {
  const { rules = ALL_RULES, strict = false, isWhole = false, failOn = 'error', listen } = settings;
  const contents = readAll(asked, listen);
  const clusters = asked.map((cluster) => ({
    ...cluster,
    facts: withStatedKinds(cluster.facts, definitionsIn(cluster.sources, contents)),
  }));
  const manifests = [...contents.values()].flatMap((content) => content.manifests);
  const scaled = new ScaledObjects(() => deliveredFiles(clusters, contents));
  const all = [
    ...[...contents.values()].flatMap(({ findings }) => findings.map(itemOfFile)),
    ...clusters.flatMap((cluster, index) => {
      listen?.('checking cluster', index + 1, clusters.length);
      const named = clusters.length > 1 ? cluster : { ...cluster, name: undefined };
      return itemsOfCluster(named, contents, strict);
    }),
    ...itemsOfDelivery(clusters, contents),
  ].filter(({ finding }) => isChosen(finding.id, rules) && !scaled.isSettled(finding));
  const items = all.filter((item) => !isOfVariable(item));
  const acknowledgements = [
    ...acknowledgementsOf(manifests),
    ...[...contents].flatMap(([source, content]) => recordedAcknowledgements(source, content.manifests)),
    ...(settings.acknowledgements ?? []),
  ];
  const looked = { at: 'files', subjects: subjectsOf(contents), rules, isWhole } as const;
  const judged = acknowledge(items, acknowledgements, (acknowledgement) => isExpected(acknowledgement, looked));
  const files = [...contents.keys()].map(({ name }) => name);
  return {
    findings: placeItems([...judged.findings, ...itemsOfAcknowledgements(judged.about, manifests)], files),
    notChecked: summed([
      ...notChecked(
        contents.values(),
        strict,
        clusters.map(({ facts }) => facts.kinds),
      ),
      ...ofVariables(all.length - items.length),
      ...clusters.flatMap(({ sources, facts }) => unknownRuntimes(manifestsOf(sources, contents), facts)),
    ]),
    files,
    objects: manifests.length,
    failOn,
  };
}

/** What each source holds; one that several clusters share is read once. */
function readAll(clusters: readonly SourceCluster[], listen?: ProgressListener): ReadonlyMap<Source, SourceContent> {
  const sources = [...new Set(clusters.flatMap((cluster) => cluster.sources))];
  return new Map(
    sources.map((source, index) => {
      listen?.('reading file', index, sources.length);
      return [source, readSource(source)];
    }),
  );
}

function manifestsOf(sources: readonly Source[], contents: ReadonlyMap<Source, SourceContent>): readonly Manifest[] {
  return sources.flatMap((source) => contents.get(source)?.manifests ?? []).map(({ manifest }) => manifest);
}

function definitionsIn(
  sources: readonly Source[],
  contents: ReadonlyMap<Source, SourceContent>,
): readonly PlacedDefinition[] {
  return sources.flatMap((source) =>
    (contents.get(source)?.manifests ?? []).map(({ manifest }) => ({ manifest, place: source.name })),
  );
}

function itemsOfCluster(
  { name, sources, facts, base = [] }: SourceCluster,
  contents: ReadonlyMap<Source, SourceContent>,
  strict: boolean,
): readonly SourceItem[] {
  const manifests = sources.flatMap((source) => contents.get(source)?.manifests ?? []);
  const byWhere = new Map(manifests.map((manifest) => [manifest.where, manifest]));
  const isKnown = (manifest: SourceManifest) => isOfKnownKind(manifest, [facts?.kinds]);
  const unknown = strict ? manifests.filter((manifest) => !isKnown(manifest)).map(unknownKind) : [];
  const found = [...checkCluster(manifests, facts), ...checkAgainstBase(base, manifests, facts?.kinds), ...unknown];
  return found.map((finding) => {
    const manifest = byWhere.get(finding.where);
    const { where } = finding;
    return manifest === undefined
      ? { finding, subject: { where, file: where } }
      : itemOfManifest(finding, manifest, name);
  });
}

function placedFile(name: string): string {
  return name.replaceAll('\\', '/');
}

/** The files of all clusters; one that several share counts once. */
function deliveredFiles(
  clusters: readonly SourceCluster[],
  contents: ReadonlyMap<Source, SourceContent>,
  visit?: (manifest: SourceManifest, cluster: SourceCluster) => void,
): DeliveredClusters {
  const seen = new Set<Source>();
  const placed = clusters.map((cluster) => {
    const own = cluster.sources.filter((source) => !seen.has(source));
    for (const source of own) seen.add(source);
    return own
      .flatMap((source) => contents.get(source)?.manifests ?? [])
      .map((manifest) => {
        visit?.(manifest, cluster);
        return { ...manifest, file: placedFile(manifest.source) };
      });
  });
  return { clusters: placed, placement: 'read' };
}

/** What Applications make of the files of all clusters. */
function itemsOfDelivery(
  clusters: readonly SourceCluster[],
  contents: ReadonlyMap<Source, SourceContent>,
): readonly SourceItem[] {
  const items = new Map<string, (finding: Finding) => SourceItem>();
  const delivered = deliveredFiles(clusters, contents, (manifest, { name }) => {
    items.set(manifest.where, (finding) => itemOfManifest(finding, manifest, clusters.length > 1 ? name : undefined));
  });
  const texts = new Map([...contents.keys()].map((source) => [placedFile(source.name), source.text]));
  const sizeOf = (file: string) => Buffer.byteLength(texts.get(file) ?? '');
  return [...checkDeliveredFiles(delivered), ...checkFolderSizes(delivered, sizeOf)].flatMap((finding) => {
    return items.get(finding.where)?.(finding) ?? [];
  });
}

/** What is wrong with acknowledgements: those of objects stand in their files, others in the configuration's. */
function itemsOfAcknowledgements(
  faults: readonly AcknowledgementFinding[],
  manifests: readonly SourceManifest[],
): readonly SourceItem[] {
  const byWhere = new Map(manifests.map((manifest) => [manifest.where, manifest]));
  return faults.map(({ finding, acknowledgement: { place } }) => {
    const manifest = byWhere.get(finding.where);
    if (manifest !== undefined) return itemOfManifest(finding, manifest);
    return { finding, place, subject: { where: finding.where, file: place?.file ?? finding.where } };
  });
}

function subjectsOf(contents: ReadonlyMap<Source, SourceContent>): readonly Subject[] {
  return [...contents].flatMap(([{ name }, { manifests }]): readonly Subject[] => [
    { where: name, file: name },
    ...manifests.map(({ where, manifest }) => ({ where, file: name, object: identityOf(manifest) })),
  ]);
}
