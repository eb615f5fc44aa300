import { MAIN_CONTAINER, presetPods, withoutPrefix } from '../../catalog/llm-presets';
import type { PresetField, PresetPod } from '../../catalog/llm-presets';
import { podType } from '../../catalog/pod-types';
import { arrayAt, isArray, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { asGoWritesIt } from '../go-json/go-value';
import { originsIn } from '../merged-pod';
import type { MergedPod } from '../merged-pod';
import type { Written } from '../origin';
import {
  passedAnnotations,
  passedLabels,
  statedAnnotations,
  statedLabels,
} from '../children/llm-inference-service/metadata';
import type { Combination } from './combine';

/** A pod of a service, merged from its configurations. */
export interface LlmPod extends MergedPod {
  /** The field of the service that describes it. */
  readonly path: `spec.${PresetField}`;
  /** Of the container that serves the model, in `spec.containers`; -1 where there is none. */
  readonly main: number;
  /** The preset whose script starts vLLM in it; absent where the service or a configuration starts something else. */
  readonly preset?: PresetPod;
}

const FIELDS: readonly PresetField[] = ['template', 'worker', 'prefill.template', 'prefill.worker'];

/** What the scripts of presets read further arguments from, by which they are known. */
const OF_PRESETS = 'VLLM_ADDITIONAL_ARGS';

/**
 * The pods that the controller makes of a service: one template for a Deployment, or a leader and workers of a group, and
 * the same for those that prefill.
 *
 * @param spec - all that was merged, with its templates expanded
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload.go reconcileWorkload
 */
export function llmPods(service: Manifest, { layers }: Combination, spec: JsonObject): readonly LlmPod[] {
  const presets = layers.flatMap(({ name, reference }) =>
    reference === undefined ? presetPods(withoutPrefix(name)) : [],
  );
  const sources = [service, ...layers.flatMap(({ config }) => config?.manifest ?? []).reverse()];
  return FIELDS.flatMap((field): readonly LlmPod[] => {
    const steps = field.split('.');
    const pod = valueAt(spec, ...steps);
    if (!isObject(pod)) return [];
    const written = sources.flatMap((manifest) => writtenIn(manifest, service, steps));
    const main = arrayAt(pod, 'containers').findIndex((container) => textAt(container, 'name') === MAIN_CONTAINER);
    const workload = objectAt(spec, ...steps.slice(0, -1));
    return [
      {
        component: field,
        path: `spec.${field}`,
        namespace: namespaceOf(service),
        labels: { ...controllerLabels(service, spec, field), ...passedLabels(service), ...statedLabels(workload) },
        annotations: {
          ...passedAnnotations(service, ...(isObject(workload.worker) ? OF_GROUPS : [])),
          ...statedAnnotations(workload),
        },
        spec: pod,
        main,
        preset: startsAsPreset(arrayAt(pod, 'containers')[main])
          ? presets.find((preset) => preset.field === field)
          : undefined,
        addedVolumes: ADDED_VOLUMES,
        originOf: originsIn(pod, { manifest: service, pod: { layers: written }, containers: new Map() }),
      },
    ];
  });
}

/**
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_single_node.go expectedSingleNodeMainDeployment
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_multi_node.go expectedMainMultiNodeLWS
 */
function controllerLabels(service: Manifest, spec: JsonObject, field: PresetField): Readonly<Record<string, string>> {
  const owner = field.startsWith('prefill.') ? objectAt(spec, 'prefill') : spec;
  const takesRequests = !field.endsWith('worker') || !isObject(owner.template);
  const role = field.startsWith('prefill.') ? 'prefill' : isObject(spec.prefill) ? 'decode' : 'both';
  return {
    'app.kubernetes.io/part-of': 'llminferenceservice',
    'app.kubernetes.io/name': nameOf(service),
    ...(takesRequests ? { 'kserve.io/component': 'workload', 'llm-d.ai/role': role } : {}),
  };
}

/** What KServe hands on to groups of pods alone. */
const OF_GROUPS = ['leaderworkerset.sigs.k8s.io'] as const;

/** Volumes with the model and its adapters. */
const ADDED_VOLUMES: ReadonlySet<string> = new Set(['kserve-provision-location', 'kserve-pvc-source', 'cabundle-cert']);

function writtenIn(manifest: Manifest, service: Manifest, steps: readonly string[]): readonly Written[] {
  const stated = valueAt(manifest, 'spec', ...steps);
  if (!isObject(stated)) return [];
  const author = manifest === service ? 'service' : 'runtime';
  return [{ author, manifest, path: ['spec', ...steps], value: asGoWritesIt(stated, podType('PodSpec')) }];
}

/** Of presets that are not among the manifests, no command is known: one that is has been stated by somebody else. */
function startsAsPreset(container: JsonObject[string] | undefined): boolean {
  const command = valueAt(container, 'command');
  if (!isArray(command)) return true;
  return command.some((word) => typeof word === 'string' && word.includes(OF_PRESETS));
}
