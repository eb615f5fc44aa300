export { Accelerator } from './constructs/accelerator';
export type {
  AcceleratorOptions,
  AcceleratorVendor,
  AscendChip,
  AscendOptions,
  NvidiaOptions,
} from './constructs/accelerator';
export { ArgoApplication } from './constructs/argo-cd/application';
export type { ArgoApplicationProps } from './constructs/argo-cd/application';
export { ArgoApplicationSet } from './constructs/argo-cd/application-set';
export type { ArgoApplicationSetProps, ArgoApplicationTemplate } from './constructs/argo-cd/application-set';
export type { ArgoApplicationSettings, ArgoDestination, ArgoSource } from './constructs/argo-cd/application-spec';
export type { ArgoWaveChoice } from './constructs/argo-cd/delivered-clusters';
export { ArgoDelivery } from './constructs/argo-cd/delivery';
export type {
  ArgoDeliveryCluster,
  ArgoDeliveryProps,
  ArgoDeliverySettings,
  ArgoRepository,
} from './constructs/argo-cd/delivery';
export { ArgoHealthChecks, argoHealthChecks } from './constructs/argo-cd/health-checks';
export type { ArgoHealthCheck, ArgoHealthChecksProps } from './constructs/argo-cd/health-checks';
export { ArgoProject } from './constructs/argo-cd/project';
export type { ArgoProjectProps, ArgoSyncWindow } from './constructs/argo-cd/project';
export type { ArgoRetry, ArgoSyncOptions, ArgoSyncSettings } from './constructs/argo-cd/sync-settings';
export { ArgoWaves } from './constructs/argo-cd/waves';
export type { PrometheusAdapterRule } from './constructs/autoscaling/hpa-scaler';
export type { ScaleTarget } from './constructs/autoscaling/scale-target';
export type {
  Fallback,
  HpaSettings,
  KedaSettings,
  LatencyObjective,
  MeasuredEngine,
  Monitoring,
  PrometheusServer,
  ScaleDown,
  ScaledService,
  ScaledWorkload,
  ServiceAutoscalingProps,
  SloAutoscalingProps,
  SloSettings,
} from './constructs/autoscaling/settings';
export { SloAutoscaling } from './constructs/autoscaling/slo-autoscaling';
export { Checks } from './constructs/checks';
export { Cluster } from './constructs/cluster';
export type { ClusterProps } from './constructs/cluster';
export type {
  Engine,
  EngineComponent,
  EnginePod,
  EnginePort,
  EngineProbe,
  EngineProbes,
  EngineStart,
  EngineGroupStart,
  EngineStarts,
  EngineVariable,
  EngineWorkers,
  ModelFormat,
  ProbeTiming,
  Protocol,
  SecurityContext,
} from './constructs/engine';
export { Environments } from './constructs/environments';
export type { Environment, EnvironmentPolicy } from './constructs/environments';
export { findingsOf, report } from './constructs/findings';
export { FluxDelivery } from './constructs/flux/delivery';
export type {
  FluxDeliveryProps,
  FluxExistingSource,
  FluxGitSource,
  FluxOciSource,
  FluxSource,
} from './constructs/flux/delivery';
export { FluxGitRepository } from './constructs/flux/git-repository';
export type { FluxGitRepositoryProps } from './constructs/flux/git-repository';
export { FluxKustomization } from './constructs/flux/kustomization';
export type {
  FluxDependency,
  FluxKubeConfig,
  FluxKustomizationProps,
  FluxKustomizationSettings,
} from './constructs/flux/kustomization';
export { FluxOciRepository } from './constructs/flux/oci-repository';
export type { FluxOciRepositoryProps } from './constructs/flux/oci-repository';
export type { FluxGitReference, FluxOciReference, FluxSourceReference } from './constructs/flux/source';
export type {
  HydraArgumentsStart,
  HydraRuntimeSettings,
  HydraShellStart,
  HydraStart,
} from './constructs/hydra-settings';
export { InferenceService } from './constructs/inference-service';
export type { AutoscalerClass, InferenceServiceProps } from './constructs/inference-service';
export { late, text } from './constructs/late-bound';
export type {
  GroupValueName,
  LateBound,
  LateBoundName,
  LateBoundText,
  ServiceValueName,
  Text,
} from './constructs/late-bound';
export { Layers } from './constructs/layer';
export type { Layer, SyncedLayer } from './constructs/layer';
export type { GangScheduling, LeaderWorkerSetSettings, RollingUpdate } from './constructs/leader-worker-set-settings';
export type { Model } from './constructs/model';
export { ModelStorage } from './constructs/model-storage';
export type { ConnectionOptions, MountedUri, StorageLocation } from './constructs/model-storage';
export { OmeAcceleratorClass } from './constructs/ome/accelerator-class';
export type { OmeAcceleratorClassProps } from './constructs/ome/accelerator-class';
export { OmeCatalogueModel } from './constructs/ome-catalogue/model';
export type { ObjectReference, OmeCatalogueModelProps } from './constructs/ome-catalogue/model';
export { OmeCatalogueRuntime, omeRuntime } from './constructs/ome-catalogue/runtime';
export type { OmeCatalogueRuntimeProps } from './constructs/ome-catalogue/runtime';
export { OmeCatalogueService, serveOmeModel } from './constructs/ome-catalogue/service';
export type { OmeCatalogueServiceProps } from './constructs/ome-catalogue/service';
export type { OmeModelName, OmeRuntimeName } from './catalog/ome-names';
export type {
  OmeModelSettings,
  OmeRuntimeSettings,
  OmeServiceSettings,
  ParameterCount,
  VersionOperator,
} from './constructs/ome/settings';
export { Namespace } from './constructs/namespace';
export type { NamespaceProps } from './constructs/namespace';
export type { Platform } from './constructs/platform';
export type { RuntimeDescription } from './constructs/runtime-description';
export { fixedResources } from './constructs/pod';
export type { Replicas, Resources, Toleration } from './constructs/pod';
export { Runtime } from './constructs/runtime';
export type { RuntimeMetadata } from './constructs/runtime-metadata';
export { ExternalSecret } from './constructs/secrets/external-secret';
export type { ExternalSecretProps, RemoteSecret, SecretStoreReference } from './constructs/secrets/external-secret';
export type { SecretRef, VariableValue } from './constructs/secrets/secret-ref';
export { Service } from './constructs/served-model';
export type { DeploymentMode, ServeProps, ServiceDescription } from './constructs/service';
export { ServingRuntime } from './constructs/serving-runtime';
export type { ServingRuntimeProps } from './constructs/serving-runtime';

export { AlaudaAi } from './platforms/alauda-ai';
export type { AlaudaAiOptions } from './platforms/alauda-ai';
export { CCE_MODEL_TYPES, cceModelFacts } from './catalog/cce-model-facts';
export type { CceFigure, CceFigureOrigin, CceModelFacts, CceModelType } from './catalog/cce-model-facts';
export { Cce } from './platforms/cce/cce';
export type { CceOptions } from './platforms/cce/cce';
export type { EverestVolumeProps } from './platforms/cce/everest';
export { CceModel } from './platforms/cce/model';
export type { CceModelProps } from './platforms/cce/model-props';
export type { CceModelCache } from './platforms/cce/model-cache';
export type { CceModelFolder } from './platforms/cce/model-folder';
export { CceModelTemplates } from './platforms/cce/model-templates';
export type { CceModelTemplatesProps } from './platforms/cce/model-templates';
export { ObsVolume } from './platforms/cce/obs-volume';
export type { ObsVolumeProps } from './platforms/cce/obs-volume';
export type { CceModelRegistration, CceServiceObjectives } from './platforms/cce/registration';
export { CceModelRegistrations } from './platforms/cce/registrations';
export type { CceModelRegistrationsProps } from './platforms/cce/registrations';
export { SfsTurboVolume } from './platforms/cce/sfs-turbo-volume';
export type { SfsTurboVolumeProps } from './platforms/cce/sfs-turbo-volume';
export type { HydraDeployment } from './platforms/hydra/agent-deployment';
export { HydraAgentDeployments } from './platforms/hydra/agent-deployments';
export type { HydraAgentDeploymentsProps } from './platforms/hydra/agent-deployments';
export type { HydraConfigMapProps } from './platforms/hydra/config-map';
export type { ExistingConfigMap } from './platforms/hydra/existing';
export { Hydra } from './platforms/hydra/hydra';
export type { HydraOptions } from './platforms/hydra/hydra';
export { HydraAgent } from './platforms/hydra/hydra-agent';
export type { HydraAgentOptions } from './platforms/hydra/hydra-agent';
export type { HydraRuntimeTemplate } from './platforms/hydra/runtime-template';
export { HydraRuntimeTemplates } from './platforms/hydra/runtime-templates';
export type { HydraRuntimeTemplatesProps } from './platforms/hydra/runtime-templates';
export { Kserve } from './platforms/kserve/kserve';
export type { KserveOptions } from './platforms/kserve/kserve';
export { Lws } from './platforms/lws/lws';
export type { PodPart } from './platforms/lws/lws';
export type { MountedVolume, Weights } from './platforms/lws/weights';
export { Ome } from './platforms/ome/ome';
export type { OmeOptions } from './platforms/ome/ome';
export { OpenShiftAi } from './platforms/openshift-ai';

export { CustomRuntime } from './runtimes/custom';
export type { CustomRuntimeProps } from './runtimes/custom';
export { MindIERuntime } from './runtimes/mindie';
export type { MindIERuntimeProps, MindIEServeProps, MindSporeScheduler } from './runtimes/mindie';
export { MLServerRuntime } from './runtimes/mlserver';
export type { MLServerRuntimeProps, MLServerServeProps, MLServerSettings } from './runtimes/mlserver';
export { SglangRuntime } from './runtimes/sglang/sglang';
export type {
  SglangDecodeSettings,
  SglangDisaggregation,
  SglangDiscovery,
  SglangPodSettings,
  SglangRouter,
  SglangRuntimeProps,
  SglangServeProps,
  SglangSettings,
} from './runtimes/sglang/sglang';
export { TritonRuntime } from './runtimes/triton';
export type { TritonRuntimeProps } from './runtimes/triton';
export { VllmRuntime } from './runtimes/vllm/vllm';
export type { VllmRuntimeProps, VllmServeProps, VllmSettings } from './runtimes/vllm/vllm';
export { VllmLwsRuntime } from './runtimes/vllm/vllm-lws';
export type {
  KvTransferConfig,
  VllmDataParallel,
  VllmDecodeSettings,
  VllmDisaggregation,
  VllmExternalDataParallel,
  VllmGroupSettings,
  VllmHybridDataParallel,
  VllmInternalDataParallel,
  VllmKvConnector,
  VllmLwsFlags,
  VllmLwsRuntimeProps,
  VllmLwsServeProps,
  VllmLwsVendor,
  VllmRouter,
  VllmSizes,
} from './runtimes/vllm/vllm-lws';

export { XinferenceRuntime } from './runtimes/xinference';
export type { XinferenceAdministrator, XinferenceRuntimeProps, XinferenceServeProps } from './runtimes/xinference';

export { ClusterRow } from './inputs/cluster-row';
export type { OptionalColumns } from './inputs/cluster-row';
export { Inputs } from './inputs/inputs';
export type { InputsProps } from './inputs/inputs';
export { readClusters } from './inputs/read-clusters';
export type { NamedRow } from './inputs/read-clusters';

export type { Fault, Finding, Severity } from './checks/finding';
export type { ReportedFinding } from './reports/report';
export { InferenceValidation } from './plugin/inference-validation';
export type { ValidationSettings } from './plugin/validation-context';
export { selectOmeRuntime } from './checks/ome/selection/select-runtime';
export type { ExcludedRuntime, OmeSelection, RankedRuntime } from './checks/ome/selection/select-runtime';
export { SynthError } from './synth/error';
export { FleetApp } from './synth/fleet-app';
export type { FleetAppProps } from './synth/fleet-app';
export type { Rendering } from './synth/render';
