import type { Construct } from 'constructs';
import { OCIRepository } from '../../imports/source.toolkit.fluxcd.io';
import type { OCIRepositoryRef, OCIRepositoryVerify } from '../../imports/source.toolkit.fluxcd.io';
import { reportEmptyRevision } from './empty-revision';
import { sourceParts } from './source';
import type { FluxOciReference, FluxSourceSettings } from './source';

/** An artifact in a registry that Flux watches, as `flux push artifact` makes it. */
export type FluxOciRepositoryProps = FluxSourceSettings &
  FluxOciReference & {
    /** Address without a tag, such as `oci://registry.example.com/platform/fleet`. */
    readonly url: string;
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
    const { metadata, spec } = sourceParts(id, props, '5m');
    super(scope, id, {
      metadata,
      spec: { url: props.url, ref: refOf(props), provider: props.provider, verify: props.verify, ...spec },
    });
    this.reference = { kind: 'OCIRepository', ...metadata };
    reportEmptyRevision(this, 'OCIRepository', props);
  }
}

function refOf(reference: FluxOciReference): OCIRepositoryRef {
  if ('digest' in reference) return { digest: reference.digest };
  return 'tag' in reference ? { tag: reference.tag } : { semver: reference.semver };
}
