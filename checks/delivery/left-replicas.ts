import { arrayAt, groupOf, isObject, nameOf, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import { isTarget } from '../flux/rule-target';
import { goGlob } from './go-glob';
import { applicationOptions } from './sync-options';

const POINTERS: readonly JsonValue[] = ['/spec/replicas', '/spec'];
const PATHS_OF_JQ: readonly JsonValue[] = ['.spec.replicas', '.spec["replicas"]', '.spec'];

/** As whom the HorizontalPodAutoscaler writes, KEDA's among them. */
const SCALES = 'kube-controller-manager';

const OF_FLUX = 'kustomize.toolkit.fluxcd.io/ssa';

/**
 * Whether an Application leaves an object the number of replicas that it has in the cluster.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/util/argo/normalizers/diff_normalizer.go Normalize
 * @see https://github.com/argoproj/argo-cd/blob/master/controller/sync.go normalizeTargetResources
 */
export function applicationLeavesReplicas(application: Manifest, object: Manifest): boolean {
  const spec = objectAt(application, 'spec');
  if (!applicationOptions(spec).includes('RespectIgnoreDifferences=true')) return false;
  const namespace = namespaceOf(object) ?? textAt(spec, 'destination', 'namespace') ?? '';
  return arrayAt(spec, 'ignoreDifferences').some(
    (rule) =>
      isOfGlob(textAt(rule, 'group') ?? '', groupOf(object)) &&
      isOfGlob(textAt(rule, 'kind') ?? '', object.kind) &&
      ['', nameOf(object)].includes(textAt(rule, 'name') ?? '') &&
      ['', namespace].includes(textAt(rule, 'namespace') ?? '') &&
      namesReplicas(rule),
  );
}

function namesReplicas(rule: JsonValue): boolean {
  return (
    arrayAt(rule, 'jsonPointers').some((pointer) => POINTERS.includes(pointer)) ||
    arrayAt(rule, 'jqPathExpressions').some((path) => PATHS_OF_JQ.includes(path)) ||
    arrayAt(rule, 'managedFieldsManagers').includes(SCALES)
  );
}

/** Of patterns with several stars it could take for ever to tell. */
function isOfGlob(pattern: string, text: string): boolean {
  return pattern === text || (pattern.split('*').length <= 2 && goGlob(pattern)?.test(text) === true);
}

/**
 * Whether a Kustomization of Flux does.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/manager_apply.go ApplyOptions
 */
export function kustomizationLeavesReplicas(kustomization: Manifest, object: Manifest): boolean {
  if (['annotations', 'labels'].some((field) => isNotPatched(textAt(object, 'metadata', field, OF_FLUX)))) return true;
  const applied = asApplied(kustomization, object);
  return arrayAt(kustomization, 'spec', 'ignore').some(
    (rule) =>
      isObject(rule) &&
      arrayAt(rule, 'paths').some((path) => POINTERS.includes(path)) &&
      isTarget(rule.target, applied),
  );
}

function isNotPatched(mark: string | undefined): boolean {
  return mark !== undefined && ['ifnotpresent', 'ignore'].includes(mark.toLowerCase());
}

function asApplied(kustomization: Manifest, object: Manifest): Manifest {
  const { namePrefix, nameSuffix, targetNamespace } = objectAt(kustomization, 'spec');
  const [prefix, suffix] = [namePrefix, nameSuffix].map((text) => (typeof text === 'string' ? text : ''));
  const metadata = objectAt(object, 'metadata');
  const namespace = targetNamespace ?? metadata.namespace;
  return {
    ...object,
    metadata: {
      ...metadata,
      name: `${prefix ?? ''}${nameOf(object)}${suffix ?? ''}`,
      ...(namespace === undefined ? {} : { namespace }),
    },
  };
}
