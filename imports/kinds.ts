// Generated from CRDs by `npm run import`; change the CRDs and import again.

export interface ImportedKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** The served versions; the stored one comes first. */
  readonly versions: readonly string[];
}

/** Every imported kind, ordered by group and kind. */
export const IMPORTED_KINDS: readonly ImportedKind[] = [
  { group: 'argoproj.io', kind: 'AppProject', plural: 'appprojects', scope: 'Namespaced', versions: ['v1alpha1'] },
  { group: 'argoproj.io', kind: 'Application', plural: 'applications', scope: 'Namespaced', versions: ['v1alpha1'] },
  { group: 'argoproj.io', kind: 'ApplicationSet', plural: 'applicationsets', scope: 'Namespaced', versions: ['v1alpha1'] },
  { group: 'disaggregatedset.x-k8s.io', kind: 'DisaggregatedSet', plural: 'disaggregatedsets', scope: 'Namespaced', versions: ['v1'] },
  { group: 'disaggregatedset.x-k8s.io', kind: 'DisaggregatedSetRoleScaler', plural: 'disaggregatedsetrolescalers', scope: 'Namespaced', versions: ['v1'] },
  { group: 'inference.networking.k8s.io', kind: 'InferencePool', plural: 'inferencepools', scope: 'Namespaced', versions: ['v1'] },
  { group: 'inference.networking.x-k8s.io', kind: 'InferenceModelRewrite', plural: 'inferencemodelrewrites', scope: 'Namespaced', versions: ['v1alpha2'] },
  { group: 'inference.networking.x-k8s.io', kind: 'InferenceObjective', plural: 'inferenceobjectives', scope: 'Namespaced', versions: ['v1alpha2'] },
  { group: 'inference.networking.x-k8s.io', kind: 'InferencePoolImport', plural: 'inferencepoolimports', scope: 'Namespaced', versions: ['v1alpha1'] },
  { group: 'keda.sh', kind: 'ClusterTriggerAuthentication', plural: 'clustertriggerauthentications', scope: 'Cluster', versions: ['v1alpha1'] },
  { group: 'keda.sh', kind: 'ScaledObject', plural: 'scaledobjects', scope: 'Namespaced', versions: ['v1alpha1'] },
  { group: 'keda.sh', kind: 'TriggerAuthentication', plural: 'triggerauthentications', scope: 'Namespaced', versions: ['v1alpha1'] },
  { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization', plural: 'kustomizations', scope: 'Namespaced', versions: ['v1'] },
  { group: 'leaderworkerset.x-k8s.io', kind: 'LeaderWorkerSet', plural: 'leaderworkersets', scope: 'Namespaced', versions: ['v1'] },
  { group: 'monitoring.coreos.com', kind: 'PodMonitor', plural: 'podmonitors', scope: 'Namespaced', versions: ['v1'] },
  { group: 'monitoring.coreos.com', kind: 'PrometheusRule', plural: 'prometheusrules', scope: 'Namespaced', versions: ['v1'] },
  { group: 'ome.io', kind: 'AcceleratorClass', plural: 'acceleratorclasses', scope: 'Cluster', versions: ['v1beta1'] },
  { group: 'ome.io', kind: 'BaseModel', plural: 'basemodels', scope: 'Namespaced', versions: ['v1beta1'] },
  { group: 'ome.io', kind: 'BenchmarkJob', plural: 'benchmarkjobs', scope: 'Namespaced', versions: ['v1beta1'] },
  { group: 'ome.io', kind: 'ClusterBaseModel', plural: 'clusterbasemodels', scope: 'Cluster', versions: ['v1beta1'] },
  { group: 'ome.io', kind: 'ClusterServingRuntime', plural: 'clusterservingruntimes', scope: 'Cluster', versions: ['v1beta1'] },
  { group: 'ome.io', kind: 'FineTunedWeight', plural: 'finetunedweights', scope: 'Cluster', versions: ['v1beta1'] },
  { group: 'ome.io', kind: 'InferenceService', plural: 'inferenceservices', scope: 'Namespaced', versions: ['v1beta1'] },
  { group: 'ome.io', kind: 'ServingRuntime', plural: 'servingruntimes', scope: 'Namespaced', versions: ['v1beta1'] },
  { group: 'serving.kserve.io', kind: 'ClusterServingRuntime', plural: 'clusterservingruntimes', scope: 'Cluster', versions: ['v1alpha1'] },
  { group: 'serving.kserve.io', kind: 'ClusterStorageContainer', plural: 'clusterstoragecontainers', scope: 'Cluster', versions: ['v1alpha1'] },
  { group: 'serving.kserve.io', kind: 'InferenceGraph', plural: 'inferencegraphs', scope: 'Namespaced', versions: ['v1alpha1'] },
  { group: 'serving.kserve.io', kind: 'InferenceService', plural: 'inferenceservices', scope: 'Namespaced', versions: ['v1beta1'] },
  { group: 'serving.kserve.io', kind: 'LLMInferenceService', plural: 'llminferenceservices', scope: 'Namespaced', versions: ['v1alpha2', 'v1alpha1'] },
  { group: 'serving.kserve.io', kind: 'LLMInferenceServiceConfig', plural: 'llminferenceserviceconfigs', scope: 'Namespaced', versions: ['v1alpha2', 'v1alpha1'] },
  { group: 'serving.kserve.io', kind: 'LocalModelCache', plural: 'localmodelcaches', scope: 'Cluster', versions: ['v1alpha1'] },
  { group: 'serving.kserve.io', kind: 'LocalModelNamespaceCache', plural: 'localmodelnamespacecaches', scope: 'Namespaced', versions: ['v1alpha1'] },
  { group: 'serving.kserve.io', kind: 'LocalModelNode', plural: 'localmodelnodes', scope: 'Cluster', versions: ['v1alpha1'] },
  { group: 'serving.kserve.io', kind: 'LocalModelNodeGroup', plural: 'localmodelnodegroups', scope: 'Cluster', versions: ['v1alpha1'] },
  { group: 'serving.kserve.io', kind: 'ServingRuntime', plural: 'servingruntimes', scope: 'Namespaced', versions: ['v1alpha1'] },
  { group: 'serving.kserve.io', kind: 'TrainedModel', plural: 'trainedmodels', scope: 'Namespaced', versions: ['v1alpha1'] },
  { group: 'source.toolkit.fluxcd.io', kind: 'GitRepository', plural: 'gitrepositories', scope: 'Namespaced', versions: ['v1'] },
  { group: 'source.toolkit.fluxcd.io', kind: 'OCIRepository', plural: 'ocirepositories', scope: 'Namespaced', versions: ['v1'] },
];
