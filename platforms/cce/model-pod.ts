import { cceTemplateFacts } from '../../catalog/cce-model-facts';
import type { CceModelFacts } from '../../catalog/cce-model-facts';
import type { Toleration } from '../../constructs/pod';
import type {
  Container,
  PodTemplateSpec,
  Probe,
  ResourceRequirements,
  Volume,
  VolumeMount,
} from '../../imports/shared';
import { SHARED_MEMORY_MOUNT, sharedMemoryVolume } from '../pod/container';
import { cacheContainer, CACHE_VOLUME } from './model-cache';
import type { CceModelCache } from './model-cache';
import { leaderLabels } from './labels';
import type { CceGroupIdentity } from './labels';

/** The device that the add-on serves on. */
export const CCE_NPU = 'huawei.com/ascend-1980';

/** Where the engine answers. */
export const CCE_MODEL_PORT = 8000;

/** Folder below which the image looks for models. */
export const CCE_MODEL_ROOT = '/workspace';

/** Name of the container in the add-on's templates. */
export const CCE_CONTAINER = 'ascend-vllm-arm64';

/** What a pod of a model is given; where the add-on fills the template, these are its placeholders. */
export interface CcePodValues extends CceGroupIdentity {
  readonly image: string;
  /** Name under which clients address the model. */
  readonly servedModelName: string;
  readonly claim: string;
  readonly path: string;
}

/** What is decided about a pod when the manifest is made. */
export interface CcePodOptions {
  readonly facts: CceModelFacts;
  readonly npus: number;
  readonly maxModelLen?: number;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cache?: CceModelCache;
  readonly schedulerName: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly imagePullSecrets?: readonly string[];
}

/** Size of `/dev/shm` where several NPUs work together; it counts against the memory of the container. */
const SHARED_MEMORY_GIB = 16;

const MODELS_VOLUME = 'models';

/** Seconds that the engine takes besides reading weights: imports, compilation, warm-up. */
const ENGINE_START_SECONDS = 300;

/** GiB per second at which weights are read; that of slow object storage, so that no load is cut off. */
const READ_RATE = 0.1;

const LEAST_START_SECONDS = 600;
const PROBE_PERIOD = 10;

/** The one pod of a group, which leads it. */
export function modelPod(values: CcePodValues, options: CcePodOptions): PodTemplateSpec {
  const { cache, npus } = options;
  const source: Volume = { name: MODELS_VOLUME, persistentVolumeClaim: { claimName: values.claim } };
  const folder = { subPath: values.path, readOnly: true };
  const shared = npus > 1;
  return {
    metadata: { labels: leaderLabels(values) },
    spec: {
      enableServiceLinks: false,
      schedulerName: options.schedulerName,
      nodeSelector: options.nodeSelector,
      tolerations: options.tolerations,
      imagePullSecrets: options.imagePullSecrets?.map((name) => ({ name })),
      initContainers:
        cache === undefined
          ? undefined
          : [cacheContainer(cache, values, { name: MODELS_VOLUME, mountPath: '/source', ...folder })],
      containers: [
        engineContainer(values, options, [
          ...(shared ? [SHARED_MEMORY_MOUNT] : []),
          {
            name: cache === undefined ? MODELS_VOLUME : CACHE_VOLUME,
            mountPath: modelFolder(options.facts),
            ...folder,
          },
        ]),
      ],
      volumes: [
        ...(shared ? [sharedMemoryVolume(`${SHARED_MEMORY_GIB}Gi`)] : []),
        source,
        ...(cache === undefined ? [] : [{ name: CACHE_VOLUME, persistentVolumeClaim: { claimName: cache.claim } }]),
      ],
    },
  };
}

function engineContainer(
  { image, servedModelName }: CcePodValues,
  options: CcePodOptions,
  volumeMounts: readonly VolumeMount[],
): Container {
  const stated = options.env ?? {};
  const own = cceTemplateFacts().env.filter(({ name }) => stated[name] === undefined);
  return {
    name: CCE_CONTAINER,
    image,
    imagePullPolicy: 'IfNotPresent',
    args: engineArguments(servedModelName, options),
    env: [...own, ...Object.entries(stated).map(([name, value]) => ({ name, value }))],
    ports: [{ name: 'http', containerPort: CCE_MODEL_PORT, protocol: 'TCP' }],
    resources: resources(options),
    volumeMounts,
    startupProbe: health({ periodSeconds: PROBE_PERIOD, failureThreshold: startFailures(options.facts) }),
    readinessProbe: health({ periodSeconds: 5, failureThreshold: 3 }),
    livenessProbe: health({ periodSeconds: PROBE_PERIOD, failureThreshold: 6 }),
  };
}

function engineArguments(servedModelName: string, options: CcePodOptions): readonly string[] {
  const { facts, npus, maxModelLen, args = [] } = options;
  return [
    '--model',
    modelFolder(facts),
    ...cceTemplateFacts().flags.flatMap(({ name, value }) =>
      value === undefined ? [name] : [name, flagValue(name, value, maxModelLen)],
    ),
    ...(npus > 1 ? ['--tensor-parallel-size', String(npus)] : []),
    '--served-model-name',
    servedModelName,
    ...args,
  ];
}

/** Without chunked prefill the engine refuses sequences that are longer than a batch, so that a batch grows with them. */
function flagValue(name: string, value: string, maxModelLen: number | undefined): string {
  if (maxModelLen === undefined) return value;
  if (name === '--max-model-len') return String(maxModelLen);
  if (name === '--max-num-batched-tokens') return String(Math.max(Number(value), maxModelLen));
  return value;
}

function modelFolder({ hfId }: CceModelFacts): string {
  return `${CCE_MODEL_ROOT}/${hfId.value}`;
}

/** The processors of the catalogue are for its number of NPUs and grow with them; memory is for the weights. */
function resources({ facts, npus }: CcePodOptions): ResourceRequirements {
  const cpu = (amount: number) => String(Math.ceil((amount / facts.npus64GB.value) * npus));
  const devices = { [CCE_NPU]: String(npus) };
  return {
    requests: { cpu: cpu(facts.cpuRequest.value), memory: `${facts.memoryRequestGiB.value}Gi`, ...devices },
    limits: { cpu: cpu(facts.cpuLimit.value), memory: `${facts.memoryLimitGiB.value}Gi`, ...devices },
  };
}

function health(timing: Probe): Probe {
  return { httpGet: { path: '/health', port: CCE_MODEL_PORT, scheme: 'HTTP' }, timeoutSeconds: 5, ...timing };
}

function startFailures({ weightsGiB }: CceModelFacts): number {
  const seconds = Math.max(LEAST_START_SECONDS, ENGINE_START_SECONDS + weightsGiB / READ_RATE);
  return Math.ceil(seconds / PROBE_PERIOD);
}
