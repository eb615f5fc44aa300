import type { Accelerator } from '../../constructs/accelerator';
import type { EnginePod } from '../../constructs/engine';
import type { Replicas, Resources } from '../../constructs/pod';
import type { ServiceDescription } from '../../constructs/service';
import { wholeReplicas } from '../../constructs/wrong-replicas';
import type { Decoder, InferenceServiceSpec } from '../../imports/ome.io';
import { environment, SHARED_MEMORY_MOUNT, sharedMemoryVolume } from '../pod/container';
import { MODEL_PATH, rendererOf, variablesReadModelPath } from './late-values';
import { resourcesOf, RUNNER, workerPod } from './runtime-spec';

/** What a service refers to. */
export interface References {
  readonly model: { readonly name: string; readonly kind: 'BaseModel' | 'ClusterBaseModel' };
  /** Where the model is in the container, where that is known. */
  readonly modelPath: string | undefined;
}

/** One kind of pod of a service, and what the service says over the runtime's. */
interface ServedPod {
  readonly service: ServiceDescription;
  readonly pod: EnginePod;
  readonly modelPath: string | undefined;
  /** Memory and processor, of the engine's own pods alone. */
  readonly resources?: Resources;
  /** Devices other than the runtime's. */
  readonly accelerator?: Accelerator;
}

/**
 * A service as OME's API spells it: the runtime, and what differs from it.
 *
 * Numbers of copies are always stated: the webhook states its own otherwise, and the runtime's never hold. A component
 * of the runtime that the service does not name is not made.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/isvc/inference_service_defaults.go
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go
 */
export function serviceSpec(service: ServiceDescription, { model, modelPath }: References): InferenceServiceSpec {
  const { runtime, ome = {} } = service;
  const { decoder, router } = runtime.engine;
  const { acceleratorClass } = ome;
  return {
    model,
    runtime: {
      name: runtime.name,
      kind: runtime.namespace === undefined ? 'ClusterServingRuntime' : 'ServingRuntime',
    },
    acceleratorSelector: acceleratorClass === undefined ? undefined : { acceleratorClass },
    engine: {
      ...copies(service.replicas ?? runtime.ome?.replicas),
      ...component({ service, pod: runtime.engine, modelPath, ...ownDevices(service) }),
    },
    decoder: decoder && {
      ...copies(ome.decoderReplicas ?? decoder.replicas),
      ...component({ service, pod: decoder, modelPath }),
    },
    router: router && copies(ome.routerReplicas ?? router.replicas),
  };
}

/** How the webhook would name the service's deployment mode. */
export function deploymentMode({ engine }: ServiceDescription['runtime']): string {
  if (engine.decoder !== undefined) return 'PDDisaggregated';
  return engine.workers === undefined ? 'RawDeployment' : 'MultiNode';
}

function copies(replicas: Replicas | undefined) {
  const { min = 1, max = Math.max(min, 1) } = wholeReplicas(replicas) ?? {};
  return { minReplicas: min, maxReplicas: max };
}

/** What a service says of its engine's devices and memory, where it says something else than the runtime. */
function ownDevices({ accelerator, resources, runtime }: ServiceDescription) {
  return { resources, accelerator: isSame(accelerator, runtime.engine.accelerator) ? undefined : accelerator };
}

function isSame(one: Accelerator, other: Accelerator): boolean {
  const facts = ({ resource, count, nodeSelector, tolerations }: Accelerator) =>
    JSON.stringify([resource, count, nodeSelector, tolerations]);
  return facts(one) === facts(other);
}

/** Of a group, OME takes the nodes from the component, and everything else from its leader and its worker. */
function component(served: ServedPod): Decoder {
  const { service, pod, accelerator } = served;
  const nodeSelector = service.nodeSelector ?? accelerator?.nodeSelector;
  const { workers } = pod;
  if (workers === undefined) return { nodeSelector, ...podFields(served) };
  const isSameProgram = workers.command === undefined;
  const worker: ServedPod = {
    ...served,
    pod: workerPod(pod, workers),
    service: isSameProgram ? service : { ...service, args: undefined },
    accelerator: workers.accelerator === undefined ? accelerator : undefined,
    resources: workers.resources === undefined ? served.resources : undefined,
  };
  return { nodeSelector, leader: stated(podFields(served)), worker: stated(podFields(worker)) };
}

function podFields(served: ServedPod) {
  const { service, pod, accelerator } = served;
  const { sharedMemory } = service;
  return {
    tolerations: service.tolerations ?? accelerator?.tolerations,
    serviceAccountName: service.serviceAccountName,
    volumes: sharedMemory === undefined ? undefined : [sharedMemoryVolume(sharedMemory)],
    runner: named(
      stated({
        args: argumentsOf(served),
        env: variablesOf(served),
        resources: ownResources(served),
        volumeMounts: sharedMemory !== undefined && pod.sharedMemory === undefined ? [SHARED_MEMORY_MOUNT] : undefined,
        startupProbe: startupProbe(served),
      }),
    ),
  };
}

/** A service's arguments replace the runtime's, so that they are written after them. */
function argumentsOf({ service, pod }: ServedPod): readonly string[] | undefined {
  const added = service.args ?? [];
  return added.length === 0 ? undefined : [...(pod.args ?? []).map(rendererOf(pod)), ...added];
}

/** Variables of a service come before those of the runtime, which may then refer to the model's path. */
function variablesOf({ service, pod, modelPath }: ServedPod) {
  const path = modelPath !== undefined && variablesReadModelPath(pod) ? [{ name: MODEL_PATH, value: modelPath }] : [];
  const variables = [...path, ...(environment(service.env, rendererOf(pod)) ?? [])];
  return variables.length === 0 ? undefined : variables;
}

/** With a class of accelerators, what the service does not state is what the class says, whatever the runtime says. */
function ownResources({ service, pod, resources, accelerator }: ServedPod): Resources | undefined {
  const isOwn = resources !== undefined || accelerator !== undefined || service.ome?.acceleratorClass !== undefined;
  if (!isOwn) return undefined;
  return resourcesOf({
    ...pod,
    resources: resources ?? pod.resources,
    accelerator: accelerator ?? pod.accelerator,
  });
}

/** Merged onto the runtime's probe field by field. */
function startupProbe({ service: { startupSeconds }, pod }: ServedPod) {
  const probe = pod.probes?.startup;
  if (startupSeconds === undefined || probe === undefined) return undefined;
  return { failureThreshold: Math.ceil(startupSeconds / (probe.periodSeconds ?? 10)) };
}

/** OME merges the name too: a runner without one takes the runtime's away. */
function named<Fields extends object>(fields: Fields | undefined) {
  return fields === undefined ? undefined : { name: RUNNER, ...fields };
}

/** `undefined` where none of the fields says anything. */
function stated<Fields extends object>(fields: Fields): Fields | undefined {
  return Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}
