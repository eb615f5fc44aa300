import { fieldPath } from '../../kubernetes/field-path';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import { arrayAt, isObject, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, LocatedManifest } from '../../kubernetes/manifest';
import { fieldSteps } from '../../preview/field-steps';
import type { LlmPod } from '../../preview/llm-inference-service/pods';
import type { ClusterFacts } from '../cluster-facts';
import { PROBES } from '../pods/probes';
import type { FieldPlace, PodView } from '../pods/pod-view';
import type { LlmCluster } from './llm-cluster';
import { madeServices } from './made-services';
import type { PresetCommand } from './preset-command';
import type { LlmService } from './service';
import { checkServingPort } from './serving-port';
import type { StartedPod } from './started-pod';

/** The pods that KServe makes for the LLMInferenceServices of one cluster, of those whose configurations are known. */
export function llmPodViews(objects: readonly LocatedManifest[], facts: ClusterFacts): readonly PodView[] {
  if (!objects.some(({ manifest }) => manifest.kind === 'LLMInferenceService')) return [];
  const { cluster, services } = madeServices(objects, facts);
  return services.flatMap(({ service, where, made: { merged, started } }) =>
    merged === undefined ? [] : started.map((pod) => viewOf(pod, merged, service, where, cluster)),
  );
}

function viewOf(
  started: StartedPod,
  merged: JsonObject,
  service: LlmService,
  where: string,
  cluster: LlmCluster,
): PodView {
  const { pod } = started;
  return {
    namespace: pod.namespace,
    labels: pod.labels,
    annotations: pod.annotations,
    spec: withoutForeignProbes(started, merged),
    owner: { where, field: pod.path },
    isPartial: false,
    addedVolumes: pod.addedVolumes,
    placeOf: (field) => {
      const place = placeIn(started, service, where, cluster, field);
      // Volumes of KServe's own configurations are nobody's to mend.
      return field.startsWith('spec.volumes[') && place.field === OF_KSERVE ? undefined : place;
    },
  };
}

/** Probes of a port that another container answers on, or that is told of already, are none of the engine's. */
function withoutForeignProbes({ spec, pod, engine }: StartedPod, merged: JsonObject): JsonObject {
  if (engine === undefined) return spec;
  const isElsewhere = checkServingPort(pod, engine, merged).length > 0;
  const foreign = portsBeside(pod.main, spec);
  const isForeign = (name: string, probe: JsonValue) =>
    PROBES.some((each) => each === name) &&
    (isElsewhere || ['httpGet', 'tcpSocket'].some((handler) => foreign.has(valueAt(probe, handler, 'port') ?? null)));
  const containers = arrayAt(spec, 'containers').map((container, index) =>
    index === pod.main && isObject(container)
      ? Object.fromEntries(Object.entries(container).filter(([name, value]) => !isForeign(name, value)))
      : container,
  );
  return { ...spec, containers };
}

/** Ports of the other containers of a pod, which share its address. */
function portsBeside(main: number, spec: JsonObject): ReadonlySet<JsonValue> {
  const others = [
    ...arrayAt(spec, 'containers').filter((_, index) => index !== main),
    ...arrayAt(spec, 'initContainers').filter((container) => valueAt(container, 'restartPolicy') === 'Always'),
  ];
  return new Set(
    others.flatMap((container) => arrayAt(container, 'ports').flatMap((port) => valueAt(port, 'containerPort') ?? [])),
  );
}

/** Where to change what KServe's own configurations say. */
const OF_KSERVE = 'spec.baseRefs';

/** Where a field of a pod is written: in the service, or in one of its configurations. */
export function placeIn(
  { pod, command }: StartedPod,
  service: LlmService,
  where: string,
  { places }: LlmCluster,
  field: string,
): FieldPlace {
  const [root, ...steps] = fieldSteps(field);
  if (root !== 'spec') return { where, field: annotationField(service, pod.path, String(steps[1] ?? ''), field) };
  const written = wordField(pod, command, steps);
  if (written?.startsWith('spec.') === true) return { where, field: written };
  const origin = pod.originOf(written ?? fieldPath(steps));
  const place = places.get(origin.manifest);
  if (place === undefined) return { where, field: OF_KSERVE };
  // Nobody stated anything of the pod.
  return { where: place, field: origin.field === 'spec' ? pod.path : origin.field };
}

/** Where a word of the command is written, or the last one where a fault is of all of them. */
function wordField(
  pod: LlmPod,
  command: PresetCommand | undefined,
  [list, index, name, word]: readonly FieldPathSegment[],
): string | undefined {
  if (command === undefined || list !== 'containers' || index !== pod.main) return undefined;
  if (name === 'command') return command.words[typeof word === 'number' ? word : 0]?.field;
  const hasArguments = arrayAt(arrayAt(pod.spec, 'containers')[pod.main], 'args').length > 0;
  return name === 'args' && !hasArguments ? command.words.at(-1)?.field : undefined;
}

function annotationField({ spec }: LlmService, path: string, key: string, otherwise: string): string {
  const owner = path.startsWith('spec.prefill.') ? 'spec.prefill' : 'spec';
  const stated = objectAt(owner === 'spec' ? spec : objectAt(spec, 'prefill'), 'annotations');
  return Object.hasOwn(stated, key) ? `${owner}.annotations["${key}"]` : otherwise;
}
