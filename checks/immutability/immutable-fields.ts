import type { JsonValue } from '../../kubernetes/manifest';

/** A field that keeps its value once an object exists. */
export interface ImmutableField {
  readonly path: readonly string[];
  /** What the API server takes where the field is not stated. @default - nothing */
  readonly otherwise?: JsonValue;
  /**
   * Whether the API server or a controller writes the field where it is not stated, so that stating it later may change
   * nothing.
   *
   * @default false
   */
  readonly isFilledIn?: boolean;
}

function field(path: string, more: Omit<ImmutableField, 'path'> = {}): ImmutableField {
  return { path: path.split('.'), ...more };
}

const SELECTOR = [field('spec.selector')];
const ROLE_REFERENCE = [field('roleRef')];

/** Fields that cannot be changed, by group and kind. */
export const immutableFields: ReadonlyMap<string, readonly ImmutableField[]> = new Map<
  string,
  readonly ImmutableField[]
>([
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/apps/deployment/strategy.go ValidateUpdate */
  ['apps/Deployment', SELECTOR],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/apps/replicaset/strategy.go ValidateUpdate */
  ['apps/ReplicaSet', SELECTOR],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/apps/daemonset/strategy.go ValidateUpdate */
  ['apps/DaemonSet', SELECTOR],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidateStatefulSetUpdate */
  [
    'apps/StatefulSet',
    [
      ...SELECTOR,
      field('spec.serviceName'),
      field('spec.podManagementPolicy', { otherwise: 'OrderedReady' }),
      field('spec.volumeClaimTemplates'),
    ],
  ],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go ValidateJobSpecUpdate */
  [
    'batch/Job',
    [
      field('spec.selector', { isFilledIn: true }),
      field('spec.completionMode', { otherwise: 'NonIndexed' }),
      field('spec.podFailurePolicy'),
      field('spec.backoffLimitPerIndex'),
      field('spec.managedBy', { otherwise: 'kubernetes.io/job-controller' }),
      field('spec.successPolicy'),
    ],
  ],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimUpdate */
  [
    '/PersistentVolumeClaim',
    [
      field('spec.accessModes'),
      ...SELECTOR,
      field('spec.storageClassName', { isFilledIn: true }),
      field('spec.volumeMode', { otherwise: 'Filesystem' }),
      field('spec.volumeName', { isFilledIn: true }),
      field('spec.dataSource', { isFilledIn: true }),
      field('spec.dataSourceRef', { isFilledIn: true }),
    ],
  ],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidatePersistentVolumeUpdate */
  [
    '/PersistentVolume',
    [
      ...['nfs', 'hostPath', 'local', 'iscsi', 'fc'].map((source) => field(`spec.${source}`)),
      field('spec.csi.driver'),
      field('spec.csi.volumeHandle'),
      field('spec.csi.volumeAttributes'),
      field('spec.volumeMode', { otherwise: 'Filesystem' }),
    ],
  ],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateSecretUpdate */
  ['/Secret', [field('type', { otherwise: 'Opaque' })]],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/storage/validation/validation.go ValidateStorageClassUpdate */
  [
    'storage.k8s.io/StorageClass',
    [
      field('provisioner'),
      field('parameters'),
      field('reclaimPolicy', { otherwise: 'Delete' }),
      field('volumeBindingMode', { otherwise: 'Immediate' }),
    ],
  ],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/validation/validation.go ValidateRoleBindingUpdate */
  ['rbac.authorization.k8s.io/RoleBinding', ROLE_REFERENCE],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/validation/validation.go ValidateClusterRoleBindingUpdate */
  ['rbac.authorization.k8s.io/ClusterRoleBinding', ROLE_REFERENCE],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/scheduling/validation/validation.go ValidatePriorityClassUpdate */
  [
    'scheduling.k8s.io/PriorityClass',
    [field('value', { otherwise: 0 }), field('preemptionPolicy', { otherwise: 'PreemptLowerPriority' })],
  ],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/node/validation/validation.go ValidateRuntimeClassUpdate */
  ['node.k8s.io/RuntimeClass', [field('handler')]],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go validateIngressClassSpecUpdate */
  ['networking.k8s.io/IngressClass', [field('spec.controller')]],
  /** @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apis/apiextensions/validation/validation.go validateCustomResourceDefinitionSpecUpdate */
  [
    'apiextensions.k8s.io/CustomResourceDefinition',
    [field('spec.scope'), field('spec.names.kind'), field('spec.group'), field('spec.names.plural')],
  ],
  /** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/discovery/validation/validation.go ValidateEndpointSliceUpdate */
  ['discovery.k8s.io/EndpointSlice', [field('addressType')]],
]);
