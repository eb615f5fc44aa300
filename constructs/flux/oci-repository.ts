import type { Construct } from 'constructs';
import { OCIRepository } from '../../imports/source.toolkit.fluxcd.io';
import type { OCIRepositoryRef, OCIRepositoryVerify } from '../../imports/source.toolkit.fluxcd.io';
import { FLUX_NAMESPACE, folderOf, onlyFolder } from './source';
import type { FluxOciReference } from './source';

/** An artifact in a registry that Flux watches, as `flux push artifact` makes it. */
export type FluxOciRepositoryProps = FluxOciReference & {
  /** Address without a tag, such as `oci://registry.example.com/platform/fleet`. */
  readonly url: string;
  /** @default the construct's id */
  readonly name?: string;
  /** @default 'flux-system' */
  readonly namespace?: string;
  /** The only folder that is needed; what Flux keeps has no other. @default - the whole artifact */
  readonly folder?: string;
  /** How often the registry is asked, such as `5m`. @default '5m' */
  readonly interval?: string;
  /** How long that may take. @default - Flux' own, 60 seconds */
  readonly timeout?: string;
  /** Secret of its namespace, of type `kubernetes.io/dockerconfigjson`. @default - the artifact is public */
  readonly secret?: string;
  /** Whose registry it is, for access without a Secret. @default - `generic`: by a Secret, if any */
  readonly provider?: 'generic' | 'aws' | 'azure' | 'gcp';
  /** Whose signatures are asked for. @default - none are */
  readonly verify?: OCIRepositoryVerify;
};

/**
 * `OCIRepository` of `source.toolkit.fluxcd.io/v1`.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export class FluxOciRepository extends OCIRepository {
  public readonly reference: { readonly kind: 'OCIRepository'; readonly name: string; readonly namespace: string };

  public constructor(scope: Construct, id: string, props: FluxOciRepositoryProps) {
    const { name = id, namespace = FLUX_NAMESPACE, folder = '' } = props;
    super(scope, id, {
      metadata: { name, namespace },
      spec: {
        url: props.url,
        ref: refOf(props),
        interval: props.interval ?? '5m',
        timeout: props.timeout,
        secretRef: props.secret === undefined ? undefined : { name: props.secret },
        provider: props.provider,
        verify: props.verify,
        ignore: onlyFolder(folderOf(folder)),
      },
    });
    this.reference = { kind: 'OCIRepository', name, namespace };
  }
}

function refOf(reference: FluxOciReference): OCIRepositoryRef {
  if ('digest' in reference) return { digest: reference.digest };
  return 'tag' in reference ? { tag: reference.tag } : { semver: reference.semver };
}
