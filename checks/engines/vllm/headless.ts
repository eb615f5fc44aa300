import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';
import { refusedStart } from './refused-start';

const SERVERS = '--api-server-count';
const HYBRID = '--data-parallel-hybrid-lb';

/**
 * Pods that compute for others and answer nobody.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/cli/serve.py run_headless
 */
export function checkHeadless(start: EngineStart): readonly Fault[] {
  if (!start.isOn('--headless')) return [];
  return [...checkServers(start), ...checkHybrid(start), ...checkCopies(start)];
}

function checkServers(start: EngineStart): readonly Fault[] {
  const servers = start.stated(SERVERS) ?? 0;
  if (servers === 0) return [];
  return refusedStart(start, {
    id: 'vllm/headless-servers',
    flag: SERVERS,
    problem: `${SERVERS} is ${servers}, and a pod with --headless has no API server`,
    mend: `Leave ${SERVERS} to the pods that answer.`,
    // One was the default before.
    since: servers === 1 ? '>0.10.2,<=0.19.x' : undefined,
  });
}

function checkHybrid(start: EngineStart): readonly Fault[] {
  if (!start.isOn(HYBRID)) return [];
  return refusedStart(start, {
    id: 'vllm/headless-servers',
    flag: HYBRID,
    problem: `${HYBRID} spreads the requests that a pod gets, and a pod with --headless gets none`,
    mend: `Leave --headless out, so that each pod answers, or ${HYBRID}.`,
  });
}

function checkCopies(start: EngineStart): readonly Fault[] {
  if (start.stated('--data-parallel-size-local') !== 0) return [];
  return refusedStart(start, {
    id: 'vllm/headless-servers',
    flag: '--data-parallel-size-local',
    problem: '--data-parallel-size-local is 0, and a pod with --headless has nothing but its copies',
    mend: 'State how many copies are in this pod; 0 is for one that answers and does not compute.',
  });
}
