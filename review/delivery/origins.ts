import { arrayAt, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { applicationsOfSet } from '../../preview/argo-cd/applications-of-set';
import { groupKind } from '../effects/kinds';

/**
 * Where an object has those from that it syncs: repositories and what is taken of them, as a person says it. Two that are
 * one are said in the same way.
 */
export function originsOf(manifest: Manifest): readonly string[] {
  const spec = objectAt(manifest, 'spec');
  switch (groupKind(manifest)) {
    case 'argoproj.io/Application':
      return originsOfApplication(spec);
    case 'argoproj.io/ApplicationSet':
      return originsOfSet(manifest);
    case 'source.toolkit.fluxcd.io/GitRepository':
      return [inWords(spec.url, gitReference(objectAt(spec, 'ref')))];
    case 'source.toolkit.fluxcd.io/OCIRepository':
      return [inWords(spec.url, artifactReference(objectAt(spec, 'ref')))];
    case 'source.toolkit.fluxcd.io/Bucket':
      return [`${textAt(spec, 'endpoint') ?? ''}/${textAt(spec, 'bucketName') ?? ''}`];
    case 'kustomize.toolkit.fluxcd.io/Kustomization':
      return [`the ${textAt(spec, 'sourceRef', 'kind') ?? 'source'} '${textAt(spec, 'sourceRef', 'name') ?? ''}'`];
    default:
      return [];
  }
}

/** Which folders are no longer synced is told of Applications that are known; of others, the folder is all there is. */
function originsOfSet(set: Manifest): readonly string[] {
  const applications = applicationsOfSet(set);
  if (applications !== undefined) return [...new Set(applications.flatMap(originsOf))];
  const template = objectAt(set, 'spec', 'template', 'spec');
  return sourcesOf(template).flatMap((source) =>
    originsOfApplication({ source }).map((origin) => `${textAt(source, 'path') ?? 'all'} of ${origin}`),
  );
}

/** @see https://github.com/argoproj/argo-cd/blob/master/pkg/apis/application/v1alpha1/types.go GetSources */
function sourcesOf(spec: JsonObject): readonly JsonObject[] {
  const several = arrayAt(spec, 'sources');
  return (several.length > 0 ? several : [objectAt(spec, 'source')]).filter(isObject);
}

function originsOfApplication(spec: JsonObject): readonly string[] {
  return sourcesOf(spec).map((source) => {
    const chart = textAt(source, 'chart');
    const revision = textAt(source, 'targetRevision') ?? '';
    const of = chart === undefined ? '' : `the chart '${chart}' of `;
    return `${of}${inWords(source.repoURL, `'${revision === '' ? 'HEAD' : revision.replace(/^refs\/heads\//, '')}'`)}`;
  });
}

/** @see https://fluxcd.io/flux/components/source/gitrepositories/#reference */
function gitReference(reference: JsonObject): string {
  const [stated = 'branch'] = ['commit', 'name', 'semver', 'tag'].filter((way) => textAt(reference, way) !== undefined);
  return `${stated} '${textAt(reference, stated) ?? 'master'}'`;
}

/** @see https://fluxcd.io/flux/components/source/ocirepositories/#reference */
function artifactReference(reference: JsonObject): string {
  const [stated = 'tag'] = ['digest', 'semver'].filter((way) => textAt(reference, way) !== undefined);
  return `${stated} '${textAt(reference, stated) ?? 'latest'}'`;
}

function inWords(url: JsonValue | undefined, revision: string): string {
  return `${typeof url === 'string' ? url.replace(/(?:\.git)?\/*$/, '') : ''} at ${revision}`;
}
