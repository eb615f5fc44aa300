import { isArray, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { fieldSteps } from '../../preview/field-steps';
import { mergedPredictor } from '../../preview/kserve/merged-predictor';
import { modelDemands } from '../../preview/kserve/model-demands';
import { RuntimeIndex } from '../../preview/kserve/runtime-index';
import { Selection } from '../../preview/kserve/selection';
import type { MergedPod } from '../../preview/merged-pod';
import type { ClusterFacts } from '../cluster-facts';
import { kserveConfiguration } from '../kserve/kserve-facts';
import type { PodView } from './pod-view';

/** Pods that KServe makes of services, and the runtimes that they were made of. */
export interface KservePods {
  readonly pods: readonly PodView[];
  readonly runtimes: ReadonlySet<Manifest>;
}

/** The pods that KServe makes for the services of one cluster, of those whose runtime is known. */
export function kservePods(objects: readonly LocatedManifest[], facts: ClusterFacts): KservePods {
  const services = objects.filter(({ manifest }) => isService(manifest));
  if (services.length === 0) return { pods: [], runtimes: new Set() };
  const manifests = objects.map(({ manifest }) => manifest);
  const inventory = facts.inventory ?? [];
  const runtimes = new RuntimeIndex(manifests, inventory);
  const selection = new Selection(runtimes);
  const configuration = kserveConfiguration([...manifests, ...inventory], facts.kserve);
  const places = new Map(objects.map(({ manifest, where }) => [manifest, where]));
  const merged = new Set<Manifest>();
  const pods = services.flatMap(({ manifest, where }) => {
    const runtime = runtimes.namedBy(manifest) ?? selectedFor(manifest, selection);
    const result = mergedPredictor(manifest, runtime, configuration);
    if (result.outcome !== 'pods') return [];
    if (runtime !== undefined) merged.add(runtime);
    return result.pods.map((pod) => viewOf(pod, where, places));
  });
  return { pods, runtimes: merged };
}

/** The runtime that KServe selects, where nothing but the cluster decides between several. */
function selectedFor(service: Manifest, selection: Selection): Manifest | undefined {
  const demands = modelDemands(service);
  if (demands === undefined || demands.runtime !== undefined) return undefined;
  const [first, second] = selection.contenders(demands);
  return second === undefined ? first?.manifest : undefined;
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

function isService({ apiVersion, kind }: Manifest): boolean {
  return kind === 'InferenceService' && apiVersion === 'serving.kserve.io/v1beta1';
}
