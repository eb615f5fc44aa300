import { groupOf, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import type { Bounds } from './bounds';
import { scaleTargets } from './scale-targets';
import type { ScaleTarget } from './scale-targets';

/** Autoscalers among the objects of a cluster, by what they scale. */
export class Scalers {
  private readonly bounds = new Map<string, Bounds>();

  public constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      const scaled = scaledBy(manifest);
      if (scaled !== undefined) this.bounds.set(scaled.key, scaled.bounds);
    }
  }

  /**
   * What an autoscaler may choose for pods of a workload; undefined where none scales them.
   *
   * @param component - which of its pods, where a controller makes several kinds
   */
  public boundsOf(workload: Manifest, component?: string): Bounds | undefined {
    const targets = scaleTargets(workload).filter((target) => target.component === component);
    const found = targets.map((target) => this.bounds.get(keyOf(target, namespaceOf(workload))));
    return found.find((bounds) => bounds !== undefined);
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
  const [least, most] = isKeda
    ? [count(spec.minReplicaCount) ?? 0, count(spec.maxReplicaCount) ?? 100]
    : [count(spec.minReplicas) ?? 1, count(spec.maxReplicas) ?? 1];
  // Where nothing happens, KEDA leaves fewer than the least.
  const idle = isKeda ? (count(spec.idleReplicaCount) ?? least) : least;
  const key = keyOf(targetOf(manifest), namespaceOf(manifest));
  return { key, bounds: { least: Math.min(idle, least), most: Math.max(least, most) } };
}

function count(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function keyOf({ kind, name }: ScaleTarget, namespace: string | undefined): string {
  return JSON.stringify([kind, namespace ?? '', name]);
}

/** What leads from an autoscaler, if the object is one, to the workloads whose pods it scales. */
export function keysOfScaled(scaler: Manifest): readonly string[] {
  return isScaler(scaler) ? [keyOf(targetOf(scaler), namespaceOf(scaler))] : [];
}

/** The keys by which autoscalers name a workload, or what a controller makes of it. */
export function keysOfTarget(workload: Manifest): readonly string[] {
  return scaleTargets(workload).map((target) => keyOf(target, namespaceOf(workload)));
}

/** What an autoscaler names; KEDA scales Deployments where nothing else is said. */
export function targetOf(scaler: Manifest): ScaleTarget {
  const target = objectAt(scaler, 'spec', 'scaleTargetRef');
  return { kind: textAt(target, 'kind') ?? 'Deployment', name: textAt(target, 'name') ?? '' };
}
