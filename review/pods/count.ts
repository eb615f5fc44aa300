import { groupOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { groupSize, parallelismOf } from '../../preview/llm-inference-service/parallelism';
import { fixed, times } from './bounds';
import type { Bounds } from './bounds';
import type { Scalers } from './scalers';

/** Pods of one kind, as they were merged. */
export interface Members {
  readonly component: string;
  /** As the merge counts them, groups and all. @default - the workload's default holds, or an autoscaler decides */
  readonly replicas?: number;
}

/**
 * How many pods of a kind a workload has.
 *
 * @param isRevisioned - whether Knative scales it
 */
export function countOf(manifest: Manifest, members: Members, scalers: Scalers, isRevisioned = false): Bounds {
  switch (`${groupOf(manifest)}/${manifest.kind}`) {
    case 'serving.kserve.io/InferenceService':
      return ofKserve(manifest, members, scalers, isRevisioned);
    case 'ome.io/InferenceService':
      return ofOme(manifest, members, scalers);
    case 'serving.kserve.io/LLMInferenceService':
      return ofLlm(manifest, members.component, scalers);
    // One on each node.
    case 'apps/DaemonSet':
      return { least: 1 };
    default:
      return ofOwn(manifest, members, scalers);
  }
}

/** Replicas of a workload of its own, each of one pod or of a group. */
function ofOwn(manifest: Manifest, { replicas }: Members, scalers: Scalers): Bounds {
  const scaled = scalers.boundsOf(manifest);
  const stated = number(valueAt(manifest, 'spec', 'replicas'));
  const all = replicas ?? 1;
  if (scaled === undefined) return fixed(all);
  const each = stated === undefined || stated === 0 ? all : all / stated;
  return times(scaled, each);
}

/**
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/hpa/hpa_reconciler.go createHPA
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/knative/ksvc_reconciler.go createKnativeService
 */
function ofKserve(
  manifest: Manifest,
  { component, replicas }: Members,
  scalers: Scalers,
  isRevisioned: boolean,
): Bounds {
  const isWorker = component === 'worker';
  const kind = isWorker ? 'predictor' : component;
  const fields = objectAt(manifest, 'spec', kind);
  const stated = number(fields.minReplicas) ?? 1;
  const limit = number(fields.maxReplicas) ?? 0;
  if (isRevisioned) return { least: stated, most: limit === 0 ? undefined : Math.max(limit, stated) };
  const least = isScaledByHpa(manifest) ? Math.max(stated, 1) : stated;
  // Of a predictor on several nodes, the workers are counted for one replica.
  if (isWorker) return times(fixed(least), replicas ?? 1);
  const scaled = scalers.boundsOf(manifest, kind);
  if (scaled !== undefined) return scaled;
  return replicas === undefined ? { least, most: Math.max(least, limit, 1) } : fixed(replicas);
}

/** A HorizontalPodAutoscaler leaves at least one pod. */
function isScaledByHpa(manifest: Manifest): boolean {
  return (textAt(manifest, 'metadata', 'annotations', 'serving.kserve.io/autoscalerClass') ?? 'hpa') === 'hpa';
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/isvc/inference_service_defaults.go */
function ofOme(manifest: Manifest, { component, replicas }: Members, scalers: Scalers): Bounds {
  const [name = ''] = component.split('-');
  const fields = objectAt(manifest, 'spec', name);
  // Groups are not scaled.
  if (replicas !== undefined) return fixed(replicas);
  const least = number(fields.minReplicas) ?? 1;
  const most = number(fields.maxReplicas) ?? 0;
  const scaled = scalers.boundsOf(manifest, name);
  return scaled ?? { least, most: Math.max(least, most === 0 ? (name === 'router' ? 2 : 3) : most) };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_multi_node.go expectedMainMultiNodeLWS */
function ofLlm(manifest: Manifest, component: string, scalers: Scalers): Bounds {
  const isPrefill = component.startsWith('prefill.');
  const workload = objectAt(manifest, 'spec', ...(isPrefill ? ['prefill'] : []));
  const groups = scaledGroups(workload, scalers.boundsOf(manifest, isPrefill ? 'prefill' : 'main'));
  if (!component.endsWith('worker')) return groups;
  const hasLeader = valueAt(workload, 'template') !== undefined;
  return times(groups, Math.max(groupSize(parallelismOf(workload)) - (hasLeader ? 1 : 0), 0));
}

/**
 * Replicas that are stated are written again and again, over what an autoscaler that somebody else made has chosen.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload.go PreserveDeploymentReplicas
 */
function scaledGroups(workload: JsonObject, scaled: Bounds | undefined): Bounds {
  const scaling = objectAt(workload, 'scaling');
  const most = number(scaling.maxReplicas);
  if (most !== undefined) return { least: number(scaling.minReplicas) ?? 1, most };
  const stated = number(workload.replicas);
  if (scaled === undefined) return fixed(stated ?? 1);
  if (stated === undefined) return scaled;
  return { least: Math.min(stated, scaled.least), most: scaled.most && Math.max(stated, scaled.most) };
}

function number(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
