import type { Fault } from '../../checks/finding';
import { copySpansPods, devicesOfCopy, devicesOfGroup, localCopies } from './topology';
import type { VllmTopology } from './topology';

const REFUSES = 'vLLM refuses to start, and the group restarts for ever';

/** What is wrong with how the devices of a group are shared out. */
export function topologyFaults(topology: VllmTopology): readonly Fault[] {
  const wrongSize = sizeFault(topology);
  // Nothing can be computed with sizes that are none.
  if (wrongSize !== undefined) return [wrongSize];
  const fault = deviceFault(topology) ?? loadBalancingFault(topology) ?? tensorParallelOverPods(topology);
  return fault === undefined ? [] : [fault];
}

function sizeFault({ tensorParallel, pipelineParallel, dataParallel, ...topology }: VllmTopology): Fault | undefined {
  const sizes = {
    'accelerator.count': topology.statedDevicesPerPod ?? 1,
    tensorParallel,
    pipelineParallel,
    'dataParallel.size': dataParallel,
    'dataParallel.localSize': topology.statedLocalSize ?? 1,
  };
  const wrong = Object.entries(sizes).find(([, size]) => !Number.isInteger(size) || size < 1);
  if (wrong === undefined) return undefined;
  const [field, size] = wrong;
  return {
    id: 'vllm/parallel-size',
    severity: 'error',
    field,
    problem: `${field} is ${size}`,
    consequence: `${REFUSES}, or no group of pods comes of it.`,
    mend: 'Use a whole number of at least 1.',
  };
}

/** The sizes in words, with their product. */
function sizesInWords(topology: VllmTopology): string {
  const { tensorParallel, pipelineParallel, dataParallel } = topology;
  const factors = [
    `tensorParallel ${tensorParallel}`,
    `pipelineParallel ${pipelineParallel}`,
    `dataParallel ${dataParallel}`,
  ];
  return `${factors.join(' × ')} = ${count(devicesOfGroup(topology), 'device')}`;
}

/**
 * Whether pods hold whole copies of the model, as many in each, or each copy fills whole pods.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/engine/arg_utils.py create_engine_config
 */
function comesOutEven({ dataParallel, devicesPerPod }: VllmTopology, copy: number): boolean {
  if (copy > devicesPerPod) return copy % devicesPerPod === 0;
  return devicesPerPod % copy === 0 && dataParallel % (devicesPerPod / copy) === 0;
}

function deviceFault(topology: VllmTopology): Fault | undefined {
  const { devicesPerPod, dataParallel } = topology;
  const copy = devicesOfCopy(topology);
  if (comesOutEven(topology, copy)) return undefined;
  const pods = devicesOfGroup(topology) / devicesPerPod;
  const isWhole = Number.isInteger(pods);
  return {
    id: 'vllm/devices',
    severity: 'error',
    field: 'tensorParallel',
    problem: isWhole
      ? `${sizesInWords(topology)}, which are ${count(pods, 'pod')} of ${devicesPerPod}, but a copy of the model has ${copy} and would share a pod with a part of another`
      : `${sizesInWords(topology)}, and pods of ${devicesPerPod} would be ${Number(pods.toFixed(2))}`,
    consequence:
      pods < 1
        ? `The pod holds ${devicesPerPod - devicesOfGroup(topology)} devices that vLLM never uses.`
        : `${REFUSES}: each pod must compute the same number of ranks.`,
    mend: `Use ${mends(topology, copy, dataParallel).join(', or ')}.`,
  };
}

/** For each number that can be changed alone, the nearest one that comes out even. */
function mends(topology: VllmTopology, copy: number, dataParallel: number): readonly string[] {
  const { devicesPerPod, tensorParallel, pipelineParallel } = topology;
  const devices = nearest(devicesPerPod, (size) => comesOutEven({ ...topology, devicesPerPod: size }, copy));
  const tensor = nearest(tensorParallel, (size) => comesOutEven(topology, size * pipelineParallel));
  const copies = nearest(dataParallel, (size) => comesOutEven({ ...topology, dataParallel: size }, copy));
  return [
    ...(devices === undefined ? [] : [`${devices} for the accelerator's count`]),
    ...(tensor === undefined ? [] : [`${tensor} for tensorParallel`]),
    ...(copies === undefined || dataParallel === 1 ? [] : [`${copies} for dataParallel`]),
  ];
}

function nearest(wanted: number, fits: (size: number) => boolean): number | undefined {
  const sizes = Array.from({ length: 64 }, (_, index) => index + 1).filter((size) => fits(size));
  return sizes.sort((left, right) => Math.abs(left - wanted) - Math.abs(right - wanted) || right - left)[0];
}

/** Where every pod takes requests, each must hold whole copies. */
function loadBalancingFault(topology: VllmTopology): Fault | undefined {
  const { loadBalancing, pods, devicesPerPod, statedLocalSize } = topology;
  if (loadBalancing === 'internal') return undefined;
  const copy = devicesOfCopy(topology);
  const fault = { id: 'vllm/load-balancing', severity: 'error', field: 'dataParallel' } as const;
  if (pods === 1) {
    return {
      ...fault,
      problem: `Load balancing is ${loadBalancing}, and ${sizesInWords(topology)}, all in one pod`,
      consequence:
        loadBalancing === 'external'
          ? `${REFUSES}: there is no other copy to balance with.`
          : 'There is nothing to balance between pods, and vLLM falls back to internal load balancing.',
      mend: "Use loadBalancing: 'internal', or devices of more than one pod.",
    };
  }
  const local = localCopies(topology);
  const wanted = loadBalancing === 'external' ? 1 : statedLocalSize;
  if (local === wanted) return undefined;
  return {
    ...fault,
    problem: copySpansPods(topology)
      ? `Load balancing is ${loadBalancing}, and a copy of the model has ${copy} devices on pods of ${devicesPerPod}`
      : `Each pod of ${devicesPerPod} holds ${count(local, 'copy', 'copies')} of ${copy}, and ${loadBalancing} load balancing is told ${wanted ?? 1}`,
    consequence: `${REFUSES}, or pods wait for copies that nobody starts.`,
    mend: `Use ${copy * (wanted ?? 1)} for the accelerator's count${local > 1 && loadBalancing === 'hybrid' ? `, or ${local} for localSize` : ''}, or internal load balancing.`,
  };
}

/** Slow, and no error: some machines have one device and a fast link to the next. */
function tensorParallelOverPods(topology: VllmTopology): Fault | undefined {
  const { tensorParallel, devicesPerPod } = topology;
  if (!copySpansPods(topology) || devicesPerPod % tensorParallel === 0) return undefined;
  const stages = devicesOfCopy(topology) / devicesPerPod;
  return {
    id: 'vllm/tensor-parallel-over-pods',
    severity: 'warning',
    field: 'tensorParallel',
    problem: `tensorParallel is ${tensorParallel}, and each pod has ${count(devicesPerPod, 'device')}`,
    consequence: 'Every layer waits for the network twice; without a link as fast as inside of a node that is slow.',
    mend: `Use tensorParallel ${devicesPerPod} with pipelineParallel ${stages}, or ${tensorParallel} for the accelerator's count.`,
  };
}

function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
