// Generated from CRDs by `npm run import`; change the CRDs and import again.

import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  Affinity,
  AuthenticationRef,
  AwsElasticBlockStore,
  AzureDisk,
  AzureFile,
  CSIVolumeSource,
  Cephfs,
  Cinder,
  ClusterTrustBundle,
  ConfigMapVolumeSource,
  ContainerPort,
  ContainerProbe,
  DecoderProbe,
  DeploymentStrategy,
  DnsConfig,
  DownwardAPIProjection,
  DownwardAPIVolumeSource,
  EmptyDirVolumeSource,
  EnvFromSource,
  EphemeralVolumeSource,
  Fc,
  FlexVolume,
  Flocker,
  GcePersistentDisk,
  GitRepo,
  Glusterfs,
  HostAlias,
  HostPathVolumeSource,
  ImageVolumeSource,
  Iscsi,
  KeyProjection,
  KeySelector,
  Lifecycle,
  LocalObjectReference,
  NFSVolumeSource,
  NodeAffinity,
  ObjectFieldSelector,
  PersistentVolumeClaimVolumeSource,
  PhotonPersistentDisk,
  PodResourceClaim,
  PodSecurityContext,
  PortworxVolume,
  Probe,
  Quantity,
  Quobyte,
  Rbd,
  ReadinessGate,
  ResizePolicy,
  ResourceFieldSelector,
  ResourceRequirements,
  ScaleIO,
  SecretVolumeSource,
  SecurityContext,
  ServiceAccountToken,
  ServingRuntimeLocalObjectReference,
  Storageos,
  Toleration,
  TopologySpreadConstraint,
  VolumeDevice,
  VolumeMount,
  VsphereVolume,
} from './shared';

export interface AcceleratorClassProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: AcceleratorClassSpec;
}

/** `kind: AcceleratorClass` of `apiVersion: ome.io/v1beta1`. */
export class AcceleratorClass extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'ome.io/v1beta1', kind: 'AcceleratorClass' };

  static manifest(props: AcceleratorClassProps = {}): ApiObjectProps {
    return { ...AcceleratorClass.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: AcceleratorClassProps = {}) {
    super(scope, id, AcceleratorClass.manifest(props));
  }
}

export interface BaseModelProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: BaseModelSpec;
}

/** `kind: BaseModel` of `apiVersion: ome.io/v1beta1`. */
export class BaseModel extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'ome.io/v1beta1', kind: 'BaseModel' };

  static manifest(props: BaseModelProps = {}): ApiObjectProps {
    return { ...BaseModel.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: BaseModelProps = {}) {
    super(scope, id, BaseModel.manifest(props));
  }
}

export interface BenchmarkJobProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: BenchmarkJobSpec;
}

/** `kind: BenchmarkJob` of `apiVersion: ome.io/v1beta1`. */
export class BenchmarkJob extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'ome.io/v1beta1', kind: 'BenchmarkJob' };

  static manifest(props: BenchmarkJobProps = {}): ApiObjectProps {
    return { ...BenchmarkJob.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: BenchmarkJobProps = {}) {
    super(scope, id, BenchmarkJob.manifest(props));
  }
}

export interface ClusterBaseModelProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: BaseModelSpec;
}

/** `kind: ClusterBaseModel` of `apiVersion: ome.io/v1beta1`. */
export class ClusterBaseModel extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'ome.io/v1beta1', kind: 'ClusterBaseModel' };

  static manifest(props: ClusterBaseModelProps = {}): ApiObjectProps {
    return { ...ClusterBaseModel.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: ClusterBaseModelProps = {}) {
    super(scope, id, ClusterBaseModel.manifest(props));
  }
}

export interface ClusterServingRuntimeProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: ServingRuntimeSpec;
}

/** `kind: ClusterServingRuntime` of `apiVersion: ome.io/v1beta1`. */
export class ClusterServingRuntime extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'ome.io/v1beta1', kind: 'ClusterServingRuntime' };

  static manifest(props: ClusterServingRuntimeProps = {}): ApiObjectProps {
    return { ...ClusterServingRuntime.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: ClusterServingRuntimeProps = {}) {
    super(scope, id, ClusterServingRuntime.manifest(props));
  }
}

export interface FineTunedWeightProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: FineTunedWeightSpec;
}

/** `kind: FineTunedWeight` of `apiVersion: ome.io/v1beta1`. */
export class FineTunedWeight extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'ome.io/v1beta1', kind: 'FineTunedWeight' };

  static manifest(props: FineTunedWeightProps = {}): ApiObjectProps {
    return { ...FineTunedWeight.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: FineTunedWeightProps = {}) {
    super(scope, id, FineTunedWeight.manifest(props));
  }
}

export interface InferenceServiceProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: InferenceServiceSpec;
}

/** `kind: InferenceService` of `apiVersion: ome.io/v1beta1`. */
export class InferenceService extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'ome.io/v1beta1', kind: 'InferenceService' };

  static manifest(props: InferenceServiceProps = {}): ApiObjectProps {
    return { ...InferenceService.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: InferenceServiceProps = {}) {
    super(scope, id, InferenceService.manifest(props));
  }
}

export interface ServingRuntimeProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: ServingRuntimeSpec;
}

/** `kind: ServingRuntime` of `apiVersion: ome.io/v1beta1`. */
export class ServingRuntime extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'ome.io/v1beta1', kind: 'ServingRuntime' };

  static manifest(props: ServingRuntimeProps = {}): ApiObjectProps {
    return { ...ServingRuntime.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: ServingRuntimeProps = {}) {
    super(scope, id, ServingRuntime.manifest(props));
  }
}

export interface AcceleratorClassCapabilities {
  readonly clockSpeedMHz?: number;
  readonly computeCapability?: string;
  readonly features?: readonly string[];
  readonly levelZeroVersion?: string;
  readonly memoryBandwidthGBps?: Quantity;
  readonly memoryGB?: Quantity;
  readonly performance?: Performance;
}

export interface AcceleratorClassSpec {
  readonly capabilities: AcceleratorClassCapabilities;
  readonly cost?: Cost;
  readonly discovery: Discovery;
  readonly family?: string;
  readonly integration?: Integration;
  readonly model?: string;
  readonly resources?: readonly Resource[];
  readonly vendor?: string;
}

export interface AcceleratorConfig {
  readonly environmentOverride?: Readonly<Record<string, string>>;
  readonly minMemoryPerBillionParams?: number;
  readonly runtimeArgsOverride?: readonly string[];
  readonly tensorParallelismOverride?: TensorParallelismOverride;
}

export interface AcceleratorRequirements {
  readonly acceleratorClasses?: readonly string[];
  readonly minArchitectureVersion?: string;
  readonly minComputePerformanceTFLOPS?: number;
  readonly minMemory?: number;
  readonly preferredPrecisions?: readonly string[];
  readonly requiredFeatures?: readonly string[];
}

export interface AcceleratorSelector {
  readonly acceleratorClass?: string;
  readonly constraints?: Constraints;
  readonly policy?: 'BestFit' | 'Cheapest' | 'FirstAvailable' | 'MostCapable';
}

export interface AdditionalComponent {
  readonly library?: string;
  readonly type?: string;
}

export interface BaseModelSpec {
  readonly additionalMetadata?: Readonly<Record<string, string>>;
  readonly apiCapabilities?: readonly string[];
  readonly compartmentID?: string;
  readonly diffusionPipeline?: DiffusionPipeline;
  readonly disabled?: boolean;
  readonly displayName?: string;
  readonly maxTokens?: number;
  readonly modelArchitecture?: string;
  readonly modelCapabilities?: readonly string[];
  readonly modelConfiguration?: Readonly<Record<string, unknown>>;
  readonly modelFormat?: ModelFormat;
  readonly modelFramework?: ModelFormat;
  readonly modelParameterSize?: string;
  readonly modelType?: string;
  readonly quantization?: string;
  readonly servingMode?: readonly string[];
  readonly storage: Storage;
  readonly vendor?: string;
  readonly version?: string;
}

export interface BenchmarkJobSpec {
  readonly additionalRequestParams?: Readonly<Record<string, string>>;
  readonly dataset?: Storage;
  readonly endpoint: Endpoint;
  readonly huggingFaceSecretReference?: LocalObjectReference;
  readonly maxRequestsPerIteration: number;
  readonly maxTimePerIteration: number;
  readonly numConcurrency?: readonly number[];
  readonly outputLocation: Storage;
  readonly podOverride?: PodOverride;
  readonly resultFolderName?: string;
  readonly serviceMetadata?: ServiceMetadata;
  readonly task: 'image-to-embeddings' | 'image-to-text' | 'text-to-embeddings' | 'text-to-text';
  readonly trafficScenarios?: readonly string[];
}

export interface Constraints {
  readonly architectureFamilies?: readonly string[];
  readonly excludedClasses?: readonly string[];
  readonly maxMemory?: number;
  readonly minArchitectureVersion?: string;
  readonly minComputePerformanceTFLOPS?: number;
  readonly minMemory?: number;
  readonly preferredPrecisions?: readonly string[];
  readonly requiredFeatures?: readonly string[];
}

export interface Container {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: Probe;
  readonly name: string;
  readonly ports?: readonly ContainerPort[];
  readonly readinessProbe?: Probe;
  readonly resizePolicy?: readonly ResizePolicy[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface Cost {
  readonly perHour?: Quantity;
  readonly perMillionTokens?: Quantity;
  readonly spotPerHour?: Quantity;
  readonly tier?: string;
}

export interface Decoder {
  readonly acceleratorOverride?: AcceleratorSelector;
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly automountServiceAccountToken?: boolean;
  readonly canaryTrafficPercent?: number;
  readonly containerConcurrency?: number;
  readonly containers?: readonly DecoderContainer[];
  readonly deploymentStrategy?: DeploymentStrategy;
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly hostAliases?: readonly HostAlias[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly kedaConfig?: KedaConfig;
  readonly labels?: Readonly<Record<string, string>>;
  readonly leader?: Leader;
  readonly maxReplicas?: number;
  readonly maxUnavailable?: number | string;
  readonly minAvailable?: number | string;
  readonly minReplicas?: number;
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: ServingRuntimeLocalObjectReference;
  readonly overhead?: Readonly<Record<string, Quantity>>;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly restartPolicy?: string;
  readonly runner?: InferenceServiceContainer;
  readonly runtimeClassName?: string;
  readonly scaleMetric?: 'concurrency' | 'cpu' | 'memory' | 'rps';
  readonly scaleTarget?: number;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly volumes?: readonly Volume[];
  readonly worker?: PodSpec;
}

export interface DecoderConfig {
  readonly acceleratorOverride?: AcceleratorSelector;
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly automountServiceAccountToken?: boolean;
  readonly canaryTrafficPercent?: number;
  readonly containerConcurrency?: number;
  readonly containers?: readonly Container[];
  readonly deploymentStrategy?: DeploymentStrategy;
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly ephemeralContainers?: readonly EphemeralContainer[];
  readonly hostAliases?: readonly HostAlias[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly kedaConfig?: KedaConfig;
  readonly labels?: Readonly<Record<string, string>>;
  readonly leader?: Leader;
  readonly maxReplicas?: number;
  readonly maxUnavailable?: number | string;
  readonly minAvailable?: number | string;
  readonly minReplicas?: number;
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: LocalObjectReference;
  readonly overhead?: Readonly<Record<string, Quantity>>;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly restartPolicy?: string;
  readonly runner?: Container;
  readonly runtimeClassName?: string;
  readonly scaleMetric?: 'concurrency' | 'cpu' | 'memory' | 'rps';
  readonly scaleTarget?: number;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly volumes?: readonly Volume[];
  readonly worker?: PodSpec;
}

export interface DecoderContainer {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: DecoderProbe;
  readonly name: string;
  readonly ports?: readonly ContainerPort[];
  readonly readinessProbe?: DecoderProbe;
  readonly resizePolicy?: readonly ResizePolicy[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface DiffusionPipeline {
  readonly additionalComponents?: Readonly<Record<string, AdditionalComponent>>;
  readonly className?: string;
  readonly scheduler?: AdditionalComponent;
  readonly textEncoder?: AdditionalComponent;
  readonly tokenizer?: AdditionalComponent;
  readonly transformer?: AdditionalComponent;
  readonly vae?: AdditionalComponent;
}

export interface Discovery {
  readonly affinity?: Affinity;
  readonly deviceIDs?: readonly string[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly pciVendorID?: string;
}

export interface Endpoint {
  readonly endpoint?: EndpointEndpoint;
  readonly inferenceService?: EndpointNamespacedReference;
}

export interface EndpointEndpoint {
  readonly apiFormat: 'cohere' | 'oci-cohere' | 'openai';
  readonly modelName?: string;
  readonly url: string;
}

export interface EndpointNamespacedReference {
  readonly name: string;
  readonly namespace: string;
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: EnvVarSource;
}

export interface EnvVarSource {
  readonly configMapKeyRef?: KeySelector;
  readonly fieldRef?: ObjectFieldSelector;
  readonly resourceFieldRef?: ResourceFieldSelector;
  readonly secretKeyRef?: KeySelector;
}

export interface EphemeralContainer {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: Probe;
  readonly name: string;
  readonly ports?: readonly ContainerPort[];
  readonly readinessProbe?: Probe;
  readonly resizePolicy?: readonly ResizePolicy[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly targetContainerName?: string;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface FineTunedWeightSpec {
  readonly baseModelRef: NamespacedReference;
  readonly compartmentID?: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly disabled?: boolean;
  readonly displayName?: string;
  readonly hyperParameters: Readonly<Record<string, unknown>>;
  readonly modelType: string;
  readonly storage: Storage;
  readonly trainingJobRef?: NamespacedReference;
  readonly vendor?: string;
  readonly version?: string;
}

export interface InferenceServiceContainer {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: ContainerProbe;
  readonly name?: string;
  readonly ports?: readonly ContainerPort[];
  readonly readinessProbe?: ContainerProbe;
  readonly resizePolicy?: readonly ResizePolicy[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface InferenceServiceKedaConfig {
  readonly authModes?: string;
  readonly authenticationRef?: KedaConfigAuthenticationRef;
  readonly customPromQuery?: string;
  readonly enableKeda?: boolean;
  readonly promServerAddress?: string;
  readonly scalingOperator?: string;
  readonly scalingThreshold?: string;
}

export interface InferenceServiceSpec {
  readonly acceleratorSelector?: AcceleratorSelector;
  readonly decoder?: Decoder;
  readonly engine?: Decoder;
  readonly kedaConfig?: InferenceServiceKedaConfig;
  readonly model?: Model;
  readonly predictor?: Predictor;
  readonly router?: Router;
  readonly runtime?: Runtime;
}

export interface Integration {
  readonly kueueResourceFlavor?: string;
  readonly volcanoGPUType?: string;
}

export interface KedaConfig {
  readonly authModes?: string;
  readonly authenticationRef?: AuthenticationRef;
  readonly customPromQuery?: string;
  readonly enableKeda?: boolean;
  readonly promServerAddress?: string;
  readonly scalingOperator?: string;
  readonly scalingThreshold?: string;
}

export interface KedaConfigAuthenticationRef {
  readonly kind?: 'ClusterTriggerAuthentication' | 'TriggerAuthentication';
  readonly name?: string;
}

export interface Latency {
  readonly averageMillis?: number;
  readonly maximumMillis?: number;
}

export interface Leader {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly automountServiceAccountToken?: boolean;
  readonly containers?: readonly Container[];
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly ephemeralContainers?: readonly EphemeralContainer[];
  readonly hostAliases?: readonly HostAlias[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: LocalObjectReference;
  readonly overhead?: Readonly<Record<string, Quantity>>;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly restartPolicy?: string;
  readonly runner?: Container;
  readonly runtimeClassName?: string;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly volumes?: readonly Volume[];
}

export interface Model {
  readonly apiGroup?: string;
  readonly fineTunedWeights?: readonly string[];
  readonly kind?: string;
  readonly name: string;
}

export interface ModelFormat {
  readonly name: string;
  readonly operator?: string;
  readonly version?: string;
  readonly weight?: number;
}

export interface ModelSizeRange {
  readonly max?: string;
  readonly min?: string;
}

export interface NamespacedReference {
  readonly name: string;
  readonly namespace?: string;
}

export interface Performance {
  readonly fp16Tflops?: number;
  readonly fp32Tflops?: number;
  readonly int4Tops?: number;
  readonly int8Tops?: number;
  readonly latency?: Latency;
}

export interface PodOverride {
  readonly affinity?: Affinity;
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly resources?: ResourceRequirements;
  readonly tolerations?: readonly Toleration[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly volumes?: readonly Volume[];
}

export interface PodSpec {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly automountServiceAccountToken?: boolean;
  readonly containers?: readonly Container[];
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly ephemeralContainers?: readonly EphemeralContainer[];
  readonly hostAliases?: readonly HostAlias[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: LocalObjectReference;
  readonly overhead?: Readonly<Record<string, Quantity>>;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly restartPolicy?: string;
  readonly runner?: Container;
  readonly runtimeClassName?: string;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly size?: number;
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly volumes?: readonly Volume[];
}

export interface Predictor {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly automountServiceAccountToken?: boolean;
  readonly canaryTrafficPercent?: number;
  readonly containerConcurrency?: number;
  readonly containers?: readonly DecoderContainer[];
  readonly deploymentStrategy?: DeploymentStrategy;
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly hostAliases?: readonly HostAlias[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly kedaConfig?: KedaConfig;
  readonly labels?: Readonly<Record<string, string>>;
  readonly maxReplicas?: number;
  readonly maxUnavailable?: number | string;
  readonly minAvailable?: number | string;
  readonly minReplicas?: number;
  readonly model?: PredictorModel;
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: ServingRuntimeLocalObjectReference;
  readonly overhead?: Readonly<Record<string, Quantity>>;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly restartPolicy?: string;
  readonly runtimeClassName?: string;
  readonly scaleMetric?: 'concurrency' | 'cpu' | 'memory' | 'rps';
  readonly scaleTarget?: number;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly volumes?: readonly Volume[];
  readonly workerSpec?: PodSpec;
}

export interface PredictorModel {
  readonly args?: readonly string[];
  readonly baseModel?: string;
  readonly command?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly fineTunedWeights?: readonly string[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: ContainerProbe;
  readonly name?: string;
  readonly ports?: readonly ContainerPort[];
  readonly protocolVersion?: string;
  readonly readinessProbe?: ContainerProbe;
  readonly resizePolicy?: readonly ResizePolicy[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly runtime?: string;
  readonly runtimeVersion?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly storageUri?: string;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface ProjectedVolumeSource {
  readonly defaultMode?: number;
  readonly sources?: readonly VolumeProjection[];
}

export interface Resource {
  readonly divisible?: boolean;
  readonly name: string;
  readonly quantity?: Quantity;
}

export interface Router {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly automountServiceAccountToken?: boolean;
  readonly canaryTrafficPercent?: number;
  readonly config?: Readonly<Record<string, string>>;
  readonly containerConcurrency?: number;
  readonly containers?: readonly DecoderContainer[];
  readonly deploymentStrategy?: DeploymentStrategy;
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly hostAliases?: readonly HostAlias[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly kedaConfig?: KedaConfig;
  readonly labels?: Readonly<Record<string, string>>;
  readonly maxReplicas?: number;
  readonly maxUnavailable?: number | string;
  readonly minAvailable?: number | string;
  readonly minReplicas?: number;
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: ServingRuntimeLocalObjectReference;
  readonly overhead?: Readonly<Record<string, Quantity>>;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly restartPolicy?: string;
  readonly runner?: InferenceServiceContainer;
  readonly runtimeClassName?: string;
  readonly scaleMetric?: 'concurrency' | 'cpu' | 'memory' | 'rps';
  readonly scaleTarget?: number;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly volumes?: readonly Volume[];
}

export interface RouterConfig {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly automountServiceAccountToken?: boolean;
  readonly canaryTrafficPercent?: number;
  readonly config?: Readonly<Record<string, string>>;
  readonly containerConcurrency?: number;
  readonly containers?: readonly Container[];
  readonly deploymentStrategy?: DeploymentStrategy;
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly ephemeralContainers?: readonly EphemeralContainer[];
  readonly hostAliases?: readonly HostAlias[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly kedaConfig?: KedaConfig;
  readonly labels?: Readonly<Record<string, string>>;
  readonly maxReplicas?: number;
  readonly maxUnavailable?: number | string;
  readonly minAvailable?: number | string;
  readonly minReplicas?: number;
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: LocalObjectReference;
  readonly overhead?: Readonly<Record<string, Quantity>>;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly restartPolicy?: string;
  readonly runner?: Container;
  readonly runtimeClassName?: string;
  readonly scaleMetric?: 'concurrency' | 'cpu' | 'memory' | 'rps';
  readonly scaleTarget?: number;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly volumes?: readonly Volume[];
}

export interface Runtime {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name: string;
}

export interface ServiceMetadata {
  readonly engine: 'SGLang' | 'TGI' | 'vLLM';
  readonly gpuCount: number;
  readonly gpuType: 'A10' | 'A100' | 'H100' | 'MI300';
  readonly version: string;
}

export interface ServingRuntimeSpec {
  readonly acceleratorRequirements?: AcceleratorRequirements;
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly containers?: readonly Container[];
  readonly decoderConfig?: DecoderConfig;
  readonly disabled?: boolean;
  readonly dnsPolicy?: string;
  readonly engineConfig?: DecoderConfig;
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly modelSizeRange?: ModelSizeRange;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly protocolVersions?: readonly string[];
  readonly routerConfig?: RouterConfig;
  readonly schedulerName?: string;
  readonly supportedModelFormats?: readonly SupportedModelFormat[];
  readonly tolerations?: readonly Toleration[];
  readonly volumes?: readonly Volume[];
  readonly workers?: Workers;
}

export interface Storage {
  readonly downloadPolicy?: 'AlwaysDownload' | 'ReuseIfExists';
  readonly key?: string;
  readonly nodeAffinity?: NodeAffinity;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly schemaPath?: string;
  readonly storageUri: string;
}

export interface SupportedModelFormat {
  readonly acceleratorConfig?: Readonly<Record<string, AcceleratorConfig>>;
  readonly autoSelect?: boolean;
  readonly diffusionPipeline?: DiffusionPipeline;
  readonly modelArchitecture?: string;
  readonly modelFormat: ModelFormat;
  readonly modelFramework: ModelFormat;
  readonly modelType?: string;
  readonly name?: string;
  readonly priority?: number;
  readonly quantization?: string;
  readonly version?: string;
}

export interface TensorParallelismOverride {
  readonly dataParallelSize?: number;
  readonly pipelineParallelSize?: number;
  readonly tensorParallelSize?: number;
}

export interface Volume {
  readonly awsElasticBlockStore?: AwsElasticBlockStore;
  readonly azureDisk?: AzureDisk;
  readonly azureFile?: AzureFile;
  readonly cephfs?: Cephfs;
  readonly cinder?: Cinder;
  readonly configMap?: ConfigMapVolumeSource;
  readonly csi?: CSIVolumeSource;
  readonly downwardAPI?: DownwardAPIVolumeSource;
  readonly emptyDir?: EmptyDirVolumeSource;
  readonly ephemeral?: EphemeralVolumeSource;
  readonly fc?: Fc;
  readonly flexVolume?: FlexVolume;
  readonly flocker?: Flocker;
  readonly gcePersistentDisk?: GcePersistentDisk;
  readonly gitRepo?: GitRepo;
  readonly glusterfs?: Glusterfs;
  readonly hostPath?: HostPathVolumeSource;
  readonly image?: ImageVolumeSource;
  readonly iscsi?: Iscsi;
  readonly name: string;
  readonly nfs?: NFSVolumeSource;
  readonly persistentVolumeClaim?: PersistentVolumeClaimVolumeSource;
  readonly photonPersistentDisk?: PhotonPersistentDisk;
  readonly portworxVolume?: PortworxVolume;
  readonly projected?: ProjectedVolumeSource;
  readonly quobyte?: Quobyte;
  readonly rbd?: Rbd;
  readonly scaleIO?: ScaleIO;
  readonly secret?: SecretVolumeSource;
  readonly storageos?: Storageos;
  readonly vsphereVolume?: VsphereVolume;
}

export interface VolumeProjection {
  readonly clusterTrustBundle?: ClusterTrustBundle;
  readonly configMap?: KeyProjection;
  readonly downwardAPI?: DownwardAPIProjection;
  readonly secret?: KeyProjection;
  readonly serviceAccountToken?: ServiceAccountToken;
}

export interface Workers {
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly containers?: readonly Container[];
  readonly dnsPolicy?: string;
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly schedulerName?: string;
  readonly size?: number;
  readonly tolerations?: readonly Toleration[];
  readonly volumes?: readonly Volume[];
}
