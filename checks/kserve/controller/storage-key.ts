import { isObject, objectAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { groupOf, nameOf, namespaceOf } from '../../../kubernetes/manifest';
import { inWords } from '../../finding';
import type { Fault } from '../../finding';
import { isStated, storageUriOf } from '../component';
import type { KserveConfiguration } from '../kserve-facts';
import type { Service } from '../service';

const SECRET_ANNOTATION = 'serving.kserve.io/storageSecretName';

/** Kinds of storage that a Secret may name. */
const TYPES = ['s3', 'hdfs', 'webhdfs'];

/** The Secrets of a cluster, by namespace and name. */
export class Secrets {
  private readonly secrets = new Map<string, Manifest>();

  public constructor(manifests: Iterable<Manifest>) {
    for (const manifest of manifests) {
      if (manifest.kind !== 'Secret' || groupOf(manifest) !== '') continue;
      this.secrets.set(keyOf(namespaceOf(manifest), nameOf(manifest)), manifest);
    }
  }

  public named(name: string, namespace: string | undefined): Manifest | undefined {
    return this.secrets.get(keyOf(namespace, name));
  }
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** A model's place that is stated by way of `storage`. */
export function checkStorage(service: Service, secrets: Secrets, configuration: KserveConfiguration): readonly Fault[] {
  const [model] = service.predictor.implementations;
  const storage = model?.fields.storage;
  if (model?.kind !== 'model' || !isObject(storage)) return [];
  const path = `${model.path}.storage`;
  return [
    ...checkPath(service, storage, path),
    ...checkBucket(storage, path),
    ...checkKey(service, storage, path, secrets, configuration),
  ];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go addStorageInitializerAnnotations */
function checkPath({ predictor }: Service, storage: JsonObject, path: string): readonly Fault[] {
  const uri = storageUriOf(predictor);
  if (uri === undefined || !isStated(storage.path)) return [];
  return [
    {
      id: 'kserve/storage-twice',
      severity: 'error',
      field: `${path}.path`,
      problem: `The model's place is stated as storage.path, and as ${inWords(uri)} too`,
      consequence: 'The controller makes no pod (must provide only one of storageUri and storage.path).',
      mend: 'Keep one of them.',
    },
  ];
}

/**
 * Where the type is stated with the parameters, a bucket in the Secret is not read.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/credentials/service_account_credentials.go CreateStorageSpecSecretEnvs
 */
function checkBucket(storage: JsonObject, path: string): readonly Fault[] {
  const { type, bucket } = objectAt(storage, 'parameters');
  if (!isStated(storage.path) || type !== 's3' || (isStated(bucket) && bucket !== '')) return [];
  return [
    {
      id: 'kserve/storage-bucket',
      severity: 'error',
      field: `${path}.parameters`,
      problem: 'The parameters state the type s3 and no bucket',
      consequence:
        "KServe's webhook refuses the pods: where the parameters state the type, it does not read the bucket of the Secret.",
      mend: 'State parameters.bucket, or leave out parameters.type and let the Secret say both.',
    },
  ];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/credentials/service_account_credentials.go CreateStorageSpecSecretEnvs */
function checkKey(
  service: Service,
  storage: JsonObject,
  path: string,
  secrets: Secrets,
  { storageSecretName }: KserveConfiguration,
): readonly Fault[] {
  const scheme = storageUriOf(service.predictor)?.split('://')[0];
  // Volumes and images need no keys, and without any address nothing is loaded.
  if (scheme === 'pvc' || scheme?.startsWith('oci') === true || (scheme === undefined && !isStated(storage.path))) {
    return [];
  }
  const name = textAt(service.annotations, SECRET_ANNOTATION) ?? storageSecretName;
  const secret = secrets.named(name, service.namespace);
  if (secret === undefined) return [];
  const key = textAt(storage, 'key') ?? '';
  const type = textAt(storage, 'parameters', 'type') ?? '';
  const entry = entryOf(secret, key !== '' ? key : type === '' ? 'default' : `default_${type}`);
  const problem = problemOf(entry, key, type, name);
  if (problem === undefined) return [];
  return [
    {
      id: 'kserve/storage-key',
      severity: 'error',
      field: key === '' ? path : `${path}.key`,
      problem,
      consequence: "KServe's webhook refuses the pods, so that none is made.",
      mend: `Add an entry to '${name}' that is a JSON object with type, bucket and credentials, and name it.`,
    },
  ];
}

function problemOf(entry: string | undefined, key: string, type: string, secret: string): string | undefined {
  if (entry === undefined) {
    if (key !== '') return `The Secret '${secret}' has no '${key}'`;
    return type === '' ? `No key is named, and the Secret '${secret}' has no 'default'` : undefined;
  }
  if (type !== '') return undefined;
  const fields = parsed(entry);
  const where = `The entry '${key === '' ? 'default' : key}' of the Secret '${secret}'`;
  if (fields === undefined) return `${where} is no JSON object`;
  const { type: stored } = fields;
  if (!isStated(stored)) return `${where} states no type, and neither do the parameters`;
  return typeof stored === 'string' && TYPES.includes(stored)
    ? undefined
    : `${where} has the type ${inWords(stored)}, and there are ${TYPES.join(', ')}`;
}

/** The text of an entry; of one that is there in another form, nothing is known. */
function entryOf(secret: Manifest, key: string): string | undefined {
  const plain = valueAt(secret, 'stringData', key);
  if (typeof plain === 'string') return plain;
  const encoded = valueAt(secret, 'data', key);
  return typeof encoded === 'string' ? Buffer.from(encoded, 'base64').toString('utf8') : undefined;
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
