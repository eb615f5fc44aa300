import { arrayAt, isObject, nameOf, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { childName } from '../../llm-inference-service/child-name';
import { groupSize, isDataParallel, parallelismOf } from '../../llm-inference-service/parallelism';
import type { LlmPod } from '../../llm-inference-service/pods';
import type { Workload } from '../../llm-inference-service/workload';
import { isStated } from '../../llm-inference-service/workload';
import { addVariable, containersOf, stated } from '../../pod-edits';
import { child, podTemplateOf } from '../child-object';
import type { ChildObject, Inexactness } from '../child-object';
import { leaderWorkerSetChildren } from '../lws/children';
import { labelsOf, metadataOf, passedAnnotations, passedLabels, statedAnnotations, statedLabels } from './metadata';

const COMPONENT = 'llminferenceservice-workload';

/** The proxy beside a decoder. */
const SIDECAR = 'llm-d-routing-sidecar';

/** Whether pods of a workload stand in groups of several nodes. */
export function isGroup({ fields }: Workload): boolean {
  return isStated(fields.worker);
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_single_node.go mainDeploymentName, prefillDeploymentName */
export function workloadName(service: Manifest, workload: Workload): string {
  return childName(nameOf(service), suffixOf(workload));
}

function suffixOf(workload: Workload): string {
  if (workload.role === 'main') return isGroup(workload) ? '-kserve-mn' : '-kserve';
  return isGroup(workload) ? '-kserve-mn-prefill' : '-kserve-prefill';
}

/** What a workload is made of. */
export interface WorkloadParts {
  readonly service: Manifest;
  readonly workload: Workload;
  /** Whether others prefill, so that the main pods decode. */
  readonly isApart: boolean;
  /** Of the workload: one kind, or leaders and workers. */
  readonly pods: readonly LlmPod[];
  /** The name of the pool of pods, for proxies. */
  readonly pool?: string;
  readonly inexact: readonly Inexactness[];
}

/** A Deployment, or groups of several nodes, and what the pods run as. */
export function workloadChildren(parts: WorkloadParts): readonly ChildObject[] {
  return isGroup(parts.workload) ? groupChildren(parts) : deploymentChildren(parts);
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_single_node.go expectedSingleNodeMainDeployment, expectedPrefillMainDeployment */
function deploymentChildren(parts: WorkloadParts): readonly ChildObject[] {
  const { service, workload, isApart, inexact } = parts;
  const pod = parts.pods.find(({ path }) => path.endsWith('template'));
  if (pod === undefined) return [];
  const isMain = workload.role === 'main';
  const labels = {
    ...labelsOf(service, isMain ? COMPONENT : `${COMPONENT}-prefill`),
    'kserve.io/component': 'workload',
    'llm-d.ai/role': roleOf(workload, isApart),
    // One map in the controller: what is added to the template's labels stands in the selector, too.
    ...passedLabels(service),
    ...statedLabels(workload.fields),
  };
  const account = isMain && hasSidecar(pod) ? accountOf(service, pod, '-kserve') : undefined;
  const template = withAccount(withPool(pod, parts.pool), account?.name);
  const annotations = { ...passedAnnotations(service), ...statedAnnotations(workload.fields) };
  return [
    ...(account?.isMade === true ? access(service, account.name, '-kserve', true) : []),
    child(
      ['apps/v1', 'Deployment'],
      { ...metadataOf(service, suffixOf(workload), labels), annotations: passedAnnotations(service) },
      {
        spec: stated({
          replicas: workload.fields.replicas,
          selector: { matchLabels: labels },
          template: podTemplateOf({ ...template, labels, annotations }),
          strategy: strategyOf(workload.fields),
        }),
      },
      isApart ? `pods that ${isMain ? 'decode' : 'prefill'}` : 'the pods',
      inexact,
    ),
  ];
}

function strategyOf({ rolloutStrategy }: JsonObject): JsonObject | undefined {
  const { maxUnavailable, maxSurge } = isObject(rolloutStrategy) ? rolloutStrategy : {};
  if (maxUnavailable === undefined && maxSurge === undefined) return undefined;
  return { type: 'RollingUpdate', rollingUpdate: stated({ maxUnavailable, maxSurge }) };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_multi_node.go expectedMainMultiNodeLWS, expectedPrefillMultiNodeLWS */
function groupChildren(parts: WorkloadParts): readonly ChildObject[] {
  const { service, workload, isApart, pods, inexact } = parts;
  const [leader, worker] = ['template', 'worker'].map((field) => pods.find(({ path }) => path.endsWith(field)));
  if (worker === undefined) return [];
  const isMain = workload.role === 'main';
  const role = { 'kserve.io/component': 'workload', 'llm-d.ai/role': roleOf(workload, isApart) };
  const suffix = isMain ? '' : '-prefill';
  const added = { ...passedLabels(service), ...statedLabels(workload.fields) };
  const takesRequests = leader === undefined;
  const ofWorkers = {
    ...labelsOf(service, `${COMPONENT}-worker${suffix}`),
    ...(takesRequests ? { ...role, 'llm-d.ai/role': isMain ? 'decode' : 'prefill' } : {}),
    ...added,
  };
  const ofLeaders = { ...labelsOf(service, `${COMPONENT}-leader${suffix}`), ...role, ...added };
  const annotations = {
    ...passedAnnotations(service, 'leaderworkerset.sigs.k8s.io'),
    ...statedAnnotations(workload.fields),
  };
  const account = accountOf(service, leader ?? worker, suffixOf(workload));
  const templateOf = (pod: LlmPod, labels: Readonly<Record<string, string>>) =>
    podTemplateOf({ ...withAccount(withPool(pod, parts.pool), account.name), labels, annotations });
  const sizes = parallelismOf(workload.fields);
  const size = groupSize(sizes);
  const set = child(
    ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet'],
    {
      ...metadataOf(service, suffixOf(workload), ofWorkers),
      annotations: passedAnnotations(service, 'leaderworkerset.sigs.k8s.io'),
    },
    {
      spec: stated({
        replicas: workload.fields.replicas,
        startupPolicy: 'LeaderCreated',
        rolloutStrategy: stated({ type: 'RollingUpdate', rollingUpdateConfiguration: groupRollout(workload.fields) }),
        leaderWorkerTemplate: stated({
          size,
          restartPolicy: 'RecreateGroupOnPodRestart',
          leaderTemplate: leader && templateOf(leader, ofLeaders),
          workerTemplate: templateOf(worker, ofWorkers),
          subGroupPolicy: !isMain && isDataParallel(sizes) ? { subGroupSize: size } : undefined,
        }),
      }),
    },
    isApart ? `groups of ${size} pods that ${isMain ? 'decode' : 'prefill'}` : `groups of ${size} pods`,
    inexact,
  );
  const needsRole = isMain && [leader, worker].some((pod) => pod !== undefined && hasSidecar(pod));
  return [
    ...(account.isMade ? access(service, account.name, '-kserve-mn', needsRole) : []),
    set,
    ...leaderWorkerSetChildren(set.manifest),
  ];
}

function groupRollout({ rolloutStrategy }: JsonObject): JsonObject | undefined {
  const { maxUnavailable, maxSurge } = isObject(rolloutStrategy) ? rolloutStrategy : {};
  if (maxUnavailable === undefined && maxSurge === undefined) return undefined;
  return { maxUnavailable: maxUnavailable ?? 1, maxSurge: maxSurge ?? 0 };
}

function roleOf({ role }: Workload, isApart: boolean): string {
  if (role === 'prefill') return 'prefill';
  return isApart ? 'decode' : 'both';
}

function hasSidecar({ spec }: LlmPod): boolean {
  return containersOf(spec, 'initContainers').some((container) => textAt(container, 'name') === SIDECAR);
}

/** The proxy is told where to ask for the pods that prefill. */
function withPool(pod: LlmPod, pool: string | undefined): LlmPod {
  if (pool === undefined || !hasSidecar(pod)) return pod;
  const initContainers = arrayAt(pod.spec, 'initContainers').map((container) =>
    isObject(container) && container.name === SIDECAR ? addVariable(container, 'INFERENCE_POOL_NAME', pool) : container,
  );
  return { ...pod, spec: { ...pod.spec, initContainers } };
}

function withAccount(pod: LlmPod, serviceAccountName: string | undefined): LlmPod {
  return serviceAccountName === undefined ? pod : { ...pod, spec: { ...pod.spec, serviceAccountName } };
}

/** What the pods run as: what they state, or an account that is made for them. */
function accountOf(
  service: Manifest,
  pod: LlmPod,
  suffix: string,
): { readonly name: string; readonly isMade: boolean } {
  const made = childName(nameOf(service), suffix);
  const own = textAt(pod.spec, 'serviceAccountName') ?? '';
  return own === '' || own === made ? { name: made, isMade: true } : { name: own, isMade: false };
}

const GROUP = 'rbac.authorization.k8s.io';
const SEES = ['get', 'list', 'watch'];
const RULES: readonly JsonObject[] = [
  { apiGroups: [''], resources: ['pods'], verbs: SEES },
  {
    apiGroups: ['inference.networking.x-k8s.io', 'inference.networking.k8s.io'],
    resources: ['inferencepools'],
    verbs: SEES,
  },
];

function access(service: Manifest, account: string, suffix: string, withRole: boolean): readonly ChildObject[] {
  const labels = labelsOf(service, suffix === '-kserve' ? COMPONENT : undefined);
  const role = metadataOf(service, `${suffix}-role`, labels);
  return [
    child(['v1', 'ServiceAccount'], { ...role, name: account }, {}, 'what the pods run as', [
      { because: "pull secrets of the namespace's default account are added" },
    ]),
    ...(withRole
      ? [
          child([`${GROUP}/v1`, 'Role'], role, { rules: RULES }, 'lets proxies see the pods'),
          child(
            [`${GROUP}/v1`, 'RoleBinding'],
            metadataOf(service, `${suffix}-rb`, labels),
            {
              roleRef: { apiGroup: GROUP, kind: 'Role', name: role.name },
              subjects: [stated({ kind: 'ServiceAccount', name: account, namespace: role.namespace })],
            },
            'gives the Role to the pods',
          ),
        ]
      : []),
  ];
}
