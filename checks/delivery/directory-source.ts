import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { goGlob } from './go-glob';

/** A folder of manifests that an Application reads. */
export interface DirectorySource {
  /** Repository and revision. */
  readonly origin: string;
  /** Without slashes at its ends. */
  readonly path: string;
  readonly recurse: boolean;
  /** Whether the source says that it is a folder of manifests, rather than leaving it to what is found there. */
  readonly isStated: boolean;
  /** Where it stands in the Application. */
  readonly field: string;
  readonly takes: (file: string) => boolean;
}

/** What makes a source something other than a folder of manifests. */
const OTHER_TYPES = ['chart', 'helm', 'kustomize', 'plugin', 'ref'];

/**
 * The sources of an Application that are, or may be, folders of manifests.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/reposerver/repository/repository.go findManifests
 */
export function directorySources(application: Manifest): readonly DirectorySource[] {
  const several = arrayAt(application, 'spec', 'sources');
  const stated = several.length > 0 ? several : [objectAt(application, 'spec', 'source')];
  return stated.flatMap((source, index): readonly DirectorySource[] => {
    const path = (textAt(source, 'path') ?? '').replace(/^[./]+|\/+$/g, '');
    if (!isObject(source) || path === '' || OTHER_TYPES.some((type) => source[type] !== undefined)) return [];
    return [
      {
        origin: JSON.stringify([textAt(source, 'repoURL') ?? '', textAt(source, 'targetRevision') ?? 'HEAD']),
        path,
        recurse: valueAt(source, 'directory', 'recurse') === true,
        isStated: isObject(source.directory),
        field: several.length > 0 ? `spec.sources[${index}]` : 'spec.source',
        takes: filterOf(objectAt(source, 'directory')),
      },
    ];
  });
}

function filterOf(directory: JsonObject): (file: string) => boolean {
  const include = patternOf(directory.include);
  const exclude = patternOf(directory.exclude);
  const isOfAnyName = directory.disableExtensionFilter === true;
  return (file) =>
    (isOfAnyName || /\.(?:ya?ml|json|jsonnet)$/.test(file)) && (include?.(file) ?? true) && !(exclude?.(file) ?? false);
}

function patternOf(pattern: JsonValue | undefined): ((file: string) => boolean) | undefined {
  if (typeof pattern !== 'string' || pattern === '') return undefined;
  const expression = goGlob(pattern);
  return (file) => expression?.test(file) ?? false;
}
