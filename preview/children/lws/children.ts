import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';
import { podsOf } from '../../pods-of';
import { stated } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildObject, Inexactness, MadePod, ServiceChildren } from '../child-object';
import { groupPodName } from './group-pod-name';

const PREFIX = 'leaderworkerset.sigs.k8s.io';

/** As many groups are listed one by one. */
const MOST_GROUPS = 8;

/**
 * What LeaderWorkerSet v0.10 makes of an object: a StatefulSet of leaders, one of workers for each group, and a headless
 * Service by which pods of a group find each other.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/leaderworkerset_controller.go Reconcile
 */
export function leaderWorkerSetOf(set: Manifest): ServiceChildren {
  const { size } = sizesOf(set);
  const name = nameOf(set);
  const workload = { kind: 'LeaderWorkerSet', name };
  const pods = podsOf(set).map((pod): MadePod => {
    const podName = groupPodName(name, pod.component === 'worker' ? size - 1 : undefined);
    // Where all pods are alike, workers are named after the leader.
    const alike = pod.component === 'pod' && size > 1 ? `${podName}, ${groupPodName(name, size - 1)}` : podName;
    const perReplica = { leader: 1, worker: size - 1 }[pod.component] ?? size;
    return { pod, workload, perReplica, podName: alike, inexact: [] };
  });
  return { outcome: 'made', pods, children: leaderWorkerSetChildren(set), inexact: [] };
}

/** The objects alone. */
export function leaderWorkerSetChildren(set: Manifest): readonly ChildObject[] {
  const { groups, size } = sizesOf(set);
  const listed = Array.from({ length: Math.min(groups, MOST_GROUPS) }, (_, group) => group);
  const rest = groups - listed.length;
  const more: readonly Inexactness[] =
    rest > 0 ? [{ because: `${rest} more are made alike, up to ${nameOf(set)}-${groups - 1}` }] : [];
  const last = (index: number) => (index === listed.length - 1 ? more : []);
  return [
    leaders(set, groups),
    ...(size > 1 ? listed.map((group, index) => workers(set, group, size, last(index))) : []),
    ...services(set, listed, last),
  ];
}

function sizesOf(set: Manifest): { readonly groups: number; readonly size: number } {
  const count = (value: JsonValue | undefined) => (typeof value === 'number' && value >= 0 ? Math.trunc(value) : 1);
  return {
    groups: count(valueAt(set, 'spec', 'replicas')),
    size: Math.max(count(valueAt(set, 'spec', 'leaderWorkerTemplate', 'size')), 1),
  };
}

/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/leaderworkerset_controller.go constructLeaderStatefulSetApplyConfiguration */
function leaders(set: Manifest, groups: number): ChildObject {
  const template = objectAt(set, 'spec', 'leaderWorkerTemplate');
  const own = isObject(template.leaderTemplate) ? template.leaderTemplate : objectAt(template, 'workerTemplate');
  const found = { [`${PREFIX}/name`]: nameOf(set), [`${PREFIX}/worker-index`]: '0' };
  const annotations = {
    [`${PREFIX}/size`]: String(sizesOf(set).size),
    ...annotationsOf(set),
    ...(hasOwnSubdomains(set) ? { [`${PREFIX}/subdomainPolicy`]: 'UniquePerReplica' } : {}),
  };
  return child(
    ['apps/v1', 'StatefulSet'],
    {
      name: nameOf(set),
      namespace: namespaceOf(set),
      labels: { ...objectAt(set, 'metadata', 'labels'), [`${PREFIX}/name`]: nameOf(set) },
      annotations: { ...objectAt(set, 'metadata', 'annotations'), [`${PREFIX}/replicas`]: String(groups) },
    },
    {
      spec: stated({
        replicas: groups,
        serviceName: nameOf(set),
        podManagementPolicy: 'Parallel',
        selector: { matchLabels: found },
        template: withMetadata(own, found, annotations),
        updateStrategy: updateStrategyOf(set, groups),
        volumeClaimTemplates: claimsOf(template),
        persistentVolumeClaimRetentionPolicy: template.persistentVolumeClaimRetentionPolicy,
      }),
    },
    'the leaders of the groups',
    [REVISION],
  );
}

/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/pod_controller.go constructWorkerStatefulSetApplyConfiguration */
function workers(set: Manifest, group: number, size: number, inexact: readonly Inexactness[]): ChildObject {
  const template = objectAt(set, 'spec', 'leaderWorkerTemplate');
  const name = `${nameOf(set)}-${group}`;
  const found = { [`${PREFIX}/group-index`]: String(group), [`${PREFIX}/name`]: nameOf(set) };
  return child(
    ['apps/v1', 'StatefulSet'],
    {
      name,
      namespace: namespaceOf(set),
      labels: { ...objectAt(set, 'metadata', 'labels'), ...found },
      annotations: objectAt(set, 'metadata', 'annotations'),
    },
    {
      spec: stated({
        replicas: size - 1,
        serviceName: hasOwnSubdomains(set) ? name : nameOf(set),
        podManagementPolicy: 'Parallel',
        ordinals: { start: 1 },
        selector: { matchLabels: found },
        template: withMetadata(objectAt(template, 'workerTemplate'), found, {
          [`${PREFIX}/size`]: String(size),
          [`${PREFIX}/leader-name`]: name,
          ...annotationsOf(set),
        }),
        volumeClaimTemplates: claimsOf(template),
        persistentVolumeClaimRetentionPolicy: template.persistentVolumeClaimRetentionPolicy,
      }),
    },
    `the workers of the group ${group}`,
    [REVISION, { because: 'it is made once its leader is there' }, ...inexact],
  );
}

const REVISION: Inexactness = {
  field: 'metadata.labels',
  because: 'labels with the hash of a revision, or of a group, are left out, here and in templates and selectors',
};

/** Those of the set that its pods need to know. */
function annotationsOf(set: Manifest): Readonly<Record<string, JsonValue>> {
  const stated = objectAt(set, 'metadata', 'annotations');
  const policy = objectAt(set, 'spec', 'leaderWorkerTemplate', 'subGroupPolicy');
  const isDivided = policy.subGroupSize !== undefined;
  const kept = ['exclusive-topology', ...(isDivided ? ['subgroup-exclusive-topology'] : [])];
  return {
    ...Object.fromEntries(
      kept.flatMap((key) => {
        const value = stated[`${PREFIX}/${key}`];
        return typeof value === 'string' && value !== '' ? [[`${PREFIX}/${key}`, value] as const] : [];
      }),
    ),
    ...(isDivided
      ? {
          [`${PREFIX}/subgroup-policy-type`]: textAt(policy, 'subGroupPolicyType') ?? 'LeaderWorker',
          [`${PREFIX}/subgroup-size`]: JSON.stringify(policy.subGroupSize),
        }
      : {}),
  };
}

function withMetadata(template: JsonObject, labels: JsonObject, annotations: JsonObject): JsonObject {
  const metadata = objectAt(template, 'metadata');
  return {
    ...template,
    metadata: {
      ...metadata,
      labels: { ...objectAt(metadata, 'labels'), ...labels },
      annotations: { ...objectAt(metadata, 'annotations'), ...annotations },
    },
  };
}

function updateStrategyOf(set: Manifest, groups: number): JsonObject {
  const stated = objectAt(set, 'spec', 'rolloutStrategy', 'rollingUpdateConfiguration');
  const unavailable = scaled(stated.maxUnavailable ?? 1, groups, Math.floor);
  const surge = Math.min(scaled(stated.maxSurge ?? 0, groups, Math.ceil), groups);
  const partition = typeof stated.partition === 'number' ? stated.partition : 0;
  return {
    type: 'RollingUpdate',
    rollingUpdate: { maxUnavailable: Math.max(unavailable + surge, 1), partition },
  };
}

function scaled(value: JsonValue, of: number, round: (count: number) => number): number {
  if (typeof value === 'number') return value;
  const percent = typeof value === 'string' ? Number.parseFloat(value) : 0;
  return Number.isFinite(percent) ? round((percent * of) / 100) : 0;
}

/** Of claims, selectors and data sources are lost. */
function claimsOf(template: JsonObject): readonly JsonObject[] | undefined {
  const claims = arrayAt(template, 'volumeClaimTemplates');
  if (claims.length === 0) return undefined;
  return claims.filter(isObject).map((claim) => {
    const { accessModes, storageClassName, volumeMode, resources } = objectAt(claim, 'spec');
    return {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: textAt(claim, 'metadata', 'name') ?? '' },
      spec: stated({ accessModes, storageClassName, volumeMode, resources }),
    };
  });
}

function hasOwnSubdomains(set: Manifest): boolean {
  return textAt(set, 'spec', 'networkConfig', 'subdomainPolicy') === 'UniquePerReplica';
}

/**
 * One for all groups, or one for each.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/utils/controller/controller_utils.go CreateHeadlessServiceIfNotExists
 */
function services(
  set: Manifest,
  groups: readonly number[],
  last: (index: number) => readonly Inexactness[],
): readonly ChildObject[] {
  const own = { [`${PREFIX}/name`]: nameOf(set) };
  const headless = (name: string, selector: JsonObject, inexact: readonly Inexactness[]) =>
    child(
      ['v1', 'Service'],
      { name, namespace: namespaceOf(set), labels: own },
      { spec: { clusterIP: 'None', selector, publishNotReadyAddresses: true } },
      'by which pods of a group find each other',
      [{ because: 'it is made unless a Service of its name is there' }, ...inexact],
    );
  if (!hasOwnSubdomains(set)) return [headless(nameOf(set), own, [])];
  return groups.map((group, index) =>
    headless(`${nameOf(set)}-${group}`, { ...own, [`${PREFIX}/group-index`]: String(group) }, last(index)),
  );
}
