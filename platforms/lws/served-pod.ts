import type { Accelerator } from '../../constructs/accelerator';
import type { EnginePod, EngineProbes, EngineVariable } from '../../constructs/engine';
import type { Toleration } from '../../constructs/pod';
import type { ServiceDescription } from '../../constructs/service';

/** One kind of pod of a service: the engine's, with what the service says over it. */
export interface ServedPod extends EnginePod {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
}

/** The pods of one group. */
export interface ServedGroup {
  readonly leader: ServedPod;
  /** @default the leader is alone */
  readonly workers?: ServedWorkers;
}

/** The pods of a group besides its leader. */
export interface ServedWorkers {
  readonly count: number;
  readonly pod: ServedPod;
  /** Whether clients reach them as they reach the leader. */
  readonly answerRequests: boolean;
}

/** The group that the engine's own pods make; with a decoder, they read prompts. */
export function engineGroup(service: ServiceDescription): ServedGroup {
  const { engine } = service.runtime;
  const { accelerator, resources = engine.resources } = service;
  return groupOf(service, { ...engine, accelerator, resources });
}

/** The group of an engine's decoder; what it states of devices and memory holds for it alone. */
export function decoderGroup(service: ServiceDescription, decoder: EnginePod): ServedGroup {
  return groupOf(service, { ...decoder, resources: decoder.resources ?? service.resources });
}

/** A pod that does not compute: the service's arguments, variables and nodes are not for it. */
export function routerPod(router: EnginePod): ServedPod {
  return { ...router, ...placement(undefined, router.accelerator) };
}

function groupOf(service: ServiceDescription, pod: EnginePod): ServedGroup {
  const own = pod.args ?? [];
  const added = service.args ?? [];
  const leader: ServedPod = {
    ...pod,
    args: [...own, ...added],
    env: overridden(pod.env, service.env),
    sharedMemory: service.sharedMemory ?? pod.sharedMemory,
    probes: patient(pod.probes, service.startupSeconds),
    ...placement(service, pod.accelerator),
  };
  if (pod.workers === undefined) return { leader };
  const { count, answerRequests = false, args = own, env = pod.env, ...stated } = pod.workers;
  const { image, command, accelerator, resources } = stated;
  const devices = accelerator ?? leader.accelerator;
  const worker: ServedPod = {
    ...leader,
    image: image ?? leader.image,
    command: command ?? leader.command,
    args: command === undefined ? [...args, ...added] : args,
    env: overridden(env, service.env),
    accelerator: devices,
    resources: resources ?? leader.resources,
    ports: answerRequests ? leader.ports : undefined,
    probes: answerRequests ? leader.probes : undefined,
    ...placement(service, devices),
  };
  return { leader, workers: { count, pod: worker, answerRequests } };
}

function placement(service: ServiceDescription | undefined, accelerator: Accelerator) {
  return {
    nodeSelector: service?.nodeSelector ?? accelerator.nodeSelector,
    tolerations: service?.tolerations ?? accelerator.tolerations,
  };
}

/** One variable per name: at the place of the first, since later ones may refer to it, with the value of the last. */
function overridden(own: readonly EngineVariable[] = [], over: readonly EngineVariable[]): readonly EngineVariable[] {
  return [...new Map([...own, ...over].map((variable) => [variable.name, variable])).values()];
}

/** Probes that give a start at least this many seconds. */
function patient(probes: EngineProbes | undefined, seconds: number | undefined): EngineProbes | undefined {
  if (probes?.startup === undefined || seconds === undefined) return probes;
  const failureThreshold = Math.ceil(seconds / (probes.startup.periodSeconds ?? 10));
  return { ...probes, startup: { ...probes.startup, failureThreshold } };
}
