import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { load } from 'js-yaml';
import { arrayAt, isObject, textAt } from '../kubernetes/manifest';
import type { JsonValue } from '../kubernetes/manifest';
import { KUBERNETES_SCHEMA } from './yaml-schema';

/** How files are called that hold patches. */
const PATCH = /(?:^|[-_.])patch(?:[-_.]|$)/i;

/** How kustomize's own file may be called. */
const KUSTOMIZATION: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/**
 * The files that a folder's kustomization takes for patches, or that are called patches and are none of its resources:
 * parts of objects, which are none by themselves.
 *
 * @param names - of the files in the folder
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function kustomizePatches(folder: string, names: readonly string[]): ReadonlySet<string> {
  const name = names.find((each) => KUSTOMIZATION.has(each));
  const kustomization = name === undefined ? undefined : contentOf(join(folder, name));
  if (!isObject(kustomization)) return new Set();
  const resources = textsOf(kustomization, 'resources').map((path) => normalize(path));
  const paths = [
    ...namedAsPatches(folder, names).filter((path) => !resources.includes(path)),
    ...textsOf(kustomization, 'patchesStrategicMerge'),
    ...['patches', 'patchesJson6902', 'replacements'].flatMap((list) =>
      arrayAt(kustomization, list).flatMap((patch) => textAt(patch, 'path') ?? []),
    ),
  ];
  // A patch may also be stated in place.
  return new Set(paths.filter((path) => !path.includes('\n')).map((path) => normalize(join(folder, path))));
}

function textsOf(kustomization: JsonValue, list: string): readonly string[] {
  return arrayAt(kustomization, list).filter((path) => typeof path === 'string');
}

/**
 * Files beside a kustomization that are called patches: generated projects have some that are not in use, or only in
 * other folders.
 */
function namedAsPatches(folder: string, names: readonly string[]): readonly string[] {
  const inside = names.includes('patches') ? filesOf(join(folder, 'patches')) : [];
  return [...names.filter((name) => PATCH.test(name)), ...inside.map((name) => join('patches', name))];
}

/** The files of a folder that has no kustomization of its own. */
function filesOf(folder: string): readonly string[] {
  try {
    const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? entry.name : []));
    return files.some((name) => KUSTOMIZATION.has(name)) ? [] : files;
  } catch {
    return [];
  }
}

/** What cannot be read is told where its own turn comes. */
function contentOf(path: string): JsonValue | undefined {
  try {
    const content: unknown = load(readFileSync(path, 'utf8'), { schema: KUBERNETES_SCHEMA });
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
