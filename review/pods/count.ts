import { groupOf, nameOf, namespaceOf, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { groupSize, parallelismOf } from '../../preview/llm-inference-service/parallelism';
import type { Scalers } from './scalers';
import type { Bounds } from './workload';

/** Pods of one kind, as they were merged. */
interface Members {
  readonly component: string;
  /** As the merge counts them, groups and all. @default - the workload's default holds, or an autoscaler decides */
  readonly replicas?: number;
}

/** How many pods of a kind a workload has. */
export function countOf(manifest: Manifest, members: Members, scalers: Scalers): Bounds {
  const group = groupOf(manifest);
  if (manifest.kind === 'InferenceService' && group === 'serving.kserve.io')
    return ofKserve(manifest, members, scalers);
  if (manifest.kind === 'InferenceService' && group === 'ome.io') return ofOme(manifest, members);
  if (manifest.kind === 'LLMInferenceService') return ofLlm(manifest, members.component);
  return ofOwn(manifest, members, scalers);
}

/** Replicas of a workload of its own, each of one pod or of a group. */
function ofOwn(manifest: Manifest, { replicas }: Members, scalers: Scalers): Bounds {
  const scaled = scalers.boundsOf(manifest.kind, namespaceOf(manifest), nameOf(manifest));
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
function ofKserve(manifest: Manifest, { component, replicas }: Members, scalers: Scalers): Bounds {
  const predictor = objectAt(manifest, 'spec', 'predictor');
  const least = number(predictor.minReplicas) ?? 1;
  const most = Math.max(least, number(predictor.maxReplicas) ?? 0, 1);
  const scaled = scalers.boundsOf('Deployment', namespaceOf(manifest), `${nameOf(manifest)}-predictor`);
  // Of a predictor on several nodes, the workers are counted for one replica.
  if (component === 'worker') return times({ least, most: least }, replicas ?? 1);
  if (scaled !== undefined) return scaled;
  return replicas === undefined ? { least, most } : fixed(replicas);
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/isvc/inference_service_defaults.go */
function ofOme(manifest: Manifest, { component, replicas }: Members): Bounds {
  const [name = ''] = component.split('-');
  const fields = objectAt(manifest, 'spec', name);
  // Groups are not scaled.
  if (replicas !== undefined) return fixed(replicas);
  const least = number(fields.minReplicas) ?? 1;
  const most = number(fields.maxReplicas) ?? 0;
  return { least, most: Math.max(least, most === 0 ? (name === 'router' ? 2 : 3) : most) };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_multi_node.go expectedMainMultiNodeLWS */
function ofLlm(manifest: Manifest, component: string): Bounds {
  const isPrefill = component.startsWith('prefill.');
  const workload = objectAt(manifest, 'spec', ...(isPrefill ? ['prefill'] : []));
  const groups = scaledGroups(workload);
  if (!component.endsWith('worker')) return groups;
  const hasLeader = valueAt(workload, 'template') !== undefined;
  return times(groups, Math.max(groupSize(parallelismOf(workload)) - (hasLeader ? 1 : 0), 0));
}

function scaledGroups(workload: JsonObject): Bounds {
  const scaling = objectAt(workload, 'scaling');
  const most = number(scaling.maxReplicas);
  if (most === undefined) return fixed(number(workload.replicas) ?? 1);
  return { least: number(scaling.minReplicas) ?? 1, most };
}

function times({ least, most }: Bounds, factor: number): Bounds {
  return { least: least * factor, most: most === undefined ? undefined : most * factor };
}

function fixed(count: number): Bounds {
  return { least: count, most: count };
}

function number(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
