import { groupOf, nameOf, namespaceOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import type { PodPreview } from './service-preview';

type Replicas = PodPreview['replicas'];

/**
 * How many pods, or groups, a workload has: what its autoscaler says, else the workload itself.
 *
 * @param scalers - objects among which autoscalers may be
 */
export function replicasOf(workload: Manifest, scalers: readonly Manifest[]): Replicas {
  if (groupOf(workload) === 'serving.knative.dev') return revisionReplicas(workload);
  const scaler = scalers.find((manifest) => isOf(workload, manifest));
  const stated = count(valueAt(workload, 'spec', 'replicas')) ?? 1;
  if (scaler === undefined) return { least: stated, most: stated };
  const isKeda = scaler.kind === 'ScaledObject';
  const least = count(valueAt(scaler, 'spec', isKeda ? 'minReplicaCount' : 'minReplicas')) ?? (isKeda ? 0 : 1);
  const most = count(valueAt(scaler, 'spec', isKeda ? 'maxReplicaCount' : 'maxReplicas')) ?? (isKeda ? 100 : least);
  const idle = count(valueAt(scaler, 'spec', 'idleReplicaCount'));
  return { least: idle === undefined ? least : Math.min(idle, least), most };
}

export function times({ least, most }: Replicas, factor: number): Replicas {
  return { least: least * factor, most: most === undefined ? undefined : most * factor };
}

/** Where no most is stated, that of Knative's configuration holds, which is none as it is shipped. */
function revisionReplicas(service: Manifest): Replicas {
  const annotation = (name: string) =>
    count(textAt(service, 'spec', 'template', 'metadata', 'annotations', `autoscaling.knative.dev/${name}`));
  const most = annotation('max-scale') ?? 0;
  return { least: annotation('min-scale') ?? 0, most: most === 0 ? undefined : most };
}

function isOf(workload: Manifest, scaler: Manifest): boolean {
  const isScaler =
    (scaler.kind === 'HorizontalPodAutoscaler' && groupOf(scaler) === 'autoscaling') ||
    (scaler.kind === 'ScaledObject' && groupOf(scaler) === 'keda.sh');
  if (!isScaler || namespaceOf(scaler) !== namespaceOf(workload)) return false;
  const kind = textAt(scaler, 'spec', 'scaleTargetRef', 'kind') ?? 'Deployment';
  return kind === workload.kind && textAt(scaler, 'spec', 'scaleTargetRef', 'name') === nameOf(workload);
}

function count(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}
