import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { devicesOf, devicesUsed } from './devices';
import type { EngineLaunch } from './engine-launch';
import { SIZE_FLAGS } from './flags';
import type { GivenFlags } from './flags';

const SHARED_MEMORY = '/dev/shm';

/**
 * Processes of one engine that exchange tensors through `/dev/shm`, of which a container has 64 MB by itself.
 *
 * @see https://docs.vllm.ai/en/latest/deployment/docker.html
 * @see https://docs.nvidia.com/deeplearning/nccl/user-guide/docs/troubleshooting.html#docker
 */
export function checkSharedMemory(launch: EngineLaunch, flags: GivenFlags, spec: JsonObject): readonly Fault[] {
  const { engine, container } = launch;
  const given = devicesOf(container.container);
  const used = processesInPod(devicesUsed(launch, flags), given);
  const mount = arrayAt(container.container, 'volumeMounts').find((each) => isSharedMemory(textAt(each, 'mountPath')));
  if (mount !== undefined || used < 2 || given === 0 || spec.hostIPC === true) return [];
  return [
    {
      id: 'pod/shared-memory',
      severity: 'warning',
      field: placeOfSize(launch, flags),
      problem: `${used} processes of ${engine === 'vllm' ? 'vLLM' : 'SGLang'} share 64 MB of /dev/shm`,
      consequence:
        'They fail when they first exchange tensors: NCCL reports a system error, or the kernel a bus error.',
      mend: 'Mount an emptyDir with `medium: Memory` at /dev/shm, of 2 GiB for each device, say.',
    },
  ];
}

/**
 * What makes processes several. Who states that is who has to mount more, be it a service or the runtime of many, whereas
 * a mount that is missing stands nowhere.
 */
function placeOfSize({ engine, container, fieldOf }: EngineLaunch, flags: GivenFlags): string {
  const { tensor, pipeline, data } = SIZE_FLAGS[engine];
  const [stated] = [tensor, pipeline, data].flatMap((flag) => {
    const index = flags.count(flag, 1) === 1 ? undefined : flags.indexOf(flag);
    return index ?? [];
  });
  return stated === undefined ? `${container.path}.resources.limits` : fieldOf(stated);
}

/** An engine has no more processes in a pod than devices there, whatever it has in the pods that it is joined with. */
function processesInPod(used: number | undefined, given: number | undefined): number {
  return Math.min(used ?? given ?? 0, given ?? used ?? 0);
}

function isSharedMemory(path: string | undefined): boolean {
  return path?.replace(/\/+$/, '') === SHARED_MEMORY;
}
