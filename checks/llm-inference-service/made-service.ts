import { objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Struct } from '../../preview/go-template/value';
import { combine } from '../../preview/llm-inference-service/combine';
import type { Combination } from '../../preview/llm-inference-service/combine';
import { llmPods } from '../../preview/llm-inference-service/pods';
import { renderSpec } from '../../preview/llm-inference-service/render-spec';
import type { RenderedSpec } from '../../preview/llm-inference-service/render-spec';
import { templateData } from '../../preview/llm-inference-service/template-data';
import type { LlmCluster } from './llm-cluster';
import type { LlmService } from './service';
import { checkSizes } from './sizes';
import { startedPod } from './started-pod';
import type { StartedPod } from './started-pod';

/** What the controller makes of a service, as far as it is known. */
export interface MadeService {
  readonly combination: Combination;
  /** Merged from all configurations, before templates are expanded; absent where some cannot be merged. */
  readonly merged?: JsonObject;
  readonly data: Struct;
  /** Absent where a configuration is not known, so that nothing can be said. */
  readonly rendered?: RenderedSpec;
  readonly started: readonly StartedPod[];
}

export function makeService(service: LlmService, { index, configuration }: LlmCluster): MadeService {
  const { manifest } = service;
  const combination = combine(manifest, index);
  const { merge, modelName, unknown } = combination;
  const merged = merge.ok ? merge.spec : undefined;
  const pool = textAt(objectAt(merged, 'router', 'scheduler', 'pool', 'ref'), 'name');
  const data = templateData({
    service: manifest,
    modelName,
    configuration,
    ...(pool === undefined || pool === '' ? {} : { pool }),
  });
  if (merged === undefined || unknown.length > 0) return { combination, merged, data, started: [] };
  const rendered = renderSpec(manifest, merged, data);
  // Of sizes that are refused, nothing is made.
  const isMade = rendered.ok === true && checkSizes(rendered.spec).length === 0;
  const pods = isMade ? llmPods(manifest, combination, rendered.spec) : [];
  return { combination, merged, data, rendered, started: pods.map((pod) => startedPod(pod, service, merged)) };
}
