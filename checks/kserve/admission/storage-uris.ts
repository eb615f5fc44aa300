import { isArray, isObject, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonArray } from '../../../kubernetes/manifest';
import { inWords } from '../../finding';
import type { Fault } from '../../finding';
import { storageUriOf } from '../component';
import type { Component } from '../component';
import { refusal } from '../refusal';

/** Where the schema mounts what states no path. */
const DEFAULT_MOUNT = '/mnt/models';

/** One of several places of which a component's files come. */
export interface StorageSource {
  readonly uri: string;
  readonly mountPath: string;
  readonly path: string;
}

export function storageSourcesOf({ fields, path }: Component): readonly StorageSource[] {
  const { storageUris } = fields;
  if (!isArray(storageUris)) return [];
  return storageUris.flatMap((source, index) => {
    const uri = textAt(source, 'uri');
    const mountPath = valueAt(source, 'mountPath') ?? DEFAULT_MOUNT;
    if (!isObject(source) || uri === undefined || typeof mountPath !== 'string') return [];
    return [{ uri, mountPath, path: `${path}.storageUris[${index}]` }];
  });
}

/**
 * What KServe's webhook refuses of several places of files.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateMultipleStorageURIs
 */
export function checkStorageUris(component: Component): readonly Fault[] {
  const { storageUris } = component.fields;
  if (!isArray(storageUris)) return [];
  const sources = storageSourcesOf(component);
  return [
    ...checkTwice(component, storageUris),
    ...sources.flatMap(checkMountPath),
    ...checkTogether(sources, `${component.path}.storageUris`),
  ];
}

function checkTwice(component: Component, storageUris: JsonArray): readonly Fault[] {
  const uri = storageUriOf(component);
  if (uri === undefined || storageUris.length === 0) return [];
  return [
    refusal(
      'service',
      'kserve/storage-twice',
      `${component.path}.storageUris`,
      `Where the ${component.kind}'s files are is stated as storageUris, and as ${inWords(uri)} too`,
      'Keep one of them.',
    ),
  ];
}

/** A path that is not absolute is the schema's to tell, and so is an empty address. */
function checkMountPath({ mountPath, path }: StorageSource): readonly Fault[] {
  if (mountPath !== '/' && !mountPath.includes('..')) return [];
  return [
    refusal(
      'service',
      'kserve/storage-mount',
      `${path}.mountPath`,
      `'${mountPath}' is no path for files: it must not be the root, nor have '..' in it`,
      `Use a folder of its own, such as ${DEFAULT_MOUNT}/base.`,
    ),
  ];
}

/** Both rules are skipped where there is at most one address beside those of volumes. */
function checkTogether(sources: readonly StorageSource[], field: string): readonly Fault[] {
  const [volumes, downloads] = [sources.filter(isVolume), sources.filter((source) => !isVolume(source))];
  if (downloads.length <= 1) return [];
  const faults: Fault[] = [];
  const paths = new Set<string>();
  for (const { mountPath, path } of volumes) {
    if (paths.has(mountPath)) {
      const problem = `Two volumes are mounted at '${mountPath}'`;
      const mend = 'Give each a path of its own.';
      faults.push(refusal('service', 'kserve/storage-mount', `${path}.mountPath`, problem, mend));
    }
    paths.add(mountPath);
  }
  if (commonFolder(downloads.map(({ mountPath }) => mountPath)) !== '/') return faults;
  const problem = `The paths of what is downloaded have no folder in common: ${downloads.map(({ mountPath }) => mountPath).join(', ')}`;
  const mend = `Put all of them below one folder, such as ${DEFAULT_MOUNT}.`;
  return [...faults, refusal('service', 'kserve/storage-mount', field, problem, mend)];
}

export function isVolume({ uri }: StorageSource): boolean {
  return uri.startsWith('pvc://');
}

/**
 * The folder that all paths are in, which is where downloaded files are mounted.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go FindCommonParentPath
 */
export function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  if (others.length === 0) return first;
  const [start = [], ...rest] = paths.map((path) => path.replace(/^\/+|\/+$/g, '').split('/'));
  const differing = start.findIndex((part, index) => rest.some((parts) => parts[index] !== part));
  return `/${start.slice(0, differing === -1 ? start.length : differing).join('/')}`;
}
