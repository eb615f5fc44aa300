import { PRESET_PREFIX } from '../../catalog/llm-presets';
import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { isDataParallel, isPipelineParallel, parallelismOf } from './parallelism';
import { isStated, states } from './workload';

/** Plugins of a scheduler that count tokens, for which a tokenizer is added. */
const COUNTS_TOKENS: ReadonlySet<string> = new Set(['token-producer', 'precise-prefix-cache-scorer']);

const PREDICTS_LATENCY = 'predicted-latency-producer';

/**
 * The presets that KServe puts below a service, the lowest first, by what the service and its `baseRefs` state.
 *
 * Plugins that stand in a text after `--config-text` are not looked at.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go combineBaseRefsConfig
 */
export function presetsFor(spec: JsonObject): readonly string[] {
  return [...routerPresets(spec), ...workloadPresets(spec)].map((name) => `${PRESET_PREFIX}${name}`);
}

function* routerPresets(spec: JsonObject): Iterable<string> {
  const { route, scheduler } = objectAt(spec, 'router');
  if (isObject(scheduler)) {
    const plugins = pluginsOf(scheduler);
    if ((textAt(scheduler, 'pool', 'ref', 'name') ?? '') === '') yield 'config-llm-scheduler';
    if (isStated(scheduler.tokenizer) || plugins.some((plugin) => COUNTS_TOKENS.has(plugin))) {
      yield 'config-llm-tokenizer';
    }
    if (plugins.includes(PREDICTS_LATENCY)) yield 'config-llm-scheduler-latency-predictor';
  }
  if (isObject(route) && arrayAt(route, 'http', 'refs').length === 0) yield 'config-llm-router-route';
  if (states(spec, 'tracing')) yield 'config-llm-tracing';
}

function workloadPresets(spec: JsonObject): readonly string[] {
  if (!isObject(spec.prefill)) return preset('', spec);
  return [...preset('prefill-', spec.prefill), ...preset('decode-', spec)];
}

/** None for workers without a size, which the webhook refuses. */
function preset(role: '' | 'prefill-' | 'decode-', workload: JsonObject): readonly string[] {
  if (!isStated(workload.worker)) return [`config-llm-${role}template`];
  const parallelism = parallelismOf(workload);
  if (isDataParallel(parallelism)) return [`config-llm-${role}worker-data-parallel`];
  return isPipelineParallel(parallelism) ? [`config-llm-${role}worker-pipeline-parallel`] : [];
}

function pluginsOf(scheduler: JsonObject): readonly string[] {
  return arrayAt(valueAt(scheduler, 'config', 'inline'), 'plugins').flatMap((plugin) => textAt(plugin, 'type') ?? []);
}
