import { isObject, nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { originsIn } from '../merged-pod';
import type { MergedPod, PodSources } from '../merged-pod';
import type { Sources } from '../origin';
import { withPodDefaults } from '../pod-defaults';
import { setVariable } from '../pod-edits';
import { refused } from '../pods-result';
import type { ExpandedContainer, PodsResult } from '../pods-result';
import { SHIPPED_CONFIGURATION } from './configuration';
import type { PodConfiguration } from './configuration';
import { customContainers } from './custom-containers';
import { defaultedService } from './defaulted-service';
import type { DefaultedService } from './defaulted-service';
import { mergedPodSpec } from './merged-pod-spec';
import { MAIN_CONTAINER, modelContainers, TRANSFORMER_CONTAINER } from './model-containers';
import type { ContainersResult } from './model-containers';
import { WORKER_CONTAINER, withModels } from './model-storage';
import { severalNodes } from './multi-node';
import type { PredictorContainer } from './predictor-container';
import { predictorMetadata } from './predictor-metadata';
import { predictorStorage } from './predictor-storage';
import type { StorageResult } from './predictor-storage';
import { serverTypeOf } from './server-type';
import { withServerDefaults } from './server-defaults';

const NO_VOLUMES: ReadonlySet<string> = new Set();

/**
 * The pods of a service's predictor: one kind, or the first node's and the others' where a model is computed on several.
 * What loggers, batchers and agents add is left out; so are canaries, and transformers and explainers of their own.
 *
 * @param runtime - the one that the service gets; none where it states its containers itself
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go buildPredictorResources
 */
export function mergedPredictor(
  service: Manifest,
  runtime: Manifest | undefined,
  configuration: PodConfiguration = SHIPPED_CONFIGURATION,
): PodsResult {
  const defaulted = defaultedService(service, configuration);
  if (defaulted === undefined) return unknown('KServe makes no pods of it');
  if (defaulted.model === undefined) return podsOf(defaulted, undefined, customContainers(defaulted), configuration);
  if (runtime === undefined) return unknown('the runtime is not known');
  const complete = withServerDefaults(defaulted, serverTypeOf(runtime));
  const containers = modelContainers(complete, complete.model ?? defaulted.model, runtime);
  return podsOf(complete, runtime, containers, configuration);
}

function podsOf(
  service: DefaultedService,
  runtime: Manifest | undefined,
  containers: ContainersResult,
  configuration: PodConfiguration,
): PodsResult {
  if (!containers.ok) return containers.none;
  const { manifest, predictor } = service;
  const expanded = containers.expansions;
  const pod = mergedPodSpec(
    { manifest, path: ['spec', 'predictor'], fields: predictor },
    runtime && { manifest: runtime, path: ['spec'], fields: objectAt(runtime, 'spec') },
  );
  if (!pod.ok) return { ...pod.none, expanded };
  const storage = predictorStorage(service, configuration);
  if (!storage.ok) return refused(storage.problem, undefined, expanded);
  const named = containers.made.map(({ container }) =>
    setVariable(container, 'INFERENCE_SERVICE_NAME', nameOf(manifest)),
  );
  const spec = { ...pod.spec, containers: named };
  const sources = { manifest, pod: pod.sources, containers: sourcesByName(containers.made) };
  const workerSpec = valueAt(predictor, 'workerSpec');
  if (isObject(workerSpec) && runtime !== undefined) {
    return podsOnSeveralNodes({ service, runtime, workerSpec, spec, sources, storage, configuration, expanded });
  }
  const metadata = predictorMetadata(service, objectAt(runtime, 'spec'), storage.modelUri);
  return { outcome: 'pods', expanded, pods: [podOf(service, metadata, 'predictor', spec, sources, storage)] };
}

/** What a predictor on several nodes is made of. */
interface SeveralNodesParts {
  readonly service: DefaultedService;
  readonly runtime: Manifest;
  readonly workerSpec: JsonObject;
  readonly spec: JsonObject;
  readonly sources: PodSources;
  readonly storage: Storage;
  readonly configuration: PodConfiguration;
  readonly expanded: readonly ExpandedContainer[];
}

type Storage = Extract<StorageResult, { readonly ok: true }>;

function podsOnSeveralNodes(parts: SeveralNodesParts): PodsResult {
  const { service, runtime, workerSpec, storage, configuration, expanded, sources } = parts;
  const { modelUri } = storage;
  const metadata = predictorMetadata(service, objectAt(runtime, 'spec'), modelUri);
  const several = severalNodes({
    service: service.manifest,
    runtime,
    workerSpec,
    head: parts.spec,
    annotations: metadata.annotations,
    modelUri,
    configuration,
  });
  if (!several.ok) return { ...several.none, expanded };
  const { head, worker, workers, workerSources } = several.nodes;
  const first = podOf(service, metadata, 'predictor', head, sources, storage);
  // Knative makes the first alone.
  if (service.mode === 'Knative') return { outcome: 'pods', expanded, pods: [first] };
  const workerMetadata = predictorMetadata(service, objectAt(runtime, 'spec', 'workerSpec'), modelUri, '-worker');
  const ofWorker = {
    manifest: service.manifest,
    pod: workerSources.pod,
    containers: new Map([[WORKER_CONTAINER, workerSources.container]]),
  };
  const others = podOf(service, workerMetadata, 'worker', worker, ofWorker, storage);
  return { outcome: 'pods', expanded, pods: [first, { ...others, replicas: workers }] };
}

function podOf(
  service: DefaultedService,
  metadata: Pick<MergedPod, 'namespace' | 'labels' | 'annotations'>,
  component: string,
  spec: JsonObject,
  sources: PodSources,
  { storage }: Storage,
): MergedPod {
  const template = service.mode === 'Standard' ? withPodDefaults(spec, hasProbe) : spec;
  const complete = withModels(template, storage);
  const { minReplicas } = service.predictor;
  const isUnscaled = metadata.annotations['serving.kserve.io/autoscalerClass'] === 'none';
  return {
    ...metadata,
    component,
    spec: complete,
    // Models of a list are mounted by the controller, one model by the webhook of pods.
    template: storage.isList ? complete : template,
    replicas: isUnscaled && typeof minReplicas === 'number' ? minReplicas : undefined,
    addedVolumes: NO_VOLUMES,
    originOf: originsIn(complete, sources),
  };
}

function hasProbe(container: JsonObject): boolean {
  const name = textAt(container, 'name');
  return name === MAIN_CONTAINER || name === TRANSFORMER_CONTAINER;
}

function sourcesByName(made: readonly PredictorContainer[]): ReadonlyMap<string, Sources> {
  return new Map(made.toReversed().map(({ container, sources }) => [textAt(container, 'name') ?? '', sources]));
}

function unknown(because: string): PodsResult {
  return { outcome: 'unknown', because, expanded: [] };
}
