import { groupOf, nameOf, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import type { Bounds } from './workload';

/** Autoscalers among the objects of a cluster, by what they scale. */
export class Scalers {
  private readonly bounds = new Map<string, Bounds>();

  public constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      const scaled = scaledBy(manifest);
      if (scaled !== undefined) this.bounds.set(scaled.key, scaled.bounds);
    }
  }

  /** What an autoscaler may choose for an object; undefined where none scales it. */
  public boundsOf(kind: string, namespace: string | undefined, name: string): Bounds | undefined {
    return this.bounds.get(keyOf(kind, namespace, name));
  }
}

/** Whether an object scales others. */
export function isScaler(manifest: Manifest): boolean {
  const group = groupOf(manifest);
  return (
    (group === 'autoscaling' && manifest.kind === 'HorizontalPodAutoscaler') ||
    (group === 'keda.sh' && manifest.kind === 'ScaledObject')
  );
}

/**
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/autoscaling/v2/defaults.go SetDefaults_HorizontalPodAutoscaler
 * @see https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledobject_types.go GetHPAMinReplicas
 */
function scaledBy(manifest: Manifest): { readonly key: string; readonly bounds: Bounds } | undefined {
  if (!isScaler(manifest)) return undefined;
  const isKeda = manifest.kind === 'ScaledObject';
  const spec = objectAt(manifest, 'spec');
  const { kind, name } = targetOf(manifest);
  const [least, most] = isKeda
    ? [count(spec.minReplicaCount) ?? 0, count(spec.maxReplicaCount) ?? 100]
    : [count(spec.minReplicas) ?? 1, count(spec.maxReplicas) ?? 1];
  return { key: keyOf(kind, namespaceOf(manifest), name), bounds: { least, most: Math.max(least, most) } };
}

function count(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return JSON.stringify([kind, namespace ?? '', name]);
}

/** Whether an autoscaler, if the object is one, scales the pods of a workload, or of what a controller makes of it. */
export function scales(scaler: Manifest, workload: Manifest): boolean {
  if (!isScaler(scaler) || namespaceOf(scaler) !== namespaceOf(workload)) return false;
  const { kind, name } = targetOf(scaler);
  if (workload.kind === 'InferenceService') return kind === 'Deployment' && name === `${nameOf(workload)}-predictor`;
  return kind === workload.kind && name === nameOf(workload);
}

/** KEDA scales Deployments where nothing else is said. */
function targetOf(scaler: Manifest): { readonly kind: string; readonly name: string } {
  const target = objectAt(scaler, 'spec', 'scaleTargetRef');
  return { kind: textAt(target, 'kind') ?? 'Deployment', name: textAt(target, 'name') ?? '' };
}
