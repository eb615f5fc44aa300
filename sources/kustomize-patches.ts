import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { load } from 'js-yaml';
import { arrayAt, isObject, textAt } from '../kubernetes/manifest';
import type { JsonValue } from '../kubernetes/manifest';
import { KUBERNETES_SCHEMA } from './yaml-schema';

/** How kustomize's own file may be called. */
const KUSTOMIZATION: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/**
 * The files that a folder's kustomization takes for patches: parts of objects, which are none by themselves.
 *
 * @param names - of the files in the folder
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function kustomizePatches(folder: string, names: readonly string[]): ReadonlySet<string> {
  const name = names.find((each) => KUSTOMIZATION.has(each));
  const kustomization = name === undefined ? undefined : contentOf(join(folder, name));
  if (!isObject(kustomization)) return new Set();
  const paths = [
    ...arrayAt(kustomization, 'patchesStrategicMerge').filter((path) => typeof path === 'string'),
    ...['patches', 'patchesJson6902', 'replacements'].flatMap((list) =>
      arrayAt(kustomization, list).flatMap((patch) => textAt(patch, 'path') ?? []),
    ),
  ];
  // A patch may also be stated in place.
  return new Set(paths.filter((path) => !path.includes('\n')).map((path) => normalize(join(folder, path))));
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
