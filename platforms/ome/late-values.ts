import type { EnginePod, EngineProbe } from '../../constructs/engine';
import { GROUP_OF_ONE, lateBoundNames } from '../../constructs/late-bound';
import type { PlatformValueName, Text } from '../../constructs/late-bound';
import { renderer } from '../pod/container';
import type { Render } from '../pod/container';

/** Annotation that carries the model's task, where an engine reads it. */
export const TASK_ANNOTATION = 'model-task';

/** Variable in which OME tells a container where its model is. */
export const MODEL_PATH = 'MODEL_PATH';

/**
 * What OME renders with the service's metadata, in the runner's container alone, or tells by a variable.
 *
 * The controller parses the JSON of the container, in which a quotation mark is `\"`: a key in quotation marks is a
 * parse error there, a key in back quotes is not.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go ReplacePlaceholders
 */
const SERVICE_VALUES = {
  modelPath: `$(${MODEL_PATH})`,
  modelRoot: `$(${MODEL_PATH})`,
  modelName: '{{.Name}}',
  modelTask: `{{ index .Annotations \`${TASK_ANNOTATION}\` }}`,
  serviceName: '{{.Name}}',
  namespace: '{{.Namespace}}',
};

/**
 * How late-bound values are written for one kind of pod. LeaderWorkerSet puts its variables before all others of a
 * container; each layer is split over the devices of a pod, and the layers over the pods.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/utils/pod/pod_utils.go AddLWSVariables
 */
export function rendererOf(pod: EnginePod): Render {
  const values: Readonly<Record<PlatformValueName, string>> =
    pod.workers === undefined
      ? { ...GROUP_OF_ONE, ...SERVICE_VALUES }
      : {
          ...SERVICE_VALUES,
          leaderAddress: '$(LWS_LEADER_ADDRESS)',
          groupSize: '$(LWS_GROUP_SIZE)',
          podIndex: '$(LWS_WORKER_INDEX)',
          tensorParallel: String(Math.max(pod.accelerator.count, 1)),
          pipelineParallel: '$(LWS_GROUP_SIZE)',
        };
  return renderer(pod, (name) => values[name]);
}

/** Whether a pod's command line reads where the model is. */
export function commandReadsModelPath({ command, args, workers }: EnginePod): boolean {
  return readsModelPath([...(command ?? []), ...(args ?? []), ...(workers?.command ?? []), ...(workers?.args ?? [])]);
}

/**
 * Whether a pod's variables read where the model is: OME appends its own variable to theirs, and Kubernetes expands
 * references to variables that come before alone.
 */
export function variablesReadModelPath({ env, workers }: EnginePod): boolean {
  const variables = [...(env ?? []), ...(workers?.env ?? [])];
  return readsModelPath(variables.flatMap((variable) => ('value' in variable ? [variable.value] : [])));
}

/** Whether a pod's probes read what only a command line is told: Kubernetes expands no variables in probes. */
export function probesReadVariables({ probes, workers }: EnginePod): boolean {
  const names = lateBoundNames(Object.values(probes ?? {}).flatMap(textsOfProbe));
  const inGroup = ['leaderAddress', 'groupSize', 'podIndex', 'pipelineParallel'] as const;
  return (
    names.has('modelPath') ||
    names.has('modelRoot') ||
    (workers !== undefined && inGroup.some((name) => names.has(name)))
  );
}

/** Whether a pod reads the model's task. */
export function readsTask({ command, args, env, workers }: EnginePod): boolean {
  const variables = [...(env ?? []), ...(workers?.env ?? [])];
  const values = variables.flatMap((variable) => ('value' in variable ? [variable.value] : []));
  const texts = [command, args, workers?.command, workers?.args, values].flatMap((list) => list ?? []);
  return lateBoundNames(texts).has('modelTask');
}

function readsModelPath(texts: readonly Text[]): boolean {
  const names = lateBoundNames(texts);
  return names.has('modelPath') || names.has('modelRoot');
}

function textsOfProbe(probe: EngineProbe): readonly Text[] {
  return 'path' in probe ? [probe.path] : probe.command;
}
