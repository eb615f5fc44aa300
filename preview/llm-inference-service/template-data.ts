import { isObject, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { Struct, TextMap } from '../go-template/value';
import type { Value } from '../go-template/value';
import { CURRENT_NAMESPACE, objectMeta } from '../object-meta';
import { childName } from './child-name';
import type { GlobalConfiguration } from './global-configuration';
import { isStated, specOf } from './workload';

/** A field of a Go type: its name, that in JSON, and how its value is read. */
type Field = readonly [name: string, json: string, read: Read];

type Read = (value: JsonValue | undefined) => Value;

const NO_FIELDS: ReadonlyMap<string, Value> = new Map();
const NONE: ReadonlySet<string> = new Set();

/** What methods and fields of a service tell that no manifest does. */
const OF_CLUSTER: ReadonlySet<string> = new Set([
  ...['Status', 'TypeMeta', 'Kind', 'APIVersion', 'LLMInferenceService'],
  ...[
    'GetName',
    'GetNamespace',
    'GetLabels',
    'GetAnnotations',
    'GetGeneration',
    'GetUID',
    'GetObjectMeta',
    'GetStatus',
  ],
  ...['GenerateName', 'SelfLink', 'UID', 'ResourceVersion', 'Generation', 'CreationTimestamp', 'DeletionTimestamp'],
  ...['DeletionGracePeriodSeconds', 'OwnerReferences', 'Finalizers', 'ManagedFields'],
]);

/** Fields of a pod's spec but for the one that templates of presets read. */
const OF_POD: ReadonlySet<string> = new Set([
  ...['Volumes', 'InitContainers', 'Containers', 'EphemeralContainers', 'RestartPolicy', 'ActiveDeadlineSeconds'],
  ...['DNSPolicy', 'NodeSelector', 'ServiceAccountName', 'DeprecatedServiceAccount', 'AutomountServiceAccountToken'],
  ...['NodeName', 'HostNetwork', 'HostPID', 'HostIPC', 'ShareProcessNamespace', 'SecurityContext', 'ImagePullSecrets'],
  ...['Hostname', 'Subdomain', 'Affinity', 'SchedulerName', 'Tolerations', 'HostAliases', 'PriorityClassName'],
  ...['Priority', 'DNSConfig', 'ReadinessGates', 'RuntimeClassName', 'EnableServiceLinks', 'PreemptionPolicy'],
  ...['Overhead', 'TopologySpreadConstraints', 'SetHostnameAsFQDN', 'OS', 'HostUsers', 'SchedulingGates'],
  ...['ResourceClaims', 'Resources', 'HostnameOverride'],
]);

const flag: Read = (value) => value === true;

const text: Read = (value) => (typeof value === 'string' ? value : '');

const texts: Read = (value) =>
  new TextMap(
    Object.entries(isObject(value) ? value : {}).flatMap(([key, entry]) =>
      typeof entry === 'string' ? [[key, entry] as const] : [],
    ),
  );

/** A pointer to something that has no fields; templates print what it points to, and cannot compare it. */
function pointerTo(type: 'string' | 'int32' | 'bool' | 'int64'): Read {
  return (value) => {
    if (!isStated(value)) return null;
    return new Struct(`*${type}`, NO_FIELDS, NONE, typeof value === 'string' ? value : JSON.stringify(value));
  };
}

function struct(type: string, fields: readonly Field[], unknown = NONE, print?: (value: JsonObject) => string): Read {
  return (value) => {
    const json = isObject(value) ? value : {};
    const read = new Map(fields.map(([name, key, field]) => [name, field(json[key])]));
    return new Struct(type, read, unknown, print?.(json));
  };
}

function pointer(read: Read): Read {
  return (value) => (isStated(value) ? read(value) : null);
}

const URL_PARTS = new Set(['Scheme', 'Opaque', 'User', 'Host', 'Path', 'RawPath', 'RawQuery', 'Fragment', 'String']);

const url: Read = (value) => new Struct('apis.URL', NO_FIELDS, URL_PARTS, typeof value === 'string' ? value : '');

const PARALLELISM = struct('v1alpha2.ParallelismSpec', [
  ['Tensor', 'tensor', pointerTo('int32')],
  ['Pipeline', 'pipeline', pointerTo('int32')],
  ['Data', 'data', pointerTo('int32')],
  ['DataLocal', 'dataLocal', pointerTo('int32')],
  ['DataRPCPort', 'dataRPCPort', pointerTo('int32')],
  ['Expert', 'expert', flag],
]);

const POD = struct(
  'v1.PodSpec',
  [['TerminationGracePeriodSeconds', 'terminationGracePeriodSeconds', pointerTo('int64')]],
  OF_POD,
);

/** What a template cannot tell of, since nothing of it is read here. */
function opaque(type: string, names: readonly string[]): Read {
  return struct(type, [], new Set(names));
}

const WORKLOAD: readonly Field[] = [
  ['Replicas', 'replicas', pointerTo('int32')],
  ['Scaling', 'scaling', pointer(opaque('v1alpha2.ScalingSpec', ['MinReplicas', 'MaxReplicas', 'WVA', 'KEDA']))],
  ['Parallelism', 'parallelism', pointer(PARALLELISM)],
  ['Labels', 'labels', texts],
  ['Annotations', 'annotations', texts],
  ['Template', 'template', pointer(POD)],
  ['Worker', 'worker', pointer(POD)],
  ['KVCacheOffloading', 'kvCacheOffloading', pointer(offloading)],
  ['RolloutStrategy', 'rolloutStrategy', pointer(opaque('v1alpha2.RolloutStrategy', ['MaxUnavailable', 'MaxSurge']))],
];

const CONFIDENTIAL = struct('v1alpha2.ConfidentialSpec', [
  ['Enabled', 'enabled', flag],
  ['ResourceId', 'resourceId', pointerTo('string')],
]);

const LORA = struct(
  'v1alpha2.LoRASpec',
  [
    ['MaxRank', 'maxRank', pointerTo('int32')],
    ['MaxAdapters', 'maxAdapters', pointerTo('int32')],
    ['MaxCpuAdapters', 'maxCpuAdapters', pointerTo('int32')],
  ],
  new Set(['Adapters']),
);

const SPEC: readonly Field[] = [
  [
    'Model',
    'model',
    struct('v1alpha2.LLMModelSpec', [
      ['URI', 'uri', url],
      ['Name', 'name', pointerTo('string')],
      ['LoRA', 'lora', pointer(LORA)],
      ['Confidential', 'confidential', pointer(CONFIDENTIAL)],
    ]),
  ],
  [
    'StorageInitializer',
    'storageInitializer',
    pointer(struct('v1alpha2.StorageInitializerSpec', [['Enabled', 'enabled', pointerTo('bool')]])),
  ],
  ...WORKLOAD,
  ['Prefill', 'prefill', pointer(struct('v1alpha2.WorkloadSpec', WORKLOAD))],
  ['Router', 'router', pointer(opaque('v1alpha2.RouterSpec', ['Route', 'Gateway', 'Ingress', 'Scheduler']))],
  [
    'Tracing',
    'tracing',
    pointer(
      struct('v1alpha2.TracingSpec', [
        ['ExporterEndpoint', 'exporterEndpoint', pointerTo('string')],
        ['Sampler', 'sampler', pointerTo('string')],
        ['SamplerArg', 'samplerArg', pointerTo('string')],
        ['Exporter', 'exporter', pointerTo('string')],
      ]),
    ),
  ],
];

const SPEC_STRUCT = struct('v1alpha2.LLMInferenceServiceSpec', SPEC, new Set(['BaseRefs', 'WorkloadSpec']));

/** The settings of the KV cache behind a value of a template, which `kvTransferConfig` reads. */
export const OFFLOADING = new WeakMap<Struct, JsonObject>();

function offloading(value: JsonValue | undefined): Value {
  const settings = isObject(value) ? value : {};
  const read = new Struct(
    'v1alpha2.KVCacheOffloadingSpec',
    new Map([['EvictionPolicy', text(settings.evictionPolicy)]]),
    new Set(['CPU', 'Secondary']),
  );
  OFFLOADING.set(read, settings);
  return read;
}

/** What templates of configurations are rendered with. */
export interface TemplateSubject {
  /** As it was submitted. */
  readonly service: Manifest;
  /** Of the model, which a configuration may have changed. */
  readonly modelName: string;
  /** Of an InferencePool that the service brings along. */
  readonly pool?: string;
  readonly configuration: GlobalConfiguration;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go ReplaceVariables */
export function templateData(subject: TemplateSubject): Struct {
  const { service, modelName } = subject;
  const meta = objectMeta(service);
  const spec = specOf(service);
  const model = isObject(spec.model) ? spec.model : {};
  return new Struct(
    'llmisvc.config',
    new Map<string, Value>([
      ...['Name', 'Namespace', 'Labels', 'Annotations'].map((name) => [name, meta.field(name)] as const),
      ['ObjectMeta', meta],
      ['Spec', SPEC_STRUCT({ ...spec, model: { ...model, name: modelName } })],
      ['GlobalConfig', globalConfig(subject)],
    ]),
    OF_CLUSTER,
  );
}

function globalConfig({ service, pool, configuration }: TemplateSubject): Struct {
  const namespace = namespaceOf(service) ?? CURRENT_NAMESPACE;
  return new Struct(
    'llmisvc.templateGlobalConfig',
    new Map<string, Value>([
      ['SystemNamespace', configuration.systemNamespace],
      ['IngressGatewayName', configuration.ingressGatewayName],
      ['IngressGatewayNamespace', configuration.ingressGatewayNamespace],
      ['EnableTLS', configuration.isTlsEnabled],
      ['ModelBasedRoutingHeaderName', configuration.modelBasedRoutingHeaderName],
      ['InferencePoolNamespacedName', `${namespace}/${pool ?? childName(nameOf(service), '-inference-pool')}`],
    ]),
    NONE,
  );
}
