import type { VllmDataParallel, VllmSizes } from './lws-settings';

/** How the devices of one group are shared out; sizes are whole numbers of at least 1. */
export interface VllmTopology {
  readonly tensorParallel: number;
  readonly pipelineParallel: number;
  /** Copies of the model. */
  readonly dataParallel: number;
  readonly loadBalancing: 'internal' | 'hybrid' | 'external';
  /** Copies that a service says each pod holds. */
  readonly statedLocalSize?: number;
  /** Devices of each pod. */
  readonly devicesPerPod: number;
  /** Devices that each pod is said to have. @default they follow from the sizes */
  readonly statedDevicesPerPod?: number;
  /** Pods of the group, the leader included. */
  readonly pods: number;
}

/** What the sizes are of. */
export interface VllmStatedSizes extends VllmSizes {
  readonly dataParallel?: VllmDataParallel;
  /** Devices of each pod. @default the whole group is one pod, or as the load balancing demands */
  readonly devicesPerPod?: number;
}

/** The group that sizes come to. Where they do not come out even, a pod more holds what is left; one pod holds what is no size. */
export function topologyOf(stated: VllmStatedSizes): VllmTopology {
  const { dataParallel: copies, pipelineParallel = 1 } = stated;
  const tensorParallel = stated.tensorParallel ?? (copies === undefined ? (stated.devicesPerPod ?? 1) : 1);
  const dataParallel = copies ? copies.size : 1;
  const devices = tensorParallel * pipelineParallel * dataParallel;
  const devicesPerPod = stated.devicesPerPod ?? tensorParallel * pipelineParallel * copiesPerPod(copies);
  const pods = Math.ceil(devices / devicesPerPod);
  return {
    tensorParallel,
    pipelineParallel,
    dataParallel,
    loadBalancing: copies?.loadBalancing ?? 'internal',
    statedLocalSize: copies?.loadBalancing === 'hybrid' ? copies.localSize : undefined,
    devicesPerPod,
    statedDevicesPerPod: stated.devicesPerPod,
    pods: Number.isFinite(pods) && pods > 1 ? pods : 1,
  };
}

/** Copies that a pod holds where the number of its devices is free. */
function copiesPerPod(copies: VllmDataParallel | undefined): number {
  switch (copies?.loadBalancing) {
    case 'hybrid':
      return copies.localSize;
    case 'external':
      return 1;
    default:
      return copies?.size ?? 1;
  }
}

/** Devices that compute one copy of the model. */
export function devicesOfCopy({ tensorParallel, pipelineParallel }: VllmTopology): number {
  return tensorParallel * pipelineParallel;
}

/** Devices that all copies need together. */
export function devicesOfGroup(topology: VllmTopology): number {
  return devicesOfCopy(topology) * topology.dataParallel;
}

/** Whether a copy of the model is in more than one pod. */
export function copySpansPods(topology: VllmTopology): boolean {
  return devicesOfCopy(topology) > topology.devicesPerPod;
}

/** Whole copies in each pod; 0 where a copy spans pods. */
export function localCopies(topology: VllmTopology): number {
  return Math.floor(topology.devicesPerPod / devicesOfCopy(topology));
}

/** Whether every pod takes requests, and not the leader alone. */
export function everyPodAnswers({ loadBalancing, pods }: VllmTopology): boolean {
  return loadBalancing !== 'internal' && pods > 1;
}
