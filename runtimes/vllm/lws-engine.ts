import { Accelerator } from '../../constructs/accelerator';
import type { Engine, EngineComponent, EnginePod, EngineVariable } from '../../constructs/engine';
import { fixedResources } from '../../constructs/pod';
import { variables } from '../../constructs/runtime';
import { environmentOf } from '../environment';
import { commandLines, workersAnswer } from './command-lines';
import type { VllmGroup, VllmGroups } from './group';
import type { VllmLwsRuntimeProps, VllmLwsServeProps, VllmRouter } from './lws-settings';
import { vllmProbes } from './probes';
import { copySpansPods } from './topology';

const DEFAULT_PORT = 8080;

/** What vLLM needs of a platform where each service has groups of its own. */
export function vllmLwsEngine(
  runtime: VllmLwsRuntimeProps,
  { main, decode }: VllmGroups,
  disaggregation: VllmLwsServeProps['disaggregation'],
): Engine {
  return {
    name: 'vllm',
    formats: runtime.formats ?? [{ name: 'vLLM' }],
    ...vllmPod(runtime, main),
    ...(decode === undefined || disaggregation === undefined
      ? {}
      : {
          decoder: { ...vllmPod(runtime, decode), replicas: disaggregation.decode?.replicas },
          router: router(disaggregation.router),
        }),
  };
}

/** One kind of pod that runs vLLM, with the workers of its group. */
function vllmPod(runtime: VllmLwsRuntimeProps, group: VllmGroup): EnginePod {
  const { leader, worker } = commandLines(group, runtime.command ?? ['vllm', 'serve']);
  const port = runtime.port ?? DEFAULT_PORT;
  return {
    image: runtime.image,
    ...leader,
    env: environmentOf(groupVariables(runtime, group), group.env),
    servingPort: port,
    ports: [{ number: port }],
    accelerator: group.accelerator,
    resources: group.resources,
    sharedMemory: group.sharedMemory,
    probes: vllmProbes(),
    metricsPath: '/metrics',
    workers:
      worker === undefined
        ? undefined
        : { count: group.topology.pods - 1, ...worker, answerRequests: workersAnswer(group) ? true : undefined },
  };
}

/**
 * Of the libraries by which devices talk to each other, NCCL and RCCL read the same variables.
 *
 * @see https://docs.vllm.ai/en/latest/configuration/env_vars/
 * @see https://docs.vllm.ai/projects/ascend/en/latest/tutorials/features/ray.html
 */
function groupVariables({ networkInterface }: VllmLwsRuntimeProps, group: VllmGroup): readonly EngineVariable[] {
  const { topology, accelerator, backend, connectorVariables } = group;
  const isAscend = accelerator.vendor === 'ascend';
  const ofGroup: readonly EngineVariable[] = [
    { name: 'VLLM_HOST_IP', field: 'status.podIP' },
    ...(isAscend ? [{ name: 'HCCL_IF_IP', field: 'status.podIP' } as const] : []),
    ...(backend === 'ray' ? rayVariables(group) : []),
  ];
  const readers = isAscend
    ? ['HCCL_SOCKET_IFNAME', 'GLOO_SOCKET_IFNAME', 'TP_SOCKET_IFNAME']
    : ['NCCL_SOCKET_IFNAME', 'GLOO_SOCKET_IFNAME'];
  return [
    ...(topology.pods > 1 ? ofGroup : []),
    ...(networkInterface === undefined ? [] : readers.map((name) => ({ name, value: networkInterface }))),
    ...connectorVariables,
  ];
}

function rayVariables({ topology, accelerator }: VllmGroup): readonly EngineVariable[] {
  const spans = topology.dataParallel > 1 && copySpansPods(topology);
  return [
    ...(spans ? [{ name: 'VLLM_RAY_DP_PACK_STRATEGY', value: 'span' }] : []),
    ...(accelerator.vendor === 'ascend'
      ? [{ name: 'RAY_EXPERIMENTAL_NOSET_ASCEND_RT_VISIBLE_DEVICES', value: '1' }]
      : []),
  ];
}

function router(settings: VllmRouter): EngineComponent {
  const port = settings.port ?? DEFAULT_PORT;
  const { healthPath } = settings;
  return {
    image: settings.image,
    command: settings.command,
    args: settings.args,
    env: settings.env === undefined ? undefined : variables(settings.env),
    servingPort: port,
    ports: [{ number: port }],
    accelerator: Accelerator.cpu(),
    resources: settings.resources ?? fixedResources('1', '2Gi'),
    replicas: settings.replicas,
    probes:
      healthPath === undefined
        ? undefined
        : {
            readiness: { path: healthPath, periodSeconds: 10, timeoutSeconds: 5 },
            liveness: { path: healthPath, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
          },
  };
}
