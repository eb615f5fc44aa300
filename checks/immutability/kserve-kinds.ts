import { arrayAt, groupOf, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { refusedChange } from './refusal';
import { isSameQuantity } from './same-value';

const DEPLOYMENT_MODE = 'serving.kserve.io/deploymentMode';
const WEBHOOK = "KServe's webhook";

/** What KServe's webhooks refuse to change. */
export function kserveChangeFaults(before: Manifest, after: Manifest): readonly Fault[] {
  if (groupOf(after) !== 'serving.kserve.io') return [];
  switch (after.kind) {
    case 'InferenceService':
      return [...deploymentModeFaults(before, after), ...predictorNameFaults(before, after)];
    case 'LLMInferenceService':
      return [...parallelismFaults(before, after, 'spec'), ...parallelismFaults(before, after, 'spec', 'prefill')];
    case 'ServingRuntime':
    case 'ClusterServingRuntime':
      return workerSpecFaults(before, after);
    case 'TrainedModel':
      return memoryFaults(before, after);
    default:
      return [];
  }
}

/**
 * The mode of a service is settled when it is created, and remembered in its status.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateDeploymentMode
 */
function deploymentModeFaults(before: Manifest, after: Manifest): readonly Fault[] {
  const one = deploymentMode(before);
  const other = deploymentMode(after);
  if (other === undefined || one === other) return [];
  const field = `metadata.annotations["${DEPLOYMENT_MODE}"]`;
  const id = 'immutability/deployment-mode';
  if (one !== undefined) {
    const problem = `The deployment mode has changed from '${one}' to '${other}'`;
    return [refusedChange(id, field, problem, 'Keep the mode, or write a service of another name.', WEBHOOK)];
  }
  return [
    {
      id,
      severity: 'note',
      field,
      problem: `The service states '${other}' as its deployment mode, and stated none before`,
      consequence: `${WEBHOOK} refuses the update where the cluster's default was another mode when the service was created.`,
      mend: "Compare it with the service's 'status.deploymentMode' in the cluster.",
    },
  ];
}

/** KServe's defaulter writes names of before in today's words. */
function deploymentMode(manifest: Manifest): string | undefined {
  const mode = textAt(manifest, 'metadata', 'annotations', DEPLOYMENT_MODE);
  if (mode === 'RawDeployment') return 'Standard';
  return mode === 'Serverless' ? 'Knative' : mode;
}

/**
 * A predictor gets another name only together with another model.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validatePredictorNameChange
 */
function predictorNameFaults(before: Manifest, after: Manifest): readonly Fault[] {
  const one = textAt(before, 'spec', 'predictor', 'name') ?? '';
  const other = textAt(after, 'spec', 'predictor', 'name') ?? '';
  if (one === other || storageUri(before) !== storageUri(after)) return [];
  const problem = `The predictor's name has changed from ${inWords(one)} to ${inWords(other)}, and its model has not`;
  const mend = 'Keep the name, or change the storageUri with it.';
  return [refusedChange('immutability/predictor-name', 'spec.predictor.name', problem, mend, WEBHOOK)];
}

/** Where the predictor's model is, by its model, its framework, or its own container. */
function storageUri(manifest: Manifest): string {
  const predictor = objectAt(manifest, 'spec', 'predictor');
  const own = [predictor.model, ...Object.values(predictor)].map((part) => textAt(part, 'storageUri'));
  const container = arrayAt(predictor, 'containers').find((item) => textAt(item, 'name') === 'kserve-container');
  const variable = arrayAt(container, 'env').find((item) => textAt(item, 'name') === 'STORAGE_URI');
  return own.find((uri) => uri !== undefined) ?? textAt(variable, 'value') ?? '';
}

/**
 * How many nodes a service spans is settled when it is created.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go validateImmutableParallelism
 */
function parallelismFaults(before: Manifest, after: Manifest, ...path: readonly string[]): readonly Fault[] {
  const [one, other] = [valueAt(before, ...path), valueAt(after, ...path)];
  if (!isObject(one) || !isObject(other)) return [];
  const had = groupSize(one.parallelism);
  const asked = groupSize(other.parallelism);
  if (had === asked) return [];
  const problem = `The size by parallelism has changed from ${had} to ${asked}`;
  const mend = `Keep the size of ${had}, or write a service of another name and move the requests there.`;
  return [refusedChange('immutability/parallelism', [...path, 'parallelism'].join('.'), problem, mend, WEBHOOK)];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_types_func.go GetSize */
function groupSize(parallelism: JsonValue | undefined): number {
  const count = (name: string) => {
    const value = valueAt(parallelism, name);
    return typeof value === 'number' ? value : 0;
  };
  if (count('data') > 0 || count('dataLocal') > 0) {
    return Math.max(Math.trunc(Math.max(count('data'), 1) / Math.max(count('dataLocal'), 1)), 1);
  }
  return count('pipeline') > 0 ? count('pipeline') : 1;
}

/**
 * A runtime of several nodes stays one.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateMultiNodeSpec
 */
function workerSpecFaults(before: Manifest, after: Manifest): readonly Fault[] {
  const isRemoved = isObject(valueAt(before, 'spec', 'workerSpec')) && !isObject(valueAt(after, 'spec', 'workerSpec'));
  if (!isRemoved || valueAt(after, 'spec', 'disabled') === true) return [];
  const problem = `The ${after.kind} had a workerSpec, and has none now`;
  const mend = 'Keep the workerSpec, or write a runtime of another name.';
  return [refusedChange('immutability/worker-spec', 'spec.workerSpec', problem, mend, WEBHOOK)];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha1/trainedmodel_webhook.go validateMemorySpecNotModified */
function memoryFaults(before: Manifest, after: Manifest): readonly Fault[] {
  const one = valueAt(before, 'spec', 'model', 'memory');
  const other = valueAt(after, 'spec', 'model', 'memory');
  if (one === undefined || other === undefined || isSameQuantity(one, other)) return [];
  const problem = `The model's memory has changed from ${inWords(one)} to ${inWords(other)}`;
  const mend = 'Keep the memory, or write a model of another name.';
  return [refusedChange('immutability/field', 'spec.model.memory', problem, mend, WEBHOOK)];
}
