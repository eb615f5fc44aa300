import { isArray, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { fieldSteps } from '../../preview/field-steps';
import type { MergedPod } from '../../preview/merged-pod';
import { isInferenceService } from '../kserve/kserve-services';
import type { KserveServices } from '../kserve/kserve-services';
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
  const pods = objects.flatMap(({ manifest, where }) => {
    if (!isInferenceService(manifest)) return [];
    const result = services.podsOf(manifest);
    if (result.outcome !== 'pods') return [];
    const runtime = services.runtimeOf(manifest);
    if (runtime !== undefined) runtimes.add(runtime);
    return result.pods.map((pod) => viewOf(pod, where, places));
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
      const inSpec = field.slice('spec.'.length);
      const origin = pod.originOf(inSpec);
      // What a controller writes itself is nobody's to mend; of what is missing it says where it could be written.
      if (origin.author === 'controller' && isWritten(pod.spec, inSpec)) return undefined;
      const place = places.get(origin.manifest);
      return place === undefined ? { where, field: 'spec.predictor' } : { where: place, field: origin.field };
    },
  };
}

function isWritten(spec: JsonValue, field: string): boolean {
  let current: JsonValue | undefined = spec;
  for (const step of fieldSteps(field)) {
    if (typeof step === 'number') current = isArray(current) ? current[step] : undefined;
    else current = valueAt(current, step);
  }
  return current !== undefined;
}
