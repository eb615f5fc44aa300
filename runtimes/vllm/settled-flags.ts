import { givenFlags } from '../../catalog/flags/given-flags';
import { propertyOfFlag } from '../../catalog/render-vllm-flags';
import type { VllmFlags } from '../../catalog/render-vllm-flags';
import { VLLM_ENGINE_FLAGS } from '../../catalog/vllm-engine-flags';

const SETTLED = [
  'model',
  'servedModelName',
  'port',
  'headless',
  'tensorParallelSize',
  'pipelineParallelSize',
  'enableExpertParallel',
  'distributedExecutorBackend',
  'nnodes',
  'nodeRank',
  'masterAddr',
  'masterPort',
] as const satisfies readonly (keyof VllmFlags)[];

/** Flags that follow from the sizes, from the platform or from props of their own. */
export type SettledFlag = (typeof SETTLED)[number] | Extract<keyof VllmFlags, `dataParallel${string}`>;

const names: ReadonlySet<string> = new Set(SETTLED);

/** The settled flags among plain arguments, in whatever spelling. */
export function settledFlagsIn(args: readonly string[], version: string | undefined): readonly string[] {
  const given = [...givenFlags(VLLM_ENGINE_FLAGS, args, version).keys()];
  return given.filter((flag) => names.has(propertyOfFlag(flag)) || flag.startsWith('--data-parallel-'));
}
