import { inWords } from '../../checks/finding';
import type { Fault } from '../../checks/finding';
import { copySpansPods, devicesOfCopy, devicesOfGroup, localCopies } from './topology';
import type { VllmTopology } from './topology';

const REFUSES = 'vLLM refuses to start, and the group restarts for ever';

/**
 * What is wrong with how the devices of a group are shared out.
 *
 * @param fitsModel - whether the model's layers can be split over so many devices, so that no other number is proposed
 */
export function topologyFaults(
  topology: VllmTopology,
  fitsModel: (tensorParallel: number) => boolean = () => true,
): readonly Fault[] {
  const wrongSize = sizeFault(topology);
  // Nothing can be computed with sizes that are none.
  if (wrongSize !== undefined) return [wrongSize];
  const fault =
    deviceFault(topology, fitsModel) ?? loadBalancingFault(topology) ?? tensorParallelOverPods(topology, fitsModel);
  return fault === undefined ? [] : [fault];
}

function sizeFault({ tensorParallel, pipelineParallel, dataParallel, ...topology }: VllmTopology): Fault | undefined {
  const sizes = {
    'accelerator.count': topology.statedDevicesPerPod ?? 1,
    tensorParallel,
    pipelineParallel,
    'dataParallel.size': dataParallel,
    'dataParallel.localSize': topology.loadBalancing === 'hybrid' ? topology.statedLocalSize : 1,
  };
  const wrong = Object.entries(sizes).find(([, size]) => size === undefined || !Number.isInteger(size) || size < 1);
  if (wrong === undefined) return undefined;
  const [field, size] = wrong;
  return {
    id: 'vllm/parallel-size',
    severity: 'error',
    field,
    problem: `${field} is ${inWords(size)}`,
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
function comesOutEven(topology: VllmTopology): boolean {
  const { dataParallel, devicesPerPod } = topology;
  const copy = devicesOfCopy(topology);
  if (copy > devicesPerPod) return copy % devicesPerPod === 0;
  return devicesPerPod % copy === 0 && dataParallel % (devicesPerPod / copy) === 0;
}

function deviceFault(topology: VllmTopology, fitsModel: (size: number) => boolean): Fault | undefined {
  const { devicesPerPod } = topology;
  const copy = devicesOfCopy(topology);
  if (comesOutEven(topology)) return undefined;
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
    mend: mendOf(topology, fitsModel),
  };
}

/** For each number that can be changed alone, the nearest one with which the group works. */
function mendOf(topology: VllmTopology, fitsModel: (size: number) => boolean): string {
  const works = (changes: Partial<VllmTopology>) => {
    const changed = withPods({ ...topology, ...changes });
    return comesOutEven(changed) && isBalanced(changed) && fitsModel(changed.tensorParallel);
  };
  const { devicesPerPod, tensorParallel, dataParallel } = topology;
  const devices = nearest(devicesPerPod, (size) => works({ devicesPerPod: size }));
  const tensor = nearest(tensorParallel, (size) => works({ tensorParallel: size }));
  const copies = nearest(dataParallel, (size) => works({ dataParallel: size }));
  const both = nearest(tensorParallel, (size) => works({ tensorParallel: size, devicesPerPod: size }));
  const proposals = [
    ...(devices === undefined ? [] : [`${devices} for the accelerator's count`]),
    ...(tensor === undefined ? [] : [`${tensor} for tensorParallel`]),
    ...(copies === undefined || dataParallel === 1 ? [] : [`${copies} for dataParallel`]),
  ];
  if (proposals.length > 0) return `Use ${proposals.join(', or ')}.`;
  return both === undefined
    ? 'Use sizes whose product is the number of devices.'
    : `Use ${both} both for tensorParallel and for the accelerator's count.`;
}

function withPods(topology: VllmTopology): VllmTopology {
  return { ...topology, pods: Math.ceil(devicesOfGroup(topology) / topology.devicesPerPod) };
}

function nearest(wanted: number, fits: (size: number) => boolean): number | undefined {
  const sizes = Array.from({ length: 64 }, (_, index) => index + 1).filter((size) => fits(size));
  return sizes.sort((left, right) => Math.abs(left - wanted) - Math.abs(right - wanted) || right - left)[0];
}

/** Where every pod takes requests, each must hold whole copies, and as many as it is told. */
function isBalanced(topology: VllmTopology): boolean {
  if (topology.loadBalancing === 'internal') return true;
  return topology.pods > 1 && localCopies(topology) === toldCopies(topology);
}

/** Copies that each pod is told to hold. */
function toldCopies({ loadBalancing, statedLocalSize = 1 }: VllmTopology): number {
  return loadBalancing === 'external' ? 1 : statedLocalSize;
}

function loadBalancingFault(topology: VllmTopology): Fault | undefined {
  const { loadBalancing, pods, devicesPerPod } = topology;
  if (isBalanced(topology)) return undefined;
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
  const told = toldCopies(topology);
  const devices = copy * told;
  const proposals = [
    ...(comesOutEven({ ...topology, devicesPerPod: devices }) ? [`${devices} for the accelerator's count`] : []),
    ...(local > 1 && loadBalancing === 'hybrid' ? [`${local} for localSize`] : []),
    'internal load balancing',
  ];
  return {
    ...fault,
    problem: copySpansPods(topology)
      ? `Load balancing is ${loadBalancing}, and a copy of the model has ${copy} devices on pods of ${devicesPerPod}`
      : `Each pod of ${devicesPerPod} holds ${count(local, 'copy', 'copies')} of ${copy}, and ${loadBalancing} load balancing is told ${told}`,
    consequence: `${REFUSES}, or pods wait for copies that nobody starts.`,
    mend: `Use ${proposals.join(', or ')}.`,
  };
}

/** Slow, and no error: some machines have one device and a fast link to the next. */
function tensorParallelOverPods(topology: VllmTopology, fitsModel: (size: number) => boolean): Fault | undefined {
  const { tensorParallel, devicesPerPod } = topology;
  if (!fitsModel(tensorParallel) || !copySpansPods(topology) || devicesPerPod % tensorParallel === 0) return undefined;
  const stages = devicesOfCopy(topology) / devicesPerPod;
  return {
    id: 'vllm/tensor-parallel-over-pods',
    severity: 'warning',
    field: 'tensorParallel',
    problem: `tensorParallel is ${tensorParallel}, and each pod has ${count(devicesPerPod, 'device')}`,
    consequence: 'Every layer waits for the network twice; without a link as fast as inside of a node that is slow.',
    mend: `Use tensorParallel ${devicesPerPod} with pipelineParallel ${stages}, or ${tensorParallel} for the accelerator's count where a node has as many.`,
  };
}

function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
