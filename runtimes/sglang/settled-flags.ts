import { givenFlags } from '../../catalog/flags/given-flags';
import { renderSglangFlags } from '../../catalog/render-sglang-flags';
import { SGLANG_ENGINE_FLAGS } from '../../catalog/sglang-engine-flags';
import type { Fault } from '../../checks/finding';
import { isLoopback } from '../../kubernetes/loopback-address';
import { loopbackFault } from '../loopback';
import type { SglangPodSettings } from './settings';

/** Flags that follow from props, and the prop. */
const PROPS = {
  '--port': 'port',
  '--nnodes': 'nodes',
  '--node-rank': 'nodes',
  '--dist-init-addr': 'nodes',
} as const;

/** Flags that win over what Services, probes and the pods of a group follow from, wherever they are stated. */
export function settledFaults(
  { flags = {}, args = [] }: Pick<SglangPodSettings, 'flags' | 'args'>,
  version: string | undefined,
): readonly Fault[] {
  const given = givenFlags(SGLANG_ENGINE_FLAGS, [...renderSglangFlags(flags), ...args], version);
  const settled = Object.entries(PROPS).filter(([flag]) => given.has(flag));
  const host = given.get('--host')?.at(-1);
  return [
    ...settled.map(([flag, prop]): Fault => ({
      id: 'sglang/settled-flag',
      severity: 'error',
      field: 'args',
      problem: `${flag} is stated as a flag`,
      consequence:
        prop === 'port'
          ? 'Probes and Services ask another port, and the pod is restarted for ever.'
          : 'Pods of a group do not find each other, and wait for ever.',
      mend: `Leave ${flag} out, and use the runtime's ${prop}.`,
    })),
    ...(host !== undefined && isLoopback(host) ? [loopbackFault('sglang/host', host)] : []),
  ];
}
