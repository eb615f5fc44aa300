import { nameOf, namespaceOf, isObject, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { CURRENT_NAMESPACE } from '../../object-meta';
import type { Workload } from '../../llm-inference-service/workload';
import { stated, unionOfTexts } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildObject } from '../child-object';
import { labelsOf, metadataOf } from './metadata';
import { isGroup, workloadName } from './workloads';

const ACCELERATOR = 'inference.optimization/acceleratorName';

/**
 * What scales a workload: KEDA by its own triggers, or an autoscaler that follows the Workload Variant Autoscaler.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/scaling.go reconcileActuator
 */
export function scalingChildren(service: Manifest, spec: JsonObject, workload: Workload): readonly ChildObject[] {
  const { scaling } = workload.fields;
  if (!isObject(scaling)) return [];
  const subject = { service, spec, workload, scaling };
  if (isObject(scaling.keda)) return [scaledObject(subject, scaling.keda, objectTriggers(scaling.keda))];
  const { hpa, keda } = objectAt(scaling, 'wva');
  return [
    ...(isObject(keda) ? [scaledObject(subject, keda, variantTriggers(subject), true)] : []),
    ...(isObject(hpa) ? [horizontalAutoscaler(subject, hpa)] : []),
  ];
}

interface Subject {
  readonly service: Manifest;
  readonly spec: JsonObject;
  readonly workload: Workload;
  readonly scaling: JsonObject;
}

function suffixOf({ workload }: Subject, what: 'hpa' | 'keda'): string {
  return workload.role === 'main' ? `-kserve-${what}` : `-kserve-prefill-${what}`;
}

function objectTriggers(keda: JsonObject): JsonObject {
  return { triggers: keda.triggers ?? [] };
}

function variantTriggers(subject: Subject): JsonObject {
  const { name } = metadataOf(subject.service, suffixOf(subject, 'keda'), {});
  const namespace = namespaceOf(subject.service) ?? CURRENT_NAMESPACE;
  const query = `wva_desired_replicas{variant_name="${name}",exported_namespace="${namespace}"}`;
  return { triggers: [{ type: 'prometheus', name: 'wva-desired-replicas', metadata: { query, threshold: '1' } }] };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/scaling.go expectedDirectScaledObject, expectedScaledObject */
function scaledObject(subject: Subject, keda: JsonObject, triggers: JsonObject, isVariant = false): ChildObject {
  const { pollingInterval, cooldownPeriod, initialCooldownPeriod, idleReplicaCount, fallback, advanced } = keda;
  return child(
    ['keda.sh/v1alpha1', 'ScaledObject'],
    metadata(subject, 'keda', isVariant),
    {
      spec: stated({
        scaleTargetRef: targetOf(subject),
        minReplicaCount: subject.scaling.minReplicas ?? 1,
        maxReplicaCount: subject.scaling.maxReplicas,
        pollingInterval,
        cooldownPeriod,
        initialCooldownPeriod,
        idleReplicaCount,
        fallback,
        advanced,
        ...triggers,
      }),
    },
    'scales the pods',
    isVariant ? [{ field: 'spec.triggers', because: "the address of Prometheus is the cluster's to configure" }] : [],
  );
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/scaling.go expectedHPA */
function horizontalAutoscaler(subject: Subject, hpa: JsonObject): ChildObject {
  const own = metadata(subject, 'hpa', true);
  const metric = {
    type: 'External',
    external: {
      metric: { name: 'wva_desired_replicas', selector: { matchLabels: { variant_name: own.name } } },
      target: { type: 'Value', value: '1' },
    },
  };
  return child(
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    own,
    {
      spec: stated({
        scaleTargetRef: targetOf(subject),
        minReplicas: subject.scaling.minReplicas ?? 1,
        maxReplicas: subject.scaling.maxReplicas,
        metrics: [metric],
        behavior: hpa.behavior,
      }),
    },
    'scales the pods',
  );
}

function metadata(subject: Subject, what: 'hpa' | 'keda', isVariant: boolean) {
  const { service, spec, workload, scaling } = subject;
  const labels = labelsOf(service, 'llminferenceservice-workload');
  const accelerator = unionOfTexts(objectAt(workload.fields, 'labels'))[ACCELERATOR] ?? '';
  const cost = textAt(scaling, 'wva', 'variantCost') ?? '10.0';
  const model = textAt(spec, 'model', 'name') ?? nameOf(service);
  const own = metadataOf(
    service,
    suffixOf(subject, what),
    isVariant ? { ...labels, [ACCELERATOR]: accelerator === '' ? 'unknown' : accelerator } : labels,
  );
  const annotations = { 'llm-d.ai/managed': 'true', 'llm-d.ai/model-id': model, 'llm-d.ai/variant-cost': cost };
  return isVariant ? { ...own, annotations } : own;
}

function targetOf({ service, workload }: Subject): JsonObject {
  return isGroup(workload)
    ? {
        apiVersion: 'leaderworkerset.x-k8s.io/v1',
        kind: 'LeaderWorkerSet',
        name: workloadName(service, workload),
      }
    : { apiVersion: 'apps/v1', kind: 'Deployment', name: workloadName(service, workload) };
}
