import { flagsOf } from '../lws/command-line';
import type { DeploymentCase } from './deployment-case';
import { engineCommands, isRayHead, isRayStart } from '../engines/engine-commands';
import type { HydraFault } from './hydra-fault';
import type { Launch } from './launch';
import { refuses } from './renderings';
import type { Rendering } from './renderings';
import type { RuntimeTemplate } from './runtime-template';
import type { Command } from '../engines/shell-commands';

/** Commands that take no time, so that nothing has joined after them. */
const AT_ONCE: ReadonlySet<string> = new Set(['echo', 'printf', 'export', 'set', 'cd', 'source', '.', 'unset']);

/** What several pods of one deployment would do together. */
export function checkDistribution(
  template: RuntimeTemplate,
  launch: Launch,
  renderings: readonly Rendering[],
): readonly HydraFault[] {
  if (launch.kind === 'image' || launch.kind === 'broken shell') return [];
  const plain = renderings.filter(({ pod }) => !pod.customized);
  const of = (role: DeploymentCase['role']) => plain.findLast(({ pod }) => pod.role === role);
  const [single, leader, worker] = [of('single'), of('leader'), of('worker')];
  if (single === undefined || leader === undefined || worker === undefined) return [];
  // Of a text that is blank, that alone is told.
  if ([single, leader, worker].some(({ text }) => text.trim() === '')) return [];
  const field = launch.kind === 'shell' ? launch.script.field : `${template.containerPath}.argsTemplate`;
  return [
    ...checkRoles(field, launch, [single, leader, worker]),
    ...(launch.kind === 'shell' ? [...checkRayOfLeader(field, leader), ...checkRayOfWorker(field, worker)] : []),
  ];
}

function checkRoles(
  field: string,
  launch: Launch,
  [single, leader, worker]: readonly [Rendering, Rendering, Rendering],
): readonly HydraFault[] {
  if (refuses(leader)) return [];
  const alike = leader.text === worker.text;
  if (alike && leader.text === single.text) {
    // Arguments alone cannot refuse to run, so of a runtime for single pods nothing else could be written.
    const isFine =
      launch.kind === 'arguments' || /\bLWS_(?:GROUP_SIZE|WORKER_INDEX|LEADER_ADDRESS)\b/.test(leader.text);
    return isFine ? [] : [neverDistributed(field)];
  }
  if (alike) return /\bLWS_WORKER_INDEX\b/.test(leader.text) ? [] : [equalPods(field)];
  if (refuses(worker) || /\bLWS_LEADER_ADDRESS\b/.test(worker.text)) return [];
  return [workerWithoutLeader(field)];
}

function neverDistributed(field: string): HydraFault {
  return {
    id: 'hydra/never-distributed',
    severity: 'warning',
    field,
    problem: 'The template gives the same for one pod as for the leader and the workers of several',
    consequence:
      'In a distributed deployment each pod starts an engine of its own, without the accelerators of the others.',
    mend: "Tell IS_DISTRIBUTED and IS_LEADER apart; where the runtime cannot be distributed, end that branch with a message and 'exit 1'.",
  };
}

function equalPods(field: string): HydraFault {
  return {
    id: 'hydra/equal-pods',
    severity: 'warning',
    field,
    problem: 'The template gives the same for the leader of several pods as for a worker',
    consequence: 'Each pod takes itself for the first, and they wait for each other, or serve apart.',
    mend: 'Tell IS_LEADER apart, or give the engine the rank of its pod: --node-rank $(LWS_WORKER_INDEX).',
  };
}

function workerWithoutLeader(field: string): HydraFault {
  return {
    id: 'hydra/worker-without-leader',
    severity: 'warning',
    field,
    problem: 'Nothing in what a worker runs says where its leader is',
    consequence: 'The worker cannot join the group, and the leader waits for it.',
    mend: "Refer to $(LWS_LEADER_ADDRESS); where the runtime cannot be distributed, end the branch with 'exit 1'.",
  };
}

/** @see https://docs.vllm.ai/en/latest/serving/parallelism_scaling.html */
function checkRayOfLeader(field: string, { commands }: Rendering): readonly HydraFault[] {
  const head = commands.findIndex(isRayHead);
  const headCommand = commands[head];
  const engine = engineCommands(commands).find(({ index }) => index > head);
  if (headCommand === undefined || engine === undefined) return [];
  if (headCommand.includes('--block')) return [rayBlocks(field)];
  const faults: HydraFault[] = [];
  const backend = flagsOf(engine.words).get('--distributed-executor-backend');
  if (engine.engine === 'vLLM' && backend !== 'ray') {
    faults.push({
      id: 'hydra/ray-backend',
      severity: 'error',
      field,
      problem: `The leader starts Ray, and vLLM with ${backend === undefined ? 'no --distributed-executor-backend' : `--distributed-executor-backend ${backend}`}`,
      consequence:
        'vLLM does not take to Ray by itself: it looks for all accelerators of the group in its own pod, and ends.',
      mend: 'Add --distributed-executor-backend=ray; or leave Ray out and use --nnodes, --node-rank and --master-addr.',
    });
  }
  if (commands.slice(head + 1, engine.index).every(isAtOnce)) {
    faults.push({
      id: 'hydra/ray-waiting',
      severity: 'warning',
      field,
      problem: "The leader starts the engine directly after 'ray start --head'",
      consequence:
        'The engine counts the accelerators of the pods that have joined by then, which may be its own alone, and ends or hangs.',
      mend: 'Between the two, wait until as many nodes have joined as the group has pods ($(LWS_GROUP_SIZE)).',
    });
  }
  return faults;
}

function rayBlocks(field: string): HydraFault {
  return {
    id: 'hydra/ray-blocks',
    severity: 'error',
    field,
    problem: "The leader runs 'ray start --head --block' before the engine",
    consequence: 'Ray does not return, so the engine is never started.',
    mend: 'Leave --block out on the leader.',
  };
}

function checkRayOfWorker(field: string, { commands }: Rendering): readonly HydraFault[] {
  const last = commands.at(-1);
  if (last === undefined || !isRayStart(last) || last.includes('--block')) return [];
  return [
    {
      id: 'hydra/ray-ends',
      severity: 'error',
      field,
      problem: "A worker ends with 'ray start' without --block",
      consequence: 'Ray goes into the background, the container ends, and its pod is started again and again.',
      mend: "Add --block to the workers' 'ray start'.",
    },
  ];
}

function isAtOnce([program = '', ...rest]: Command): boolean {
  return AT_ONCE.has(program) || (rest.length === 0 && /^\w+=/.test(program));
}
