import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';
import { refusedStart } from './refused-start';

/** Flags that are members of another flag's JSON, too: flag, the other one, member. */
const MEMBERS: readonly (readonly [flag: string, config: string, member: string])[] = [
  ['--attention-backend', '--attention-config', 'backend'],
  ['--cudagraph-capture-sizes', '--compilation-config', 'cudagraph_capture_sizes'],
  ['--max-cudagraph-capture-size', '--compilation-config', 'max_cudagraph_capture_size'],
  ['--enable-flashinfer-autotune', '--kernel-config', 'enable_flashinfer_autotune'],
  ['--spec-method', '--speculative-config', 'method'],
  ['--spec-model', '--speculative-config', 'model'],
  ['--spec-tokens', '--speculative-config', 'num_speculative_tokens'],
];

/**
 * Settings that are stated in two ways, of which vLLM takes neither.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/engine/arg_utils.py EngineArgs.create_engine_config
 */
export function checkSaidTwice(start: EngineStart): readonly Fault[] {
  return MEMBERS.flatMap(([flag, config, member]) => {
    if (!start.has(flag) || (start.members(config)[member] ?? null) === null) return [];
    return refusedStart(start, {
      id: 'vllm/said-twice',
      flag,
      problem: `${flag} and the member ${member} of ${config} say the same`,
      mend: 'Keep one of them.',
    });
  });
}
