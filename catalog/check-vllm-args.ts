import type { Fault } from '../checks/finding';
import { checkArgs } from './flags/check-args';
import { checkStated } from './flags/check-stated';
import type { StatedFlags } from './flags/check-stated';
import { VLLM_ENGINE_FLAGS } from './vllm-engine-flags';

export { vllmVersionOfImage } from './vllm-version';

/**
 * What the parser of `vllm serve` in a version would refuse in an argument list, as {@link checkArgs} says. The flags of
 * 0.6.0 to 0.10.0 are known by release, later ones as intervals between branch points.
 *
 * @param args the arguments of the container, with or without `serve <model>` before them
 * @param version such as `0.11.0`, see {@link vllmVersionOfImage}; undefined stands for the newest catalogued one
 */
export function checkVllmArgs(args: readonly string[], version: string | undefined): readonly Fault[] {
  return checkArgs(VLLM_ENGINE_FLAGS, args, version);
}

/** As {@link checkVllmArgs}, of flags and arguments as props state them, with the prop of each fault. */
export function checkVllmSettings(stated: StatedFlags, version: string | undefined): readonly Fault[] {
  return checkStated(VLLM_ENGINE_FLAGS, stated, version);
}
