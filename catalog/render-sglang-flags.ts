import { renderFlags } from './flags/render-flags';
import { SGLANG_ENGINE_FLAGS } from './sglang-engine-flags';
import type { SglangFlags } from './sglang-flags';

export type { SglangFlags } from './sglang-flags';

/** The arguments of `sglang.launch_server` that state these flags, as {@link renderFlags} writes them. */
export function renderSglangFlags(flags: SglangFlags): readonly string[] {
  return renderFlags(SGLANG_ENGINE_FLAGS, flags);
}
