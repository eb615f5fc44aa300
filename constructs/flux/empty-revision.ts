import type { IConstruct } from 'constructs';
import { DEFAULT_REVISIONS, emptyRevision } from '../../checks/flux/source';
import { report } from '../findings';
import type { FluxGitReference, FluxOciReference } from './source';

/** The props that state a revision. */
const WAYS = ['branch', 'tag', 'semver', 'reference', 'digest'] as const;

/** Tells of a revision that is empty, such as a variable that nobody set. */
export function reportEmptyRevision(
  construct: IConstruct,
  kind: keyof typeof DEFAULT_REVISIONS,
  props: FluxGitReference | FluxOciReference,
): void {
  const stated = new Map<string, unknown>(Object.entries(props));
  for (const way of WAYS) {
    if (stated.get(way) === '') report(construct, emptyRevision(way, DEFAULT_REVISIONS[kind]));
  }
}
