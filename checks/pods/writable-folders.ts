import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { PodContainer } from './containers';

/** Volumes that nobody can write to, however they are mounted. */
const READ_ONLY_VOLUMES = ['configMap', 'secret', 'downwardAPI', 'projected', 'image'];

/** The home of root, which images leave to root alone. */
const HOME_OF_ROOT = '/root';

/** Why nothing can be written to a folder. */
export type Unwritable = 'the file system of the image is read-only' | 'only root may enter /root';

/** What a container may write to, as far as its pod tells. */
export class WritableFolders {
  private readonly mounts: readonly { readonly path: string; readonly isReadOnly: boolean }[];
  private readonly isReadOnlyRoot: boolean;
  private readonly isNonRoot: boolean;

  public constructor({ container }: PodContainer, spec: JsonObject) {
    this.mounts = arrayAt(container, 'volumeMounts').flatMap((mount) => {
      const path = textAt(mount, 'mountPath');
      if (path === undefined) return [];
      const isReadOnly = valueAt(mount, 'readOnly') === true || isReadOnlyVolume(spec, textAt(mount, 'name') ?? '');
      return [{ path: trimmed(path), isReadOnly }];
    });
    const context = objectAt(container, 'securityContext');
    const ofPod = objectAt(spec, 'securityContext');
    const user = context.runAsUser ?? ofPod.runAsUser;
    this.isReadOnlyRoot = context.readOnlyRootFilesystem === true;
    this.isNonRoot = typeof user === 'number' ? user !== 0 : (context.runAsNonRoot ?? ofPod.runAsNonRoot) === true;
  }

  /** Why a folder of the image cannot be written to; undefined where it may be, and of volumes, whose owners are not known. */
  public whyNot(folder: string): Unwritable | undefined {
    const path = trimmed(folder);
    if (this.mounts.some((mount) => isWithin(path, mount.path)) || isWithin(path, '/dev')) return undefined;
    if (this.isReadOnlyRoot) return 'the file system of the image is read-only';
    return this.isNonRoot && isWithin(path, HOME_OF_ROOT) ? 'only root may enter /root' : undefined;
  }

  /** Folders of volumes that the container may write to, and whether they are all there is. */
  public get onlyFolders(): readonly string[] | undefined {
    if (!this.isReadOnlyRoot) return undefined;
    return this.mounts.filter(({ isReadOnly }) => !isReadOnly).map(({ path }) => path);
  }
}

/** Whether a path is a folder or inside of it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

function isReadOnlyVolume(spec: JsonObject, name: string): boolean {
  const volume = arrayAt(spec, 'volumes').find((each) => textAt(each, 'name') === name);
  return READ_ONLY_VOLUMES.some((kind) => isObject(valueAt(volume, kind)));
}

function trimmed(path: string): string {
  return path.replace(/(?<=[^/])\/+$/, '');
}
