import { isAbsolute, join } from 'node:path';
import type {
  ClusterFacts,
  ClusterPlatform,
  DeploymentMode,
  EnvironmentFacts,
  KserveFacts,
  OciModelMode,
} from '../../checks/cluster-facts';
import { SHIPPED_BY } from '../../catalog/shipped-manifests';
import { isKubernetesVersion } from '../../checks/schema/cluster-version';
import type { ClusterConfiguration } from './configuration';
import type { Fields } from './fields';

const PLATFORMS = [
  'kserve',
  'alauda-ai',
  'openshift-ai',
  'ome',
  'leader-worker-set',
  'cce',
  'hydra',
] as const satisfies readonly ClusterPlatform[];
const DEPLOYMENT_MODES = ['Knative', 'Standard', 'ModelMesh'] as const satisfies readonly DeploymentMode[];
const OCI_MODEL_MODES = ['modelcar', 'native', 'fetch', 'none'] as const satisfies readonly OciModelMode[];

/**
 * Reads what is stated of one cluster.
 *
 * @param folder - that of the configuration, from which its paths lead
 */
export function readCluster(fields: Fields, folder: string): ClusterConfiguration | undefined {
  const name = fields.text('name');
  const paths = fields.texts('paths') ?? [];
  const runtimes = fields.texts('runtimes') ?? [];
  const facts = readFacts(fields);
  if (name === undefined) {
    fields.missing('name', 'Name the cluster as its folder or its Cluster construct is named.');
    return undefined;
  }
  return {
    name,
    paths: paths.map((path) => fromFolder(folder, path)),
    runtimes: runtimes.map((path) => (isCatalogue(path) ? path : pathTo(fromFolder(folder, path)))),
    facts,
  };
}

function fromFolder(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}

function readFacts(fields: Fields): ClusterFacts {
  const kubernetesVersion = fields.text('kubernetesVersion');
  if (kubernetesVersion !== undefined && !isKubernetesVersion(kubernetesVersion)) {
    fields.fault('kubernetesVersion', `'${kubernetesVersion}' is no version`, "Write one such as '1.31'.");
  }
  return {
    kubernetesVersion,
    accelerators: fields.texts('accelerators'),
    platform: fields.choice('platform', PLATFORMS),
    environment: fields.map('environment', readEnvironment),
    kserve: fields.map('kserve', readKserve),
  } satisfies Record<Exclude<keyof ClusterFacts, 'inventory' | 'kinds'>, unknown>;
}

function readEnvironment(fields: Fields): EnvironmentFacts {
  return {
    name: fields.needed('name', 'Name the environment.'),
    imagesByDigest: fields.flag('imagesByDigest'),
  } satisfies Record<keyof EnvironmentFacts, unknown>;
}

/** Every fact of KServe under its own name. */
function readKserve(fields: Fields): KserveFacts {
  return {
    defaultDeploymentMode: fields.choice('defaultDeploymentMode', DEPLOYMENT_MODES),
    customGpuResourceTypes: fields.texts('customGpuResourceTypes'),
    ociModelMode: fields.choice('ociModelMode', OCI_MODEL_MODES),
    localModels: fields.flag('localModels'),
    domainTemplate: fields.text('domainTemplate'),
    ingressDomain: fields.text('ingressDomain'),
    storageSecretName: fields.text('storageSecretName'),
  } satisfies Record<keyof KserveFacts, unknown>;
}

/** A path that is not taken for the name of a catalogue. */
export function pathTo(path: string): string {
  return isCatalogue(path) ? `./${path}` : path;
}

export function isCatalogue(path: string): boolean {
  return SHIPPED_BY.some((name) => name === path);
}
