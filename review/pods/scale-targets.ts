import { groupOf, nameOf, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { componentName } from '../../preview/children/kserve/component';
import { childName } from '../../preview/llm-inference-service/child-name';

/** An object that autoscalers may name to scale pods of a workload: itself, or what a controller makes of it. */
export interface ScaleTarget {
  readonly kind: string;
  readonly name: string;
  /** Which of its pods. @default - all of them */
  readonly component?: string;
}

/** What autoscalers have to name to scale the pods of a workload. */
export function scaleTargets(manifest: Manifest): readonly ScaleTarget[] {
  const name = nameOf(manifest);
  switch (`${groupOf(manifest)}/${manifest.kind}`) {
    case 'serving.kserve.io/InferenceService': {
      const variant = textAt(manifest, 'spec', 'predictor', 'name');
      return [
        { kind: 'Deployment', name: componentName(name, 'predictor', variant), component: 'predictor' },
        { kind: 'Deployment', name: componentName(name, 'transformer'), component: 'transformer' },
        { kind: 'Deployment', name: componentName(name, 'explainer'), component: 'explainer' },
      ];
    }
    case 'serving.kserve.io/LLMInferenceService':
      return [
        { kind: 'Deployment', name: childName(name, '-kserve'), component: 'main' },
        { kind: 'LeaderWorkerSet', name: childName(name, '-kserve-mn'), component: 'main' },
        { kind: 'Deployment', name: childName(name, '-kserve-prefill'), component: 'prefill' },
        { kind: 'LeaderWorkerSet', name: childName(name, '-kserve-mn-prefill'), component: 'prefill' },
      ];
    case 'ome.io/InferenceService':
      return (['engine', 'decoder', 'router'] as const).map((component) => {
        return { kind: 'Deployment', name: `${name}-${component}`, component };
      });
    default:
      return [{ kind: manifest.kind, name }];
  }
}

/** What of a workload is scaled where pods of a kind are. */
export function componentScaled(manifest: Manifest, component: string): string | undefined {
  switch (manifest.kind) {
    case 'LLMInferenceService':
      return component.startsWith('prefill.') ? 'prefill' : 'main';
    case 'InferenceService':
      return component === 'worker' ? 'predictor' : component.split('-')[0];
    default:
      return undefined;
  }
}

/** Controllers of services shorten names of this length. */
const SHORTENED = 60;

/** What a service may be called of which an autoscaler's target is made; undefined where the name does not say. */
export function namesOfMaker(target: string): readonly string[] | undefined {
  if (target.length >= SHORTENED) return undefined;
  const words = target.split('-');
  return words.map((_, index) => words.slice(0, index + 1).join('-'));
}
