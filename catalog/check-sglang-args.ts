import type { Fault } from '../checks/finding';
import { checkArgs } from './flags/check-args';
import { checkStated } from './flags/check-stated';
import type { StatedFlags } from './flags/check-stated';
import { SGLANG_ENGINE_FLAGS } from './sglang-engine-flags';

export { sglangVersionOfImage } from './sglang-version';

/**
 * What the parser of `sglang.launch_server` in a version would refuse in an argument list, as {@link checkArgs} says.
 * Every flag is known by the release that brought it and the one that dropped it.
 *
 * @param args the arguments of the container, with or without `-m sglang.launch_server` before them
 * @param version such as `0.5.5.post3`, see {@link sglangVersionOfImage}; undefined stands for the newest catalogued one
 */
export function checkSglangArgs(args: readonly string[], version: string | undefined): readonly Fault[] {
  return checkArgs(SGLANG_ENGINE_FLAGS, args, version);
}

/** As {@link checkSglangArgs}, of flags and arguments as props state them, with the prop of each fault. */
export function checkSglangSettings(stated: StatedFlags, version: string | undefined): readonly Fault[] {
  return checkStated(SGLANG_ENGINE_FLAGS, stated, version);
}
