import type { Fault } from '../../checks/finding';
import type { EnginePod } from '../../constructs/engine';
import type { RuntimeDescription } from '../../constructs/runtime-description';
import type { Replicas } from '../../constructs/pod';
import type { ServiceDescription } from '../../constructs/service';
import { wrongReplicas } from '../../constructs/wrong-replicas';
import { commandReadsModelPath, probesReadVariables, readsTask, variablesReadModelPath } from './late-values';

/** What of an engine OME cannot run. */
export function runtimeFaults({ engine }: RuntimeDescription): readonly Fault[] {
  const { decoder, router } = engine;
  const faults = [
    engine.writesModelFolder === true ? READ_ONLY_MODEL : undefined,
    ...[engine, decoder, router].map((pod) => (pod !== undefined && probesReadVariables(pod) ? PROBE : undefined)),
    router !== undefined && (commandReadsModelPath(router) || variablesReadModelPath(router)) ? ROUTER : undefined,
  ];
  return faults.filter((fault) => fault !== undefined);
}

/** What of a service OME cannot be told. */
export function serviceFaults(
  service: ServiceDescription,
  modelPath: string | undefined,
  namespace: string | undefined,
): readonly Fault[] {
  const { decoder, ...engine } = service.runtime.engine;
  const engines: readonly EnginePod[] = decoder === undefined ? [engine] : [engine, decoder];
  const faults = [
    service.stopped === true ? STOPPED : undefined,
    otherDevice(service),
    otherNodes(service),
    modelPath === undefined && engines.some(variablesReadModelPath) ? VARIABLE : undefined,
    service.model.task === undefined && engines.some(readsTask) ? NO_TASK : undefined,
    unscaledGroups(service),
    replicasFault('replicas', service.replicas),
    replicasFault('ome.decoderReplicas', service.ome?.decoderReplicas),
    replicasFault('ome.routerReplicas', service.ome?.routerReplicas),
    otherNamespace(service, namespace),
  ];
  return faults.filter((fault) => fault !== undefined);
}

const READ_ONLY_MODEL: Fault = {
  id: 'ome/read-only-model',
  severity: 'error',
  problem: "The engine changes files in the model's folder",
  consequence: 'OME mounts the folder read-only from the node, and the engine fails at its start.',
  mend: 'Use another engine, or an image that copies what it changes to a folder of its own.',
};

const PROBE: Fault = {
  id: 'ome/variable-in-probe',
  severity: 'error',
  problem: 'A probe reads what OME tells by a variable: the path of the model, or the place in a group',
  consequence: 'Kubernetes expands no variables in probes, so that the probe asks for $(…) and never succeeds.',
  mend: 'Probe a path that does not depend on them, or use a command that is a shell.',
};

const ROUTER: Fault = {
  id: 'ome/router-without-model',
  severity: 'error',
  problem: 'The router reads where the model is',
  consequence:
    'OME tells routers no path and mounts them no model: the router would read a folder named $(MODEL_PATH).',
  mend: 'Leave the path out of the router; it can ask the engines for the model.',
};

const STOPPED: Fault = {
  id: 'ome/stopped',
  severity: 'error',
  field: 'stopped',
  problem: 'The service is stopped, and OME has nothing that stops a service and keeps its object',
  consequence: 'It would go on to run.',
  mend: 'Leave the service out; its model stays on the nodes if it is an object of its own.',
};

const VARIABLE: Fault = {
  id: 'ome/model-path-unknown',
  severity: 'error',
  field: 'ome.model.path',
  problem: "A variable of the engine refers to the model's path, which is not known here",
  consequence:
    'OME appends its own variable to the others, and Kubernetes expands references to earlier ones alone: the engine would read a folder named $(MODEL_PATH).',
  mend: "State the path of the model's object, such as `ome: { model: { path: '/mnt/data/models/llama' } }`.",
};

const NO_TASK: Fault = {
  id: 'ome/unknown-task',
  severity: 'error',
  field: 'model.task',
  problem: "The engine reads the model's task, and the service does not state it",
  consequence: 'The engine would be started with an empty task.',
  mend: "State it, such as `task: 'text-generation'`.",
};

/** Resources are merged by name: those of the runtime's device would stay. */
function otherDevice({ accelerator, runtime }: ServiceDescription): Fault | undefined {
  const { resource } = runtime.engine.accelerator;
  if (accelerator.resource === resource) return undefined;
  return {
    id: 'ome/other-accelerator',
    severity: 'error',
    field: 'accelerator',
    problem: `The service's accelerator is ${accelerator.resource ?? 'a processor'}, and the runtime '${runtime.name}' is for ${resource ?? 'processors'}`,
    consequence:
      "OME merges the service's resources into the runtime's, so that pods ask for both, and no node has both.",
    mend: 'Use a runtime for this accelerator.',
  };
}

/** Node labels are merged by key: those of the runtime's device would stay. */
function otherNodes({ accelerator, nodeSelector, runtime }: ServiceDescription): Fault | undefined {
  const stated = nodeSelector ?? accelerator.nodeSelector ?? {};
  const kept = Object.entries(runtime.engine.accelerator.nodeSelector ?? {}).find(([key]) => stated[key] === undefined);
  if (kept === undefined || accelerator === runtime.engine.accelerator) return undefined;
  const [key, value] = kept;
  return {
    id: 'ome/runtime-nodes',
    severity: 'error',
    field: 'accelerator.nodeSelector',
    problem: `The runtime '${runtime.name}' is for nodes with ${key}=${value}, and the service's accelerator does not say ${key}`,
    consequence: "OME merges the service's labels into the runtime's, so that pods stay on the runtime's nodes.",
    mend: `State ${key} for the service, or use a runtime that does not.`,
  };
}

function unscaledGroups({ runtime, replicas = runtime.ome?.replicas }: ServiceDescription): Fault | undefined {
  const min = replicas?.min ?? 1;
  if (runtime.engine.workers === undefined || (replicas?.max ?? min) <= min) return undefined;
  return {
    id: 'ome/groups-do-not-scale',
    severity: 'warning',
    field: 'replicas.max',
    problem: `The service is to have up to ${replicas?.max ?? min} groups of pods`,
    consequence: `OME makes no autoscaler for groups: there are ${min} of them, always.`,
    mend: `Set max to ${min}, or min to the number you need.`,
  };
}

function replicasFault(field: string, replicas: Replicas | undefined): Fault | undefined {
  const wrong = wrongReplicas(field, replicas);
  if (wrong === undefined) return undefined;
  return { id: 'ome/replicas', severity: 'error', consequence: 'The API server refuses the service.', ...wrong };
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/fetcher.go GetRuntime */
function otherNamespace({ runtime }: ServiceDescription, namespace: string | undefined): Fault | undefined {
  if (runtime.namespace === undefined || namespace === undefined || runtime.namespace === namespace) return undefined;
  return {
    id: 'ome/runtime-namespace',
    severity: 'error',
    field: 'namespace',
    problem: `The service is in the namespace '${namespace}', and its runtime '${runtime.name}' serves '${runtime.namespace}' alone`,
    consequence: 'OME finds no runtime of that name there, and makes no pod.',
    mend: `Use the namespace '${runtime.namespace}' for the service, or leave out the runtime's namespace, which makes it one for the whole cluster.`,
  };
}
