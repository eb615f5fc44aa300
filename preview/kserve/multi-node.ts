import { podType } from '../../catalog/pod-types';
import { arrayAt, isObject, nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { amountAsNumber, quantityAmount } from '../../kubernetes/quantity-amount';
import { asGoWritesIt } from '../go-json/go-value';
import type { Sources } from '../origin';
import { editContainers, setVariable } from '../pod-edits';
import { refused } from '../pods-result';
import type { NoPods } from '../pods-result';
import type { PodConfiguration } from './configuration';
import { MAIN_CONTAINER } from './model-containers';
import { WORKER_CONTAINER } from './model-storage';
import { mergedPodSpec } from './merged-pod-spec';
import { raySizes } from './node-sizes';
import type { NodeSizesResult } from './node-sizes';
import { mergedContainer, nameOfContainer, writtenContainers } from './predictor-container';
import { MODEL_PATH } from './server-defaults';

/** @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go DefaultGPUResourceTypeList */
const GPUS: readonly string[] = ['nvidia.com/gpu', 'amd.com/gpu', 'intel.com/gpu', 'habana.ai/gaudi'];

/** Names of Services carry the service's generation, which is 1 as it is created. */
const GENERATION = '1';

/** A predictor on several nodes: the first, which serves, and the others. */
export interface SeveralNodes {
  readonly head: JsonObject;
  readonly worker: JsonObject;
  readonly workerSources: { readonly pod: Sources; readonly container: Sources };
  /** How many workers there are. */
  readonly workers: number;
}

export type SeveralNodesResult =
  { readonly ok: true; readonly nodes: SeveralNodes } | { readonly ok: false; readonly none: NoPods };

/** What a service on several nodes is made of. */
export interface MultiNodeParts {
  readonly service: Manifest;
  /** The predictor's. */
  readonly workerSpec: JsonObject;
  readonly runtime: Manifest;
  /** The first node's pod. */
  readonly head: JsonObject;
  /** Of the pods, for further names of devices. */
  readonly annotations: Readonly<Record<string, string>>;
  /** @default - the model is not stated by an address */
  readonly modelUri?: string;
  readonly configuration: PodConfiguration;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go multiNodeProcess */
export function severalNodes(parts: MultiNodeParts): SeveralNodesResult {
  const { service, workerSpec, runtime, configuration } = parts;
  const ofRuntime = valueAt(runtime, 'spec', 'workerSpec');
  if (!isObject(ofRuntime)) return { ok: false, none: refused('the serving runtime has no workerSpec') };
  const merged = mergedWorker(service, workerSpec, runtime, ofRuntime);
  if (!merged.ok) return merged;
  const [pipeline, tensor] = ['pipelineParallelSize', 'tensorParallelSize'].map((name) =>
    sizeIn(name, workerSpec, ofRuntime),
  );
  const gpus = [...GPUS, ...configuration.customGpuResourceTypes];
  const sizes = nodeSizes(runtime, { pipeline: pipeline ?? 1, tensor: tensor ?? 1 }, parts.head, merged.worker, gpus);
  if (!sizes.ok) return { ok: false, none: refused(sizes.problem, 'InvalidGPUAllocation') };
  const { nodes, head, worker } = sizes.sizes;
  const parallel = { PIPELINE_PARALLEL_SIZE: String(pipeline), TENSOR_PARALLEL_SIZE: String(tensor) };
  const nodeCount = { RAY_NODE_COUNT: String(nodes) };
  const isMounted = ['pvc', 'oci'].includes((parts.modelUri ?? '').split('://')[0] ?? '');
  const name = nameOf(service);
  const predictor = textAt(service, 'spec', 'predictor', 'name');
  const [headVariables, workerVariables] = [
    {
      ...parallel,
      ...nodeCount,
      REQUEST_GPU_COUNT: String(head),
      MODEL_NAME: name,
      ...(isMounted ? { MODEL_DIR: MODEL_PATH } : {}),
    },
    {
      ...nodeCount,
      REQUEST_GPU_COUNT: String(worker),
      ...parallel,
      ISVC_NAME: name,
      HEAD_SVC: `${name}-head-${GENERATION}`,
      WORKER_SVC: `${predictor === undefined || predictor === '' ? name : `${name}-${predictor}`}-workers-${GENERATION}`,
    },
  ];
  const known = [...gpus, ...annotatedGpus(parts.annotations)];
  return {
    ok: true,
    nodes: {
      head: editContainers(parts.head, MAIN_CONTAINER, (one) =>
        withGpus(withVariables(one, headVariables), known, head),
      ),
      worker: editContainers(merged.worker, WORKER_CONTAINER, (one) =>
        withGpus(withVariables(one, workerVariables), known, worker),
      ),
      workerSources: merged.sources,
      workers: nodes - 1,
    },
  };
}

type MergedWorker =
  | { readonly ok: true; readonly worker: JsonObject; readonly sources: SeveralNodes['workerSources'] }
  | { readonly ok: false; readonly none: NoPods };

function mergedWorker(service: Manifest, own: JsonObject, runtime: Manifest, theirs: JsonObject): MergedWorker {
  const list = writtenContainers(
    runtime,
    'runtime',
    ['spec', 'workerSpec', 'containers'],
    arrayAt(theirs, 'containers'),
  );
  if (list.length === 0) {
    const message = 'No workerSpec container configuration found in selected serving runtime';
    return { ok: false, none: refused(message, 'InvalidPredictorSpec') };
  }
  const base = list.find((one) => nameOfContainer(one) === WORKER_CONTAINER);
  if (base === undefined) {
    const message = `failed to find ${WORKER_CONTAINER} in ServingRuntime containers`;
    return { ok: false, none: refused(message, 'InvalidPredictorSpec') };
  }
  const path = ['spec', 'predictor', 'workerSpec'];
  const [overlay] = writtenContainers(service, 'service', [...path, 'containers'], arrayAt(own, 'containers'));
  const none = { author: 'service' as const, manifest: service, path, value: asGoWritesIt({}, podType('Container')) };
  const container = mergedContainer(base, overlay ?? none);
  if (!container.ok) return container;
  const pod = mergedPodSpec(
    { manifest: service, path, fields: own },
    { manifest: runtime, path: ['spec', 'workerSpec'], fields: theirs },
  );
  if (!pod.ok) return pod;
  return {
    ok: true,
    worker: { ...pod.spec, containers: [container.made.container] },
    sources: { pod: pod.sources, container: container.made.sources },
  };
}

/** With processes instead of Ray, the sizes are the nodes and the devices of each. */
function nodeSizes(
  runtime: Manifest,
  { pipeline, tensor }: { readonly pipeline: number; readonly tensor: number },
  head: JsonObject,
  worker: JsonObject,
  gpus: readonly string[],
): NodeSizesResult {
  if (textAt(runtime, 'spec', 'annotations', 'multinode/executor-backend') === 'mp') {
    return { ok: true, sizes: { nodes: pipeline, head: tensor, worker: tensor } };
  }
  return raySizes(pipeline * tensor, requestedGpus(head, gpus), requestedGpus(worker, gpus));
}

/** Those of the first container; limits do not count. */
function requestedGpus(spec: JsonObject, gpus: readonly string[]): number {
  const requests = objectAt(arrayAt(spec, 'containers')[0], 'resources', 'requests');
  const name = Object.keys(requests).find((key) => gpus.includes(key));
  const amount = name === undefined ? undefined : quantityAmount(requests[name]);
  return amount === undefined ? 0 : Math.ceil(amountAsNumber(amount));
}

function sizeIn(name: string, own: JsonObject, theirs: JsonObject): number {
  const size = own[name] ?? theirs[name] ?? 1;
  return typeof size === 'number' ? size : 1;
}

function withVariables(container: JsonObject, variables: Readonly<Record<string, string>>): JsonObject {
  return Object.entries(variables).reduce((one, [name, value]) => setVariable(one, name, value), container);
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/deployment/deployment_reconciler.go addGPUResourceToDeployment */
function withGpus(container: JsonObject, gpus: readonly string[], count: number): JsonObject {
  const resources = objectAt(container, 'resources');
  const [limits, requests] = [objectAt(resources, 'limits'), objectAt(resources, 'requests')];
  const isSome = (quantity: JsonValue | undefined) => (quantityAmount(quantity) ?? 0n) !== 0n;
  const name = gpus.find((gpu) => isSome(limits[gpu]) || isSome(requests[gpu])) ?? 'nvidia.com/gpu';
  const counted = { [name]: String(count) };
  return {
    ...container,
    resources: { ...resources, limits: { ...limits, ...counted }, requests: { ...requests, ...counted } },
  };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/utils/utils.go UpdateGPUResourceTypeListByAnnotation */
function annotatedGpus(annotations: Readonly<Record<string, string>>): readonly string[] {
  try {
    const names: unknown = JSON.parse(annotations['serving.kserve.io/gpu-resource-types'] ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}
