import { objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Struct } from '../../preview/go-template/value';
import { combine } from '../../preview/llm-inference-service/combine';
import type { Combination } from '../../preview/llm-inference-service/combine';
import { llmPods } from '../../preview/llm-inference-service/pods';
import type { LlmPod } from '../../preview/llm-inference-service/pods';
import { renderSpec } from '../../preview/llm-inference-service/render-spec';
import type { RenderedSpec } from '../../preview/llm-inference-service/render-spec';
import { templateData } from '../../preview/llm-inference-service/template-data';
import type { LlmCluster } from './llm-cluster';
import type { LlmService } from './service';

/** What the controller makes of a service, as far as it is known. */
export interface MadeService {
  readonly combination: Combination;
  /** Merged from all configurations, before templates are expanded; absent where some cannot be merged. */
  readonly merged?: JsonObject;
  readonly data: Struct;
  /** Absent where a configuration is not known, so that nothing can be said. */
  readonly rendered?: RenderedSpec;
  readonly pods: readonly LlmPod[];
}

export function makeService({ manifest }: LlmService, { index, configuration }: LlmCluster): MadeService {
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
  if (merged === undefined || unknown.length > 0) return { combination, merged, data, pods: [] };
  const rendered = renderSpec(manifest, merged, data);
  const pods = rendered.ok === true ? llmPods(manifest, combination, rendered.spec) : [];
  return { combination, merged, data, rendered, pods };
}
