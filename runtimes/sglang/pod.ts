import { renderSglangFlags } from '../../catalog/render-sglang-flags';
import { Accelerator } from '../../constructs/accelerator';
import type { EnginePod, EngineProbes, EngineVariable } from '../../constructs/engine';
import { late, text } from '../../constructs/late-bound';
import type { Text } from '../../constructs/late-bound';
import { variables } from '../../constructs/runtime';
import { acceleratorOf, parallelArguments, parallelismOf, sharedMemoryOf } from './parallelism';
import type { Parallelism, SglangVendor } from './parallelism';
import type { SglangPodSettings, SglangRuntimeProps } from './settings';
import { startupSeconds } from '../startup-budget';

const DEFAULT_PORT = 8080;

/** Where the pods of a group find their leader; with attention in copies, SGLang takes the ports after it too. */
const GROUP_PORT = 5000;

const PROBE_PERIOD = 10;

/** SGLang answers after 20 seconds at the latest that a token could not be generated; a probe waits for that answer. */
const PROBE_TIMEOUT = 25;

/** One kind of pod that runs SGLang, with the workers of its group. */
export function sglangPod(props: SglangRuntimeProps, pod: SglangPodSettings, role: readonly string[]): EnginePod {
  const parallelism = podParallelism(pod);
  const accelerator = acceleratorOf(pod.accelerator ?? defaultAccelerator(), parallelism);
  const port = servingPort(props);
  const shared: readonly Text[] = [
    ...modelArguments(),
    ...parallelArguments(parallelism),
    ...groupArguments(parallelism),
    ...role,
    ...ownArguments(pod),
  ];
  return {
    image: props.image,
    command: programOf(props),
    args: [...addressArguments(), ...shared],
    env: [
      { name: 'HF_HOME', value: '/tmp/hf_home' },
      ...acceleratorVariables(accelerator.vendor),
      ...variables(pod.env),
    ],
    servingPort: port,
    ports: [{ number: port }],
    accelerator,
    resources: pod.resources,
    sharedMemory: sharedMemoryOf(parallelism),
    probes: probes(),
    metricsPath: '/metrics',
    workers: parallelism.nodes > 1 ? { count: parallelism.nodes - 1, args: shared } : undefined,
  };
}

/** Port where SGLang answers. */
export function servingPort({ port }: SglangRuntimeProps): number {
  return port ?? DEFAULT_PORT;
}

/** The devices of a runtime that states none. */
export function defaultAccelerator(): Accelerator<'nvidia'> {
  return Accelerator.nvidia();
}

/** The sizes of a kind of pods. */
export function podParallelism(pod: SglangPodSettings): Parallelism {
  return parallelismOf(pod, {
    accelerator: pod.accelerator,
    nodes: pod.nodes ?? 1,
    dpAttention: pod.flags?.enableDpAttention === true,
  });
}

/** The program and what starts it. */
export function programOf({ command }: SglangRuntimeProps): readonly string[] {
  return command ?? ['python3', '-m', 'sglang.launch_server'];
}

/** SGLang listens to its own pod alone unless it is told otherwise. */
export function addressArguments(): readonly Text[] {
  return ['--host=0.0.0.0', text`--port=${late.servingPort}`];
}

/** Which model is served, and under which name. */
export function modelArguments(): readonly Text[] {
  return [text`--model-path=${late.modelPath}`, text`--served-model-name=${late.modelName}`, '--enable-metrics'];
}

function groupArguments({ nodes }: Parallelism): readonly Text[] {
  return nodes > 1 ? groupFlags(String(nodes)) : [];
}

/** How the pods of a group find each other. */
export function groupFlags(nodes: Text): readonly Text[] {
  return [
    text`--nnodes=${nodes}`,
    text`--node-rank=${late.podIndex}`,
    text`--dist-init-addr=${late.leaderAddress}:${GROUP_PORT}`,
  ];
}

/** Arguments of the device, and those that the user states. */
export function ownArguments({ accelerator, flags, args }: SglangPodSettings): readonly string[] {
  return [...deviceArguments(accelerator?.vendor), ...renderSglangFlags(flags ?? {}), ...(args ?? [])];
}

/** @see https://github.com/sgl-project/sglang/tree/v0.5.18/docs/docs/hardware-platforms */
function deviceArguments(vendor: SglangVendor | undefined): readonly string[] {
  switch (vendor) {
    case 'cpu':
      return ['--device=cpu', '--disable-overlap-schedule'];
    case 'ascend':
      return ['--device=npu'];
    default:
      return [];
  }
}

function acceleratorVariables(vendor: SglangVendor): readonly EngineVariable[] {
  return vendor === 'cpu' ? [{ name: 'SGLANG_USE_CPU_ENGINE', value: '1' }] : [];
}

/**
 * A token is generated before the pod counts as started and as ready. The process is given as long as SGLang's own
 * watchdog gives it, five minutes.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/entrypoints/http_server.py health_generate
 */
function probes(): EngineProbes {
  return {
    startup: {
      path: '/health_generate',
      periodSeconds: PROBE_PERIOD,
      timeoutSeconds: PROBE_TIMEOUT,
      failureThreshold: Math.ceil(startupSeconds(undefined) / PROBE_PERIOD),
    },
    readiness: { path: '/health_generate', periodSeconds: PROBE_PERIOD, timeoutSeconds: PROBE_TIMEOUT },
    liveness: { path: '/health', periodSeconds: 60, timeoutSeconds: PROBE_TIMEOUT, failureThreshold: 5 },
  };
}
