import { renderVllmFlags } from '../../catalog/render-vllm-flags';
import { late, text } from '../../constructs/late-bound';
import type { Text } from '../../constructs/late-bound';
import { scriptText } from '../script';
import type { VllmGroup } from './group';
import { copySpansPods, everyPodAnswers, localCopies } from './topology';

/** What a container starts. */
export interface VllmCommandLine {
  readonly command: readonly string[];
  readonly args: readonly Text[];
}

/** What the pods of a group start. */
export interface VllmCommandLines {
  readonly leader: VllmCommandLine;
  /** @default the leader is alone */
  readonly worker?: VllmCommandLine;
}

/** The program and its arguments in each kind of pod of a group. */
export function commandLines(group: VllmGroup, program: readonly string[]): VllmCommandLines {
  const { pods, dataParallel } = group.topology;
  if (pods === 1) return { leader: { command: program, args: [...server(group), ...own(group)] } };
  if (group.backend === 'ray') return rayCommandLines(group, program);
  if (copySpansPods(group.topology)) {
    return dataParallel === 1 ? spanningCommandLines(group, program) : copiesOverPods(group, program);
  }
  return wholeCopiesInPods(group, program);
}

/**
 * One copy of the model over the pods. What may differ between the pods is whether they answer.
 *
 * @see https://docs.vllm.ai/en/latest/deployment/frameworks/lws/
 */
function spanningCommandLines(group: VllmGroup, command: readonly string[]): VllmCommandLines {
  const nodes = nodeArguments(late.groupSize);
  return {
    leader: { command, args: [...server(group), ...nodes, ...own(group)] },
    worker: { command, args: [...follower(group), ...nodes, '--headless', ...headlessOwn(group)] },
  };
}

/** Several copies of the model, each over more than one pod; vLLM counts the copies by the pods. */
function copiesOverPods(group: VllmGroup, program: readonly string[]): VllmCommandLines {
  const nodes = nodeArguments(late.groupSize);
  const start = (args: readonly Text[]) => dataParallelStart('none', 0, [...program, ...args]);
  return {
    leader: start([...server(group), ...nodes, ...own(group)]),
    worker: start([...follower(group), ...nodes, '--headless', ...headlessOwn(group)]),
  };
}

/**
 * Whole copies of the model in each pod.
 *
 * @see https://docs.vllm.ai/en/latest/serving/data_parallel_deployment/
 */
function wholeCopiesInPods(group: VllmGroup, program: readonly string[]): VllmCommandLines {
  const { topology } = group;
  const copies = localCopies(topology);
  const local = `--data-parallel-size-local=${copies}`;
  const serving = (args: readonly Text[]) => [...program, ...server(group), ...args, ...own(group)];
  switch (topology.loadBalancing) {
    case 'internal': {
      const worker = [...program, ...follower(group), local, '--headless', ...headlessOwn(group)];
      return {
        // A leader that is told its first copy would answer for its own copies alone.
        leader: dataParallelStart('none', 0, serving([local])),
        worker: dataParallelStart('--data-parallel-start-rank', copies, worker),
      };
    }
    case 'hybrid': {
      const each = serving([local, '--data-parallel-hybrid-lb']);
      const start = dataParallelStart('--data-parallel-start-rank', copies, each);
      return { leader: start, worker: start };
    }
    case 'external': {
      const start = dataParallelStart('--data-parallel-rank', 1, serving([]));
      return { leader: start, worker: start };
    }
  }
}

/** The script finds the leader's address, to which ZeroMQ binds, and the first copy of the pod. */
function dataParallelStart(
  flag: 'none' | '--data-parallel-start-rank' | '--data-parallel-rank',
  copies: number,
  words: readonly Text[],
): VllmCommandLine {
  return {
    command: ['sh', '-c', scriptText('vllm-data-parallel'), 'vllm-data-parallel'],
    args: [late.leaderAddress, flag, late.podIndex, String(copies), ...words],
  };
}

function rayCommandLines(group: VllmGroup, program: readonly string[]): VllmCommandLines {
  const { topology } = group;
  const command = ['sh', '-c', scriptText('vllm-ray'), 'vllm-ray'];
  const copies =
    topology.dataParallel === 1
      ? []
      : [
          '--data-parallel-backend=ray',
          ...(copySpansPods(topology) ? [] : [`--data-parallel-size-local=${localCopies(topology)}`]),
        ];
  const serve = [...program, ...server(group), '--distributed-executor-backend=ray', ...copies, ...own(group)];
  return {
    leader: { command, args: ['leader', late.groupSize, ...serve] },
    worker: { command, args: ['worker', late.leaderAddress] },
  };
}

/** How pods find each other without Ray. */
export function nodeArguments(nodes: Text): readonly Text[] {
  return [
    '--distributed-executor-backend=mp',
    text`--nnodes=${nodes}`,
    text`--node-rank=${late.podIndex}`,
    text`--master-addr=${late.leaderAddress}`,
  ];
}

/** Arguments of a pod that answers. */
function server(group: VllmGroup): readonly Text[] {
  return [late.modelPath, text`--port=${late.servingPort}`, ...modelArguments(group)];
}

/** Arguments of a pod that follows another. */
function follower(group: VllmGroup): readonly Text[] {
  return [late.modelPath, ...modelArguments(group)];
}

function modelArguments({ topology, expertParallel }: VllmGroup): readonly Text[] {
  const sizes: readonly [string, number][] = [
    ['--tensor-parallel-size', topology.tensorParallel],
    ['--pipeline-parallel-size', topology.pipelineParallel],
    ['--data-parallel-size', topology.dataParallel],
  ];
  return [
    text`--served-model-name=${late.modelName}`,
    ...sizes.flatMap(([flag, size]) => (size === 1 ? [] : [`${flag}=${size}`])),
    ...(expertParallel ? ['--enable-expert-parallel'] : []),
  ];
}

/** What the user states for every pod. */
function own({ flags, args }: VllmGroup): readonly string[] {
  return [...renderVllmFlags(flags), ...args];
}

/** vLLM refuses a number of API servers where there are none. */
function headlessOwn(group: VllmGroup): readonly string[] {
  return own({ ...group, flags: { ...group.flags, apiServerCount: undefined } });
}

/** Whether the workers of a group take requests too. */
export function workersAnswer({ topology, backend }: VllmGroup): boolean {
  return backend === 'mp' && everyPodAnswers(topology);
}
