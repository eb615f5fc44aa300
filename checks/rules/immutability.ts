import type { Rules } from './rule';

const CORE = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go';
const APPS = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go';
const BATCH = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go';
const KSERVE = 'https://github.com/kserve/kserve/blob/master/pkg';

const STAYS =
  'The update is refused, the object stays as it is, and Argo CD and Flux try again and again; other changes of the same object wait as well.';

/** What can only be told against the manifests of before. */
export const immutabilityRules = {
  'immutability/field': {
    title: 'A field has changed that keeps its value',
    severity: 'error',
    about: `Selectors of workloads, templates of Jobs, volumes of claims, roles of bindings and the like are settled when an object is created. ${STAYS}`,
    mend: 'Keep the value, or write a new object under another name and remove the old one when nothing needs it any more.',
    sources: [
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/apps/deployment/strategy.go ValidateUpdate',
      `${APPS} ValidateStatefulSetUpdate`,
      `${BATCH} ValidateJobSpecUpdate`,
      `${CORE} ValidatePersistentVolumeClaimUpdate`,
      `${CORE} ValidatePersistentVolumeUpdate`,
      `${CORE} validateUpgradeDowngradeClusterIPs`,
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/storage/validation/validation.go ValidateStorageClassUpdate',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/validation/validation.go ValidateRoleBindingUpdate',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/scheduling/validation/validation.go ValidatePriorityClassUpdate',
      `${KSERVE}/apis/serving/v1alpha1/trainedmodel_webhook.go validateMemorySpecNotModified`,
    ],
    reads: 'manifests',
  },
  'immutability/smaller-claim': {
    title: 'A volume claim that shrinks',
    severity: 'error',
    about: `Volumes can grow where their class allows it, and never shrink. ${STAYS}`,
    mend: 'Keep the size, or copy the data to a smaller claim of another name.',
    sources: [`${CORE} ValidatePersistentVolumeClaimUpdate`],
    reads: 'manifests',
  },
  'immutability/immutable-data': {
    title: 'Data that were promised not to change',
    severity: 'error',
    about: `A ConfigMap or Secret that says \`immutable: true\` keeps its data and its promise for as long as it exists. ${STAYS}`,
    mend: 'Write a new object whose name says what is in it, such as by a hash, and refer to that.',
    sources: [`${CORE} ValidateConfigMapUpdate`, `${CORE} ValidateSecretUpdate`],
    reads: 'manifests',
  },
  'immutability/rule': {
    title: "A change that a rule of the kind's schema forbids",
    severity: 'error',
    about: `CRDs have rules that compare an object with what it was before (\`oldSelf\`), such as that a field keeps its value. ${STAYS}`,
    mend: 'Undo the change, or write a new object under another name.',
    sources: [
      'https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/cel/validation.go validateExpressions',
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#transition-rules',
    ],
    reads: 'manifests',
  },
  'immutability/deployment-mode': {
    title: "Another deployment mode of KServe's",
    severity: 'error',
    about: `KServe remembers in a service's status how it was deployed, and its webhook refuses another mode in the annotation. Where the manifest stated no mode before, the cluster's default counts, which is not known here: that is a note. ${STAYS}`,
    mend: 'Keep the mode, or write a service of another name and move the requests there.',
    sources: [`${KSERVE}/apis/serving/v1beta1/inference_service_validation.go validateDeploymentMode`],
    reads: 'manifests',
  },
  'immutability/predictor-name': {
    title: 'Another name of the predictor for the same model',
    severity: 'error',
    about: `A predictor's name belongs to its model: KServe's webhook refuses another name without another storageUri. ${STAYS}`,
    mend: 'Keep the name, or change the storageUri with it.',
    sources: [`${KSERVE}/apis/serving/v1beta1/inference_service_validation.go validatePredictorNameChange`],
    reads: 'manifests',
  },
  'immutability/parallelism': {
    title: 'Another size of an LLMInferenceService',
    severity: 'error',
    about: `How many nodes a service spans (\`data\` by \`dataLocal\`, else \`pipeline\`, else one) is settled when it is created, for itself and for its prefill. ${STAYS}`,
    mend: 'Keep the size, or write a service of another name and move the requests there.',
    sources: [
      `${KSERVE}/apis/serving/v1alpha2/llm_inference_service_validation.go validateImmutableParallelism`,
      `${KSERVE}/apis/serving/v1alpha2/llm_inference_service_types_func.go GetSize`,
    ],
    reads: 'manifests',
  },
  'immutability/worker-spec': {
    title: 'A runtime of several nodes that loses its workers',
    severity: 'error',
    about: `Services of a runtime of several nodes rely on its \`workerSpec\`, so that KServe's webhook does not let a runtime lose it, unless the runtime is disabled. ${STAYS}`,
    mend: 'Keep the workerSpec, or write a runtime of another name.',
    sources: [`${KSERVE}/webhook/admission/servingruntime/servingruntime_webhook.go validateMultiNodeSpec`],
    reads: 'manifests',
  },
  'immutability/sub-groups': {
    title: 'Other sub-groups of a LeaderWorkerSet',
    severity: 'error',
    about: `Whether the pods of a group are divided, and into parts of which size, is settled when the set is created; the size of the group is not. ${STAYS}`,
    mend: 'Keep the subGroupPolicy, or write a set of another name.',
    sources: [
      'https://github.com/kubernetes-sigs/lws/blob/main/pkg/webhooks/leaderworkerset_webhook.go ValidateUpdate',
    ],
    reads: 'manifests',
  },
} as const satisfies Rules;
