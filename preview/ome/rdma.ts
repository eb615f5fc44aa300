import { arrayAt, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { addMount, addVolume, editContainers } from '../pod-edits';

/** The container that is set up where annotations name none. */
const DEFAULT_CONTAINER = 'ome-container';

const VOLUMES: readonly JsonObject[] = [
  { name: 'dshm', emptyDir: { medium: 'Memory' } },
  { name: 'devinf', hostPath: { path: '/dev/infiniband' } },
];

const MOUNTS: readonly JsonObject[] = [
  { name: 'dshm', mountPath: '/dev/shm' },
  { name: 'devinf', mountPath: '/dev/infiniband' },
];

const CAPABILITIES = ['IPC_LOCK', 'CAP_SYS_ADMIN'];

/**
 * A pod with the network devices that its annotations ask OME's webhook for. The variables of the profile are left out.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/pod/rdma_injector.go InjectRDMA
 */
export function withRdma(spec: JsonObject, annotations: JsonObject): JsonObject {
  if (annotations['rdma.ome.io/auto-inject'] !== 'true') return spec;
  // A pod of any other profile is refused.
  if (!['', 'oci-roce'].includes(textAt(annotations, 'rdma.ome.io/profile') ?? '')) return spec;
  const stated = textAt(annotations, 'rdma.ome.io/container-name') ?? '';
  const name = stated === '' ? DEFAULT_CONTAINER : stated;
  if (!arrayAt(spec, 'containers').some((container) => textAt(container, 'name') === name)) return spec;
  return editContainers(VOLUMES.reduce(addVolume, spec), name, (container) => ({
    ...MOUNTS.reduce(addMount, container),
    securityContext: withPrivileges(container.securityContext),
  }));
}

function withPrivileges(context: JsonObject[string] | undefined): JsonObject {
  const own = isObject(context) ? context : {};
  const capabilities = objectAt(own, 'capabilities');
  const add = [...new Set([...arrayAt(capabilities, 'add'), ...CAPABILITIES])];
  return { ...own, capabilities: { ...capabilities, add }, privileged: own.privileged ?? true };
}
