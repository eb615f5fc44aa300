import type { Layer } from './layer';

/** Kinds that others need before they can be admitted or scheduled, as `group/Kind`. */
const PLATFORM_KINDS: ReadonlySet<string> = new Set([
  '/Namespace',
  '/ResourceQuota',
  '/LimitRange',
  '/ServiceAccount',
  '/PersistentVolume',
  'scheduling.k8s.io/PriorityClass',
  'node.k8s.io/RuntimeClass',
  'storage.k8s.io/StorageClass',
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'networking.k8s.io/NetworkPolicy',
  'external-secrets.io/ExternalSecret',
  'external-secrets.io/SecretStore',
  'external-secrets.io/ClusterSecretStore',
  'ome.io/AcceleratorClass',
]);

/** Kinds that services choose from. */
const RUNTIME_KINDS: ReadonlySet<string> = new Set([
  'serving.kserve.io/ServingRuntime',
  'serving.kserve.io/ClusterServingRuntime',
  'serving.kserve.io/ClusterStorageContainer',
  'serving.kserve.io/LLMInferenceServiceConfig',
  'ome.io/ServingRuntime',
  'ome.io/ClusterServingRuntime',
  'ome.io/BaseModel',
  'ome.io/ClusterBaseModel',
]);

/** Kinds that say what is synced from where; they are applied by hand, or by an application of their own. */
const DELIVERY_KINDS: ReadonlySet<string> = new Set([
  'argoproj.io/Application',
  'argoproj.io/ApplicationSet',
  'argoproj.io/AppProject',
  'kustomize.toolkit.fluxcd.io/Kustomization',
  'source.toolkit.fluxcd.io/GitRepository',
  'source.toolkit.fluxcd.io/OCIRepository',
]);

/** The layer of an object by its kind: what it serves with, or, where nothing else is known, what is served. */
export function layerOfKind(group: string, kind: string): Layer {
  if (kind === 'CustomResourceDefinition') return '00-crds';
  const key = `${group}/${kind}`;
  if (DELIVERY_KINDS.has(key)) return 'delivery';
  if (PLATFORM_KINDS.has(key)) return '10-platform';
  return RUNTIME_KINDS.has(key) ? '20-runtimes' : '30-models';
}
