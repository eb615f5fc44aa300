import { podType } from '../../catalog/pod-types';
import type { GoField, GoStruct, GoType } from '../../catalog/pod-types';

const TEXT: GoType = { kind: 'string' };
const NUMBER: GoType = { kind: 'int' };
const FLAG: GoType = { kind: 'bool' };
const QUANTITY: GoType = { kind: 'quantity' };
const INT_OR_TEXT: GoType = { kind: 'int-or-string' };
/** Of other projects: no list in it is merged. */
const OTHERS: GoType = { kind: 'any' };

function pointer(of: GoType): GoType {
  return { kind: 'pointer', of };
}

function list(of: GoType): GoType {
  return { kind: 'list', of };
}

/** @param always - fields that are written with their zero values, too */
function struct(name: string, types: Readonly<Record<string, GoType>>, always: readonly string[] = []): GoStruct {
  const fields = Object.entries(types).map(([field, type]): readonly [string, GoField] => [
    field,
    { type, isAlwaysWritten: always.includes(field) },
  ]);
  return { kind: 'struct', name, fields: new Map(fields) };
}

const CONFIDENTIAL = struct('ConfidentialSpec', { enabled: FLAG, resourceId: pointer(TEXT) }, ['enabled']);

const ADAPTER = struct('LLMModelSpec', { uri: TEXT, name: pointer(TEXT), confidential: pointer(CONFIDENTIAL) }, [
  'uri',
]);

const LORA = struct('LoRASpec', {
  adapters: list(ADAPTER),
  maxRank: pointer(NUMBER),
  maxAdapters: pointer(NUMBER),
  maxCpuAdapters: pointer(NUMBER),
});

const MODEL = struct(
  'LLMModelSpec',
  { uri: TEXT, name: pointer(TEXT), lora: pointer(LORA), confidential: pointer(CONFIDENTIAL) },
  ['uri'],
);

const PARALLELISM = struct('ParallelismSpec', {
  tensor: pointer(NUMBER),
  pipeline: pointer(NUMBER),
  data: pointer(NUMBER),
  dataLocal: pointer(NUMBER),
  dataRPCPort: pointer(NUMBER),
  expert: FLAG,
});

const SCALING = struct(
  'ScalingSpec',
  { minReplicas: pointer(NUMBER), maxReplicas: NUMBER, wva: pointer(OTHERS), keda: pointer(OTHERS) },
  ['maxReplicas'],
);

const OFFLOADING = struct('KVCacheOffloadingSpec', { cpu: QUANTITY, evictionPolicy: TEXT, secondary: list(OTHERS) }, [
  'cpu',
]);

const GATEWAY = struct('GatewayReference', { name: TEXT, namespace: TEXT, sectionName: pointer(TEXT) });

/** Nothing inside of `inline` can be merged. */
const SCHEDULER_CONFIG = struct('SchedulerConfigSpec', {
  inline: pointer(OTHERS),
  ref: pointer(struct('ConfigMapKeySelector', { name: TEXT, key: TEXT, optional: pointer(FLAG) }, ['key'])),
});

function specType(): GoStruct {
  const pod = pointer(podType('PodSpec'));
  const reference = podType('LocalObjectReference');
  const texts: GoType = { kind: 'map', of: TEXT };
  const workload = {
    replicas: pointer(NUMBER),
    scaling: pointer(SCALING),
    parallelism: pointer(PARALLELISM),
    labels: texts,
    annotations: texts,
    template: pod,
    worker: pod,
    kvCacheOffloading: pointer(OFFLOADING),
    rolloutStrategy: pointer(
      struct('RolloutStrategy', { maxUnavailable: pointer(INT_OR_TEXT), maxSurge: pointer(INT_OR_TEXT) }),
    ),
  };
  const scheduler = struct('SchedulerSpec', {
    pool: pointer(struct('InferencePoolSpec', { spec: pointer(OTHERS), ref: pointer(reference) })),
    labels: texts,
    annotations: texts,
    template: pod,
    config: pointer(SCHEDULER_CONFIG),
    replicas: pointer(NUMBER),
    tokenizer: pointer(struct('TokenizerSpec', { template: pod })),
  });
  const route = struct('GatewayRoutesSpec', {
    http: pointer(struct('HTTPRouteSpec', { refs: list(reference), spec: pointer(OTHERS) })),
    group: pointer(TEXT),
    weight: pointer(NUMBER),
  });
  const router = struct('RouterSpec', {
    route: pointer(route),
    gateway: pointer(struct('GatewaySpec', { refs: list(GATEWAY) })),
    ingress: pointer(struct('IngressSpec', { refs: list(GATEWAY) })),
    scheduler: pointer(scheduler),
  });
  return struct(
    'LLMInferenceServiceSpec',
    {
      model: MODEL,
      storageInitializer: pointer(struct('StorageInitializerSpec', { enabled: pointer(FLAG) })),
      ...workload,
      router: pointer(router),
      prefill: pointer(struct('WorkloadSpec', workload)),
      tracing: pointer(
        struct('TracingSpec', {
          exporterEndpoint: pointer(TEXT),
          sampler: pointer(TEXT),
          samplerArg: pointer(TEXT),
          exporter: pointer(TEXT),
        }),
      ),
      baseRefs: list(reference),
    },
    ['model'],
  );
}

let known: GoStruct | undefined;

/**
 * The spec of an `LLMInferenceService` and of its configurations, as Go holds it.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_types.go
 */
export function llmSpecType(): GoStruct {
  known ??= specType();
  return known;
}
