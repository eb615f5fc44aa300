import { groupOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { isGitName, isTemplate } from '../delivery/git-names';
import type { Fault } from '../finding';

const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const TAG = /^\w[\w.-]{0,127}$/;

/** What Flux takes where no revision is stated. */
export const DEFAULT_REVISIONS = { GitRepository: "the branch 'master'", OCIRepository: "the tag 'latest'" } as const;

/**
 * Sources of Flux that name a revision which cannot be one, or none at all. What the CRDs refuse of their addresses is told
 * as such.
 *
 * @see https://github.com/fluxcd/source-controller/blob/main/internal/controller/ocirepository_controller.go parseRepository
 */
export function checkSource(manifest: Manifest): readonly Fault[] {
  if (groupOf(manifest) !== 'source.toolkit.fluxcd.io') return [];
  const spec = objectAt(manifest, 'spec');
  const reference = objectAt(spec, 'ref');
  switch (manifest.kind) {
    case 'GitRepository':
      return [...emptyFault(reference, DEFAULT_REVISIONS.GitRepository), ...gitFaults(reference)];
    case 'OCIRepository':
      return [
        ...emptyFault(reference, DEFAULT_REVISIONS.OCIRepository),
        ...artifactFaults(reference),
        ...taggedAddress(spec),
      ];
    default:
      return [];
  }
}

/** A reference of empty texts says nothing. */
function emptyFault(reference: JsonObject, taken: string): readonly Fault[] {
  const [first, ...others] = Object.entries(reference);
  if (first === undefined || [first, ...others].some(([, text]) => text !== '')) return [];
  return [{ ...emptyRevision(`spec.ref.${first[0]}`, taken), severity: 'warning' }];
}

/**
 * A revision that nobody stated.
 *
 * @param taken - what Flux takes instead
 */
export function emptyRevision(field: string, taken: string): Fault {
  return {
    id: 'flux/source',
    severity: 'error',
    field,
    problem: 'The revision is empty',
    consequence: `Flux takes ${taken}, whatever was meant.`,
    mend: 'State the revision.',
  };
}

function gitFaults(reference: JsonObject): readonly Fault[] {
  const names = ['branch', 'tag', 'name'].flatMap((way) => {
    const text = textAt(reference, way) ?? '';
    return text === '' || isGitName(text) || isTemplate(text)
      ? []
      : [noRevision(way, `No branch or tag can be called '${text}'`, "Write such as 'main' or 'v1.0.0'.")];
  });
  const commit = textAt(reference, 'commit') ?? '';
  const isCommit = commit === '' || isTemplate(commit) || /^[0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?$/.test(commit);
  return isCommit
    ? names
    : [...names, noRevision('commit', `'${commit}' is no whole commit`, 'Write all 40 digits of it.')];
}

function artifactFaults(reference: JsonObject): readonly Fault[] {
  const [tag, digest] = ['tag', 'digest'].map((way) => textAt(reference, way) ?? '');
  const isWrong = (text: string | undefined, form: RegExp): text is string =>
    text !== undefined && text !== '' && !isTemplate(text) && !form.test(text);
  return [
    ...(isWrong(tag, TAG) ? [noRevision('tag', `No tag can be called '${tag}'`, "Write such as 'v1.0.0'.")] : []),
    ...(isWrong(digest, DIGEST)
      ? [noRevision('digest', `'${digest}' is no digest`, "Write such as 'sha256:' and 64 digits.")]
      : []),
  ];
}

function taggedAddress(spec: JsonObject): readonly Fault[] {
  const [, tag] = /^oci:\/\/[^/]+\/[^:]*:(.*)$/s.exec(textAt(spec, 'url') ?? '') ?? [];
  if (tag === undefined) return [];
  return [
    {
      id: 'flux/source',
      severity: 'error',
      field: 'spec.url',
      problem: `The address has the tag or digest '${tag}' in it`,
      consequence: 'Flux refuses the address and fetches nothing, so that nothing is applied.',
      mend: 'State it in spec.ref.tag or spec.ref.digest.',
    },
  ];
}

function noRevision(way: string, problem: string, mend: string): Fault {
  return {
    id: 'flux/source',
    severity: 'error',
    field: `spec.ref.${way}`,
    problem,
    consequence: 'Flux does not find the revision: the source is not ready, and nothing of it is applied.',
    mend,
  };
}
