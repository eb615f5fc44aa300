import { isArray } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { DeploymentMode, KserveFacts, OciModelMode } from '../cluster-facts';
import { fieldOf, isKserveConfiguration, sectionOf } from './config-map';

/** What KServe is configured to do in a cluster. */
export interface KserveConfiguration extends Required<KserveFacts> {
  /** Whether the cluster says its default mode itself; otherwise it is what KServe ships. */
  readonly isDefaultModeKnown: boolean;
  /** Whether the cluster says itself how hosts are named; otherwise it is as KServe ships it. */
  readonly isDomainKnown: boolean;
}

/** @see https://github.com/kserve/kserve/blob/master/config/configmap/inferenceservice.yaml */
const SHIPPED: Required<KserveFacts> = {
  defaultDeploymentMode: 'Knative',
  customGpuResourceTypes: [],
  ociModelMode: 'modelcar',
  localModels: false,
  domainTemplate: '{{ .Name }}-{{ .Namespace }}.{{ .IngressDomain }}',
  ingressDomain: 'example.com',
  storageSecretName: 'storage-config',
};

/** The configuration of a cluster: what is stated of it, else what its ConfigMap says, else what KServe ships. */
export function kserveConfiguration(manifests: Iterable<Manifest>, stated: KserveFacts = {}): KserveConfiguration {
  const configMap = firstConfiguration(manifests);
  const said = configMap === undefined ? {} : factsIn(configMap);
  const defaultDeploymentMode = stated.defaultDeploymentMode ?? said.defaultDeploymentMode;
  const domainTemplate = stated.domainTemplate ?? said.domainTemplate;
  return {
    defaultDeploymentMode: defaultDeploymentMode ?? SHIPPED.defaultDeploymentMode,
    isDefaultModeKnown: defaultDeploymentMode !== undefined,
    customGpuResourceTypes:
      stated.customGpuResourceTypes ?? said.customGpuResourceTypes ?? SHIPPED.customGpuResourceTypes,
    ociModelMode: stated.ociModelMode ?? said.ociModelMode ?? SHIPPED.ociModelMode,
    localModels: stated.localModels ?? said.localModels ?? SHIPPED.localModels,
    domainTemplate: domainTemplate ?? SHIPPED.domainTemplate,
    ingressDomain: stated.ingressDomain ?? said.ingressDomain ?? SHIPPED.ingressDomain,
    isDomainKnown: domainTemplate !== undefined,
    storageSecretName: stated.storageSecretName ?? said.storageSecretName ?? SHIPPED.storageSecretName,
  };
}

function firstConfiguration(manifests: Iterable<Manifest>): Manifest | undefined {
  for (const manifest of manifests) if (isKserveConfiguration(manifest)) return manifest;
  return undefined;
}

/** What a ConfigMap says; what cannot be read of it is left out. */
function factsIn(configMap: Manifest): KserveFacts {
  const fieldsOf = (section: string): JsonObject | undefined => {
    const read = sectionOf(configMap, section);
    return read.state === 'read' ? read.fields : undefined;
  };
  const text = (section: string, name: string): string | undefined => {
    const value = fieldOf(fieldsOf(section), name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const mode = currentModeName(text('deploy', 'defaultDeploymentMode') ?? '');
  const devices = fieldOf(fieldsOf('multiNode'), 'customGPUResourceTypeList');
  const localModels = fieldsOf('localModel');
  const hasIngress = fieldsOf('ingress') !== undefined;
  return {
    defaultDeploymentMode: isDeploymentMode(mode) ? mode : undefined,
    customGpuResourceTypes: isArray(devices) ? devices.filter((device) => typeof device === 'string') : undefined,
    ociModelMode: ociModelMode(fieldsOf('storageInitializer')),
    localModels: localModels === undefined ? undefined : fieldOf(localModels, 'enabled') === true,
    domainTemplate: text('ingress', 'domainTemplate') ?? (hasIngress ? SHIPPED.domainTemplate : undefined),
    ingressDomain: text('ingress', 'ingressDomain'),
    storageSecretName: text('credentials', 'storageSpecSecretName'),
  };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/types/config.go ResolveOciModelMode */
function ociModelMode(fields: JsonObject | undefined): OciModelMode | undefined {
  if (fields === undefined) return undefined;
  const mode = fieldOf(fields, 'ociModelMode');
  if (typeof mode === 'string' && mode !== '') return isOciModelMode(mode) ? mode : undefined;
  const isEnabled = ['enableModelcar', 'enableOciModelSupport'].some((name) => fieldOf(fields, name) === true);
  return isEnabled ? 'modelcar' : 'none';
}

export function isOciModelMode(mode: string): mode is OciModelMode {
  return mode === 'modelcar' || mode === 'native' || mode === 'fetch';
}

/**
 * A deployment mode by its present name; KServe still takes the old ones.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go ParseDeploymentMode
 */
export function currentModeName(mode: string): string {
  if (mode === 'RawDeployment') return 'Standard';
  return mode === 'Serverless' ? 'Knative' : mode;
}

export function isDeploymentMode(mode: string): mode is DeploymentMode {
  return mode === 'Knative' || mode === 'Standard' || mode === 'ModelMesh';
}
