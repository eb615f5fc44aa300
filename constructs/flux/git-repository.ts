import type { Construct } from 'constructs';
import { GitRepository } from '../../imports/source.toolkit.fluxcd.io';
import type { Ref, Verify } from '../../imports/source.toolkit.fluxcd.io';
import { FLUX_NAMESPACE, folderOf, onlyFolder } from './source';
import type { FluxGitReference } from './source';

/** A Git repository that Flux watches. */
export type FluxGitRepositoryProps = FluxGitReference & {
  /** Address, of `https://` or `ssh://`. */
  readonly url: string;
  /** @default the construct's id */
  readonly name?: string;
  /** @default 'flux-system' */
  readonly namespace?: string;
  /**
   * The only folder that is needed. Others are not checked out, and are not part of what Flux keeps of the repository.
   * A folder that the repository lacks is an error there. Flux knows this since 2.6.
   *
   * @default - the whole repository
   */
  readonly folder?: string;
  /** How often Git is asked for new commits, such as `1m`. @default '1m' */
  readonly interval?: string;
  /** How long that may take. @default - Flux' own, 60 seconds */
  readonly timeout?: string;
  /** Secret of its namespace with what Git asks for. @default - the repository is public */
  readonly secret?: string;
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
    const { name = id, namespace = FLUX_NAMESPACE, folder = '' } = props;
    const only = folderOf(folder);
    super(scope, id, {
      metadata: { name, namespace },
      spec: {
        url: props.url,
        ref: refOf(props),
        interval: props.interval ?? '1m',
        timeout: props.timeout,
        secretRef: props.secret === undefined ? undefined : { name: props.secret },
        provider: props.provider,
        verify: props.verify,
        ignore: onlyFolder(only),
        sparseCheckout: only === '' ? undefined : [only],
      },
    });
    this.reference = { kind: 'GitRepository', name, namespace };
  }
}

function refOf(reference: FluxGitReference): Ref {
  if ('branch' in reference) return { branch: reference.branch, commit: reference.commit };
  if ('tag' in reference) return { tag: reference.tag };
  return 'semver' in reference ? { semver: reference.semver } : { name: reference.reference };
}
