import type { Fault } from '../../finding';
import type { EngineLaunch } from '../engine-launch';
import type { GivenFlags } from '../flags';
import { refusedStart } from './refused-start';

const SERVERS = '--api-server-count';
const HYBRID = '--data-parallel-hybrid-lb';

/**
 * Pods that compute for others and answer nobody.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/cli/serve.py run_headless
 */
export function checkHeadless(launch: EngineLaunch, flags: GivenFlags): readonly Fault[] {
  if (!flags.isOn('--headless')) return [];
  return [...checkServers(launch, flags), ...checkHybrid(launch, flags), ...checkCopies(launch, flags)];
}

function checkServers(launch: EngineLaunch, flags: GivenFlags): readonly Fault[] {
  const servers = flags.count(SERVERS, 0) ?? 0;
  if (servers === 0) return [];
  return refusedStart(launch, flags, {
    id: 'vllm/headless-servers',
    flag: SERVERS,
    problem: `${SERVERS} is ${servers}, and a pod with --headless has no API server`,
    mend: `Leave ${SERVERS} to the pods that answer.`,
    // One was the default before.
    since: servers === 1 ? '>0.10.2,<=0.19.x' : undefined,
  });
}

function checkHybrid(launch: EngineLaunch, flags: GivenFlags): readonly Fault[] {
  if (!flags.isOn(HYBRID)) return [];
  return refusedStart(launch, flags, {
    id: 'vllm/headless-servers',
    flag: HYBRID,
    problem: `${HYBRID} spreads the requests that a pod gets, and a pod with --headless gets none`,
    mend: `Leave --headless out, so that each pod answers, or ${HYBRID}.`,
  });
}

function checkCopies(launch: EngineLaunch, flags: GivenFlags): readonly Fault[] {
  if (!flags.has('--data-parallel-size-local') || flags.count('--data-parallel-size-local', 1) !== 0) return [];
  return refusedStart(launch, flags, {
    id: 'vllm/headless-servers',
    flag: '--data-parallel-size-local',
    problem: '--data-parallel-size-local is 0, and a pod with --headless has nothing but its copies',
    mend: 'State how many copies are in this pod; 0 is for one that answers and does not compute.',
  });
}
