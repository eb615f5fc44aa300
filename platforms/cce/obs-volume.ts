import { Construct } from 'constructs';
import { report } from '../../constructs/findings';
import type { Fault } from '../../checks/finding';
import { everestVolume } from './everest';
import type { EverestVolumeProps } from './everest';

/** A bucket of Huawei Cloud's Object Storage Service, as a volume. */
export interface ObsVolumeProps extends EverestVolumeProps {
  /** Name of the bucket or parallel file system, which exists already. */
  readonly bucket: string;
  /** Region of the bucket, such as `cn-north-4`. */
  readonly region: string;
  /** `s3fs` mounts an object bucket, `obsfs` a parallel file system. @default s3fs */
  readonly fsType?: 's3fs' | 'obsfs';
  /** Storage class of an object bucket: standard or infrequent access. @default STANDARD */
  readonly volumeType?: 'STANDARD' | 'WARM';
  /**
   * Secret of the type `cfe/secure-opaque` with `access.key` and `secret.key`.
   *
   * @default the key that was uploaded for the whole cluster
   */
  readonly accessKey?: {
    readonly name: string;
    /** @default the claim's */
    readonly namespace?: string;
  };
}

/** Everest asks for a size and heeds none. */
const ANY_SIZE = '1Gi';

/**
 * A PersistentVolume of an existing bucket and the claim bound to it, for weights that are kept in object storage.
 *
 * @see https://support.huaweicloud.com/intl/en-us/usermanual-cce/cce_10_0379.html
 */
export class ObsVolume extends Construct {
  /** Name of the claim, for models. */
  public readonly claimName: string;

  public constructor(scope: Construct, id: string, props: ObsVolumeProps) {
    super(scope, id);
    const { bucket, region, fsType = 's3fs', volumeType = 'STANDARD', accessKey } = props;
    for (const fault of bucketFaults(props)) report(this, fault);
    this.claimName = everestVolume(this, id, props, {
      driver: 'obs.csi.everest.io',
      fsType,
      volumeHandle: bucket,
      attributes: { 'everest.io/obs-volume-type': volumeType, 'everest.io/region': region },
      secret: accessKey,
      storageClassName: 'csi-obs',
      size: ANY_SIZE,
      claimAnnotations: { 'everest.io/obs-volume-type': volumeType, 'csi.storage.k8s.io/fstype': fsType },
    });
  }
}

/** @see https://support.huaweicloud.com/intl/en-us/api-obs/obs_04_0021.html */
function bucketFaults({ bucket, fsType, volumeType }: ObsVolumeProps): readonly Fault[] {
  const faults: Fault[] = [];
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) || /\.\.|-\.|\.-/.test(bucket)) {
    faults.push({
      id: 'cce/bucket',
      severity: 'error',
      field: 'bucket',
      problem: `'${bucket}' is no name of a bucket: it has 3 to 63 lower-case letters, digits, dashes and dots`,
      consequence: 'No pod that mounts the volume ever starts.',
      mend: 'Use the name of the bucket alone, without obs:// and without a path.',
    });
  }
  if (fsType === 'obsfs' && volumeType === 'WARM') {
    faults.push({
      id: 'cce/bucket-type',
      severity: 'warning',
      field: 'volumeType',
      problem: 'A parallel file system has no storage class, and WARM is stated',
      consequence: 'Everest ignores it.',
      mend: 'Leave volumeType out.',
    });
  }
  return faults;
}
