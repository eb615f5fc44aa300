import { arrayAt, groupOf, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, LocatedManifest, Manifest } from '../../kubernetes/manifest';

/** KEDA's own bounds where a ScaledObject states none. */
const KEDA_LEAST = 0;
const KEDA_MOST = 100;

/** An object that sets the number of replicas of another. */
export interface Scaler {
  readonly kind: 'ScaledObject' | 'HorizontalPodAutoscaler';
  readonly manifest: Manifest;
  readonly where: string;
  readonly target: TargetReference;
  /** Undefined where it is no number. */
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Fields of the bounds. */
  readonly minField: string;
  readonly maxField: string;
  /** How fast replicas come and go, and the path of its field. */
  readonly behavior: JsonObject;
  readonly behaviorPath: string;
}

/** What a scaler refers to. */
export interface TargetReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** One of a ScaledObject's triggers. */
export interface Trigger {
  readonly path: string;
  readonly type: string;
  readonly name: string | undefined;
  /** As stated, or as KEDA takes it where it is not. */
  readonly metricType: string;
  readonly metadata: JsonObject;
  readonly useCachedMetrics: boolean;
}

/** The scaler that an object is, if it is one. */
export function scalerOf({ manifest, where }: LocatedManifest): Scaler | undefined {
  const group = groupOf(manifest);
  if (group === 'keda.sh' && manifest.kind === 'ScaledObject') {
    return {
      kind: 'ScaledObject',
      manifest,
      where,
      target: targetOf(manifest),
      min: numberOr(manifest, 'minReplicaCount', KEDA_LEAST),
      max: numberOr(manifest, 'maxReplicaCount', KEDA_MOST),
      minField: 'spec.minReplicaCount',
      maxField: 'spec.maxReplicaCount',
      behavior: objectAt(manifest, 'spec', 'advanced', 'horizontalPodAutoscalerConfig', 'behavior'),
      behaviorPath: 'spec.advanced.horizontalPodAutoscalerConfig.behavior',
    };
  }
  if (group !== 'autoscaling' || manifest.kind !== 'HorizontalPodAutoscaler') return undefined;
  return {
    kind: 'HorizontalPodAutoscaler',
    manifest,
    where,
    target: targetOf(manifest),
    min: numberOr(manifest, 'minReplicas', 1),
    max: numberOr(manifest, 'maxReplicas', undefined),
    minField: 'spec.minReplicas',
    maxField: 'spec.maxReplicas',
    behavior: objectAt(manifest, 'spec', 'behavior'),
    behaviorPath: 'spec.behavior',
  };
}

/** The triggers of a ScaledObject; an HPA has none. */
export function triggersOf({ kind, manifest }: Scaler): readonly Trigger[] {
  if (kind !== 'ScaledObject') return [];
  return arrayAt(manifest, 'spec', 'triggers').flatMap((trigger, index) => {
    if (!isObject(trigger)) return [];
    const type = textAt(trigger, 'type') ?? '';
    return [
      {
        path: `spec.triggers[${index}]`,
        type,
        name: textAt(trigger, 'name'),
        metricType: textAt(trigger, 'metricType') ?? (isResource(type) ? 'Utilization' : 'AverageValue'),
        metadata: objectAt(trigger, 'metadata'),
        useCachedMetrics: trigger.useCachedMetrics === true,
      },
    ];
  });
}

/** Whether a trigger reads what Kubernetes itself measures of pods. */
export function isResourceTrigger({ type }: Trigger): boolean {
  return isResource(type);
}

function isResource(type: string): boolean {
  return type === 'cpu' || type === 'memory';
}

/** By which an object is found in its namespace. */
export function targetKey({ group, kind, name, namespace }: TargetReference): string {
  return JSON.stringify([namespace ?? '', group, kind, name]);
}

/** An object as a scaler would refer to it. */
export function referenceTo(manifest: Manifest): TargetReference {
  return {
    group: groupOf(manifest),
    kind: manifest.kind,
    name: nameOf(manifest),
    namespace: namespaceOf(manifest),
  };
}

/** KEDA takes a target without a kind for a Deployment. */
function targetOf(manifest: Manifest): TargetReference {
  const target = objectAt(manifest, 'spec', 'scaleTargetRef');
  const [group = ''] = (textAt(target, 'apiVersion') ?? 'apps/v1').split('/');
  return {
    group,
    kind: textAt(target, 'kind') ?? 'Deployment',
    name: textAt(target, 'name') ?? '',
    namespace: namespaceOf(manifest),
  };
}

function numberOr(manifest: Manifest, field: string, otherwise: number | undefined): number | undefined {
  const stated = valueAt(manifest, 'spec', field) ?? otherwise;
  return typeof stated === 'number' ? stated : undefined;
}
