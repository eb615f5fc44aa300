// Generated from CRDs by `npm run import`; change the CRDs and import again.

import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  Advanced,
  Affinity,
  AwsElasticBlockStore,
  AzureDisk,
  AzureFile,
  CSIVolumeSource,
  Cephfs,
  Cinder,
  ClusterTrustBundle,
  ConfigMapVolumeSource,
  Container,
  ContainerPort,
  ContainerProbe,
  DecoderProbe,
  DeploymentStrategy,
  DnsConfig,
  DownwardAPIProjection,
  DownwardAPIVolumeSource,
  EmptyDirVolumeSource,
  EndpointPickerRef,
  EnvFromSource,
  EnvVar,
  EphemeralContainer,
  EphemeralVolumeSource,
  Fc,
  FileKeySelector,
  FlexVolume,
  Flocker,
  GcePersistentDisk,
  GitRepo,
  Glusterfs,
  HorizontalPodAutoscalerBehavior,
  HostAlias,
  HostPathVolumeSource,
  ImageVolumeSource,
  Iscsi,
  KeyProjection,
  KeySelector,
  LabelSelector,
  Lifecycle,
  LocalObjectReference,
  NFSVolumeSource,
  NameValue,
  NodeSelector,
  ObjectFieldSelector,
  PersistentVolumeClaimSpec,
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
  ResourceClaim,
  ResourceRequirements,
  RestartPolicyRule,
  RolloutStrategy,
  ScaleIO,
  SecretVolumeSource,
  SecurityContext,
  Selector,
  ServiceAccountToken,
  ServingRuntimeLocalObjectReference,
  Storageos,
  TargetPort,
  Toleration,
  TopologySpreadConstraint,
  TypedLocalObjectReference,
  TypedObjectReference,
  VolumeDevice,
  VolumeMount,
  VsphereVolume,
} from './shared';

export interface ClusterServingRuntimeProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: ServingRuntimeSpec;
}

/** `kind: ClusterServingRuntime` of `apiVersion: serving.kserve.io/v1alpha1`. */
export class ClusterServingRuntime extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'ClusterServingRuntime' };

  static manifest(props: ClusterServingRuntimeProps = {}): ApiObjectProps {
    return { ...ClusterServingRuntime.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: ClusterServingRuntimeProps = {}) {
    super(scope, id, ClusterServingRuntime.manifest(props));
  }
}

export interface ClusterStorageContainerProps {
  readonly metadata?: ApiObjectMetadata;
  readonly disabled?: boolean;
  readonly spec?: ClusterStorageContainerSpec;
}

/** `kind: ClusterStorageContainer` of `apiVersion: serving.kserve.io/v1alpha1`. */
export class ClusterStorageContainer extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'ClusterStorageContainer' };

  static manifest(props: ClusterStorageContainerProps = {}): ApiObjectProps {
    return { ...ClusterStorageContainer.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: ClusterStorageContainerProps = {}) {
    super(scope, id, ClusterStorageContainer.manifest(props));
  }
}

export interface InferenceGraphProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: InferenceGraphSpec;
}

/** `kind: InferenceGraph` of `apiVersion: serving.kserve.io/v1alpha1`. */
export class InferenceGraph extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'InferenceGraph' };

  static manifest(props: InferenceGraphProps = {}): ApiObjectProps {
    return { ...InferenceGraph.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: InferenceGraphProps = {}) {
    super(scope, id, InferenceGraph.manifest(props));
  }
}

export interface InferenceServiceProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: InferenceServiceSpec;
}

/** `kind: InferenceService` of `apiVersion: serving.kserve.io/v1beta1`. */
export class InferenceService extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService' };

  static manifest(props: InferenceServiceProps = {}): ApiObjectProps {
    return { ...InferenceService.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: InferenceServiceProps = {}) {
    super(scope, id, InferenceService.manifest(props));
  }
}

export interface LLMInferenceServiceProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: LLMInferenceServiceSpec;
}

/** `kind: LLMInferenceService` of `apiVersion: serving.kserve.io/v1alpha2`. */
export class LLMInferenceService extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha2', kind: 'LLMInferenceService' };

  static manifest(props: LLMInferenceServiceProps = {}): ApiObjectProps {
    return { ...LLMInferenceService.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: LLMInferenceServiceProps = {}) {
    super(scope, id, LLMInferenceService.manifest(props));
  }
}

export interface LLMInferenceServiceConfigProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: LLMInferenceServiceConfigSpec;
}

/** `kind: LLMInferenceServiceConfig` of `apiVersion: serving.kserve.io/v1alpha2`. */
export class LLMInferenceServiceConfig extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha2', kind: 'LLMInferenceServiceConfig' };

  static manifest(props: LLMInferenceServiceConfigProps = {}): ApiObjectProps {
    return { ...LLMInferenceServiceConfig.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: LLMInferenceServiceConfigProps = {}) {
    super(scope, id, LLMInferenceServiceConfig.manifest(props));
  }
}

export interface LLMInferenceServiceConfigV1Alpha1Props {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: LLMInferenceServiceConfigV1Alpha1Spec;
}

/** `kind: LLMInferenceServiceConfig` of `apiVersion: serving.kserve.io/v1alpha1`. */
export class LLMInferenceServiceConfigV1Alpha1 extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'LLMInferenceServiceConfig' };

  static manifest(props: LLMInferenceServiceConfigV1Alpha1Props = {}): ApiObjectProps {
    return { ...LLMInferenceServiceConfigV1Alpha1.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: LLMInferenceServiceConfigV1Alpha1Props = {}) {
    super(scope, id, LLMInferenceServiceConfigV1Alpha1.manifest(props));
  }
}

export interface LLMInferenceServiceV1Alpha1Props {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: LLMInferenceServiceV1Alpha1Spec;
}

/** `kind: LLMInferenceService` of `apiVersion: serving.kserve.io/v1alpha1`. */
export class LLMInferenceServiceV1Alpha1 extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'LLMInferenceService' };

  static manifest(props: LLMInferenceServiceV1Alpha1Props = {}): ApiObjectProps {
    return { ...LLMInferenceServiceV1Alpha1.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: LLMInferenceServiceV1Alpha1Props = {}) {
    super(scope, id, LLMInferenceServiceV1Alpha1.manifest(props));
  }
}

export interface LocalModelCacheProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: LocalModelCacheSpec;
}

/** `kind: LocalModelCache` of `apiVersion: serving.kserve.io/v1alpha1`. */
export class LocalModelCache extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'LocalModelCache' };

  static manifest(props: LocalModelCacheProps = {}): ApiObjectProps {
    return { ...LocalModelCache.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: LocalModelCacheProps = {}) {
    super(scope, id, LocalModelCache.manifest(props));
  }
}

export interface LocalModelNamespaceCacheProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: LocalModelCacheSpec;
}

/** `kind: LocalModelNamespaceCache` of `apiVersion: serving.kserve.io/v1alpha1`. */
export class LocalModelNamespaceCache extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'LocalModelNamespaceCache' };

  static manifest(props: LocalModelNamespaceCacheProps = {}): ApiObjectProps {
    return { ...LocalModelNamespaceCache.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: LocalModelNamespaceCacheProps = {}) {
    super(scope, id, LocalModelNamespaceCache.manifest(props));
  }
}

export interface LocalModelNodeProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: LocalModelNodeSpec;
}

/** `kind: LocalModelNode` of `apiVersion: serving.kserve.io/v1alpha1`. */
export class LocalModelNode extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'LocalModelNode' };

  static manifest(props: LocalModelNodeProps = {}): ApiObjectProps {
    return { ...LocalModelNode.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: LocalModelNodeProps = {}) {
    super(scope, id, LocalModelNode.manifest(props));
  }
}

export interface LocalModelNodeGroupProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: LocalModelNodeGroupSpec;
}

/** `kind: LocalModelNodeGroup` of `apiVersion: serving.kserve.io/v1alpha1`. */
export class LocalModelNodeGroup extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'LocalModelNodeGroup' };

  static manifest(props: LocalModelNodeGroupProps = {}): ApiObjectProps {
    return { ...LocalModelNodeGroup.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: LocalModelNodeGroupProps = {}) {
    super(scope, id, LocalModelNodeGroup.manifest(props));
  }
}

export interface ServingRuntimeProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: ServingRuntimeSpec;
}

/** `kind: ServingRuntime` of `apiVersion: serving.kserve.io/v1alpha1`. */
export class ServingRuntime extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'ServingRuntime' };

  static manifest(props: ServingRuntimeProps = {}): ApiObjectProps {
    return { ...ServingRuntime.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: ServingRuntimeProps = {}) {
    super(scope, id, ServingRuntime.manifest(props));
  }
}

export interface TrainedModelProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: TrainedModelSpec;
}

/** `kind: TrainedModel` of `apiVersion: serving.kserve.io/v1alpha1`. */
export class TrainedModel extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'TrainedModel' };

  static manifest(props: TrainedModelProps = {}): ApiObjectProps {
    return { ...TrainedModel.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: TrainedModelProps = {}) {
    super(scope, id, TrainedModel.manifest(props));
  }
}

export interface Art {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly config?: Readonly<Record<string, string>>;
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
  readonly restartPolicyRules?: readonly RestartPolicyRule[];
  readonly runtimeVersion?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly storage?: Storage;
  readonly storageUri?: string;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly type?: string;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface AuthenticationRef {
  readonly kind?: string;
  readonly name: string;
}

export interface AutoScaling {
  readonly behavior?: HorizontalPodAutoscalerBehavior;
  readonly metrics?: readonly Metric[];
}

export interface BackendRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
}

export interface Batcher {
  readonly maxBatchSize?: number;
  readonly maxLatency?: number;
  readonly timeout?: number;
}

export interface BuiltInAdapter {
  readonly env?: readonly EnvVar[];
  readonly memBufferBytes?: number;
  readonly modelLoadingTimeoutMillis?: number;
  readonly runtimeManagementPort?: number;
  readonly serverType?: string;
}

export interface Canary {
  readonly predictor: CanaryPredictor;
  readonly trafficPercent: number;
}

export interface CanaryModel {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly confidential?: Confidential;
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: Probe;
  readonly modelFormat: ModelFormat;
  readonly name: string;
  readonly ports?: readonly ContainerPort[];
  readonly protocolVersion?: string;
  readonly readinessProbe?: Probe;
  readonly resizePolicy?: readonly ResizePolicy[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly RestartPolicyRule[];
  readonly runtime?: string;
  readonly runtimeVersion?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly storage?: Storage;
  readonly storageUri?: string;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface CanaryPredictor {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly autoScaling?: AutoScaling;
  readonly automountServiceAccountToken?: boolean;
  readonly batcher?: Batcher;
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
  readonly hostnameOverride?: string;
  readonly huggingface?: PredictorHuggingface;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly lightgbm?: PredictorHuggingface;
  readonly logger?: Logger;
  readonly maxReplicas?: number;
  readonly minReplicas?: number;
  readonly model?: CanaryModel;
  readonly name?: string;
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly onnx?: PredictorHuggingface;
  readonly os?: LocalObjectReference;
  readonly overhead?: Readonly<Record<string, Quantity>>;
  readonly paddle?: PredictorHuggingface;
  readonly pmml?: PredictorHuggingface;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly pytorch?: PredictorHuggingface;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly runtimeClassName?: string;
  readonly scaleMetric?: 'concurrency' | 'cpu' | 'memory' | 'rps';
  readonly scaleMetricType?: 'AverageValue' | 'Utilization' | 'Value';
  readonly scaleTarget?: number;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly sklearn?: PredictorHuggingface;
  readonly storageContainerName?: string;
  readonly storageUris?: readonly StorageUri[];
  readonly subdomain?: string;
  readonly tensorflow?: PredictorHuggingface;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeout?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly triton?: PredictorHuggingface;
  readonly volumes?: readonly Volume[];
  readonly workerSpec?: PredictorPodSpec;
  readonly xgboost?: PredictorHuggingface;
}

export interface ClaimRef {
  readonly apiVersion?: string;
  readonly fieldPath?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly resourceVersion?: string;
  readonly uid?: string;
}

export interface ClusterStorageContainerSpec {
  readonly container: Container;
  readonly supportedUriFormats: readonly SupportedUriFormat[];
  readonly supportsMultiModelDownload?: boolean;
  readonly workloadType?: string;
}

export interface Confidential {
  readonly enabled: boolean;
  readonly resourceId?: string;
}

export interface ContainerEnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: ContainerEnvVarSource;
}

export interface ContainerEnvVarSource {
  readonly configMapKeyRef?: KeySelector;
  readonly fieldRef?: ObjectFieldSelector;
  readonly fileKeyRef?: FileKeySelector;
  readonly resourceFieldRef?: EnvVarSourceResourceFieldSelector;
  readonly secretKeyRef?: KeySelector;
}

export interface CookieConfig {
  readonly lifetimeType?: 'Permanent' | 'Session';
}

export interface Cors {
  readonly allowCredentials?: boolean;
  readonly allowHeaders?: readonly string[];
  readonly allowMethods?: readonly ('*' | 'CONNECT' | 'DELETE' | 'GET' | 'HEAD' | 'OPTIONS' | 'PATCH' | 'POST' | 'PUT' | 'TRACE')[];
  readonly allowOrigins?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAge?: number;
}

export interface DownwardAPIVolumeSourceDownwardAPIVolumeFile {
  readonly fieldRef?: ObjectFieldSelector;
  readonly mode?: number;
  readonly path: string;
  readonly resourceFieldRef?: EnvVarSourceResourceFieldSelector;
}

export interface EmptyDir {
  readonly size: Quantity;
}

export interface EnvVarSourceResourceFieldSelector {
  readonly containerName?: string;
  readonly divisor?: number | string;
  readonly resource: string;
}

export interface EphemeralVolumeSourcePersistentVolumeClaimTemplate {
  readonly metadata?: Readonly<Record<string, never>>;
  readonly spec: PersistentVolumeClaimTemplatePersistentVolumeClaimSpec;
}

export interface Explainer {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly art?: Art;
  readonly autoScaling?: AutoScaling;
  readonly automountServiceAccountToken?: boolean;
  readonly batcher?: Batcher;
  readonly canaryTrafficPercent?: number;
  readonly containerConcurrency?: number;
  readonly containers?: readonly ExplainerContainer[];
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
  readonly hostnameOverride?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly logger?: Logger;
  readonly maxReplicas?: number;
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
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly runtimeClassName?: string;
  readonly scaleMetric?: 'concurrency' | 'cpu' | 'memory' | 'rps';
  readonly scaleMetricType?: 'AverageValue' | 'Utilization' | 'Value';
  readonly scaleTarget?: number;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly storageUris?: readonly StorageUri[];
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeout?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly volumes?: readonly Volume[];
}

export interface ExplainerContainer {
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
  readonly restartPolicyRules?: readonly RestartPolicyRule[];
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

export interface ExtensionRef {
  readonly failureMode: 'FailClose' | 'FailOpen';
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly portNumber?: number;
}

export interface External {
  readonly authenticationRef?: ExternalAuthenticationRef;
  readonly metric: ExternalMetric;
  readonly target: Target;
}

export interface ExternalAuth {
  readonly backendRef: BackendRef;
  readonly forwardBody?: ForwardBody;
  readonly grpc?: Grpc;
  readonly http?: ExternalAuthHttp;
  readonly protocol: 'GRPC' | 'HTTP';
}

export interface ExternalAuthHttp {
  readonly allowedHeaders?: readonly string[];
  readonly allowedResponseHeaders?: readonly string[];
  readonly path?: string;
}

export interface ExternalAuthenticationRef {
  readonly authModes?: string;
  readonly authenticationRef: LocalObjectReference;
}

export interface ExternalMetric {
  readonly backend?: 'graphite' | 'prometheus';
  readonly namespace?: string;
  readonly query?: string;
  readonly serverAddress?: string;
}

export interface Fallback {
  readonly behavior?: 'currentReplicas' | 'currentReplicasIfHigher' | 'currentReplicasIfLower' | 'static';
  readonly failureThreshold: number;
  readonly replicas: number;
}

export interface FileSystem {
  readonly emptyDir?: EmptyDir;
  readonly pvc?: Pvc;
}

export interface Filter {
  readonly cors?: Cors;
  readonly extensionRef?: FilterExtensionRef;
  readonly externalAuth?: ExternalAuth;
  readonly requestHeaderModifier?: RequestHeaderModifier;
  readonly requestMirror?: RequestMirror;
  readonly requestRedirect?: RequestRedirect;
  readonly responseHeaderModifier?: RequestHeaderModifier;
  readonly type: 'CORS' | 'ExtensionRef' | 'RequestHeaderModifier' | 'RequestMirror' | 'RequestRedirect' | 'ResponseHeaderModifier' | 'URLRewrite';
  readonly urlRewrite?: UrlRewrite;
}

export interface FilterExtensionRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

export interface ForwardBody {
  readonly maxSize?: number;
}

export interface Fraction {
  readonly denominator?: number;
  readonly numerator: number;
}

export interface Gateway {
  readonly refs?: readonly Ref[];
}

export interface Grpc {
  readonly allowedHeaders?: readonly string[];
}

export interface Header {
  readonly name: string;
  readonly type?: 'Exact' | 'RegularExpression';
  readonly value: string;
}

export interface Hpa {
  readonly behavior?: HorizontalPodAutoscalerBehavior;
}

export interface Http {
  readonly refs?: readonly ServingRuntimeLocalObjectReference[];
  readonly spec?: HttpSpec;
}

export interface HttpSpec {
  readonly hostnames?: readonly string[];
  readonly parentRefs?: readonly ParentRef[];
  readonly rules?: readonly Rule[];
  readonly useDefaultGateways?: 'All' | 'None';
}

export interface Huggingface {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly confidential?: Confidential;
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
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
  readonly restartPolicyRules?: readonly RestartPolicyRule[];
  readonly runtimeVersion?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly storage?: Storage;
  readonly storageUri?: string;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface InferenceGraphSpec {
  readonly affinity?: Affinity;
  readonly maxReplicas?: number;
  readonly minReplicas?: number;
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly nodes: Readonly<Record<string, Node>>;
  readonly resources?: ResourceRequirements;
  readonly routerTimeouts?: RouterTimeouts;
  readonly scaleMetric?: 'concurrency' | 'cpu' | 'memory' | 'rps';
  readonly scaleTarget?: number;
  readonly serviceAccountName?: string;
  readonly timeout?: number;
  readonly tolerations?: readonly Toleration[];
}

export interface InferenceServiceSpec {
  readonly canary?: readonly Canary[];
  readonly explainer?: Explainer;
  readonly predictor: Predictor;
  readonly transformer?: Transformer;
}

export interface Ingress {
  readonly refs?: readonly NamespacedReference[];
}

export interface Keda {
  readonly advanced?: Advanced;
  readonly cooldownPeriod?: number;
  readonly fallback?: Fallback;
  readonly idleReplicaCount?: number;
  readonly initialCooldownPeriod?: number;
  readonly pollingInterval?: number;
  readonly triggers: readonly Trigger[];
}

export interface KvCacheOffloading {
  readonly cpu: Quantity;
  readonly evictionPolicy?: 'arc' | 'lru';
  readonly secondary?: readonly Secondary[];
}

export interface LLMInferenceServiceConfigPodSpec {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly automountServiceAccountToken?: boolean;
  readonly containers?: readonly PodContainer[];
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly ephemeralContainers?: readonly PodEphemeralContainer[];
  readonly hostAliases?: readonly HostAlias[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly hostnameOverride?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly PodContainer[];
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: LocalObjectReference;
  readonly overhead?: Readonly<Record<string, number | string>>;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly resources?: PodResourceRequirements;
  readonly restartPolicy?: string;
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
  readonly volumes?: readonly PodVolume[];
}

export interface LLMInferenceServiceConfigPrefill {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly kvCacheOffloading?: KvCacheOffloading;
  readonly labels?: Readonly<Record<string, string>>;
  readonly parallelism?: Parallelism;
  readonly replicas?: number;
  readonly rolloutStrategy?: RolloutStrategy;
  readonly scaling?: Scaling;
  readonly template?: LLMInferenceServiceConfigPodSpec;
  readonly worker?: LLMInferenceServiceConfigPodSpec;
}

export interface LLMInferenceServiceConfigRouter {
  readonly gateway?: Gateway;
  readonly ingress?: Ingress;
  readonly route?: Route;
  readonly scheduler?: RouterScheduler;
}

export interface LLMInferenceServiceConfigSpec {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly baseRefs?: readonly ServingRuntimeLocalObjectReference[];
  readonly kvCacheOffloading?: KvCacheOffloading;
  readonly labels?: Readonly<Record<string, string>>;
  readonly model?: Model;
  readonly parallelism?: Parallelism;
  readonly prefill?: LLMInferenceServiceConfigPrefill;
  readonly replicas?: number;
  readonly rolloutStrategy?: RolloutStrategy;
  readonly router?: LLMInferenceServiceConfigRouter;
  readonly scaling?: Scaling;
  readonly storageInitializer?: StorageInitializer;
  readonly template?: LLMInferenceServiceConfigPodSpec;
  readonly tracing?: Tracing;
  readonly worker?: LLMInferenceServiceConfigPodSpec;
}

export interface LLMInferenceServiceConfigV1Alpha1Prefill {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly parallelism?: Parallelism;
  readonly replicas?: number;
  readonly rolloutStrategy?: RolloutStrategy;
  readonly scaling?: Scaling;
  readonly template?: LLMInferenceServiceConfigPodSpec;
  readonly worker?: LLMInferenceServiceConfigPodSpec;
}

export interface LLMInferenceServiceConfigV1Alpha1Router {
  readonly gateway?: Gateway;
  readonly ingress?: Ingress;
  readonly route?: Route;
  readonly scheduler?: LLMInferenceServiceConfigV1Alpha1Scheduler;
}

export interface LLMInferenceServiceConfigV1Alpha1Scheduler {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly config?: SchedulerConfig;
  readonly labels?: Readonly<Record<string, string>>;
  readonly pool?: SchedulerPool;
  readonly replicas?: number;
  readonly template?: LLMInferenceServiceConfigPodSpec;
  readonly tokenizer?: SchedulerTokenizer;
}

export interface LLMInferenceServiceConfigV1Alpha1Spec {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly baseRefs?: readonly ServingRuntimeLocalObjectReference[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly model?: LLMInferenceServiceV1Alpha1Model;
  readonly parallelism?: Parallelism;
  readonly prefill?: LLMInferenceServiceConfigV1Alpha1Prefill;
  readonly replicas?: number;
  readonly rolloutStrategy?: RolloutStrategy;
  readonly router?: LLMInferenceServiceConfigV1Alpha1Router;
  readonly scaling?: Scaling;
  readonly storageInitializer?: StorageInitializer;
  readonly template?: LLMInferenceServiceConfigPodSpec;
  readonly tracing?: Tracing;
  readonly worker?: LLMInferenceServiceConfigPodSpec;
}

export interface LLMInferenceServiceSpec {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly baseRefs?: readonly ServingRuntimeLocalObjectReference[];
  readonly kvCacheOffloading?: KvCacheOffloading;
  readonly labels?: Readonly<Record<string, string>>;
  readonly model?: Model;
  readonly parallelism?: Parallelism;
  readonly prefill?: Prefill;
  readonly replicas?: number;
  readonly rolloutStrategy?: RolloutStrategy;
  readonly router?: Router;
  readonly scaling?: Scaling;
  readonly storageInitializer?: StorageInitializer;
  readonly template?: PodSpec;
  readonly tracing?: Tracing;
  readonly worker?: PodSpec;
}

export interface LLMInferenceServiceV1Alpha1Model {
  readonly criticality?: 'Critical' | 'Sheddable' | 'Standard';
  readonly lora?: Lora;
  readonly name?: string;
  readonly uri: string;
}

export interface LLMInferenceServiceV1Alpha1Prefill {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly parallelism?: Parallelism;
  readonly replicas?: number;
  readonly rolloutStrategy?: RolloutStrategy;
  readonly scaling?: Scaling;
  readonly template?: PodSpec;
  readonly worker?: PodSpec;
}

export interface LLMInferenceServiceV1Alpha1Router {
  readonly gateway?: Gateway;
  readonly ingress?: Ingress;
  readonly route?: Route;
  readonly scheduler?: LLMInferenceServiceV1Alpha1Scheduler;
}

export interface LLMInferenceServiceV1Alpha1Scheduler {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly config?: SchedulerConfig;
  readonly labels?: Readonly<Record<string, string>>;
  readonly pool?: SchedulerPool;
  readonly replicas?: number;
  readonly template?: PodSpec;
  readonly tokenizer?: Tokenizer;
}

export interface LLMInferenceServiceV1Alpha1Spec {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly baseRefs?: readonly ServingRuntimeLocalObjectReference[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly model?: LLMInferenceServiceV1Alpha1Model;
  readonly parallelism?: Parallelism;
  readonly prefill?: LLMInferenceServiceV1Alpha1Prefill;
  readonly replicas?: number;
  readonly rolloutStrategy?: RolloutStrategy;
  readonly router?: LLMInferenceServiceV1Alpha1Router;
  readonly scaling?: Scaling;
  readonly storageInitializer?: StorageInitializer;
  readonly template?: PodSpec;
  readonly tracing?: Tracing;
  readonly worker?: PodSpec;
}

export interface Local {
  readonly fsType?: string;
  readonly path: string;
}

export interface LocalModel {
  readonly modelName: string;
  readonly namespace?: string;
  readonly nodeGroup?: string;
  readonly serviceAccountName?: string;
  readonly sourceModelUri: string;
  readonly storage?: LocalModelCacheStorage;
}

export interface LocalModelCacheSpec {
  readonly modelSize: Quantity;
  readonly nodeGroups: readonly string[];
  readonly serviceAccountName?: string;
  readonly sourceModelUri: string;
  readonly storage?: LocalModelCacheStorage;
}

export interface LocalModelCacheStorage {
  readonly key?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface LocalModelNodeGroupSpec {
  readonly persistentVolumeClaimSpec: PersistentVolumeClaimSpec;
  readonly persistentVolumeSpec: PersistentVolumeSpec;
  readonly storageLimit: Quantity;
}

export interface LocalModelNodeSpec {
  readonly localModels: readonly LocalModel[];
}

export interface Logger {
  readonly batchInterval?: string;
  readonly batchSize?: number;
  readonly marshallerUrl?: string;
  readonly metadataAnnotations?: readonly string[];
  readonly metadataHeaders?: readonly string[];
  readonly mode?: 'all' | 'request' | 'response';
  readonly storage?: LoggerStorage;
  readonly url?: string;
}

export interface LoggerStorage {
  readonly key?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly serviceAccountName?: string;
}

export interface Lora {
  readonly adapters?: unknown;
  readonly maxAdapters?: number;
  readonly maxCpuAdapters?: number;
  readonly maxRank?: number;
}

export interface Match {
  readonly headers?: readonly Header[];
  readonly method?: 'CONNECT' | 'DELETE' | 'GET' | 'HEAD' | 'OPTIONS' | 'PATCH' | 'POST' | 'PUT' | 'TRACE';
  readonly path?: MatchPath;
  readonly queryParams?: readonly Header[];
}

export interface MatchPath {
  readonly type?: 'Exact' | 'PathPrefix' | 'RegularExpression';
  readonly value?: string;
}

export interface Metric {
  readonly external?: External;
  readonly podmetric?: Podmetric;
  readonly resource?: Resource;
  readonly type: 'External' | 'PodMetric' | 'Resource';
}

export interface Model {
  readonly confidential?: Confidential;
  readonly lora?: Lora;
  readonly name?: string;
  readonly uri: string;
}

export interface ModelFormat {
  readonly name: string;
  readonly version?: string;
}

export interface NamespacedReference {
  readonly name?: string;
  readonly namespace?: string;
}

export interface Node {
  readonly routerType: 'Ensemble' | 'Sequence' | 'Splitter' | 'Switch';
  readonly steps?: readonly Step[];
}

export interface Parallelism {
  readonly data?: number;
  readonly dataLocal?: number;
  readonly dataRPCPort?: number;
  readonly expert?: boolean;
  readonly pipeline?: number;
  readonly tensor?: number;
}

export interface ParentRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly sectionName?: string;
}

export interface Path {
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
  readonly type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface PersistentVolumeAzureFile {
  readonly readOnly?: boolean;
  readonly secretName: string;
  readonly secretNamespace?: string;
  readonly shareName: string;
}

export interface PersistentVolumeCSIVolumeSource {
  readonly controllerExpandSecretRef?: NamespacedReference;
  readonly controllerPublishSecretRef?: NamespacedReference;
  readonly driver: string;
  readonly fsType?: string;
  readonly nodeExpandSecretRef?: NamespacedReference;
  readonly nodePublishSecretRef?: NamespacedReference;
  readonly nodeStageSecretRef?: NamespacedReference;
  readonly readOnly?: boolean;
  readonly volumeAttributes?: Readonly<Record<string, string>>;
  readonly volumeHandle: string;
}

export interface PersistentVolumeCephfs {
  readonly monitors: readonly string[];
  readonly path?: string;
  readonly readOnly?: boolean;
  readonly secretFile?: string;
  readonly secretRef?: NamespacedReference;
  readonly user?: string;
}

export interface PersistentVolumeCinder {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: NamespacedReference;
  readonly volumeID: string;
}

export interface PersistentVolumeClaimTemplatePersistentVolumeClaimSpec {
  readonly accessModes?: readonly string[];
  readonly dataSource?: TypedLocalObjectReference;
  readonly dataSourceRef?: TypedObjectReference;
  readonly resources?: PersistentVolumeClaimVolumeResourceRequirements;
  readonly selector?: LabelSelector;
  readonly storageClassName?: string;
  readonly volumeAttributesClassName?: string;
  readonly volumeMode?: string;
  readonly volumeName?: string;
}

export interface PersistentVolumeClaimVolumeResourceRequirements {
  readonly limits?: Readonly<Record<string, number | string>>;
  readonly requests?: Readonly<Record<string, number | string>>;
}

export interface PersistentVolumeFlexVolume {
  readonly driver: string;
  readonly fsType?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly readOnly?: boolean;
  readonly secretRef?: NamespacedReference;
}

export interface PersistentVolumeGlusterfs {
  readonly endpoints: string;
  readonly endpointsNamespace?: string;
  readonly path: string;
  readonly readOnly?: boolean;
}

export interface PersistentVolumeIscsi {
  readonly chapAuthDiscovery?: boolean;
  readonly chapAuthSession?: boolean;
  readonly fsType?: string;
  readonly initiatorName?: string;
  readonly iqn: string;
  readonly iscsiInterface?: string;
  readonly lun: number;
  readonly portals?: readonly string[];
  readonly readOnly?: boolean;
  readonly secretRef?: NamespacedReference;
  readonly targetPortal: string;
}

export interface PersistentVolumeNodeAffinity {
  readonly required?: NodeSelector;
}

export interface PersistentVolumeRbd {
  readonly fsType?: string;
  readonly image: string;
  readonly keyring?: string;
  readonly monitors: readonly string[];
  readonly pool?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: NamespacedReference;
  readonly user?: string;
}

export interface PersistentVolumeScaleIO {
  readonly fsType?: string;
  readonly gateway: string;
  readonly protectionDomain?: string;
  readonly readOnly?: boolean;
  readonly secretRef: NamespacedReference;
  readonly sslEnabled?: boolean;
  readonly storageMode?: string;
  readonly storagePool?: string;
  readonly system: string;
  readonly volumeName?: string;
}

export interface PersistentVolumeSpec {
  readonly accessModes?: readonly string[];
  readonly awsElasticBlockStore?: AwsElasticBlockStore;
  readonly azureDisk?: AzureDisk;
  readonly azureFile?: PersistentVolumeAzureFile;
  readonly capacity?: Readonly<Record<string, Quantity>>;
  readonly cephfs?: PersistentVolumeCephfs;
  readonly cinder?: PersistentVolumeCinder;
  readonly claimRef?: ClaimRef;
  readonly csi?: PersistentVolumeCSIVolumeSource;
  readonly fc?: Fc;
  readonly flexVolume?: PersistentVolumeFlexVolume;
  readonly flocker?: Flocker;
  readonly gcePersistentDisk?: GcePersistentDisk;
  readonly glusterfs?: PersistentVolumeGlusterfs;
  readonly hostPath?: HostPathVolumeSource;
  readonly iscsi?: PersistentVolumeIscsi;
  readonly local?: Local;
  readonly mountOptions?: readonly string[];
  readonly nfs?: NFSVolumeSource;
  readonly nodeAffinity?: PersistentVolumeNodeAffinity;
  readonly persistentVolumeReclaimPolicy?: string;
  readonly photonPersistentDisk?: PhotonPersistentDisk;
  readonly portworxVolume?: PortworxVolume;
  readonly quobyte?: Quobyte;
  readonly rbd?: PersistentVolumeRbd;
  readonly scaleIO?: PersistentVolumeScaleIO;
  readonly storageClassName?: string;
  readonly storageos?: PersistentVolumeStorageos;
  readonly volumeAttributesClassName?: string;
  readonly volumeMode?: string;
  readonly vsphereVolume?: VsphereVolume;
}

export interface PersistentVolumeStorageos {
  readonly fsType?: string;
  readonly readOnly?: boolean;
  readonly secretRef?: ClaimRef;
  readonly volumeName?: string;
  readonly volumeNamespace?: string;
}

export interface PodCertificate {
  readonly certificateChainPath?: string;
  readonly credentialBundlePath?: string;
  readonly keyPath?: string;
  readonly keyType: string;
  readonly maxExpirationSeconds?: number;
  readonly signerName: string;
}

export interface PodContainer {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly ContainerEnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: Probe;
  readonly name: string;
  readonly ports?: readonly ContainerPort[];
  readonly readinessProbe?: Probe;
  readonly resizePolicy?: readonly ResizePolicy[];
  readonly resources?: PodResourceRequirements;
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly RestartPolicyRule[];
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

export interface PodEphemeralContainer {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly ContainerEnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: Probe;
  readonly name: string;
  readonly ports?: readonly ContainerPort[];
  readonly readinessProbe?: Probe;
  readonly resizePolicy?: readonly ResizePolicy[];
  readonly resources?: PodResourceRequirements;
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly RestartPolicyRule[];
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

export interface PodResourceRequirements {
  readonly claims?: readonly ResourceClaim[];
  readonly limits?: Readonly<Record<string, number | string>>;
  readonly requests?: Readonly<Record<string, number | string>>;
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
  readonly hostnameOverride?: string;
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
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
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

export interface PodVolume {
  readonly awsElasticBlockStore?: AwsElasticBlockStore;
  readonly azureDisk?: AzureDisk;
  readonly azureFile?: AzureFile;
  readonly cephfs?: Cephfs;
  readonly cinder?: Cinder;
  readonly configMap?: ConfigMapVolumeSource;
  readonly csi?: CSIVolumeSource;
  readonly downwardAPI?: VolumeDownwardAPIVolumeSource;
  readonly emptyDir?: VolumeEmptyDirVolumeSource;
  readonly ephemeral?: VolumeEphemeralVolumeSource;
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
  readonly projected?: VolumeProjectedVolumeSource;
  readonly quobyte?: Quobyte;
  readonly rbd?: Rbd;
  readonly scaleIO?: ScaleIO;
  readonly secret?: SecretVolumeSource;
  readonly storageos?: Storageos;
  readonly vsphereVolume?: VsphereVolume;
}

export interface Podmetric {
  readonly metric: PodmetricMetric;
  readonly target: Target;
}

export interface PodmetricMetric {
  readonly backend?: 'opentelemetry';
  readonly metricNames?: readonly string[];
  readonly operationOverTime?: string;
  readonly query?: string;
  readonly serverAddress?: string;
}

export interface Pool {
  readonly ref?: ServingRuntimeLocalObjectReference;
  readonly spec?: PoolSpec;
}

export interface PoolSpec {
  readonly appProtocol?: 'http' | 'kubernetes.io/h2c';
  readonly endpointPickerRef: EndpointPickerRef;
  readonly selector: Selector;
  readonly targetPorts: readonly TargetPort[];
}

export interface Predictor {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly autoScaling?: AutoScaling;
  readonly automountServiceAccountToken?: boolean;
  readonly batcher?: Batcher;
  readonly canaryTrafficPercent?: number;
  readonly containerConcurrency?: number;
  readonly containers?: readonly ExplainerContainer[];
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
  readonly hostnameOverride?: string;
  readonly huggingface?: Huggingface;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly lightgbm?: Huggingface;
  readonly logger?: Logger;
  readonly maxReplicas?: number;
  readonly minReplicas?: number;
  readonly model?: PredictorModel;
  readonly name?: string;
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly onnx?: Huggingface;
  readonly os?: ServingRuntimeLocalObjectReference;
  readonly overhead?: Readonly<Record<string, Quantity>>;
  readonly paddle?: Huggingface;
  readonly pmml?: Huggingface;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly pytorch?: Huggingface;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly runtimeClassName?: string;
  readonly scaleMetric?: 'concurrency' | 'cpu' | 'memory' | 'rps';
  readonly scaleMetricType?: 'AverageValue' | 'Utilization' | 'Value';
  readonly scaleTarget?: number;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly sklearn?: Huggingface;
  readonly storageContainerName?: string;
  readonly storageUris?: readonly StorageUri[];
  readonly subdomain?: string;
  readonly tensorflow?: Huggingface;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeout?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly triton?: Huggingface;
  readonly volumes?: readonly Volume[];
  readonly workerSpec?: PredictorPodSpec;
  readonly xgboost?: Huggingface;
}

export interface PredictorHuggingface {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly confidential?: Confidential;
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: Probe;
  readonly name: string;
  readonly ports?: readonly ContainerPort[];
  readonly protocolVersion?: string;
  readonly readinessProbe?: Probe;
  readonly resizePolicy?: readonly ResizePolicy[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly RestartPolicyRule[];
  readonly runtimeVersion?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly storage?: Storage;
  readonly storageUri?: string;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface PredictorModel {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly confidential?: Confidential;
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: ContainerProbe;
  readonly modelFormat?: ModelFormat;
  readonly name?: string;
  readonly ports?: readonly ContainerPort[];
  readonly protocolVersion?: string;
  readonly readinessProbe?: ContainerProbe;
  readonly resizePolicy?: readonly ResizePolicy[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly RestartPolicyRule[];
  readonly runtime?: string;
  readonly runtimeVersion?: string;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly storage?: Storage;
  readonly storageUri?: string;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly tty?: boolean;
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly workingDir?: string;
}

export interface PredictorPodSpec {
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
  readonly hostnameOverride?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: LocalObjectReference;
  readonly overhead?: Readonly<Record<string, Quantity>>;
  readonly pipelineParallelSize?: number;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly runtimeClassName?: string;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly subdomain?: string;
  readonly tensorParallelSize?: number;
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly volumes?: readonly Volume[];
}

export interface Prefill {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly kvCacheOffloading?: KvCacheOffloading;
  readonly labels?: Readonly<Record<string, string>>;
  readonly parallelism?: Parallelism;
  readonly replicas?: number;
  readonly rolloutStrategy?: RolloutStrategy;
  readonly scaling?: Scaling;
  readonly template?: PodSpec;
  readonly worker?: PodSpec;
}

export interface ProjectedVolumeSource {
  readonly defaultMode?: number;
  readonly sources?: readonly VolumeProjection[];
}

export interface ProjectedVolumeSourceVolumeProjection {
  readonly clusterTrustBundle?: ClusterTrustBundle;
  readonly configMap?: KeyProjection;
  readonly downwardAPI?: VolumeProjectionDownwardAPIProjection;
  readonly podCertificate?: PodCertificate;
  readonly secret?: KeyProjection;
  readonly serviceAccountToken?: ServiceAccountToken;
}

export interface Pvc {
  readonly ref?: PvcRef;
  readonly spec?: PersistentVolumeClaimSpec;
}

export interface PvcRef {
  readonly name: string;
  readonly path?: string;
}

export interface Ref {
  readonly name?: string;
  readonly namespace?: string;
  readonly sectionName?: string;
}

export interface RequestHeaderModifier {
  readonly add?: readonly NameValue[];
  readonly remove?: readonly string[];
  readonly set?: readonly NameValue[];
}

export interface RequestMirror {
  readonly backendRef: BackendRef;
  readonly fraction?: Fraction;
  readonly percent?: number;
}

export interface RequestRedirect {
  readonly hostname?: string;
  readonly path?: Path;
  readonly port?: number;
  readonly scheme?: 'http' | 'https';
  readonly statusCode?: 301 | 302 | 303 | 307 | 308;
}

export interface Resource {
  readonly name: 'cpu' | 'memory';
  readonly target: Target;
}

export interface Retry {
  readonly attempts?: number;
  readonly backoff?: string;
  readonly codes?: readonly number[];
}

export interface Route {
  readonly group?: string;
  readonly http?: Http;
  readonly weight?: number;
}

export interface Router {
  readonly gateway?: Gateway;
  readonly ingress?: Ingress;
  readonly route?: Route;
  readonly scheduler?: Scheduler;
}

export interface RouterScheduler {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly config?: SchedulerConfig;
  readonly labels?: Readonly<Record<string, string>>;
  readonly pool?: Pool;
  readonly replicas?: number;
  readonly template?: LLMInferenceServiceConfigPodSpec;
  readonly tokenizer?: SchedulerTokenizer;
}

export interface RouterTimeouts {
  readonly serverIdle?: number;
  readonly serverRead?: number;
  readonly serverWrite?: number;
  readonly serviceClient?: number;
}

export interface Rule {
  readonly backendRefs?: readonly RuleBackendRef[];
  readonly filters?: readonly Filter[];
  readonly matches?: readonly Match[];
  readonly name?: string;
  readonly retry?: Retry;
  readonly sessionPersistence?: SessionPersistence;
  readonly timeouts?: Timeouts;
}

export interface RuleBackendRef {
  readonly filters?: readonly Filter[];
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
}

export interface Scaling {
  readonly keda?: Keda;
  readonly maxReplicas: number;
  readonly minReplicas?: number;
  readonly wva?: Wva;
}

export interface Scheduler {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly config?: SchedulerConfig;
  readonly labels?: Readonly<Record<string, string>>;
  readonly pool?: Pool;
  readonly replicas?: number;
  readonly template?: PodSpec;
  readonly tokenizer?: Tokenizer;
}

export interface SchedulerConfig {
  readonly inline?: Readonly<Record<string, unknown>>;
  readonly ref?: KeySelector;
}

export interface SchedulerPodSpec {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly automountServiceAccountToken?: boolean;
  readonly containers: readonly PodContainer[];
  readonly dnsConfig?: DnsConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly ephemeralContainers?: readonly PodEphemeralContainer[];
  readonly hostAliases?: readonly HostAlias[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly hostnameOverride?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly PodContainer[];
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly os?: LocalObjectReference;
  readonly overhead?: Readonly<Record<string, number | string>>;
  readonly preemptionPolicy?: string;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly readinessGates?: readonly ReadinessGate[];
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly resources?: PodResourceRequirements;
  readonly restartPolicy?: string;
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
  readonly volumes?: readonly PodVolume[];
}

export interface SchedulerPool {
  readonly ref?: ServingRuntimeLocalObjectReference;
  readonly spec?: SchedulerPoolSpec;
}

export interface SchedulerPoolSpec {
  readonly extensionRef?: ExtensionRef;
  readonly selector: Readonly<Record<string, string>>;
  readonly targetPortNumber: number;
}

export interface SchedulerTokenizer {
  readonly template?: SchedulerPodSpec;
}

export interface Secondary {
  readonly fileSystem?: FileSystem;
}

export interface ServingRuntimeSpec {
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly builtInAdapter?: BuiltInAdapter;
  readonly containers: readonly Container[];
  readonly disabled?: boolean;
  readonly grpcDataEndpoint?: string;
  readonly grpcEndpoint?: string;
  readonly hostIPC?: boolean;
  readonly httpDataEndpoint?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly multiModel?: boolean;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly protocolVersions?: readonly string[];
  readonly replicas?: number;
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly schedulerName?: string;
  readonly storageHelper?: StorageHelper;
  readonly supportedModelFormats?: readonly SupportedModelFormat[];
  readonly tolerations?: readonly Toleration[];
  readonly volumes?: readonly Volume[];
  readonly workerSpec?: WorkerSpec;
}

export interface SessionPersistence {
  readonly absoluteTimeout?: string;
  readonly cookieConfig?: CookieConfig;
  readonly idleTimeout?: string;
  readonly sessionName?: string;
  readonly type?: 'Cookie' | 'Header';
}

export interface Step {
  readonly condition?: string;
  readonly data?: string;
  readonly dependency?: 'Hard' | 'Soft';
  readonly mapPredictionsToInstances?: boolean;
  readonly name?: string;
  readonly nodeName?: string;
  readonly serviceName?: string;
  readonly serviceUrl?: string;
  readonly weight?: number;
}

export interface Storage {
  readonly key?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly schemaPath?: string;
}

export interface StorageHelper {
  readonly disabled?: boolean;
}

export interface StorageInitializer {
  readonly enabled?: boolean;
}

export interface StorageUri {
  readonly mountPath?: string;
  readonly uri: string;
}

export interface SupportedModelFormat {
  readonly autoSelect?: boolean;
  readonly name: string;
  readonly priority?: number;
  readonly version?: string;
}

export interface SupportedUriFormat {
  readonly prefix?: string;
  readonly regex?: string;
}

export interface Target {
  readonly averageUtilization?: number;
  readonly averageValue?: Quantity;
  readonly type?: 'AverageValue' | 'Utilization' | 'Value';
  readonly value?: Quantity;
}

export interface Timeouts {
  readonly backendRequest?: string;
  readonly request?: string;
}

export interface Tokenizer {
  readonly template?: TokenizerPodSpec;
}

export interface TokenizerPodSpec {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly automountServiceAccountToken?: boolean;
  readonly containers: readonly Container[];
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
  readonly hostnameOverride?: string;
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
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
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

export interface Tracing {
  readonly exporter?: string;
  readonly exporterEndpoint?: string;
  readonly sampler?: string;
  readonly samplerArg?: string;
}

export interface TrainedModelModel {
  readonly framework: string;
  readonly memory: Quantity;
  readonly storageUri: string;
}

export interface TrainedModelSpec {
  readonly inferenceService: string;
  readonly model: TrainedModelModel;
}

export interface Transformer {
  readonly activeDeadlineSeconds?: number;
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly autoScaling?: AutoScaling;
  readonly automountServiceAccountToken?: boolean;
  readonly batcher?: Batcher;
  readonly canaryTrafficPercent?: number;
  readonly containerConcurrency?: number;
  readonly containers?: readonly ExplainerContainer[];
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
  readonly hostnameOverride?: string;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly initContainers?: readonly Container[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly logger?: Logger;
  readonly maxReplicas?: number;
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
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly runtimeClassName?: string;
  readonly scaleMetric?: 'concurrency' | 'cpu' | 'memory' | 'rps';
  readonly scaleMetricType?: 'AverageValue' | 'Utilization' | 'Value';
  readonly scaleTarget?: number;
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly LocalObjectReference[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccount?: string;
  readonly serviceAccountName?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly storageUris?: readonly StorageUri[];
  readonly subdomain?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly timeout?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly volumes?: readonly Volume[];
}

export interface Trigger {
  readonly authenticationRef?: AuthenticationRef;
  readonly metadata: Readonly<Record<string, string>>;
  readonly metricType?: string;
  readonly name?: string;
  readonly type: string;
  readonly useCachedMetrics?: boolean;
}

export interface UrlRewrite {
  readonly hostname?: string;
  readonly path?: Path;
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

export interface VolumeDownwardAPIVolumeSource {
  readonly defaultMode?: number;
  readonly items?: readonly DownwardAPIVolumeSourceDownwardAPIVolumeFile[];
}

export interface VolumeEmptyDirVolumeSource {
  readonly medium?: string;
  readonly sizeLimit?: number | string;
}

export interface VolumeEphemeralVolumeSource {
  readonly volumeClaimTemplate?: EphemeralVolumeSourcePersistentVolumeClaimTemplate;
}

export interface VolumeProjectedVolumeSource {
  readonly defaultMode?: number;
  readonly sources?: readonly ProjectedVolumeSourceVolumeProjection[];
}

export interface VolumeProjection {
  readonly clusterTrustBundle?: ClusterTrustBundle;
  readonly configMap?: KeyProjection;
  readonly downwardAPI?: DownwardAPIProjection;
  readonly podCertificate?: PodCertificate;
  readonly secret?: KeyProjection;
  readonly serviceAccountToken?: ServiceAccountToken;
}

export interface VolumeProjectionDownwardAPIProjection {
  readonly items?: readonly DownwardAPIVolumeSourceDownwardAPIVolumeFile[];
}

export interface WorkerSpec {
  readonly affinity?: Affinity;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly containers: readonly Container[];
  readonly hostIPC?: boolean;
  readonly imagePullSecrets?: readonly ServingRuntimeLocalObjectReference[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly pipelineParallelSize?: number;
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly schedulerName?: string;
  readonly tensorParallelSize?: number;
  readonly tolerations?: readonly Toleration[];
  readonly volumes?: readonly Volume[];
}

export interface Wva {
  readonly hpa?: Hpa;
  readonly keda?: WvaKeda;
  readonly variantCost?: string;
}

export interface WvaKeda {
  readonly advanced?: Advanced;
  readonly cooldownPeriod?: number;
  readonly fallback?: Fallback;
  readonly idleReplicaCount?: number;
  readonly initialCooldownPeriod?: number;
  readonly pollingInterval?: number;
}
