import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';
import { refusedStart } from './refused-start';
import { deviceSizes } from './sizes';

/**
 * One engine over several nodes by `--nnodes`: who starts its processes, and how they are dealt out.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/engine/arg_utils.py EngineArgs.create_engine_config
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py ParallelConfig.__post_init__
 */
export function checkNodes(start: EngineStart): readonly Fault[] {
  const nodes = start.count('--nnodes', 1);
  if (nodes === undefined || nodes <= 1) return [];
  const faults = [checkRay, checkShares, checkRank].flatMap((check) => check(start, nodes));
  return faults.slice(0, 1);
}

function checkRay(start: EngineStart, nodes: number): readonly Fault[] {
  const ray = ['--distributed-executor-backend', '--data-parallel-backend'].find((flag) => start.text(flag) === 'ray');
  if (ray === undefined) return [];
  return refusedStart(start, {
    id: 'vllm/nodes',
    flag: ray,
    problem: `--nnodes ${nodes} deals the processes out to the nodes, and so does ${ray} ray`,
    mend: `Leave ${ray} out, or --nnodes and --node-rank where Ray joins the pods.`,
  });
}

function checkShares(start: EngineStart, nodes: number): readonly Fault[] {
  const { tensor, pipeline, copies } = deviceSizes(start);
  if (tensor === undefined || pipeline === undefined || copies === undefined) return [];
  const processes = tensor * pipeline * copies;
  if (processes % nodes === 0) return [];
  return refusedStart(start, {
    id: 'vllm/nodes',
    flag: '--nnodes',
    problem: `${processes} processes (tensor ${tensor} × pipeline ${pipeline} × data ${copies}) cannot be dealt out evenly to ${nodes} nodes`,
    mend: `Use sizes whose product is a multiple of ${nodes}.`,
  });
}

function checkRank(start: EngineStart, nodes: number): readonly Fault[] {
  const rank = start.count('--node-rank', 0);
  if (rank === undefined || rank < nodes) return [];
  return refusedStart(start, {
    id: 'vllm/nodes',
    flag: '--node-rank',
    problem: `--node-rank is ${rank}, and the ranks of ${nodes} nodes are 0 to ${nodes - 1}`,
    mend: 'Count nodes from 0: $(LWS_WORKER_INDEX) in a LeaderWorkerSet.',
  });
}
