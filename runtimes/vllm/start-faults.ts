import { checkVllmArgs } from '../../catalog/check-vllm-args';
import { givenFlags } from '../../catalog/flags/given-flags';
import { compareVersions } from '../../catalog/flags/version';
import { renderVllmFlags } from '../../catalog/render-vllm-flags';
import { VLLM_ENGINE_FLAGS } from '../../catalog/vllm-engine-flags';
import type { Fault } from '../../checks/finding';
import { renderText } from '../../constructs/late-bound';
import { isLoopback } from '../../kubernetes/loopback-address';
import { loopbackFault } from '../loopback';
import { commandLines } from './command-lines';
import type { VllmGroup } from './group';
import { copySpansPods } from './topology';

/** The image and program that a group starts. */
export interface VllmProgram {
  readonly image: string;
  /** @default undecided */
  readonly version?: string;
  readonly command: readonly string[];
}

/** What is wrong with what the pods of a group start, and how they come together. */
export function startFaults(group: VllmGroup, program: VllmProgram): readonly Fault[] {
  const faults = [
    ...derivedFaults(group, program),
    ...argumentFaults(group, program),
    rayFault(group, program),
    multiprocessingFault(group, program),
    copiesOverPodsFault(group, program),
    commandFault(group, program),
  ];
  return faults.filter((fault) => fault !== undefined);
}

/** What the image's version would refuse of the arguments that are not the user's own. */
function derivedFaults(group: VllmGroup, { version, command }: VllmProgram): readonly Fault[] {
  const { leader, worker } = commandLines({ ...group, flags: {}, args: [] }, command);
  const derived = [...leader.args, ...(worker?.args ?? [])].map((word) => renderText(word, (name) => `$(${name})`));
  return distinct(checkVllmArgs(derived, version).map((fault) => ({ ...fault, field: undefined })));
}

/** What each of the arguments may be, and these pods make wrong. */
function argumentFaults({ args, flags, topology }: VllmGroup, { version }: VllmProgram): readonly Fault[] {
  const servers = givenFlags(VLLM_ENGINE_FLAGS, args, version).has('--api-server-count');
  const host = givenFlags(VLLM_ENGINE_FLAGS, [...renderVllmFlags(flags), ...args], version)
    .get('--host')
    ?.at(-1);
  return [
    ...(servers && topology.pods > 1 ? [API_SERVERS] : []),
    ...(host !== undefined && isLoopback(host) ? [loopbackFault('vllm/host', host)] : []),
  ];
}

/** @see https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/cli/serve.py */
const API_SERVERS: Fault = {
  id: 'vllm/headless-servers',
  severity: 'error',
  field: 'args',
  problem: '--api-server-count is a plain argument, which pods that answer nobody get too',
  consequence: 'vLLM refuses it together with --headless, and the group restarts for ever.',
  mend: 'Use flags.apiServerCount, which is for the pods that answer.',
};

/** @see https://github.com/vllm-project/vllm/pull/36170 */
function rayFault({ backend, topology }: VllmGroup, { image, version }: VllmProgram): Fault | undefined {
  if (backend !== 'ray') return undefined;
  if (topology.pods === 1) {
    return {
      id: 'vllm/ray-alone',
      severity: 'warning',
      field: 'distributedExecutorBackend',
      problem: 'Ray is asked for, and the sizes come to one pod',
      consequence: 'There is nothing to join; the pod is started without Ray.',
      mend: 'Leave it out, or use devices of more than one pod.',
    };
  }
  const isOfficial = /(?:^|\/)vllm\/vllm-openai(?:-rocm)?(?:[:@]|$)/.test(image);
  if (!isOfficial || (version !== undefined && compareVersions(version, '0.18.0') < 0)) return undefined;
  return {
    id: 'vllm/ray-missing',
    severity: 'warning',
    field: 'distributedExecutorBackend',
    problem: `Ray is asked for, and official images of vLLM 0.18 and later, such as ${image}, hold no Ray`,
    consequence: 'The pods end as soon as they start, and the group restarts for ever.',
    mend: "Leave it out: vLLM joins pods by itself. Or use an image of your own with `pip install 'ray[cgraph]'`.",
  };
}

/** @see https://github.com/vllm-project/vllm/pull/23691 */
function multiprocessingFault({ backend, topology }: VllmGroup, { version }: VllmProgram): Fault | undefined {
  if (backend !== 'mp' || topology.pods === 1 || !copySpansPods(topology)) return undefined;
  // Before, the flags themselves are told to be missing.
  if (version === undefined || compareVersions(version, '0.11.0') < 0 || compareVersions(version, '0.12.0') >= 0) {
    return undefined;
  }
  return {
    id: 'vllm/multiprocessing-version',
    severity: 'warning',
    field: 'distributedExecutorBackend',
    problem: `A copy of the model is on ${topology.pods / topology.dataParallel} pods, and vLLM ${version} may not join pods by itself`,
    consequence:
      'The flags --nnodes, --node-rank and --master-addr came in November 2025, about 0.12; before, vLLM exits.',
    mend: "Use an image of 0.12 or later, or distributedExecutorBackend: 'ray'.",
  };
}

/**
 * Leaders of copies listened at the first leader's address, and those of dense models counted the pods of all copies.
 *
 * @see https://github.com/vllm-project/vllm/pull/35429 https://github.com/vllm-project/vllm/pull/49212
 */
function copiesOverPodsFault({ backend, topology }: VllmGroup, { version }: VllmProgram): Fault | undefined {
  const { dataParallel, pods } = topology;
  if (backend !== 'mp' || dataParallel === 1 || !copySpansPods(topology)) return undefined;
  if (version === undefined || compareVersions(version, '0.28.0') >= 0) return undefined;
  return {
    id: 'vllm/copies-over-pods',
    severity: 'warning',
    field: 'dataParallel',
    problem: `${dataParallel} copies of the model are on ${pods / dataParallel} pods each, and the image is of vLLM ${version}`,
    consequence:
      'Before 26 February 2026 all copies but the first fail to listen; before 5 August 2026 copies of a dense model wait for devices that they do not have.',
    mend: `Use an image of 0.28 or later, or replicas: { min: ${dataParallel} } without dataParallel.`,
  };
}

/** @see https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/cli/serve.py run_headless */
function commandFault({ topology, backend }: VllmGroup, { command }: VllmProgram): Fault | undefined {
  if (topology.pods === 1 || backend === 'ray' || !command.some((word) => word.includes('api_server')))
    return undefined;
  return {
    id: 'vllm/headless-program',
    severity: 'error',
    field: 'command',
    problem: `The program of ${topology.pods} pods is '${command.join(' ')}'`,
    consequence:
      'It ignores --headless, which only `vllm serve` obeys: each worker would be a server that waits for others.',
    mend: "Leave command out, or use ['vllm', 'serve'].",
  };
}

function distinct(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map((fault) => [fault.problem, fault])).values()];
}
