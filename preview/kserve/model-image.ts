import { posix } from 'node:path';
import { isObject } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { addContainer, addMount, addVolume, containersOf, editContainers, setVariable } from '../pod-edits';
import type { OciModelMode } from './configuration';

/** A model that is in an image of its own. */
export interface ModelImage {
  readonly image: string;
  readonly mountPath: string;
  readonly mode: string;
}

/** Who may read what is in another container's file system. */
const USER = 1010;

/**
 * The image that an address names; undefined where the model is elsewhere, or is downloaded as from anywhere else.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go ParseOciScheme
 */
export function imageSource(
  { uri, mountPath }: { readonly uri: string; readonly mountPath: string },
  otherwise: OciModelMode,
): ModelImage | undefined {
  const [, stated, image] = /^oci(?:\+([^:]+))?:\/\/(.*)$/s.exec(uri) ?? [];
  const mode = stated ?? otherwise;
  return image === undefined || mode === 'none' ? undefined : { image, mountPath, mode };
}

/** A pod in which a container has the model of an image. */
export function withModelImage(spec: JsonObject, reader: string, image: ModelImage, index: number): JsonObject {
  switch (image.mode) {
    case 'native':
      return asVolume(spec, reader, image);
    case 'fetch':
      return fetched(spec, reader, image);
    default:
      return asSidecar(spec, reader, image, index === 0 ? '' : `-${index}`);
  }
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go ConfigureOciNativeToContainer */
function asVolume(spec: JsonObject, reader: string, { image, mountPath }: ModelImage): JsonObject {
  const name = nameOfVolume(mountPath, 'oci-model');
  const mount = { name, mountPath, subPath: 'models', readOnly: true };
  const mounted = editContainers(spec, reader, (container) => addMount(container, mount));
  return addVolume(mounted, { name, image: { reference: image, pullPolicy: 'IfNotPresent' } });
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/pod/oci_fetch.go ConfigureOciFetchToContainer */
function fetched(spec: JsonObject, reader: string, { image, mountPath }: ModelImage): JsonObject {
  const name = nameOfVolume(mountPath, 'oci-fetch-model');
  const mounted = editContainers(spec, reader, (container) => addMount(container, { name, mountPath }));
  return addVolume(
    addOnce(mounted, 'initContainers', {
      name: 'storage-initializer',
      image: 'kserve/storage-initializer:latest',
      args: [`oci://${image}`, mountPath],
      volumeMounts: [{ name, mountPath }],
    }),
    { name, emptyDir: {} },
  );
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go ConfigureModelcarToContainer */
function asSidecar(spec: JsonObject, reader: string, { image, mountPath }: ModelImage, suffix: string): JsonObject {
  const name = `kserve-provision-location${suffix}`;
  const mount = { name, mountPath: posix.dirname(mountPath) };
  const mounted = editContainers(spec, reader, (container) => ({
    ...addMount(setVariable(container, 'MODEL_INIT_MODE', 'async'), mount),
    securityContext: { ...(isObject(container.securityContext) ? container.securityContext : {}), runAsUser: USER },
  }));
  const common = {
    image,
    resources: { limits: { cpu: '10m', memory: '15Mi' }, requests: { cpu: '10m', memory: '15Mi' } },
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
  const sidecar = {
    ...common,
    name: `modelcar${suffix}`,
    securityContext: { runAsUser: USER },
    volumeMounts: [mount],
  };
  const check = { ...common, name: `modelcar-init${suffix}` };
  return {
    ...addVolume(addOnce(addOnce(mounted, 'containers', sidecar), 'initContainers', check), { name, emptyDir: {} }),
    shareProcessNamespace: true,
  };
}

function addOnce(
  spec: JsonObject,
  list: 'containers' | 'initContainers',
  container: JsonObject & { readonly name: string },
): JsonObject {
  const isThere = containersOf(spec, list).some(({ name }) => name === container.name);
  return isThere ? spec : addContainer(spec, container, list);
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go GetVolumeNameFromPath */
export function volumeName(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').replaceAll('/', '-');
}

function nameOfVolume(path: string, otherwise: string): string {
  const name = volumeName(path);
  return name === '' ? otherwise : name;
}
