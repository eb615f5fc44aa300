import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';

export const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/**
 * The options that an object states, in their order.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/gitops-engine/pkg/sync/resource/annotations.go GetAnnotationCSVs
 */
export function statedOptions(manifest: Manifest): readonly string[] {
  return (textAt(manifest, 'metadata', 'annotations', SYNC_OPTIONS) ?? '')
    .split(',')
    .map((option) => option.trim())
    .filter((option) => option !== '');
}

/** The options of an Application for all of its objects. */
export function applicationOptions(spec: JsonValue | undefined): readonly string[] {
  return arrayAt(spec, 'syncPolicy', 'syncOptions').filter((option) => typeof option === 'string');
}

/** The value of the first option of a name, as Argo CD looks it up. */
export function optionValue(options: readonly string[], name: string): string | undefined {
  return options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1);
}
