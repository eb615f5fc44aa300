import type { MadeService } from '../../checks/llm-inference-service/made-service';
import type { StartedPod } from '../../checks/llm-inference-service/started-pod';
import { arrayAt, isArray, isObject, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import {
  passedAnnotations,
  passedLabels,
  statedAnnotations,
} from '../../preview/children/llm-inference-service/metadata';
import type { OwnPods } from './own-pods';

const NAME = '--served-model-name';

/**
 * The pods of an LLMInferenceService, as a change of them shows: with what KServe hands on to them of the service's
 * labels and annotations, which is little, and with the name that the scripts of its presets serve the model by.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_single_node.go propagateDeploymentMetadata
 * @see https://github.com/kserve/kserve/tree/master/config/llmisvcconfig
 */
export function llmPods(service: Manifest, { started, rendered, combination }: MadeService): readonly OwnPods[] {
  const merged = rendered?.ok === true ? rendered.spec : {};
  return started.map((each) => {
    const { component, labels, path } = each.pod;
    const isPrefill = path.startsWith('spec.prefill.');
    const workload = isPrefill ? objectAt(merged, 'prefill') : merged;
    const ofGroups = isObject(workload.worker) ? ['leaderworkerset.sigs.k8s.io'] : [];
    return {
      component,
      labels: { ...labels, ...passedLabels(service) },
      annotations: { ...passedAnnotations(service, ...ofGroups), ...statedAnnotations(workload) },
      spec: withName(each, combination.modelName),
    };
  });
}

/** What is stated after it decides. */
function withName({ spec, pod, command }: StartedPod, name: string): JsonObject {
  if (command === undefined) return spec;
  const containers = arrayAt(spec, 'containers').map((container, index) => {
    if (index !== pod.main || !isObject(container) || !isArray(container.command)) return container;
    // After `vllm serve` and the model.
    return { ...container, command: container.command.toSpliced(3, 0, NAME, name) };
  });
  return { ...spec, containers };
}
