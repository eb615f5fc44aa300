import { arrayAt, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { isApplication, isApplicationSet } from './argo-objects';
import { isGitAddress, isGitName, isTemplate } from './git-names';

/** What a range of versions is told by, of which Argo CD takes the newest tag. */
const RANGE = /[<>=~^*|,]|(?:^|\.)x(?:\.|$)/i;

/**
 * Sources of Applications whose repository or revision cannot be one.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/util/argo/argo.go validateSourcePermissions
 */
export function checkRepositories(manifest: Manifest): readonly Fault[] {
  if (isApplication(manifest)) return sourceFaults(objectAt(manifest, 'spec'), 'spec');
  if (isApplicationSet(manifest)) {
    return sourceFaults(objectAt(manifest, 'spec', 'template', 'spec'), 'spec.template.spec');
  }
  return [];
}

function sourceFaults(spec: JsonObject, path: string): readonly Fault[] {
  const several = arrayAt(spec, 'sources').map((source, index) => ({ source, field: `${path}.sources[${index}]` }));
  const stated = several.length > 0 ? several : [{ source: spec.source, field: `${path}.source` }];
  return stated
    .filter(({ source }) => isOfGit(source))
    .flatMap(({ source, field }) => [
      ...addressFaults(textAt(source, 'repoURL') ?? '', `${field}.repoURL`),
      ...revisionFaults(textAt(source, 'targetRevision') ?? 'HEAD', `${field}.targetRevision`),
    ]);
}

/** Charts and artifacts of registries have other addresses and versions. */
function isOfGit(source: JsonValue | undefined): boolean {
  return isObject(source) && source.chart === undefined && textAt(source, 'repoURL')?.startsWith('oci://') !== true;
}

/** What is wrong with the address of a repository of Git. */
export function addressFaults(address: string, field: string): readonly Fault[] {
  if (isGitAddress(address) || isTemplate(address)) return [];
  return [
    {
      id: 'argo/repository',
      severity: 'error',
      field,
      problem: address === '' ? 'The repository has no address' : `'${address}' is no address of a repository`,
      consequence: 'Argo CD fetches nothing: the Application shows an error, and applies nothing.',
      mend: "Write the whole address, such as 'https://git.example.com/platform/fleet.git' or 'git@git.example.com:platform/fleet.git'.",
    },
  ];
}

/** What is wrong with a revision; an empty one is the repository's default branch. */
export function revisionFaults(revision: string, field: string): readonly Fault[] {
  if (revision === '' || isGitName(revision) || RANGE.test(revision) || isTemplate(revision)) return [];
  return [
    {
      id: 'argo/repository',
      severity: 'error',
      field,
      problem: `No branch, tag or commit can be called '${revision}'`,
      consequence: 'Argo CD does not find the revision: the Application shows an error, and applies nothing.',
      mend: "Write such as 'refs/heads/main', a tag or a whole commit.",
    },
  ];
}
