import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';

/** A Kustomization of Flux that substitutes variables in what it applies. */
export interface SubstitutingKustomization {
  readonly name: string;
  /** Below which the files lie that it applies, without slashes at its ends. */
  readonly path: string;
  readonly variables: ReadonlySet<string>;
  /** Whether it has further variables from objects that are not among those at hand. */
  readonly isOpen: boolean;
}

/**
 * The Kustomizations that substitute something, of those whose path says which files are theirs.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/kustomize/kustomize_varsub.go SubstituteVariables
 */
export function substitutingKustomizations(objects: readonly LocatedManifest[]): readonly SubstitutingKustomization[] {
  const manifests = objects.map(({ manifest }) => manifest);
  return manifests.filter(isKustomization).flatMap((kustomization): readonly SubstitutingKustomization[] => {
    const postBuild = objectAt(kustomization, 'spec', 'postBuild');
    const path = pathOf(kustomization);
    const sources = arrayAt(postBuild, 'substituteFrom').map((reference) =>
      dataOf(reference, kustomization, manifests),
    );
    const variables = new Set([
      ...Object.keys(objectAt(postBuild, 'substitute')),
      ...sources.flatMap((data) => data ?? []),
    ]);
    const isOpen = sources.includes(undefined);
    const substitutes = variables.size > 0 || isOpen || postBuild.substituteStrategy === 'Always';
    return path !== '' && substitutes ? [{ name: nameOf(kustomization), path, variables, isOpen }] : [];
  });
}

export function isKustomization({ apiVersion, kind }: Manifest): boolean {
  return kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/');
}

/** Below which files are a Kustomization's, without slashes at the ends; empty for the whole source. */
export function pathOf(kustomization: Manifest): string {
  return (textAt(kustomization, 'spec', 'path') ?? '').replace(/^[./]+|\/+$/g, '');
}

/** The names in a ConfigMap or a Secret of the Kustomization's namespace; undefined where it is not at hand. */
function dataOf(
  reference: Manifest[string],
  kustomization: Manifest,
  manifests: readonly Manifest[],
): readonly string[] | undefined {
  const [kind, name] = [textAt(reference, 'kind'), textAt(reference, 'name')];
  const found = manifests.find(
    (manifest) =>
      manifest.apiVersion === 'v1' &&
      manifest.kind === kind &&
      nameOf(manifest) === name &&
      namespaceOf(manifest) === namespaceOf(kustomization),
  );
  if (found === undefined) return valueAt(reference, 'optional') === true ? [] : undefined;
  return ['data', 'stringData'].flatMap((field) => {
    const data = valueAt(found, field);
    return isObject(data) ? Object.keys(data) : [];
  });
}
