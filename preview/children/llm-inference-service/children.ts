import { MAIN_CONTAINER } from '../../../catalog/llm-presets';
import { arrayAt, isObject, nameOf, objectAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { childName } from '../../llm-inference-service/child-name';
import { groupSize, parallelismOf } from '../../llm-inference-service/parallelism';
import type { LlmPod } from '../../llm-inference-service/pods';
import { workloadsOf } from '../../llm-inference-service/workload';
import type { Workload } from '../../llm-inference-service/workload';
import { stated, unionOfTexts } from '../../pod-edits';
import { withGroupVariables } from '../../group-pods';
import { child } from '../child-object';
import type { ChildObject, Inexactness, MadePod, ServiceChildren } from '../child-object';
import { groupPodName } from '../lws/group-pod-name';
import { labelsOf, metadataOf, selectorOf, statedAnnotations, statedLabels } from './metadata';
import { routeOf } from './route';
import { scalingChildren } from './scaling';
import { schedulerChildren } from './scheduler';
import { isGroup, workloadChildren, workloadName } from './workloads';

/** A service as the controller sees it. */
export interface LlmServiceParts {
  readonly service: Manifest;
  /** Merged from all configurations, with its templates expanded. */
  readonly spec: JsonObject;
  /** What its workloads' templates hold. */
  readonly pods: readonly LlmPod[];
  /** The words with which the script of a preset starts vLLM in a pod; undefined where the pod's command says it. */
  readonly wordsOf: (pod: LlmPod) => readonly string[] | undefined;
  readonly isTlsEnabled: boolean;
}

/**
 * What KServe v0.20 makes of an `LLMInferenceService`.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/controller.go reconcile
 */
export function llmChildren(parts: LlmServiceParts): ServiceChildren {
  const { service, spec, pods } = parts;
  if (textAt(service, 'metadata', 'annotations', 'serving.kserve.io/stop')?.toLowerCase() === 'true') {
    return { outcome: 'nothing', because: 'its annotation serving.kserve.io/stop stops it' };
  }
  const workloads = workloadsOf(spec);
  const isApart = workloads.length > 1;
  const own = (workload: Workload) =>
    pods.filter(({ path }) => path.startsWith('spec.prefill.') === (workload.role === 'prefill'));
  const inexact = podInexactness(parts);
  return {
    outcome: 'made',
    pods: workloads.flatMap((workload) => own(workload).map((pod) => madePod(parts, workload, isApart, pod, inexact))),
    children: [
      certificates(service),
      ...deviceClaims(service),
      ...workloads.flatMap((workload) =>
        workloadChildren({ service, workload, isApart, pods: own(workload), pool: poolOf(service, spec), inexact }),
      ),
      workloadService(parts),
      ...workloads.flatMap((workload) => scalingChildren(service, spec, workload)),
      ...schedulerChildren(service, spec),
      ...routeOf(service, spec),
    ],
    inexact: [],
  };
}

function madePod(
  { service, wordsOf }: LlmServiceParts,
  workload: Workload,
  isApart: boolean,
  pod: LlmPod,
  inexact: readonly Inexactness[],
): MadePod {
  const name = workloadName(service, workload);
  const words = wordsOf(pod);
  const starts = words === undefined ? undefined : { container: MAIN_CONTAINER, words };
  const common = { starts, unknownCommands: isOutline(pod) ? [MAIN_CONTAINER] : [], inexact };
  const made = { ...pod, component: roleOf(workload, isApart), template: pod.spec };
  if (!isGroup(workload)) {
    return { pod: made, workload: { kind: 'Deployment', name }, podName: `${name}-<hash>`, ...common };
  }
  const size = groupSize(parallelismOf(workload.fields));
  const isWorker = pod.path.endsWith('worker');
  const place = { name, namespace: pod.namespace, size, index: isWorker ? 1 : 0, hasOwnSubdomain: false };
  return {
    pod: {
      ...made,
      component: `${made.component}-${isWorker ? 'worker' : 'leader'}`,
      spec: withGroupVariables(made.spec, place),
    },
    workload: { kind: 'LeaderWorkerSet', name },
    perReplica: isWorker ? size - 1 : 1,
    podName: groupPodName(name, isWorker ? size - 1 : undefined),
    ...common,
  };
}

/** What the pods of a workload do. */
function roleOf({ role }: Workload, isApart: boolean): string {
  if (role === 'prefill') return 'prefill';
  return isApart ? 'decode' : 'main';
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_storage.go attachModelArtifacts */
function podInexactness({ spec, pods }: LlmServiceParts): readonly Inexactness[] {
  const uri = textAt(spec, 'model', 'uri') ?? '';
  const isDownloaded = objectAt(spec, 'storageInitializer').enabled !== false;
  const started = pods.filter(({ preset }) => preset !== undefined);
  return [
    ...(isDownloaded
      ? [
          {
            field: 'spec.volumes',
            because: `what brings ${uri === '' ? 'the model' : uri} to /mnt/models is added by the controller, with the cluster's images and credentials`,
          },
        ]
      : []),
    ...(started.length > 0
      ? [
          {
            field: 'spec.containers',
            because: `${started.some(isOutline) ? 'of presets that are not among the manifests, the outline is known alone: ' : ''}the line that starts vLLM leaves out what the script sets itself, such as names that are served and certificates`,
          },
        ]
      : []),
    ...addedLater(spec),
  ];
}

/**
 * What the controller adds to pods that is left out here.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_single_node.go expectedSingleNodeMainDeployment
 */
function addedLater(spec: JsonObject): readonly Inexactness[] {
  const isTraced = (textAt(spec, 'tracing', 'exporterEndpoint') ?? '') !== '';
  const tiers = [spec, objectAt(spec, 'prefill')].some(
    (workload) => arrayAt(workload, 'kvCacheOffloading', 'secondary').length > 0,
  );
  const adapters = arrayAt(spec, 'model', 'lora', 'adapters').length > 0;
  return [
    ...(isTraced
      ? [{ field: 'spec.containers', because: 'arguments and variables for tracing are added by the controller' }]
      : []),
    ...(tiers ? [{ field: 'spec.volumes', because: 'volumes of caches are added by the controller' }] : []),
    ...(adapters ? [{ field: 'spec.volumes', because: 'what brings the adapters is added by the controller' }] : []),
  ];
}

/** Whether the preset that says what its container runs is not among the manifests. */
function isOutline({ preset, main, spec }: LlmPod): boolean {
  const { [main]: container } = arrayAt(spec, 'containers');
  return preset !== undefined && valueAt(container, 'command') === undefined;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload.go reconcileWorkloadService */
function workloadService({ service, spec, isTlsEnabled }: LlmServiceParts): ChildObject {
  const name = isTlsEnabled ? 'https' : 'http';
  const labels = { ...labelsOf(service, 'llminferenceservice-workload'), ...statedLabels(spec) };
  return child(
    ['v1', 'Service'],
    { ...metadataOf(service, '-kserve-workload-svc', labels), annotations: statedAnnotations(spec) },
    {
      spec: {
        type: 'ClusterIP',
        selector: selectorOf(service),
        ports: [{ name, protocol: 'TCP', appProtocol: name, port: 8000, targetPort: 8000 }],
      },
    },
    'answers for the pods',
  );
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_tls_self_signed.go expectedSelfSignedCertsSecret */
function certificates(service: Manifest): ChildObject {
  return child(
    ['v1', 'Secret'],
    metadataOf(service, '-kserve-self-signed-certs', labelsOf(service, 'llminferenceservice-workload')),
    { type: 'kubernetes.io/tls' },
    'certificates for what pods and scheduler tell each other',
    [{ field: 'data', because: 'the controller makes the certificates, and says in an annotation when they end' }],
  );
}

/** Pools are named by the service, unless it refers to one. */
function poolOf(service: Manifest, spec: JsonObject): string | undefined {
  if (!isObject(spec.router)) return undefined;
  const referred = textAt(spec, 'router', 'scheduler', 'pool', 'ref', 'name') ?? '';
  return referred === '' ? childName(nameOf(service), '-inference-pool') : referred;
}

const DEVICES = 'serving.kserve.io/exp-dra-';

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/managed_dra.go expectedManagedDRATemplate */
function deviceClaims(service: Manifest): readonly ChildObject[] {
  const annotations = unionOfTexts(objectAt(service, 'metadata', 'annotations'));
  const { [`${DEVICES}device-class`]: deviceClassName = '', [`${DEVICES}device-count`]: count = '1' } = annotations;
  if (deviceClassName === '') return [];
  const number = Number(count);
  const exactly = stated({ deviceClassName, count: Number.isInteger(number) && number > 1 ? number : undefined });
  const isSelected = `${DEVICES}cel-selector` in annotations;
  return [
    child(
      ['resource.k8s.io/v1', 'ResourceClaimTemplate'],
      { name: childName(nameOf(service), '-managed-dra'), namespace: textAt(service, 'metadata', 'namespace') },
      { spec: { spec: { devices: { requests: [{ name: 'device', exactly }] } } } },
      'the devices that each pod claims',
      isSelected ? [{ field: 'spec', because: 'selectors by expressions are left out' }] : [],
    ),
  ];
}
