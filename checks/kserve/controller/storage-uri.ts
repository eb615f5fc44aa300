import { arrayAt, groupOf, nameOf, textAt, valueAt } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import { inWords } from '../../finding';
import type { Fault } from '../../finding';
import { storageUriOf } from '../component';
import type { Component } from '../component';

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go SupportedStorageURIPrefixList */
const PREFIXES = [
  'gs://',
  's3://',
  'pvc://',
  'file://',
  'https://',
  'http://',
  'hdfs://',
  'webhdfs://',
  'oci://',
  'oci+native://',
  'oci+fetch://',
  'hf://',
];

/** Of the container that KServe ships, beside those above. */
const SHIPPED_PREFIXES = ['modelscope://'];

/** What brings files to pods, by name; the manifests of a cluster. */
export type StorageContainers = ReadonlyMap<string, Manifest>;

export function storageContainersIn(manifests: Iterable<Manifest>): StorageContainers {
  const found = new Map<string, Manifest>();
  for (const manifest of manifests) {
    if (manifest.kind !== 'ClusterStorageContainer' || groupOf(manifest) !== 'serving.kserve.io') continue;
    found.set(nameOf(manifest), manifest);
  }
  return found;
}

/**
 * An address that KServe cannot load from.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go ValidateStorageURI
 */
export function checkStorageUri(component: Component, containers: StorageContainers): readonly Fault[] {
  const uri = storageUriOf(component);
  if (uri !== undefined && LACKS_SLASH.test(uri)) return checkSlashes(uri, storageUriField(component), containers);
  if (uri === undefined || isSupported(uri) || [...containers.values()].some((each) => mayLoad(each, uri))) return [];
  const isKnown = containers.size > 0;
  const [scheme = ''] = uri.split('://');
  return [
    {
      id: 'kserve/storage-scheme',
      // Another container of the cluster, which is not known here, may load it.
      severity: isKnown ? 'error' : 'warning',
      field: storageUriField(component),
      problem: `${inWords(uri)} begins with '${scheme}://', which KServe does not load from by itself`,
      consequence: 'The controller makes no pod (StorageURI not supported), unless a ClusterStorageContainer loads it.',
      mend: `Use ${PREFIXES.slice(0, -1).join(', ')} or ${PREFIXES.at(-1) ?? ''}, or add the ClusterStorageContainer.`,
    },
  ];
}

/** A scheme that KServe knows, without the two slashes behind it. */
const LACKS_SLASH = /^(?:gs|s3|pvc|file|https?|hdfs|webhdfs|oci|oci\+native|oci\+fetch|hf|modelscope):(?!\/\/)/;

/**
 * To the controller, what has no scheme is a path in the container; the initializer finds none, and cannot tell where to
 * load from.
 *
 * @see https://github.com/kserve/kserve/blob/master/python/storage/kserve_storage/kserve_storage.py Storage.download
 */
function checkSlashes(uri: string, field: string, containers: StorageContainers): readonly Fault[] {
  if ([...containers.values()].some((each) => mayLoad(each, uri))) return [];
  return [
    {
      id: 'kserve/storage-slashes',
      severity: 'error',
      field,
      problem: `${inWords(uri)} is no address: two slashes belong behind the scheme`,
      consequence:
        'KServe takes it for a path, and its initializer ends each time it starts (Cannot recognize storage type): the pod never gets to serve.',
      mend: `Write ${inWords(uri.replace(/:\/*/, '://'))}.`,
    },
  ];
}

export function storageUriField({ path, implementations: [implementation] }: Component): string {
  if (implementation === undefined) return path;
  return implementation.kind === 'containers' ? `${implementation.path}[0].env` : `${implementation.path}.storageUri`;
}

function isSupported(uri: string): boolean {
  // Anything without a scheme is a path in the container.
  if (!/\w:\/\//.test(uri)) return true;
  if (uri.includes('blob.core.windows.net') && /https:\/\/[^/]+\.blob\.core\.windows\.net\/./.test(uri)) return true;
  return [...PREFIXES, ...SHIPPED_PREFIXES].some((prefix) => uri.startsWith(prefix));
}

/** Regular expressions of others are not run, and taken to match. */
function mayLoad(container: Manifest, uri: string): boolean {
  if (valueAt(container, 'disabled') === true || workloadOf(container) !== INIT_CONTAINER) return false;
  return mayMatch(container, uri);
}

const INIT_CONTAINER = 'initContainer';

function workloadOf(container: Manifest): string {
  return textAt(container, 'spec', 'workloadType') ?? INIT_CONTAINER;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha1/storage_container_types.go IsStorageUriSupported */
function mayMatch(container: Manifest, uri: string): boolean {
  return arrayAt(container, 'spec', 'supportedUriFormats').some((format) => {
    const prefix = textAt(format, 'prefix') ?? '';
    return prefix === '' ? (textAt(format, 'regex') ?? '') !== '' : uri.startsWith(prefix);
  });
}

/**
 * A container that is to load files and cannot; none other takes its place.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/pod/storage_initializer_injector.go GetStorageContainerSpecByName
 */
export function checkStorageContainer(predictor: Component, containers: StorageContainers): readonly Fault[] {
  const name = textAt(predictor.fields, 'storageContainerName') ?? '';
  const container = containers.get(name);
  const sources = arrayAt(predictor.fields, 'storageUris');
  const uri = storageUriOf(predictor) ?? textAt(sources[0], 'uri');
  if (container === undefined || uri === undefined) return [];
  const problem = problemOf(container, uri, sources.length > 0);
  if (problem === undefined) return [];
  return [
    {
      id: 'kserve/storage-container',
      severity: 'error',
      field: `${predictor.path}.storageContainerName`,
      problem: `The ClusterStorageContainer '${name}' ${problem}`,
      consequence: 'Nothing loads the model: no pod is made, or one without its files.',
      mend: 'Name another, or leave the field out and KServe looks for one by the address.',
    },
  ];
}

function problemOf(container: Manifest, uri: string, isOneOfSeveral: boolean): string | undefined {
  if (valueAt(container, 'disabled') === true) return 'is disabled';
  const workload = workloadOf(container);
  if (workload !== INIT_CONTAINER) return `is for ${workload}, not for pods of services`;
  if (!mayMatch(container, uri)) return `does not load ${inWords(uri)}`;
  const loadsSeveral = valueAt(container, 'spec', 'supportsMultiModelDownload') === true;
  return isOneOfSeveral && !loadsSeveral ? 'does not load storageUris (supportsMultiModelDownload)' : undefined;
}
