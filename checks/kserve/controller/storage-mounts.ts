import { isDnsLabel } from '../../../kubernetes/names';
import type { OciModelMode } from '../../cluster-facts';
import type { Fault } from '../../finding';
import type { Component } from '../component';
import type { KserveConfiguration } from '../kserve-facts';
import type { Service } from '../service';
import { commonFolder, isVolume, storageSourcesOf } from '../admission/storage-uris';
import type { StorageSource } from '../admission/storage-uris';

/** @see https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go MaxOCISourcesPerPod */
const MOST_IMAGES = 10;

/**
 * What several places of files make of the pod's volumes.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/pod/storage_initializer_injector.go CommonStorageInitialization
 */
export function checkStorageMounts(service: Service, configuration: KserveConfiguration): readonly Fault[] {
  return service.components.flatMap((component) => {
    const sources = storageSourcesOf(component);
    return sources.length === 0
      ? []
      : [
          ...checkImages(sources, component, configuration.ociModelMode, service),
          ...checkVolumeNames(sources, component),
        ];
  });
}

function checkImages(
  sources: readonly StorageSource[],
  { path }: Component,
  mode: OciModelMode,
  { mode: deploymentMode }: Service,
): readonly Fault[] {
  const images = sources.filter(isImage);
  // Where images are off, those that do not say how they are brought are left out without a word.
  if (mode === 'none' && images.every(({ uri }) => uri.startsWith('oci://'))) return [];
  const problems = [
    ...(images.length > MOST_IMAGES
      ? [{ field: `${path}.storageUris`, problem: `${images.length} images are more than ${MOST_IMAGES}` }]
      : []),
    ...sharedMounts(images, mode),
  ];
  return problems.map(({ field, problem }) => ({
    id: 'kserve/image-mounts',
    severity: 'error',
    field,
    problem,
    consequence:
      deploymentMode === 'Standard'
        ? 'The controller makes no pod.'
        : 'The controller makes a pod without them, and the engine finds no files.',
    mend: `Use at most ${MOST_IMAGES} images, each with a path in a folder of its own, such as /mnt/base/model and /mnt/adapter/model.`,
  }));
}

/**
 * A container that holds an image mounts the folder above the path, an image itself the path alone.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go ValidateOCIMountPaths
 */
function sharedMounts(images: readonly StorageSource[], mode: OciModelMode) {
  const taken = new Map<string, string>();
  return images.flatMap(({ mountPath, path }) => {
    const place = mode === 'native' ? mountPath : folderOf(mountPath);
    const other = taken.get(place);
    if (other === undefined) taken.set(place, mountPath);
    if (other === undefined) return [];
    const problem =
      mode === 'native'
        ? `Two images are mounted at '${mountPath}'`
        : `The images at '${other}' and '${mountPath}' have the folder '${place}' in common, which only one can mount`;
    return [{ field: `${path}.mountPath`, problem }];
  });
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/utils/utils.go GetParentDirectory */
function folderOf(path: string): string {
  const folder = path.replace(/\/+$/, '').replace(/\/[^/]*$/, '');
  return folder === '' ? '/' : folder;
}

/**
 * Volumes are named after the path that they are mounted at.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go GetVolumeNameFromPath
 */
function checkVolumeNames(sources: readonly StorageSource[], { path }: Component): readonly Fault[] {
  const volumes = sources
    .filter(isVolume)
    .map((source) => ({ folder: source.mountPath, field: `${source.path}.mountPath` }));
  const downloads = sources.filter((source) => !isVolume(source) && !isImage(source));
  const [first] = downloads;
  const folder = commonFolder(downloads.map(({ mountPath }) => mountPath));
  const field = downloads.length === 1 ? `${first?.path ?? path}.mountPath` : `${path}.storageUris`;
  const mounted = [...volumes, ...(first === undefined ? [] : [{ folder, field }])];
  return (
    mounted
      // The webhook refuses the root and ways up.
      .filter(
        (each) => /[^/]/.test(each.folder) && !each.folder.includes('..') && !isDnsLabel(volumeNameOf(each.folder)),
      )
      .map((each) => ({
        id: 'kserve/storage-volume-name',
        severity: 'error',
        field: each.field,
        problem: `The volume for '${each.folder}' would be named '${volumeNameOf(each.folder)}'`,
        consequence: 'The API server refuses a pod with that name of a volume, so that none is made.',
        mend: 'Use a path of lower-case letters, digits and dashes, at most 63 characters.',
      }))
  );
}

function volumeNameOf(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').replaceAll('/', '-');
}

function isImage({ uri }: StorageSource): boolean {
  return uri.startsWith('oci://') || /^oci\+[^:]+:\/\//.test(uri);
}
