import type { Shape, Use } from './shapes';

/** A structure of Kubernetes itself, which is known by its fields and by the properties that hold it. */
interface Standard {
  readonly name: string;
  /** Fields that it has at least, or precisely if `only` is set. */
  readonly fields: readonly string[];
  readonly only: boolean;
  /** The properties that hold it; any property if there are none. */
  readonly properties: readonly string[];
}

/** Recognised by some of its fields, under certain properties. */
function known(name: string, fields: string, properties = ''): Standard {
  return { name, fields: list(fields), only: false, properties: list(properties) };
}

/** Recognised by having these fields and no others. */
function exact(name: string, fields: string, properties = ''): Standard {
  return { name, fields: list(fields), only: true, properties: list(properties) };
}

function list(words: string): readonly string[] {
  return words.split(' ').filter((word) => word !== '');
}

// The first match gives the name.
const STANDARDS: readonly Standard[] = [
  known('EphemeralContainer', 'image volumeMounts targetContainerName'),
  known('Container', 'image volumeMounts', 'containers initContainers container runner'),
  known('PodSpec', 'containers restartPolicy schedulerName', 'spec podSpec template worker workerSpec'),
  known('PersistentVolumeClaimSpec', 'accessModes dataSource volumeName', 'spec persistentVolumeClaimSpec pvc'),
  known('PersistentVolumeSpec', 'accessModes persistentVolumeReclaimPolicy', 'spec persistentVolumeSpec'),
  known('PersistentVolumeClaim', 'apiVersion kind metadata spec status', 'volumeClaimTemplate volumeClaimTemplates'),
  known('PersistentVolumeClaimStatus', 'accessModes allocatedResources phase', 'status'),
  known('Volume', 'emptyDir hostPath persistentVolumeClaim', 'volumes'),
  known('VolumeProjection', 'configMap secret serviceAccountToken', 'sources'),
  exact('PodTemplateSpec', 'metadata spec', 'leaderTemplate workerTemplate'),
  exact('PersistentVolumeClaimTemplate', 'metadata spec', 'volumeClaimTemplate'),
  exact('EmbeddedObjectMetadata', 'annotations finalizers labels name namespace', 'metadata'),

  known('Probe', 'failureThreshold periodSeconds', 'livenessProbe readinessProbe startupProbe'),
  known('LifecycleHandler', 'exec httpGet', 'postStart preStop'),
  exact('ExecAction', 'command', 'exec'),
  known('HTTPGetAction', 'path port scheme', 'httpGet'),
  known('TCPSocketAction', 'host port', 'tcpSocket'),
  exact('GRPCAction', 'port service', 'grpc'),
  exact('SleepAction', 'seconds', 'sleep'),
  known('SecurityContext', 'capabilities privileged', 'securityContext'),
  known('PodSecurityContext', 'fsGroup supplementalGroups', 'securityContext'),
  exact('SELinuxOptions', 'level role type user'),
  exact('SecurityProfile', 'localhostProfile type'),
  known('WindowsSecurityContextOptions', 'gmsaCredentialSpec hostProcess', 'windowsOptions'),
  known('ContainerPort', 'containerPort protocol', 'ports'),

  known('EnvVar', 'name value valueFrom', 'env'),
  known('EnvVarSource', 'fieldRef secretKeyRef', 'valueFrom'),
  known('EnvFromSource', 'configMapRef secretRef', 'envFrom'),
  exact('ObjectFieldSelector', 'apiVersion fieldPath'),
  exact('ResourceFieldSelector', 'containerName divisor resource'),
  exact('FileKeySelector', 'key optional path volumeName'),
  exact('KeySelector', 'key name optional'),
  exact('EnvSource', 'name optional', 'configMapRef secretRef'),
  exact('NameValue', 'name value'),

  exact('ResourceRequirements', 'claims limits requests'),
  exact('ResourceClaim', 'name request', 'claims'),
  exact('PodResourceClaim', 'name resourceClaimName resourceClaimTemplateName'),
  exact('VolumeResourceRequirements', 'limits requests', 'resources'),

  exact(
    'NodeAffinity',
    'preferredDuringSchedulingIgnoredDuringExecution requiredDuringSchedulingIgnoredDuringExecution',
    'nodeAffinity',
  ),
  exact(
    'PodAffinity',
    'preferredDuringSchedulingIgnoredDuringExecution requiredDuringSchedulingIgnoredDuringExecution',
    'podAffinity podAntiAffinity',
  ),
  exact('WeightedPodAffinityTerm', 'podAffinityTerm weight'),
  known(
    'PodAffinityTerm',
    'labelSelector topologyKey',
    'podAffinityTerm requiredDuringSchedulingIgnoredDuringExecution',
  ),
  exact('PreferredSchedulingTerm', 'preference weight'),
  exact('NodeSelector', 'nodeSelectorTerms'),
  exact('NodeSelectorTerm', 'matchExpressions matchFields'),
  exact('LabelSelector', 'matchExpressions matchLabels'),
  exact('SelectorRequirement', 'key operator values'),

  known('ConfigMapVolumeSource', 'defaultMode items name', 'configMap'),
  known('SecretVolumeSource', 'defaultMode items secretName', 'secret'),
  known('CSIVolumeSource', 'driver volumeAttributes', 'csi'),
  known('DownwardAPIVolumeSource', 'defaultMode items', 'downwardAPI'),
  exact('DownwardAPIProjection', 'items', 'downwardAPI'),
  exact('DownwardAPIVolumeFile', 'fieldRef mode path resourceFieldRef'),
  exact('EmptyDirVolumeSource', 'medium sizeLimit', 'emptyDir'),
  exact('EphemeralVolumeSource', 'volumeClaimTemplate', 'ephemeral'),
  exact('HostPathVolumeSource', 'path type', 'hostPath'),
  exact('ImageVolumeSource', 'pullPolicy reference', 'image'),
  exact('NFSVolumeSource', 'path readOnly server', 'nfs'),
  exact('PersistentVolumeClaimVolumeSource', 'claimName readOnly'),
  exact('ProjectedVolumeSource', 'defaultMode sources', 'projected'),
  exact('KeyProjection', 'items name optional', 'configMap secret'),
  exact('KeyToPath', 'key mode path'),

  exact(
    'LocalObjectReference',
    'name',
    'secretRef certSecretRef proxySecretRef imagePullSecrets nodePublishSecretRef configMapRef authenticationRef baseRefs',
  ),
  exact('NamespacedReference', 'name namespace', 'secretRef refs inferenceService baseModelRef nodeStageSecretRef'),
  exact('TypedLocalObjectReference', 'apiGroup kind name', 'dataSource'),
  exact('TypedObjectReference', 'apiGroup kind name namespace', 'dataSourceRef'),
  exact('HorizontalPodAutoscalerBehavior', 'scaleDown scaleUp', 'behavior'),
  known('ScalingRules', 'policies stabilizationWindowSeconds', 'scaleDown scaleUp'),
  exact('ScalingPolicy', 'periodSeconds type value', 'policies'),
];

/** The name that Kubernetes has for a structure, if it is one of Kubernetes' own. */
export function standardName({ schema, uses }: Shape): string | undefined {
  const fields = new Set(Object.keys(schema.properties ?? {}));
  return STANDARDS.find((standard) => hasFields(standard, fields) && uses.some((use) => isHeldBy(standard, use)))?.name;
}

function hasFields({ fields, only }: Standard, actual: ReadonlySet<string>): boolean {
  return fields.every((field) => actual.has(field)) && (!only || actual.size === fields.length);
}

function isHeldBy({ properties }: Standard, { property }: Use): boolean {
  return properties.length === 0 || properties.includes(property);
}
