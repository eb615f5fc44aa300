import type { Acknowledgement } from '../checks/acknowledge/acknowledgement';
import { placeInWords } from '../checks/file-place';
import type { FilePlace } from '../checks/file-place';
import { acceptanceOf } from '../reports/report';
import type { ReportedFinding } from '../reports/report';
import { asWritten } from './as-written';
import { FieldPlaces } from './field-place';
import type { SourceItem } from './source-item';

/** A finding with the acknowledgement that holds for it. */
export type JudgedItem = SourceItem & { readonly acknowledgement?: Acknowledgement };

/**
 * Gives every finding its place, and puts them in the order of files, clusters, lines and columns.
 *
 * @param files - names of all files, in their order
 */
export function placeItems(items: readonly JudgedItem[], files: readonly string[]): readonly ReportedFinding[] {
  const order = new Map(files.map((file, index) => [file, index]));
  const fileOf = ({ subject }: JudgedItem) => order.get(subject.file ?? '') ?? files.length;
  const clusters = new Map<string | undefined, number>();
  for (const { cluster } of items) if (!clusters.has(cluster)) clusters.set(cluster, clusters.size);
  const clusterOf = ({ cluster }: JudgedItem) => clusters.get(cluster) ?? 0;
  const places = new FieldPlaces();
  return (
    [...items]
      // Document by document, so that each is read for its places once.
      .sort((one, other) => fileOf(one) - fileOf(other) || documentOf(one) - documentOf(other))
      .map((item) => ({ item, place: placeOf(item, places) }))
      .sort(
        (one, other) =>
          fileOf(one.item) - fileOf(other.item) ||
          clusterOf(one.item) - clusterOf(other.item) ||
          lineOf(one.place) - lineOf(other.place) ||
          columnOf(one.place) - columnOf(other.place),
      )
      .map(({ item, place }) => reported(item, place))
  );
}

function documentOf({ manifest }: JudgedItem): number {
  return manifest?.document.line ?? 0;
}

function placeOf({ place, manifest, finding }: JudgedItem, places: FieldPlaces): FilePlace | undefined {
  return place ?? (manifest && places.placeOf(manifest, finding.field));
}

function lineOf(place: FilePlace | undefined): number {
  return place?.line ?? 0;
}

function columnOf(place: FilePlace | undefined): number {
  return place?.column ?? 0;
}

function reported(
  { finding, subject, cluster, acknowledgement }: JudgedItem,
  place: FilePlace | undefined,
): ReportedFinding {
  return {
    ...(place === undefined ? finding : asWritten(finding, place)),
    where: place === undefined ? finding.where : placeInWords(place),
    place,
    object: subject.object,
    cluster,
    accepted: acknowledgement && acceptanceOf(acknowledgement),
  };
}
