import { groupOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { groupSize, parallelismOf } from '../../preview/llm-inference-service/parallelism';
import type { PodSet, Workload } from '../pods/workload';

/** What Kubernetes takes where nothing is stated. */
const OF_KUBERNETES = '25%';

/**
 * How many pods of a kind start before the ones that they replace have ended; 0 where the old ones end first.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/util/deployment_util.go ResolveFenceposts
 */
export function surgeOf(workload: Workload, set: PodSet): number {
  const { manifest, combined = manifest, pods = [], isRevisioned = false } = workload;
  // A revision of Knative is whole before the one before it goes.
  if (isRevisioned) return set.count.least;
  switch (`${groupOf(manifest)}/${manifest.kind}`) {
    case 'apps/Deployment':
      return ofDeployment(objectAt(manifest, 'spec', 'strategy'), set);
    case 'serving.kserve.io/InferenceService':
      return ofKserve(objectAt(manifest, 'spec', 'predictor', 'deploymentStrategy'), set);
    case 'serving.kserve.io/LLMInferenceService':
      return ofLlm(combined, pods, set);
    case 'ome.io/InferenceService':
      return ofOme(manifest, set);
    case 'leaderworkerset.x-k8s.io/LeaderWorkerSet':
      return ofGroups(manifest, set);
    default:
      return 0;
  }
}

function ofDeployment(strategy: JsonObject, { count }: PodSet, otherwise: JsonValue = OF_KUBERNETES): number {
  if (textAt(strategy, 'type') === 'Recreate') return 0;
  return amountOf(objectAt(strategy, 'rollingUpdate').maxSurge ?? otherwise, Math.max(count.least, 1));
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/deployment/deployment_reconciler.go createRawWorkerDeployment */
function ofKserve(strategy: JsonObject, set: PodSet): number {
  const isWhole = set.component === 'worker' && textAt(strategy, 'type') !== 'Recreate';
  return isWhole ? set.count.least : ofDeployment(strategy, set);
}

/**
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_single_node.go applyDeploymentRolloutStrategy
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_multi_node.go rollingUpdateConfigFromWorkloadSpec
 */
function ofLlm(manifest: Manifest, pods: readonly PodSet[], set: PodSet): number {
  const prefix = set.component.startsWith('prefill.') ? 'prefill.' : '';
  const workload = objectAt(manifest, 'spec', ...(prefix === '' ? [] : ['prefill']));
  const { maxSurge } = objectAt(workload, 'rolloutStrategy');
  const isOfGroups = pods.some(({ component }) => component === `${prefix}worker`);
  if (!isOfGroups) return amountOf(maxSurge ?? OF_KUBERNETES, Math.max(set.count.least, 1));
  const size = groupSize(parallelismOf(workload));
  const inGroup = set.component.endsWith('worker') ? size - (workload.template === undefined ? 0 : 1) : 1;
  return ofGroup(maxSurge ?? 0, set, inGroup);
}

/**
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/deployment/deployment_reconciler.go setDefaultDeploymentSpec
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/lws/lws_reconciler.go
 */
function ofOme(manifest: Manifest, set: PodSet): number {
  const [component = '', member] = set.component.split('-');
  const fields = objectAt(manifest, 'spec', component);
  if (member === undefined) return ofDeployment(objectAt(fields, 'deploymentStrategy'), set, 1);
  const groups = typeof fields.minReplicas === 'number' ? fields.minReplicas : 1;
  return groups === 0 ? 0 : set.count.least / groups;
}

/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/leaderworkerset_controller.go rollingUpdateParameters */
function ofGroups(manifest: Manifest, set: PodSet): number {
  const template = objectAt(manifest, 'spec', 'leaderWorkerTemplate');
  const size = typeof template.size === 'number' ? template.size : 1;
  const inGroup = set.component === 'leader' ? 1 : set.component === 'worker' ? size - 1 : size;
  const { maxSurge = 0 } = objectAt(manifest, 'spec', 'rolloutStrategy', 'rollingUpdateConfiguration');
  return ofGroup(maxSurge, set, inGroup);
}

function ofGroup(maxSurge: JsonValue, { count }: PodSet, inGroup: number): number {
  return inGroup <= 0 ? 0 : amountOf(maxSurge, Math.max(count.least / inGroup, 1)) * inGroup;
}

function amountOf(value: JsonValue, all: number): number {
  if (typeof value === 'number') return value;
  const share = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return share === undefined ? 0 : Math.ceil((Number(share) / 100) * all);
}
