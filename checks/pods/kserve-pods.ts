import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { MergedPod } from '../../preview/merged-pod';
import { isInferenceService } from '../kserve/kserve-services';
import type { KserveServices } from '../kserve/kserve-services';
import { RuntimesElsewhere } from './given-faults';
import { mergedPlace } from './merged-place';
import { labelledDevices, podViews } from './pod-view';
import type { PodView } from './pod-view';

/** Pods that KServe makes of services, and the runtimes that they were made of. */
export interface KservePods {
  readonly pods: readonly PodView[];
  readonly runtimes: ReadonlySet<Manifest>;
}

/** The pods that KServe makes for the services of one cluster, of those whose runtime is known. */
export function kservePods(objects: readonly LocatedManifest[], services: KserveServices): KservePods {
  const places = new Map(objects.map(({ manifest, where }) => [manifest, where]));
  const runtimes = new Set<Manifest>();
  const views = new RuntimesElsewhere((runtime) => podViews({ manifest: runtime, where: '' }));
  const pods = objects.flatMap(({ manifest, where }) => {
    if (!isInferenceService(manifest)) return [];
    const result = services.podsOf(manifest);
    if (result.outcome !== 'pods') return [];
    const runtime = services.runtimeOf(manifest);
    if (runtime !== undefined) runtimes.add(runtime);
    const labelledFor = labelledDevices(runtime);
    const given = runtime === undefined || places.has(runtime) ? undefined : views.of(runtime);
    return result.pods.map((pod) => ({ ...viewOf(pod, where, places), labelledFor, given }));
  });
  return { pods, runtimes };
}

function viewOf(pod: MergedPod, where: string, places: ReadonlyMap<Manifest, string>): PodView {
  return {
    namespace: pod.namespace,
    labels: pod.labels,
    annotations: pod.annotations,
    spec: pod.spec,
    owner: { where, field: 'spec.predictor' },
    isPartial: false,
    addedVolumes: pod.addedVolumes,
    placeOf: (field) => {
      // Labels and annotations come from several places, and those of the service win.
      if (!field.startsWith('spec.')) return { where, field };
      const { spec, originOf } = pod;
      const owner = { where, field: 'spec.predictor' };
      return mergedPlace(field.slice('spec.'.length), { spec, originOf, owner, placeOf: (one) => places.get(one) });
    },
  };
}
