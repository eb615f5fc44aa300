import type { FieldPathSegment } from '../../kubernetes/field-path';

/**
 * Fields that Kubernetes' published schemas call required, and that the API server does without: it fills them in, or
 * takes zero, false or nothing for them. A field is named by the key of what holds it, or by the kind.
 *
 * Kubernetes' own kinds are held to functions and not to their schemas, unlike those of CRDs.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/v1/defaults.go SetDefaults_ClusterRoleBinding, SetDefaults_RoleBinding
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateHTTPGetAction, validateSysctls, validateISCSIVolumeSource, ValidateLimitRange
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/scheduling/validation/validation.go ValidatePriorityClass
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/discovery/validation/validation.go ValidateEndpointSlice
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apis/apiextensions/validation/validation.go ValidateCustomResourceDefinition
 */
const FILLED_IN: ReadonlySet<string> = new Set([
  'roleRef.apiGroup',
  'httpHeaders.value',
  'sysctls.value',
  'iscsi.lun',
  'versions.served',
  'versions.storage',
  'PriorityClass.value',
  'LimitRange.limits',
  'EndpointSlice.endpoints',
  'ControllerRevision.revision',
]);

/** Whether the API server does without a field, though the schema of one of Kubernetes' own kinds requires it. */
export function isFilledIn(kind: string, trail: readonly FieldPathSegment[], name: string): boolean {
  const holder = trail.findLast((step) => typeof step === 'string');
  return FILLED_IN.has(`${holder === undefined || holder === 'spec' ? kind : holder}.${name}`);
}
