import type {
  OmeFormatFacts,
  OmePodFacts,
  OmeRouterFacts,
  OmeRuntimeFacts,
  OmeVariable,
} from '../../catalog/ome-runtime-facts';
import type { Container, DecoderConfig, RouterConfig, ServingRuntimeSpec } from '../../imports/ome.io';

/** What may be said of a catalogue runtime beside its facts. */
export interface RuntimeSpecOptions {
  /** Image of engine and decoder. @default the catalogue's */
  readonly image?: string;
  /** Image of the router. @default the catalogue's */
  readonly routerImage?: string;
  /** Arguments after the catalogue's, for engine and decoder. @default none */
  readonly args?: readonly string[];
}

const TOLERATIONS = [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }];

/** The router answers here. */
const ROUTER_PORT = 8080;

/** Where the pods of a group meet. */
const GROUP_PORT = 5757;

/** Label by which a LeaderWorkerSet tells the pod that answers from those that only compute. */
const LEADERS_ONLY = 'leaderworkerset.sigs.k8s.io/worker-index=0';

/**
 * A runtime of OME's catalogue as OME's API spells it.
 *
 * Everything that starts the engine stands in `command`: what a service adds to `args` is then added, where it would
 * otherwise replace the runtime's arguments.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go MergeEngineSpec
 */
export function catalogueRuntimeSpec(facts: OmeRuntimeFacts, options: RuntimeSpecOptions = {}): ServingRuntimeSpec {
  const { formats, size, pod, decoder, router } = facts;
  return {
    supportedModelFormats: formats.map(supportedFormat),
    modelSizeRange: size,
    protocolVersions: ['openAI'],
    engineConfig: component(pod, options),
    decoderConfig: decoder && component(decoder, options),
    routerConfig: router && routerConfig(facts, router, options),
  };
}

/** Of what the API server would add to a list's items, nothing is left out: Argo CD compares lists as a whole. */
function supportedFormat(format: OmeFormatFacts) {
  return {
    modelFormat: {
      name: format.format,
      version: format.formatVersion,
      operator: format.formatOperator ?? 'Equal',
      weight: 1,
    },
    modelFramework: {
      name: format.framework,
      version: format.frameworkVersion,
      operator: format.frameworkOperator ?? 'Equal',
      weight: 1,
    },
    modelArchitecture: format.architecture,
    quantization: format.quantization,
    autoSelect: format.autoSelect,
    priority: format.priority,
  };
}

function component(pod: OmePodFacts, options: RuntimeSpecOptions): DecoderConfig {
  const annotations = { ...prometheusAnnotations(pod), ...rdmaAnnotations(pod) };
  const runner = engineContainer(pod, pod.env, options);
  const leader = { ...podSpec(pod), runner: { ...runner, ...servingFields(pod) } };
  if (pod.nodes === 1) return { annotations, ...leader };
  const worker = { size: pod.nodes - 1, ...podSpec(pod), runner: engineContainer(pod, pod.workerEnv, options) };
  return { annotations, leader, worker };
}

function podSpec(pod: OmePodFacts) {
  return {
    tolerations: TOLERATIONS,
    ...(pod.hostNetwork ? { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' } : {}),
    ...(pod.hostIpc ? { hostIPC: true } : {}),
    ...(pod.nodes > 1 ? { enableServiceLinks: false } : {}),
    volumes: [
      { name: 'dshm', emptyDir: { medium: 'Memory' } },
      ...(pod.infiniband ? [{ name: 'devinf', hostPath: { path: '/dev/infiniband' } }] : []),
    ],
  };
}

function engineContainer(
  pod: OmePodFacts,
  env: readonly OmeVariable[],
  { image, args }: RuntimeSpecOptions,
): Container {
  const resources = { cpu: pod.cpu, memory: pod.memory, 'nvidia.com/gpu': String(pod.gpus) };
  return {
    name: 'ome-container',
    image: image ?? pod.image,
    command: [...engineCommand(pod), ...(args ?? [])],
    env: env.length === 0 ? undefined : env.map(variable),
    resources: { requests: stated(resources), limits: stated(resources) },
    securityContext: pod.infiniband
      ? { privileged: true, capabilities: { add: ['IPC_LOCK', 'SYS_ADMIN'] } }
      : undefined,
    volumeMounts: [
      { name: 'dshm', mountPath: '/dev/shm' },
      ...(pod.infiniband ? [{ name: 'devinf', mountPath: '/dev/infiniband' }] : []),
    ],
  };
}

/** What only the pod has that answers requests. */
function servingFields(pod: OmePodFacts) {
  return {
    ports: [{ name: speaksGrpc(pod) ? 'grpc' : 'http', containerPort: pod.port, protocol: 'TCP' as const }],
    startupProbe: {
      ...healthCheck(pod, pod.healthPath),
      periodSeconds: 10,
      timeoutSeconds: 30,
      failureThreshold: Math.ceil(pod.startupSeconds / 10),
    },
    readinessProbe: {
      ...healthCheck(pod, pod.healthPath),
      periodSeconds: 60,
      timeoutSeconds: 200,
      failureThreshold: 3,
    },
    livenessProbe: { ...healthCheck(pod, '/health'), periodSeconds: 60, timeoutSeconds: 60, failureThreshold: 5 },
  };
}

function healthCheck(pod: OmePodFacts, path: string) {
  return speaksGrpc(pod) ? { grpc: { port: pod.port } } : { httpGet: { path, port: pod.port } };
}

/** Whether a pod answers gRPC instead of HTTP. */
export function speaksGrpc({ args }: OmePodFacts): boolean {
  return args.includes('--grpc-mode');
}

function engineCommand(pod: OmePodFacts): readonly string[] {
  const { launcher, port, servedModelName, args } = pod;
  const tensorParallel = pod.tensorParallel === undefined ? '$(PARALLELISM_SIZE)' : String(pod.tensorParallel);
  const program = launcher.split(' ');
  const servedName = servedModelName === undefined ? [] : [`--served-model-name=${servedModelName}`];
  if (isSglang(launcher)) {
    const address = ['--host=0.0.0.0', `--port=${port}`];
    return [
      ...program,
      ...address,
      '--model-path=$(MODEL_PATH)',
      ...servedName,
      `--tp-size=${tensorParallel}`,
      ...group(pod),
      ...args,
    ];
  }
  const model = program.includes('serve') ? ['$(MODEL_PATH)'] : ['--model=$(MODEL_PATH)'];
  return [...program, ...model, `--port=${port}`, ...servedName, `--tensor-parallel-size=${tensorParallel}`, ...args];
}

function isSglang(launcher: string): boolean {
  return launcher.includes('sglang');
}

/** How the pods of a group find each other: a LeaderWorkerSet sets these variables. */
function group({ nodes }: OmePodFacts): readonly string[] {
  if (nodes === 1) return [];
  return [
    `--dist-init-addr=$(LWS_LEADER_ADDRESS):${GROUP_PORT}`,
    '--nnodes=$(LWS_GROUP_SIZE)',
    '--node-rank=$(LWS_WORKER_INDEX)',
  ];
}

function routerConfig(
  facts: OmeRuntimeFacts,
  router: OmeRouterFacts,
  { routerImage }: RuntimeSpecOptions,
): RouterConfig {
  const resources = { cpu: router.cpu, memory: router.memory };
  const args = routerArguments(facts, router);
  const check = (path: string) => ({ httpGet: { path, port: ROUTER_PORT }, timeoutSeconds: 10 });
  return {
    runner: {
      name: 'router',
      image: routerImage ?? router.image,
      ...(router.launcher === undefined ? { args } : { command: [...router.launcher.split(' '), ...args] }),
      env: [
        { name: 'NAMESPACE', field: 'metadata.namespace' },
        { name: 'INFERENCESERVICE_NAME', field: "metadata.labels['ome.io/inferenceservice']" },
      ].map(variable),
      ports: [{ name: 'http', containerPort: ROUTER_PORT, protocol: 'TCP' }],
      resources: { requests: resources, limits: resources },
      // Ready is the router only when an engine is, for which a startup probe must not wait.
      startupProbe: { ...check('/liveness'), periodSeconds: 20, failureThreshold: 10 },
      readinessProbe: { ...check('/readiness'), periodSeconds: 30, failureThreshold: 5 },
      livenessProbe: { ...check('/liveness'), periodSeconds: 30, failureThreshold: 5 },
    },
  };
}

/**
 * Each label of a selector is a word of its own: the router splits a word at its first `=` alone.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/sgl-model-gateway/bindings/python/src/sglang_router/router_args.py
 */
function routerArguments({ pod, decoder }: OmeRuntimeFacts, router: OmeRouterFacts): readonly string[] {
  const labels = (component: string, { nodes }: OmePodFacts) => [
    `component=${component}`,
    ...(nodes > 1 ? [LEADERS_ONLY] : []),
    'ome.io/inferenceservice=$(INFERENCESERVICE_NAME)',
  ];
  const selectors =
    decoder === undefined
      ? ['--selector', ...labels('engine', pod)]
      : ['--prefill-selector', ...labels('engine', pod), '--decode-selector', ...labels('decoder', decoder)];
  return [
    '--host=0.0.0.0',
    `--port=${ROUTER_PORT}`,
    ...(decoder === undefined ? [] : ['--pd-disaggregation']),
    '--service-discovery',
    '--service-discovery-namespace=$(NAMESPACE)',
    `--service-discovery-port=${pod.port}`,
    ...selectors,
    ...(router.modelPath === undefined ? [] : [`--model-path=${router.modelPath}`]),
    ...router.args,
  ];
}

/** vLLM always has metrics, SGLang where it is told to. */
function prometheusAnnotations({ port, launcher, args }: OmePodFacts): Readonly<Record<string, string>> {
  if (isSglang(launcher) && !args.includes('--enable-metrics')) return {};
  return { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(port), 'prometheus.io/path': '/metrics' };
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/pod/rdma_injector.go */
function rdmaAnnotations({ rdmaProfile }: OmePodFacts): Readonly<Record<string, string>> {
  if (rdmaProfile === undefined) return {};
  return {
    'rdma.ome.io/auto-inject': 'true',
    'rdma.ome.io/profile': rdmaProfile,
    'rdma.ome.io/container-name': 'ome-container',
  };
}

function variable(facts: OmeVariable) {
  if ('value' in facts) return { name: facts.name, value: facts.value };
  return { name: facts.name, valueFrom: { fieldRef: { fieldPath: facts.field } } };
}

function stated(resources: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(resources).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
