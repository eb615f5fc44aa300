import { renderFlags } from './flags/render-flags';
import { VLLM_ENGINE_FLAGS } from './vllm-engine-flags';
import type { VllmFlags } from './vllm-flags';

export { propertyOfFlag } from './flags/render-flags';
export type { VllmFlags } from './vllm-flags';

/** The arguments of `vllm serve` that state these flags, as {@link renderFlags} writes them. */
export function renderVllmFlags(flags: VllmFlags): readonly string[] {
  return renderFlags(VLLM_ENGINE_FLAGS, flags);
}
