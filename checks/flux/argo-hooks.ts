import { nameOf, textAt } from '../../kubernetes/manifest';
import type { LocatedManifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import { coversObject } from './covered-files';
import { pathOf } from './kustomizations';

const HOOK = 'argocd.argoproj.io/hook';

/** Objects that are hooks of Argo CD, and that Flux applies as it applies all others. */
export function checkArgoHooks(
  objects: readonly LocatedManifest[],
  kustomizations: readonly LocatedManifest[],
): readonly Finding[] {
  const paths = kustomizations.map(({ manifest }) => ({ by: nameOf(manifest), path: pathOf(manifest) }));
  return objects.flatMap((object): readonly Finding[] => {
    const { manifest, where } = object;
    const hook = textAt(manifest, 'metadata', 'annotations', HOOK);
    if (hook === undefined || hook === 'Skip') return [];
    const applied = paths.find(({ path }) => path !== '' && coversObject(path, object));
    if (applied === undefined) return [];
    return [
      {
        id: 'flux/argo-hook',
        severity: 'warning',
        where,
        field: `metadata.annotations["${HOOK}"]`,
        problem: `It is a hook of Argo CD, '${hook}', and the Flux Kustomization '${applied.by}' applies it`,
        consequence:
          'Flux knows no hooks: it applies the object once, together with all others. A Job is not run again, and a change of its template is refused.',
        mend: 'Name a Job anew with each change, or keep it out of what Flux applies.',
      },
    ];
  });
}
