import { Construct } from 'constructs';
import { report } from '../../constructs/findings';
import { canonicalQuantity } from '../../kubernetes/quantity';
import { everestVolume } from './everest';
import type { EverestVolumeProps } from './everest';

/** A file system of Huawei Cloud's SFS Turbo, as a volume. */
export interface SfsTurboVolumeProps extends EverestVolumeProps {
  /** Identifier of the file system, which exists already in the network of the cluster. */
  readonly fileSystemId: string;
  /** Where it is shared, such as `192.168.0.169:/`. */
  readonly exportLocation: string;
  /** Size of the file system, such as `500Gi`. */
  readonly size: string;
}

/**
 * A PersistentVolume of an existing SFS Turbo file system and the claim bound to it: fast storage, from which models
 * load sooner than from object storage.
 *
 * @see https://support.huaweicloud.com/intl/en-us/usermanual-cce/cce_10_0625.html
 */
export class SfsTurboVolume extends Construct {
  /** Name of the claim, for models and their caches. */
  public readonly claimName: string;

  public constructor(scope: Construct, id: string, props: SfsTurboVolumeProps) {
    super(scope, id);
    if (/^(-.*|0|)$/.test(canonicalQuantity(props.size) ?? '')) {
      report(this, {
        id: 'cce/volume-size',
        severity: 'error',
        field: 'size',
        problem: `'${props.size}' is no size of a volume`,
        consequence: 'The API server refuses volume and claim.',
        mend: "Use the size of the file system, such as '500Gi'.",
      });
    }
    this.claimName = everestVolume(this, id, props, {
      driver: 'sfsturbo.csi.everest.io',
      fsType: 'nfs',
      volumeHandle: props.fileSystemId,
      attributes: { 'everest.io/share-export-location': props.exportLocation },
      storageClassName: 'csi-sfsturbo',
      size: props.size,
    });
  }
}
