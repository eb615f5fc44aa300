import { arrayAt, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { quantityAmount } from '../../kubernetes/quantity-amount';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { devicesOf, devicesUsed } from './devices';
import type { EngineLaunch } from './engine-launch';
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
  const used = devicesUsed(launch, flags) ?? devicesOf(container.container) ?? 0;
  const mount = arrayAt(container.container, 'volumeMounts').find((each) => isSharedMemory(textAt(each, 'mountPath')));
  if (mount === undefined) {
    if (used < 2 || devicesOf(container.container) === 0 || spec.hostIPC === true) return [];
    return [
      {
        id: 'pod/shared-memory',
        severity: 'warning',
        field: `${container.path}.volumeMounts`,
        problem: `${used} processes of ${engine === 'vllm' ? 'vLLM' : 'SGLang'} share 64 MB of /dev/shm`,
        consequence:
          'They fail when they first exchange tensors: NCCL reports a system error, or the kernel a bus error.',
        mend: 'Mount an emptyDir with `medium: Memory` at /dev/shm, of 2 GiB for each device, say.',
      },
    ];
  }
  return checkSize(launch, spec, textAt(mount, 'name'));
}

/** A volume in memory counts as memory of the container that writes to it. */
function checkSize({ container }: EngineLaunch, spec: JsonObject, name: string | undefined): readonly Fault[] {
  const volumes = arrayAt(spec, 'volumes');
  const index = volumes.findIndex((volume) => textAt(volume, 'name') === name);
  const emptyDir = objectAt(volumes[index], 'emptyDir');
  const limit = objectAt(container.container, 'resources', 'limits').memory;
  const [size, most] = [quantityAmount(emptyDir.sizeLimit), quantityAmount(limit)];
  if (emptyDir.medium !== 'Memory' || size === undefined || most === undefined || size < most) return [];
  return [
    {
      id: 'pod/shared-memory-size',
      severity: 'warning',
      field: `volumes[${index}].emptyDir.sizeLimit`,
      problem: `/dev/shm may hold ${inWords(emptyDir.sizeLimit ?? '')}, and the container may use ${inWords(limit ?? '')} of memory in all`,
      consequence: 'What is in /dev/shm counts as memory of the container: it is killed before the volume is full.',
      mend: 'Raise the memory limit, or make the volume smaller.',
    },
  ];
}

function isSharedMemory(path: string | undefined): boolean {
  return path?.replace(/\/+$/, '') === SHARED_MEMORY;
}
