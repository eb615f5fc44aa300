import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { quantityAmount } from '../../kubernetes/quantity-amount';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import type { PodContainer } from './containers';

const SHARED_MEMORY = '/dev/shm';

/**
 * Volumes in memory that may hold as much as all containers that write to them may use. Without a limit of its own, a
 * volume is as large as the memory of the pod, and nobody says that it will be filled.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/emptydir/empty_dir.go calculateEmptyDirMemorySize
 */
export function checkMemoryVolumes(spec: JsonObject, containers: readonly PodContainer[]): readonly Fault[] {
  return arrayAt(spec, 'volumes').flatMap((volume, index) => {
    const { medium, sizeLimit } = objectAt(volume, 'emptyDir');
    const name = textAt(volume, 'name');
    if (medium !== 'Memory' || sizeLimit === undefined || name === undefined) return [];
    return checkVolume(name, sizeLimit, `volumes[${index}].emptyDir.sizeLimit`, spec, containers);
  });
}

function checkVolume(
  name: string,
  sizeLimit: JsonValue,
  field: string,
  spec: JsonObject,
  containers: readonly PodContainer[],
): readonly Fault[] {
  const writers = containers.flatMap(({ container }) => writerTo(name, container) ?? []);
  const size = quantityAmount(sizeLimit);
  const most = memoryOf(writers, spec);
  if (size === undefined || most === undefined || size < most) return [];
  const [writer, ...others] = writers;
  const limit = valueAt(writer?.container, 'resources', 'limits', 'memory');
  const isShared = writers.every(({ path }) => path === SHARED_MEMORY);
  const what = isShared ? SHARED_MEMORY : `The volume '${name}'`;
  const who =
    others.length > 0 || limit === undefined
      ? 'the containers that write to it may use no more memory in all'
      : `the container that writes to it may use ${inWords(limit)} of memory in all`;
  return [
    {
      id: isShared ? 'pod/shared-memory-size' : 'pod/memory-volume',
      severity: 'warning',
      field,
      problem: `${what} may hold ${inWords(sizeLimit)}, and ${who}`,
      consequence:
        'What is written there counts as memory of the container: it is killed before the volume is full, and again after each restart, as the files stay.',
      mend: 'Raise the memory limit, or make the volume smaller.',
    },
  ];
}

interface Writer {
  readonly container: JsonObject;
  /** Where it has the volume. */
  readonly path: string;
}

function writerTo(name: string, container: JsonObject): Writer | undefined {
  const mount = arrayAt(container, 'volumeMounts').find(
    (each) => textAt(each, 'name') === name && valueAt(each, 'readOnly') !== true,
  );
  return isObject(mount)
    ? { container, path: (textAt(mount, 'mountPath') ?? '').replace(/(?<=[^/])\/+$/, '') }
    : undefined;
}

/** All memory that some containers may use; undefined where one of them may use what the node has. */
function memoryOf(writers: readonly Writer[], spec: JsonObject): bigint | undefined {
  const limits = writers.map(({ container }) => quantityAmount(valueAt(container, 'resources', 'limits', 'memory')));
  const stated = limits.filter((limit) => limit !== undefined);
  const sum = stated.length === 0 ? undefined : stated.reduce((all, limit) => all + limit);
  const ofContainers = stated.length === limits.length ? sum : undefined;
  const ofPod = quantityAmount(valueAt(spec, 'resources', 'limits', 'memory'));
  if (writers.length === 0) return undefined;
  if (ofContainers === undefined || ofPod === undefined) return ofContainers ?? ofPod;
  return ofContainers < ofPod ? ofContainers : ofPod;
}
