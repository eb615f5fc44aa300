/** One place of weights and where it is mounted. */
export interface MountedUri {
  /** Such as `hf://org/model` or `pvc://claim/path`. */
  readonly uri: string;
  /** Absolute folder in the container. @default /mnt/models */
  readonly mountPath?: string;
}

/** An entry of KServe's `storage-config` Secret, what OpenShift AI calls a connection. */
export interface ConnectionOptions {
  /** Kind of storage. @default what the entry says */
  readonly type?: 's3' | 'hdfs' | 'webhdfs';
  /** Bucket, where the entry does not name one. @default what the entry says */
  readonly bucket?: string;
}

/** How a platform is told where weights are. */
export type StorageLocation =
  | { readonly kind: 'uri'; readonly uri: string }
  | { readonly kind: 'uris'; readonly uris: readonly MountedUri[] }
  | {
      readonly kind: 'connection';
      readonly key: string;
      readonly path: string;
      readonly parameters?: Readonly<Record<string, string>>;
    };

/** Where a model's weights are. */
export class ModelStorage {
  /** A folder on a PersistentVolumeClaim of the service's namespace. */
  public static pvc(claim: string, path = ''): ModelStorage {
    return ModelStorage.uri(`pvc://${claim}${path === '' ? '' : `/${withoutLeadingSlash(path)}`}`);
  }

  /** A prefix in an S3 bucket; credentials come from the service account. */
  public static s3(bucket: string, path: string): ModelStorage {
    return ModelStorage.uri(`s3://${bucket}/${withoutLeadingSlash(path)}`);
  }

  /** A prefix in a Google Cloud Storage bucket. */
  public static gs(bucket: string, path: string): ModelStorage {
    return ModelStorage.uri(`gs://${bucket}/${withoutLeadingSlash(path)}`);
  }

  /** A Hugging Face repository; pin `revision` so that a restart loads the same weights. @default the main branch */
  public static huggingFace(repository: string, revision?: string): ModelStorage {
    return ModelStorage.uri(`hf://${repository}${revision === undefined ? '' : `:${revision}`}`);
  }

  /** An OCI image that holds the files under `/models`. */
  public static oci(reference: string): ModelStorage {
    return ModelStorage.uri(`oci://${reference}`);
  }

  /** An archive or file at an `https://` address. */
  public static https(address: string): ModelStorage {
    return ModelStorage.uri(`https://${address.replace(/^https:\/\//, '')}`);
  }

  /** Any other scheme the cluster's storage containers support. */
  public static uri(uri: string): ModelStorage {
    return new ModelStorage({ kind: 'uri', uri });
  }

  /** A path below an entry of the `storage-config` Secret: what OpenShift AI calls a connection. */
  public static connection(key: string, path: string, options: ConnectionOptions = {}): ModelStorage {
    const parameters: Record<string, string> = {};
    if (options.type !== undefined) parameters.type = options.type;
    if (options.bucket !== undefined) parameters.bucket = options.bucket;
    return new ModelStorage({
      kind: 'connection',
      key,
      path,
      parameters: Object.keys(parameters).length === 0 ? undefined : parameters,
    });
  }

  /** Several places at once, such as a base model and its adapters. */
  public static several(uris: readonly MountedUri[]): ModelStorage {
    return new ModelStorage({ kind: 'uris', uris });
  }

  private constructor(public readonly location: StorageLocation) {}
}

function withoutLeadingSlash(path: string): string {
  return path.replace(/^\/+/, '');
}
