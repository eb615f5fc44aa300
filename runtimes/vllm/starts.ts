import { renderVllmFlags } from '../../catalog/render-vllm-flags';
import type { VllmFlags } from '../../catalog/render-vllm-flags';
import { compareVersions } from '../../catalog/flags/version';
import type { EngineStarts } from '../../constructs/engine';
import { late, text } from '../../constructs/late-bound';
import type { Text } from '../../constructs/late-bound';
import { nodeArguments } from './command-lines';

/** What a runtime of vLLM says of its program. */
export interface VllmStartSettings {
  /** A program of the user's own, which is not known to follow another pod. @default vllm serve */
  readonly command?: readonly string[];
  readonly flags?: VllmFlags;
  readonly args?: readonly string[];
  /** @default the newest known */
  readonly version?: string;
}

/**
 * First version that surely joins pods by itself.
 *
 * @see https://github.com/vllm-project/vllm/pull/23691
 */
const JOINS_PODS_SINCE = '0.12.0';

/** What is started where the platform decides over devices and pods. */
export function vllmStarts({ command, flags = {}, args = [], version }: VllmStartSettings): EngineStarts {
  const own = [...renderVllmFlags(flags), ...args];
  const answering = ['--host=0.0.0.0', text`--port=${late.servingPort}`];
  const name = text`--served-model-name=${late.modelName}`;
  const tensorParallel = text`--tensor-parallel-size=${late.tensorParallel}`;
  if (command !== undefined) {
    return { single: [...command, ...answering, text`--model=${late.modelPath}`, name, tensorParallel, ...own] };
  }
  const program: readonly Text[] = ['vllm', 'serve', late.modelPath];
  const single = [...program, ...answering, name, tensorParallel, ...own];
  if (version !== undefined && compareVersions(version, JOINS_PODS_SINCE) < 0) return { single };
  const stages = text`--pipeline-parallel-size=${late.pipelineParallel}`;
  const group = [name, tensorParallel, stages, ...nodeArguments(late.groupSize)];
  // vLLM refuses a number of API servers where there are none.
  const ofWorker = [...renderVllmFlags({ ...flags, apiServerCount: undefined }), ...args];
  return {
    single,
    group: {
      leader: [...program, ...answering, ...group, ...own],
      worker: [...program, ...group, '--headless', ...ofWorker],
      workerTakesArguments: true,
    },
  };
}
