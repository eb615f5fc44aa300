import type { MadeService } from '../../checks/llm-inference-service/made-service';
import type { StartedPod } from '../../checks/llm-inference-service/started-pod';
import { arrayAt, isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { OwnPods } from './own-pods';

const NAME = '--served-model-name';

/**
 * The pods of an LLMInferenceService, as a change of them shows: with the name that the scripts of its presets serve the
 * model by.
 *
 * @see https://github.com/kserve/kserve/tree/master/config/llmisvcconfig
 */
export function llmPods({ started, combination }: MadeService): readonly OwnPods[] {
  return started.map((each) => {
    const { component, labels, annotations } = each.pod;
    return { component, labels, annotations, spec: withName(each, combination.modelName) };
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
