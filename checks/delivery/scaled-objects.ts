import type { Manifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import type { DeliveredClusters } from './check-delivery';
import { SourcedObjects } from './delivered-tree';
import { deliveringApplications } from './delivering-applications';
import { applicationLeavesReplicas, kustomizationLeavesReplicas } from './left-replicas';
import { applyingKustomizations } from './two-tools';

/** Rules that warn of a number of replicas which Git and an autoscaler both write. */
const WARNED_BY: ReadonlySet<string> = new Set(['autoscaling/scaled-replicas', 'lws/scaled-replicas']);

/** Whether a number of replicas is left alone, by everybody who delivers the object. */
type LeavesReplicas = (object: Manifest) => boolean;

/**
 * What is known of scaled objects by what delivers them, in whichever cluster that stands. It is looked at only where there
 * is a warning.
 */
export class ScaledObjects {
  private byPlace: ReadonlyMap<string, boolean> | undefined;

  public constructor(private readonly delivered: () => DeliveredClusters) {}

  /** Whether a warning is none, since all that deliver the object are told to leave the field alone. */
  public isSettled({ id, where }: Finding): boolean {
    if (!WARNED_BY.has(id)) return false;
    this.byPlace ??= placesLeftAlone(this.delivered());
    return this.byPlace.get(where) === true;
  }
}

/** Places of objects that something delivers, and whether all that do so leave their replicas alone. */
function placesLeftAlone({ clusters, placement }: DeliveredClusters): ReadonlyMap<string, boolean> {
  const applications = clusters.flatMap(deliveringApplications);
  const kustomizations = clusters.flatMap(applyingKustomizations);
  const sources = [
    ...applications.flatMap((application) => application.sources),
    ...kustomizations.map(({ source }) => source),
  ];
  const places = new Map<string, boolean>();
  if (sources.length === 0) return places;
  const sourced = new SourcedObjects(sources, clusters.flat(), placement);
  const note = (source: (typeof sources)[number], leavesReplicas: LeavesReplicas): void => {
    // What is not stated to be a folder of manifests may be a kustomization, which takes files of folders below, too.
    for (const { object } of source.isStated ? sourced.of(source) : sourced.below(source)) {
      places.set(object.where, (places.get(object.where) ?? true) && leavesReplicas(object.manifest));
    }
  };
  for (const { manifest, sources: ofApplication } of applications) {
    for (const source of ofApplication) note(source, (object) => applicationLeavesReplicas(manifest, object));
  }
  for (const { manifest, source } of kustomizations) {
    note(source, (object) => kustomizationLeavesReplicas(manifest, object));
  }
  return places;
}
