import { allAcceleratorFacts } from '../../catalog/accelerators';
import { objectAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { countIn } from '../../kubernetes/quantity-amount';
import type { Fault } from '../finding';
import type { EngineLaunch } from './engine-launch';
import { SIZE_FLAGS } from './flags';
import type { GivenFlags } from './flags';

let resources: ReadonlySet<string> | undefined;

/** Whether a resource is a device that models are computed on; slices of NVIDIA's devices count as devices. */
export function isAccelerator(resource: string): boolean {
  resources ??= new Set(allAcceleratorFacts().flatMap(({ resource }) => resource ?? []));
  return resources.has(resource) || resource.startsWith('nvidia.com/mig-') || resource === 'nvidia.com/gpu.shared';
}

/** Chips that are one, two or more devices to an engine, by their generation: two cores each, say. */
const SEVERAL_IN_ONE: ReadonlySet<string> = new Set(['google.com/tpu', 'aws.amazon.com/neuron']);

/** How many devices a container gets; undefined where the number cannot be read, or is none of devices. */
export function devicesOf(container: JsonObject): number | undefined {
  const limits = objectAt(container, 'resources', 'limits');
  let devices = 0;
  for (const name of Object.keys(limits)) {
    if (!isAccelerator(name)) continue;
    if (SEVERAL_IN_ONE.has(name)) return undefined;
    const count = countIn(limits, name);
    if (count === undefined) return undefined;
    devices += count;
  }
  return devices;
}

/** The devices that an engine computes on in one pod; undefined where it is not known how many of all are in it. */
export function devicesUsed({ engine }: EngineLaunch, flags: GivenFlags): number | undefined {
  const nodes = flags.count('--nnodes', 1);
  const all = devicesInAll(engine, flags);
  // What cannot be dealt out evenly the engine refuses by itself.
  return nodes === undefined || all === undefined || all % nodes !== 0 ? undefined : all / nodes;
}

function devicesInAll(engine: EngineLaunch['engine'], flags: GivenFlags): number | undefined {
  const { tensor, pipeline } = SIZE_FLAGS[engine];
  const sizes = [tensor, pipeline, ...(engine === 'vllm' ? ['--prefill-context-parallel-size'] : [])];
  const copies = copiesInPod(engine, flags);
  const counts = sizes.map((flag) => flags.count(flag, 1));
  return [copies, ...counts].reduce<number | undefined>(
    (product, count) => (product === undefined || count === undefined ? undefined : product * count),
    1,
  );
}

/** SGLang's copies under --enable-dp-attention share the devices of the tensor parallel group. */
function copiesInPod(engine: EngineLaunch['engine'], flags: GivenFlags): number | undefined {
  const copies = flags.count(SIZE_FLAGS[engine].data, 1);
  if (engine === 'sglang') return flags.has('--enable-dp-attention') ? 1 : copies;
  const isSpread = [
    '--data-parallel-size-local',
    '--data-parallel-rank',
    '--data-parallel-start-rank',
    '--data-parallel-address',
    '--data-parallel-hybrid-lb',
    '--data-parallel-external-lb',
    '--headless',
  ].some((flag) => flags.has(flag));
  return isSpread && copies !== 1 ? undefined : copies;
}

/**
 * Devices that an engine counts on and a pod does not get, or gets and never uses.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py ParallelConfig.__post_init__
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.check_server_args
 */
export function checkDevices(launch: EngineLaunch, flags: GivenFlags): readonly Fault[] {
  const { engine, container } = launch;
  const used = devicesUsed(launch, flags);
  const given = devicesOf(container.container);
  if (used === undefined || given === undefined || given === 0 || used === given) return [];
  // vLLM-Omni deals devices out to stages of its own.
  if (launch.words.includes('--omni')) return [];
  // Ray may find devices in other pods.
  if (launch.joinsRay || flags.text('--distributed-executor-backend') === 'ray') return [];
  const field = `${container.path}.resources.limits`;
  const name = engine === 'vllm' ? 'vLLM' : 'SGLang';
  if (used > given) {
    return [
      {
        id: `${engine}/too-few-devices`,
        severity: 'error',
        field,
        problem: `The arguments of ${name} count on ${used} devices, and the container gets ${given}`,
        consequence: `${name} refuses to start: it sees fewer devices than it is to use, and the pod restarts for ever.`,
        mend: `Ask for ${used} devices, or use sizes whose product is ${given}.`,
      },
    ];
  }
  return [
    {
      id: `${engine}/idle-devices`,
      severity: 'warning',
      field,
      problem: `The container gets ${given} devices, and the arguments of ${name} use ${used}`,
      consequence: `${given - used} of them are held and never compute; a model that needs all does not fit.`,
      mend: `Set ${SIZE_FLAGS[engine].tensor} to ${given}, or ask for ${used}.`,
    },
  ];
}
