import { arrayAt, groupOf, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { Fault, Finding } from '../finding';
import { isResourceTrigger, referenceTo, targetKey, triggersOf } from './scaler';
import type { Scaler } from './scaler';

/** Annotations by which two scalers of one target get along, while one takes over from the other. */
const TRANSFER = 'scaledobject.keda.sh/transfer-hpa-ownership';
const NOT_OWNED = 'validations.keda.sh/hpa-ownership';

/** What a cluster's scalers scale. */
export class Targets {
  private readonly objects = new Map<string, LocatedManifest>();
  private readonly roles = new Map<string, JsonValue>();

  public constructor(objects: readonly LocatedManifest[]) {
    for (const object of objects) {
      const { manifest } = object;
      this.objects.set(targetKey(referenceTo(manifest)), object);
      if (groupOf(manifest) === 'disaggregatedset.x-k8s.io' && manifest.kind === 'DisaggregatedSet') {
        this.addRoles(manifest);
      }
    }
  }

  public of({ target }: Scaler): LocatedManifest | undefined {
    return this.objects.get(targetKey(target));
  }

  /** The role of a DisaggregatedSet for which its controller makes the target, if any. */
  public roleOf({ target }: Scaler): JsonValue | undefined {
    return target.kind === 'DisaggregatedSetRoleScaler' ? this.roles.get(targetKey(target)) : undefined;
  }

  private addRoles(set: Manifest): void {
    for (const role of arrayAt(set, 'spec', 'roles')) {
      const reference = {
        group: 'disaggregatedset.x-k8s.io',
        kind: 'DisaggregatedSetRoleScaler',
        name: `${nameOf(set)}-${textAt(role, 'name') ?? ''}`,
        namespace: namespaceOf(set),
      };
      this.roles.set(targetKey(reference), role);
    }
  }
}

/**
 * Targets with more than one scaler.
 *
 * @see https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledobject_webhook.go verifyScaledObjects, verifyHpas
 */
export function checkRivals(scalers: readonly Scaler[]): readonly Finding[] {
  const first = new Map<string, Scaler>();
  return scalers.flatMap((scaler): readonly Finding[] => {
    const key = targetKey(scaler.target);
    const rival = first.get(key);
    if (rival === undefined) first.set(key, scaler);
    if (rival === undefined || isSame(scaler, rival) || isTransfer(scaler) || isTransfer(rival)) return [];
    const { target } = scaler;
    return [
      {
        id: 'autoscaling/two-scalers',
        severity: 'error',
        where: scaler.where,
        field: 'spec.scaleTargetRef',
        problem: `The ${target.kind} '${target.name}' is scaled by the ${rival.kind} '${nameOf(rival.manifest)}' too`,
        consequence: "KEDA's webhook refuses the second scaler, and of two HPAs neither scales (AmbiguousSelector).",
        mend: 'Keep one of them, with the triggers or metrics of both.',
      },
    ];
  });
}

/** What is wrong between a scaler and its target, told at whichever of the two is to be changed. */
export function checkTarget(scaler: Scaler, targets: Targets): readonly Finding[] {
  const target = targets.of(scaler);
  const role = targets.roleOf(scaler);
  return [
    ...(role === undefined ? [] : located(checkRole(scaler, role), scaler.where)),
    ...(target === undefined ? [] : located(checkReplicas(scaler, target.manifest), target.where)),
    ...(target === undefined ? [] : located(checkRequests(scaler, target.manifest), scaler.where)),
  ];
}

/** Of a LeaderWorkerSet, the rules for LeaderWorkerSets tell it. */
function checkReplicas({ kind, manifest, target }: Scaler, scaled: Manifest): readonly Fault[] {
  const stated = valueAt(scaled, 'spec', 'replicas');
  if (stated === undefined || target.kind === 'LeaderWorkerSet') return [];
  return [
    {
      id: 'autoscaling/scaled-replicas',
      severity: 'warning',
      field: 'spec.replicas',
      problem: `replicas is ${JSON.stringify(stated)} in Git, and the ${kind} '${nameOf(manifest)}' sets the same field`,
      consequence:
        'Unless they are told to leave the field alone, Argo CD and Flux set it back at every sync: replicas that serve are ended, and started again.',
      mend: 'Leave replicas out of Git, or have the field left alone: by `ignoreDifferences` of the Application with RespectIgnoreDifferences=true, or by `spec.ignore` of the Kustomization (Flux 2.9).',
    },
  ];
}

function checkRole({ target }: Scaler, role: JsonValue): readonly Fault[] {
  const mode = textAt(role, 'scaling', 'mode') ?? 'Static';
  if (mode === 'External') return [];
  return [
    {
      id: 'autoscaling/static-role',
      severity: 'error',
      field: 'spec.scaleTargetRef',
      problem: `The role behind '${target.name}' has scaling.mode '${mode}'`,
      consequence: 'Its controller makes no DisaggregatedSetRoleScaler, so that there is nothing to scale.',
      mend: "Set the role's scaling.mode to 'External'.",
    },
  ];
}

/**
 * Use of processor or memory is measured against what a container requests.
 *
 * @see https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledobject_webhook.go verifyCPUMemoryScalers
 */
function checkRequests(scaler: Scaler, scaled: Manifest): readonly Fault[] {
  const containers = containersOf(scaled);
  return resourceMetrics(scaler).flatMap(({ resource, container, path }) =>
    containers
      .filter(({ name }) => container === undefined || container === name)
      .filter(({ resources }) => !states(resources, 'requests', resource) && !states(resources, 'limits', resource))
      .map(({ name }): Fault => ({
        id: 'autoscaling/no-requests',
        severity: 'warning',
        field: path,
        problem: `The use of ${resource} decides over replicas, and the container '${name}' requests none`,
        consequence: `Unless a LimitRange of the namespace adds a request, there is no share to compute, and nothing is scaled; of a Deployment, KEDA's webhook refuses the ScaledObject.`,
        mend: `State resources.requests.${resource} of '${name}'.`,
      })),
  );
}

/** Uses of processor and memory that are compared with requests; KEDA's webhook demands requests of them all. */
function resourceMetrics(scaler: Scaler) {
  const isChecked = ['Deployment', 'StatefulSet'].includes(scaler.target.kind);
  const triggers = triggersOf(scaler)
    .filter(isResourceTrigger)
    .filter(({ metricType }) => isChecked || metricType === 'Utilization')
    .map(({ type, metadata, path }) => ({ resource: type, container: textAt(metadata, 'containerName'), path }));
  const metrics = arrayAt(scaler.manifest, 'spec', 'metrics').flatMap((metric, index) => {
    const source = textAt(metric, 'type') === 'ContainerResource' ? 'containerResource' : 'resource';
    const resource = textAt(metric, source, 'name');
    if (resource === undefined || textAt(metric, source, 'target', 'type') !== 'Utilization') return [];
    return [{ resource, container: textAt(metric, source, 'container'), path: `spec.metrics[${index}]` }];
  });
  return [...triggers, ...metrics];
}

function containersOf(scaled: Manifest) {
  const pods = [
    objectAt(scaled, 'spec', 'leaderWorkerTemplate', 'leaderTemplate', 'spec'),
    objectAt(scaled, 'spec', 'leaderWorkerTemplate', 'workerTemplate', 'spec'),
    objectAt(scaled, 'spec', 'template', 'spec'),
  ];
  const pod = pods.find(({ containers }) => containers !== undefined) ?? {};
  return arrayAt(pod, 'containers')
    .filter(isObject)
    .map((container) => ({ name: textAt(container, 'name') ?? '', resources: objectAt(container, 'resources') }));
}

function states(resources: JsonObject, member: 'requests' | 'limits', resource: string): boolean {
  return valueAt(resources, member, resource) !== undefined;
}

/** Two texts of one object, of which a cluster gets one. */
function isSame(one: Scaler, other: Scaler): boolean {
  return one.kind === other.kind && nameOf(one.manifest) === nameOf(other.manifest);
}

function isTransfer({ manifest }: Scaler): boolean {
  const annotations = objectAt(manifest, 'metadata', 'annotations');
  return annotations[TRANSFER] === 'true' || annotations[NOT_OWNED] === 'false';
}

function located(faults: readonly Fault[], where: string): readonly Finding[] {
  return faults.map((fault) => ({ ...fault, where }));
}
