import { KSERVE_FRAMEWORKS } from '../../catalog/kserve-frameworks';
import { arrayAt, groupOf, isObject, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { workloadsOf } from '../../preview/llm-inference-service/workload';
import { countOf } from './count';
import type { Scalers } from './scalers';
import type { AskingPods } from './workload';

/** Devices of what stands beside the predictor of a service of KServe: they are what it states, whatever the runtime. */
export function podsBeside(manifest: Manifest, scalers: Scalers, isRevisioned: boolean): readonly AskingPods[] {
  return (['transformer', 'explainer'] as const).flatMap((component) => {
    const fields = objectAt(manifest, 'spec', component);
    const count = () => countOf(manifest, { component }, scalers, isRevisioned);
    return arrayAt(fields, 'containers').length === 0 ? [] : [{ spec: fields, count: count() }];
  });
}

/**
 * What a service says itself of pods that are not foreseen. Its resources come before those of a runtime or of a
 * configuration, which may add others, so these are there at least.
 */
export function statedPods(manifest: Manifest, scalers: Scalers, isRevisioned: boolean): readonly AskingPods[] {
  const count = (component: string, replicas?: number) =>
    countOf(manifest, { component, replicas }, scalers, isRevisioned);
  const spec = objectAt(manifest, 'spec');
  switch (`${groupOf(manifest)}/${manifest.kind}`) {
    case 'serving.kserve.io/InferenceService': {
      const predictor = objectAt(spec, 'predictor');
      const models = ['model', ...KSERVE_FRAMEWORKS].map((field) => predictor[field]);
      const containers = [...models, ...arrayAt(predictor, 'containers')];
      return [{ spec: podOf(containers), count: count('predictor') }, ...podsBeside(manifest, scalers, isRevisioned)];
    }
    case 'serving.kserve.io/LLMInferenceService':
      return workloadsOf(spec).flatMap(({ role, fields }) => {
        const prefix = role === 'main' ? '' : 'prefill.';
        return (['template', 'worker'] as const).flatMap((part) =>
          isObject(fields[part]) ? [{ spec: fields[part], count: count(`${prefix}${part}`) }] : [],
        );
      });
    case 'ome.io/InferenceService':
      return (['engine', 'decoder', 'router'] as const).flatMap((component) => ofOme(spec, component, count));
    default:
      return [];
  }
}

/** A component of one kind of pods, or of groups of a leader and workers. */
function ofOme(
  spec: JsonObject,
  component: string,
  count: (component: string, replicas?: number) => AskingPods['count'],
): readonly AskingPods[] {
  const fields = objectAt(spec, component);
  const [leader, worker] = [objectAt(fields, 'leader'), objectAt(fields, 'worker')];
  const groups = numberOf(fields.minReplicas) ?? 1;
  return [
    { spec: podOf([fields.runner, ...arrayAt(fields, 'containers')]), count: count(component) },
    { spec: podOf([leader.runner]), count: count(component, groups) },
    { spec: podOf([worker.runner]), count: count(component, groups * (numberOf(worker.size) ?? 1)) },
  ];
}

function podOf(containers: readonly (JsonValue | undefined)[]): JsonObject {
  return { containers: containers.filter(isObject) };
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
