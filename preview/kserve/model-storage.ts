import { posix } from 'node:path';
import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { addContainer, addMount, addVolume, containerNamed, containersOf, editContainers } from '../pod-edits';
import type { OciModelMode } from './configuration';
import { MAIN_CONTAINER, TRANSFORMER_CONTAINER } from './model-containers';
import { imageSource, volumeName, withModelImage } from './model-image';
import { MODEL_PATH } from './server-defaults';

/** A model and where it is found in the containers. */
export interface ModelPlace {
  readonly uri: string;
  readonly mountPath: string;
}

export interface ModelStorage {
  readonly places: readonly ModelPlace[];
  /** Whether they are stated as `storageUris`. */
  readonly isList: boolean;
  readonly isReadOnly: boolean;
  readonly ociModelMode: OciModelMode;
}

export const WORKER_CONTAINER = 'worker-container';
const INITIALIZER = 'storage-initializer';

/**
 * A pod into which its models get: volumes and their mounts, the container that downloads them, or the image that they
 * are in. Credentials, which are secrets of the cluster, and what added containers run are left out.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/pod/storage_initializer_injector.go CommonStorageInitialization
 */
export function withModels(spec: JsonObject, storage: ModelStorage): JsonObject {
  const server = [MAIN_CONTAINER, WORKER_CONTAINER].find((name) => containerNamed(spec, name) !== undefined);
  if (server === undefined || storage.places.length === 0) return spec;
  const readers = [
    server,
    ...(containerNamed(spec, TRANSFORMER_CONTAINER) === undefined ? [] : [TRANSFORMER_CONTAINER]),
  ];
  const images = storage.places.flatMap((place) => imageSource(place, storage.ociModelMode) ?? []);
  const withImages = images.reduce(
    (pod, image, index) => readers.reduce((edited, reader) => withModelImage(edited, reader, image, index), pod),
    spec,
  );
  const others = storage.places.filter(
    (place) => imageSource(place, storage.ociModelMode) === undefined && !(storage.isList && isImage(place)),
  );
  const isDone = containersOf(withImages, 'initContainers').some((one) => textAt(one, 'name') === INITIALIZER);
  if (isDone || others.length === 0) return withImages;
  const claims = others.filter(isClaim);
  const downloads = others.filter((place) => !isClaim(place));
  const withClaims = claims.reduce((pod, place) => withClaim(pod, readers, place, storage), withImages);
  const complete = withDownloads(withClaims, readers, downloads, storage);
  return storage.isList ? complete : editContainers(complete, server, withServerPath);
}

/** Of a list, one in an image is left out where images are not read. */
function isImage({ uri }: ModelPlace): boolean {
  return /^oci(?:\+|:\/\/)/.test(uri);
}

function isClaim({ uri }: ModelPlace): boolean {
  return uri.startsWith('pvc://');
}

/** Of a list, the path within the claim is not heeded. */
function withClaim(spec: JsonObject, readers: readonly string[], place: ModelPlace, storage: ModelStorage): JsonObject {
  const [claimName = '', ...path] = place.uri.slice('pvc://'.length).split('/');
  const name = storage.isList ? volumeName(place.mountPath) : 'kserve-pvc-source';
  const subPath = storage.isList ? '' : path.join('/');
  const mount = {
    name,
    mountPath: place.mountPath,
    ...(subPath === '' ? {} : { subPath }),
    ...(storage.isReadOnly ? { readOnly: true } : {}),
  };
  const mounted = readers.reduce((pod, reader) => editContainers(pod, reader, (one) => addMount(one, mount)), spec);
  return addVolume(mounted, { name, persistentVolumeClaim: { claimName } });
}

function withDownloads(
  spec: JsonObject,
  readers: readonly string[],
  places: readonly ModelPlace[],
  { isList, isReadOnly }: ModelStorage,
): JsonObject {
  if (places.length === 0) return spec;
  const mountPath = commonParent(places.map((place) => place.mountPath));
  const name = isList ? volumeName(mountPath) : 'kserve-provision-location';
  const mount = { name, mountPath };
  const read = isReadOnly ? { ...mount, readOnly: true } : mount;
  const mounted = readers.reduce((pod, reader) => editContainers(pod, reader, (one) => addMount(one, read)), spec);
  const initializer = {
    name: INITIALIZER,
    image: 'kserve/storage-initializer:latest',
    args: places.flatMap((place) => [place.uri, place.mountPath]),
    env: [
      { name: 'HF_HUB_ENABLE_HF_TRANSFER', value: '1' },
      { name: 'HF_XET_HIGH_PERFORMANCE', value: '1' },
      { name: 'HF_XET_NUM_CONCURRENT_RANGE_GETS', value: '8' },
    ],
    resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '100m', memory: '100Mi' } },
    volumeMounts: [mount],
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
  return addVolume(addContainer(mounted, initializer, 'initContainers'), { name, emptyDir: {} });
}

/** A server that states where its model comes from is told where it is. */
function withServerPath(container: JsonObject): JsonObject {
  const variables = arrayAt(container, 'env');
  return variables.length === 0 ? container : { ...container, env: variables.map(withoutUri) };
}

function withoutUri(variable: JsonObject[string]): JsonObject[string] {
  const isUri = textAt(variable, 'name') === 'STORAGE_URI' && (textAt(variable, 'value') ?? '') !== '';
  return isUri ? { name: 'STORAGE_URI', value: MODEL_PATH } : variable;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go FindCommonParentPath */
function commonParent(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  if (others.length === 0) return first;
  const split = paths.map((path) => path.split('/').filter((part) => part !== ''));
  const [steps = []] = split;
  const shared = steps.findIndex((step, index) => split.some((other) => other[index] !== step));
  return posix.join('/', ...steps.slice(0, shared === -1 ? steps.length : shared));
}
