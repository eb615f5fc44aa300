import type { LocatedManifest } from '../../kubernetes/manifest';

/** The file of an object, as findings name places. */
const FILE = /^(.*):\d+:\d+(?: items\[\d+\])?$/s;

/**
 * Whether a Kustomization applies an object, by the path of the one and the file of the other. Where in its repository
 * files lie is not known, so that the path may stand anywhere in the file's; of files that are yet to be written it is
 * known only below the output folder, so that the path has to end with a cluster's folder and a layer.
 */
export function coversObject(path: string, { where, file }: LocatedManifest): boolean {
  if (file !== undefined) return endsWithBeginning(path.split('/'), file.split('/'));
  const read = FILE.exec(where)?.[1]?.replaceAll('\\', '/');
  return read !== undefined && `/${read}`.includes(`/${path}/`);
}

function endsWithBeginning(path: readonly string[], file: readonly string[]): boolean {
  for (let length = 2; length <= path.length; length++) {
    if (path.slice(-length).every((segment, index) => segment === file[index])) return true;
  }
  return false;
}

/** The folder in which an object's file lies; undefined where it is in none. */
export function folderOfObject({ where, file }: LocatedManifest): string | undefined {
  const path = file ?? FILE.exec(where)?.[1]?.replaceAll('\\', '/');
  return path?.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
