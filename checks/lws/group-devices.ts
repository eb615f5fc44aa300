import { isArray } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { devicesOf } from '../engines/devices';
import { isRayScript, isRayStart } from '../engines/engine-commands';
import { SIZE_FLAGS } from '../engines/flags';
import type { GivenFlags } from '../engines/flags';
import { shellCommands } from '../engines/shell-commands';
import { startedEngine } from '../engines/started-engine';
import type { StartedEngine } from '../engines/started-engine';
import type { Fault } from '../finding';
import { flagsOf, wordsOf } from './command-line';
import { containerWithGroupSize } from './group-size';
import { containersOf } from './pod-set';
import type { PodSet, PodTemplate } from './pod-set';

/**
 * Whether one vLLM over all pods of a group has as many devices there as it counts on. Ray deals its processes out to
 * the devices of the group, and so does --nnodes, whose sizes may come from the variable that holds the group's.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/v1/executor/ray_utils.py initialize_ray_cluster
 * @see https://github.com/vllm-project/vllm/blob/main/examples/online_serving/multi-node-serving.sh
 */
export function checkGroupDevices({ leader, worker, size }: PodSet): readonly Fault[] {
  if (worker === undefined || size === undefined) return [];
  const [led] = containersOf(leader).flatMap((each) => engineIn(each, size) ?? []);
  if (led === undefined || statesDevices(leader) || statesDevices(worker)) return [];
  if (!isOverGroup(led, size) || !joins(led, worker, size)) return [];
  const used = devicesInAll(led.started.flags);
  const [ofLeader, ofWorker] = [devicesOf(led.container), devicesOfWorker(worker)];
  if (used === undefined || ofLeader === undefined || ofWorker === undefined || ofWorker === 0) return [];
  const given = ofLeader + (size - 1) * ofWorker;
  if (used === given) return [];
  const { flag, field } = statedSize(led);
  const problem = `vLLM counts on ${used} devices, and the ${size} pods of a group have ${given}`;
  if (used > given) {
    return [
      {
        id: 'lws/group-devices',
        severity: 'error',
        field,
        problem,
        consequence: 'It waits for devices that never come, or refuses to start, and the group never serves.',
        mend: `Use sizes whose product is ${given}, or give the pods of a group ${used} devices in all.`,
      },
    ];
  }
  return [
    {
      id: 'lws/group-devices',
      severity: 'warning',
      field,
      problem,
      consequence: `${given - used} of them are held and never compute; a model that needs all does not fit.`,
      mend: `Raise ${flag} until the product of the sizes is ${given}, or ask for fewer devices.`,
    },
  ];
}

/** A container of the leader that starts vLLM, with the group's size in its words. */
interface LedEngine {
  readonly container: JsonObject;
  readonly started: StartedEngine;
  /** Whether a size stands there as a variable, so that the engine's own rules cannot tell. */
  readonly isLateBound: boolean;
}

function engineIn(
  { container, path }: { readonly container: JsonObject; readonly path: string },
  size: number,
): LedEngine | undefined {
  const known = containerWithGroupSize(container, size);
  const started = startedEngine({ container: known, path, list: 'containers' });
  if (started?.launch.engine !== 'vllm') return undefined;
  const isLateBound =
    JSON.stringify([known.command, known.args]) !== JSON.stringify([container.command ?? [], container.args ?? []]);
  return { container, started, isLateBound };
}

/** Where all sizes are numbers, --nnodes is judged by the engine's own rules. */
function isOverGroup({ started: { launch, flags }, isLateBound }: LedEngine, size: number): boolean {
  return launch.joinsRay || (isLateBound && flags.count('--nnodes', 1) === size);
}

/** Whether the workers are those of the leader: of Ray they start no more than a node. */
function joins({ started }: LedEngine, worker: PodTemplate, size: number): boolean {
  const containers = containersOf(worker);
  if (started.launch.joinsRay) return containers.some(({ container }) => isRayNode(container));
  return containers.some((each) => {
    const flags = engineIn(each, size)?.started.flags;
    return flags?.count('--nnodes', 1) === size;
  });
}

/** Whether Ray is told of devices, which may be others than there are. */
function statesDevices(pod: PodTemplate): boolean {
  const flags = flagsOf(wordsOf(pod));
  return flags.has('--num-gpus') || flags.has('--resources');
}

function isRayNode({ command, args }: JsonObject): boolean {
  const words = [command, args].flatMap((list) =>
    isArray(list) ? list.filter((word) => typeof word === 'string') : [],
  );
  const commands = [words, ...words.flatMap(shellCommands)];
  return commands.some((each) => isRayStart(each) || each.some(isRayScript));
}

/** The worker's container with devices; undefined where several have some. */
function devicesOfWorker(worker: PodTemplate): number | undefined {
  const counts = containersOf(worker).map(({ container }) => devicesOf(container));
  const [count, ...others] = counts.filter((each) => each !== 0);
  return others.length > 0 ? undefined : count;
}

/** Copies are spread over groups in ways of their own. */
function devicesInAll(flags: GivenFlags): number | undefined {
  const { tensor, pipeline, data } = SIZE_FLAGS.vllm;
  if (flags.count(data, 1) !== 1 || flags.has('--config')) return undefined;
  return [tensor, pipeline, '--prefill-context-parallel-size'].reduce<number | undefined>((product, flag) => {
    const count = flags.count(flag, 1);
    return product === undefined || count === undefined ? undefined : product * count;
  }, 1);
}

function statedSize({ started: { launch, flags } }: LedEngine): { readonly flag: string; readonly field: string } {
  const { tensor, pipeline } = SIZE_FLAGS.vllm;
  const flag = [tensor, pipeline].find((each) => flags.has(each)) ?? tensor;
  const index = flags.indexOf(flag);
  return { flag, field: index === undefined ? `${launch.container.path}.resources.limits` : launch.fieldOf(index) };
}
