import type { EngineComponent, EnginePod, EnginePort } from '../../constructs/engine';
import type { RuntimeDescription } from '../../constructs/runtime-description';
import type { Replicas, Resources } from '../../constructs/pod';
import type { DecoderConfig, RouterConfig, ServingRuntimeSpec, SupportedModelFormat } from '../../imports/ome.io';
import { engineContainer, engineVolumes, withDevices } from '../pod/container';
import { MODEL_PATH, rendererOf } from './late-values';

/** OME gives a default readiness probe to, and reads the model's state from, the container of this name. */
export const RUNNER = 'ome-container';

const ROUTER_RUNNER = 'router';

const PROTOCOLS = {
  v1: 'openInference-v1',
  v2: 'openInference-v2',
  'grpc-v1': 'openInference-v1',
  'grpc-v2': 'openInference-v2',
} as const;

/** A runtime as OME's API spells it. */
export function runtimeSpec(runtime: RuntimeDescription, formats: readonly SupportedModelFormat[]): ServingRuntimeSpec {
  const { engine, ome = {} } = runtime;
  const { acceleratorClasses } = ome;
  return {
    disabled: ome.disabled,
    supportedModelFormats: formats,
    modelSizeRange: ome.modelSizes,
    protocolVersions: protocolVersions(runtime),
    acceleratorRequirements: acceleratorClasses === undefined ? undefined : { acceleratorClasses },
    engineConfig: { ...podMetadata(runtime, engine), ...replicaFields(ome.replicas), ...pods(engine) },
    decoderConfig: engine.decoder && {
      ...podMetadata(runtime, engine.decoder),
      ...replicaFields(engine.decoder.replicas),
      ...pods(engine.decoder),
    },
    routerConfig: engine.router && routerConfig(runtime, engine.router),
  };
}

/** Pods that compute with a leader, as a pod of their own. */
export function workerPod(leader: EnginePod, workers: NonNullable<EnginePod['workers']>): EnginePod {
  const { image, command, args, env, accelerator, resources } = workers;
  return {
    ...leader,
    image: image ?? leader.image,
    command: command ?? leader.command,
    args: args ?? leader.args,
    env: env ?? leader.env,
    accelerator: accelerator ?? leader.accelerator,
    resources: resources ?? leader.resources,
    probes: undefined,
  };
}

/** Everything that a pod's container asks of its node. */
export function resourcesOf({ resources = {}, accelerator }: EnginePod): Resources {
  return withDevices(resources, accelerator);
}

function pods(pod: EnginePod): DecoderConfig {
  const leader = podFields(pod, RUNNER, servedPorts(pod));
  if (pod.workers === undefined) return leader;
  return { leader, worker: { size: pod.workers.count, ...podFields(workerPod(pod, pod.workers), RUNNER) } };
}

function routerConfig(runtime: RuntimeDescription, router: EngineComponent): RouterConfig {
  return {
    ...podMetadata(runtime, router),
    ...replicaFields(router.replicas),
    ...podFields(router, ROUTER_RUNNER, servedPorts(router)),
  };
}

function podFields(pod: EnginePod, name: string, ports?: EnginePod['ports']) {
  const container = engineContainer({ ...pod, ports }, name, rendererOf(pod));
  return {
    nodeSelector: pod.accelerator.nodeSelector,
    tolerations: pod.accelerator.tolerations,
    volumes: engineVolumes(pod),
    runner: {
      ...container,
      env: container.env?.filter((variable) => !isOmesOwn(variable)),
      resources: resourcesOf(pod),
    },
  };
}

/** `MODEL_PATH=$(MODEL_PATH)` would keep OME from setting it. */
function isOmesOwn(variable: { readonly name: string; readonly value?: string }): boolean {
  return variable.name === MODEL_PATH && variable.value === `$(${MODEL_PATH})`;
}

/**
 * The ports that OME's Service gets, the serving one first, and with names where there are several. Where a container
 * declares none, the Service leads to 8080.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/service/service_reconciler.go buildServicePorts
 */
function servedPorts({ ports = [], servingPort }: EnginePod): readonly EnginePort[] {
  const serving = ports.find(({ number }) => number === servingPort) ?? { number: servingPort };
  const all = [serving, ...ports.filter(({ number }) => number !== servingPort)];
  return all.length === 1 ? all : all.map(({ number, name }) => ({ number, name: name ?? `port-${number}` }));
}

function podMetadata({ podLabels, podAnnotations }: RuntimeDescription, pod: EnginePod) {
  return { annotations: { ...prometheusAnnotations(pod), ...podAnnotations }, labels: podLabels };
}

function prometheusAnnotations({ metricsPath, servingPort }: EnginePod): Readonly<Record<string, string>> {
  if (metricsPath === undefined) return {};
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(servingPort),
    'prometheus.io/path': metricsPath,
  };
}

/** Clients of an engine with an API of its own speak OpenAI's. */
function protocolVersions({ engine }: RuntimeDescription): readonly string[] {
  const protocols = engine.protocols ?? [];
  return protocols.length === 0 ? ['openAI'] : [...new Set(protocols.map((protocol) => PROTOCOLS[protocol]))];
}

function replicaFields(replicas: Replicas | undefined) {
  if (replicas === undefined) return {};
  const min = replicas.min ?? 1;
  return { minReplicas: min, maxReplicas: replicas.max ?? Math.max(min, 1) };
}
