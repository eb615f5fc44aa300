import type { Construct } from 'constructs';
import { GitRepository } from '../../imports/source.toolkit.fluxcd.io';
import type { Ref, Verify } from '../../imports/source.toolkit.fluxcd.io';
import { reportEmptyRevision } from './empty-revision';
import { folderOf, sourceParts } from './source';
import type { FluxGitReference, FluxSourceSettings } from './source';

/** A Git repository that Flux watches. */
export type FluxGitRepositoryProps = FluxSourceSettings &
  FluxGitReference & {
    /** Address, of `https://` or `ssh://`. */
    readonly url: string;
    /**
     * The only folder that is needed. Others are not checked out, and are not part of what Flux keeps of the repository.
     * A folder that the repository lacks is an error there. Flux knows this since 2.6.
     *
     * @default - the whole repository
     */
    readonly folder?: string;
    /** Who has access without a Secret. @default - `generic`: by a Secret, if any */
    readonly provider?: 'generic' | 'azure' | 'github' | 'aws';
    /** Whose signatures are asked for. @default - none are */
    readonly verify?: Verify;
  };

/**
 * `GitRepository` of `source.toolkit.fluxcd.io/v1`.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export class FluxGitRepository extends GitRepository {
  public readonly reference: { readonly kind: 'GitRepository'; readonly name: string; readonly namespace: string };

  public constructor(scope: Construct, id: string, props: FluxGitRepositoryProps) {
    const { metadata, spec } = sourceParts(id, props, '1m');
    const only = folderOf(props.folder ?? '');
    super(scope, id, {
      metadata,
      spec: {
        url: props.url,
        ref: refOf(props),
        provider: props.provider,
        verify: props.verify,
        sparseCheckout: only === '' ? undefined : [only],
        ...spec,
      },
    });
    this.reference = { kind: 'GitRepository', ...metadata };
    reportEmptyRevision(this, 'GitRepository', props);
  }
}

function refOf(reference: FluxGitReference): Ref {
  if ('branch' in reference) return { branch: reference.branch, commit: reference.commit };
  if ('tag' in reference) return { tag: reference.tag };
  return 'semver' in reference ? { semver: reference.semver } : { name: reference.reference };
}
