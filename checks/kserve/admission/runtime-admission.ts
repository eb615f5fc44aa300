import { arrayAt, groupOf, isArray, isObject, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { inWords } from '../../finding';
import type { Fault } from '../../finding';
import { checkRuntimeVariables } from './blocked-variables';
import { isStated, MAIN_CONTAINER, variableOf } from '../component';
import { checkDevices } from './devices';
import type { DeviceContainer } from './devices';
import type { KserveConfiguration } from '../kserve-facts';
import { refusal } from '../refusal';

/** The container of those pods that compute beside the first, found by this name. */
export const WORKER_CONTAINER = 'worker-container';

/** Variables that KServe sets itself from the sizes of a workerSpec. */
const SIZE_VARIABLES = ['PIPELINE_PARALLEL_SIZE', 'TENSOR_PARALLEL_SIZE'];

/**
 * What KServe refuses of a `ServingRuntime` or `ClusterServingRuntime` by itself, and what it cannot make a pod of.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/servingruntime/servingruntime_webhook.go ServingRuntimeValidator.Handle
 */
export function checkRuntime(runtime: Manifest, configuration: KserveConfiguration): readonly Fault[] {
  const spec = objectAt(runtime, 'spec');
  if (spec.disabled === true) return [];
  return [
    ...checkPriorities(spec),
    ...checkWorkers(spec, configuration),
    ...checkRuntimeVariables(spec),
    ...checkMainContainer(spec),
  ];
}

/**
 * Selection reads the priority of the first entry of a format alone, so all of them have the same.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateModelFormatPrioritySame
 */
function checkPriorities(spec: JsonObject): readonly Fault[] {
  const priorities = new Map<string, number | undefined>();
  for (const [index, format] of arrayAt(spec, 'supportedModelFormats').entries()) {
    const name = textAt(format, 'name');
    if (!isObject(format) || format.autoSelect !== true || name === undefined) continue;
    const priority = typeof format.priority === 'number' ? format.priority : undefined;
    if (!priorities.has(name)) priorities.set(name, priority);
    const first = priorities.get(name);
    if (first === undefined || priority === undefined || first === priority) continue;
    return [
      refusal(
        'runtime',
        'kserve/different-priorities',
        `spec.supportedModelFormats[${index}].priority`,
        `The entries of '${name}' have the priorities ${first} and ${priority}`,
        `Give all entries of '${name}' the same priority.`,
      ),
    ];
  }
  return [];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateMultiNodeSpec */
function checkWorkers(spec: JsonObject, configuration: KserveConfiguration): readonly Fault[] {
  if (!isObject(spec.workerSpec)) return [];
  const workers = arrayAt(spec.workerSpec, 'containers');
  const main = namedContainers(spec, 'spec', MAIN_CONTAINER);
  const named = workers.length === 1 ? namedContainers(spec.workerSpec, 'spec.workerSpec', WORKER_CONTAINER) : [];
  const annotations = { annotations: objectAt(spec, 'annotations'), path: 'spec.annotations' };
  return [
    ...(workers.length === 1 || !isArray(spec.workerSpec.containers)
      ? []
      : [workerContainers('runtime', workers.length)]),
    ...main.flatMap(({ container, path }) => checkSizeVariables('runtime', container, path)),
    ...checkDevices('runtime', [...main, ...named], annotations, configuration),
    ...checkSizes('runtime', spec.workerSpec, 'spec.workerSpec'),
    ...(workers.length === 1 && named.length === 0 ? [noWorkerContainer()] : []),
  ];
}

/** A missing list of containers is the schema's to tell. */
export function workerContainers(refused: 'service' | 'runtime', count: number): Fault {
  const path = refused === 'service' ? 'spec.predictor.workerSpec' : 'spec.workerSpec';
  return refusal(
    refused,
    'kserve/worker-containers',
    `${path}.containers`,
    `The workerSpec has ${count === 0 ? 'no container' : `${count} containers`}`,
    `Give it one, named '${WORKER_CONTAINER}'.`,
  );
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go multiNodeProcess */
function noWorkerContainer(): Fault {
  return {
    id: 'kserve/no-worker-container',
    severity: 'error',
    field: 'spec.workerSpec.containers[0].name',
    problem: `The container of the workerSpec is not named '${WORKER_CONTAINER}'`,
    consequence: 'The controller finds no container for the workers, and makes no pod of a service on several nodes.',
    mend: `Name it '${WORKER_CONTAINER}'.`,
  };
}

export function checkSizeVariables(
  refused: 'service' | 'runtime',
  container: JsonObject,
  path: string,
): readonly Fault[] {
  return SIZE_VARIABLES.filter((name) => variableOf(container, name) !== undefined).map((name) => {
    const size = name === 'PIPELINE_PARALLEL_SIZE' ? 'pipelineParallelSize' : 'tensorParallelSize';
    const problem = `The variable ${name} is stated, which KServe sets itself where there is a workerSpec`;
    const mend = `Leave it out, and state workerSpec.${size}.`;
    return refusal(refused, 'kserve/parallel-size-variable', `${path}.env`, problem, mend);
  });
}

export function checkSizes(refused: 'service' | 'runtime', workers: JsonObject, path: string): readonly Fault[] {
  return ['pipelineParallelSize', 'tensorParallelSize'].flatMap((name): readonly Fault[] => {
    const size = workers[name];
    if (typeof size !== 'number' || size >= 1) return [];
    const problem = `${inWords(size)} is less than one part`;
    return [refusal(refused, 'kserve/parallel-size', `${path}.${name}`, problem, 'Use 1 or more.')];
  });
}

/**
 * Without this container there is nothing to merge a service's model into. ModelMesh has other names.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go MergeServingRuntimeAndInferenceServiceSpecs
 */
function checkMainContainer(spec: JsonObject): readonly Fault[] {
  if (isForModelMesh(spec) || !isArray(spec.containers)) return [];
  const names = spec.containers.map((container) => textAt(container, 'name') ?? '');
  if (names.includes(MAIN_CONTAINER)) return [];
  return [
    {
      id: 'kserve/no-main-container',
      severity: 'error',
      field: 'spec.containers',
      problem: `No container of the runtime is named '${MAIN_CONTAINER}'; there is ${names.map(inWords).join(', ') || 'none'}`,
      consequence: 'The controller makes no pod of any service with this runtime (InvalidPredictorSpec).',
      mend: `Name the container that serves the model '${MAIN_CONTAINER}'.`,
    },
  ];
}

/** Fields that ModelMesh alone reads. */
function isForModelMesh(spec: JsonObject): boolean {
  return spec.multiModel === true || isStated(spec.builtInAdapter) || isStated(spec.grpcDataEndpoint);
}

function namedContainers(pod: JsonObject, path: string, name: string): readonly DeviceContainer[] {
  return arrayAt(pod, 'containers').flatMap((container, index) =>
    isObject(container) && container.name === name ? [{ container, path: `${path}.containers[${index}]` }] : [],
  );
}

export function isRuntime(manifest: Manifest): boolean {
  const { kind } = manifest;
  return (kind === 'ServingRuntime' || kind === 'ClusterServingRuntime') && groupOf(manifest) === 'serving.kserve.io';
}
