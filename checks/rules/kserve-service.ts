import type { Rules } from './rule';

const KSERVE = 'https://github.com/kserve/kserve/blob/master';
const VALIDATION = `${KSERVE}/pkg/apis/serving/v1beta1/inference_service_validation.go`;
const COMPONENT = `${KSERVE}/pkg/apis/serving/v1beta1/component.go`;
const DEFAULTS = `${KSERVE}/pkg/apis/serving/v1beta1/inference_service_defaults.go`;

/** What KServe's webhooks refuse of an InferenceService, and what they write in another way. */
export const kserveServiceRules = {
  'kserve/service-name': {
    title: 'A name that no InferenceService may have',
    severity: 'error',
    about:
      "KServe's webhook wants a name that starts with a letter and has lower-case letters, digits and dashes. The API server alone would take a digit first, and dots.",
    mend: 'Rename the service.',
    sources: [`${VALIDATION} validateInferenceServiceName`],
    reads: 'manifests',
  },
  'kserve/service-name-length': {
    title: 'A name that is too long for what is made of the service',
    severity: 'error',
    about:
      'In Standard mode the pods have the label `app: isvc.<name>-predictor`, whose value may have 63 characters, so that 48 are left for the name, 46 with a transformer, and less with workers or named predictors: the service is admitted, and no pod is made. In Knative mode the name of the Service has 63 characters. OpenShift AI refuses names over 53. Where the mode is not known, a name that does in Knative mode alone is a warning.',
    mend: 'Shorten the name.',
    sources: [
      `${KSERVE}/pkg/constants/constants.go GetRawServiceLabel`,
      'https://github.com/opendatahub-io/odh-model-controller/blob/main/internal/controller/utils/utils.go ValidateInferenceServiceNameLength',
    ],
    reads: 'manifests',
  },
  'kserve/deployment-mode': {
    title: 'A deployment mode that KServe does not know',
    severity: 'error',
    about:
      "The annotation `serving.kserve.io/deploymentMode` says Standard, Knative or ModelMesh, in these letters. The controller ignores any other text and takes the cluster's default, so that the service may run in another mode than it was meant for. Where that is Standard, what makes the Deployment reads the text once more, refuses it (`unsupported deployment mode for workload`), and there is no pod. The webhook takes the text for Knative: a service that is scaled as Knative cannot scale it is refused. Where either is known it is an error; otherwise it is a warning.",
    mend: 'Write Standard or Knative.',
    sources: [
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetDeploymentMode`,
      `${KSERVE}/pkg/apis/serving/v1beta1/inference_service_validation.go validateAutoScalingCompExtension`,
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/reconcilers/factory.go CreateWorkloadReconciler`,
    ],
    reads: 'manifests',
  },
  'kserve/autoscaler-class': {
    title: 'An autoscaler class that KServe does not know',
    severity: 'error',
    about:
      "KServe's webhook takes hpa, keda, external and none. `kpa`, Knative's own autoscaler, is what Knative mode has without the annotation, and is refused if stated.",
    mend: 'Use one of the four, or leave the annotation out.',
    sources: [`${VALIDATION} validateInferenceServiceAutoscaler`],
    reads: 'manifests',
  },
  'kserve/blocked-variable': {
    title: 'A variable that KServe allows in no container',
    severity: 'error',
    about:
      "By PYTHONPATH, other code could be put under KServe's servers. The webhook refuses services and runtimes that set it in any container; canaries it does not look at.",
    mend: 'Leave it out, and install what is needed into the image.',
    sources: [`${VALIDATION} validateBlockedEnvVars`, `${KSERVE}/pkg/validation/env_policy.go ValidateBlockedEnvVars`],
    reads: 'manifests',
  },
  'kserve/implementation': {
    title: 'A component that is stated several times, or not at all',
    severity: 'error',
    about:
      'A predictor has a model or containers of its own, a transformer has containers, an explainer `art` or containers. Beside a model, other containers are allowed as long as none is named `kserve-container`. Of a framework beside a model the webhook makes the model, in place of the one that is stated.',
    mend: 'State exactly one.',
    sources: [
      `${COMPONENT} validateExactlyOneImplementation`,
      `${KSERVE}/pkg/apis/serving/v1beta1/predictor.go GetImplementations`,
      `${DEFAULTS} setPredictorModelDefaults`,
    ],
    reads: 'manifests',
  },
  'kserve/custom-protocol': {
    title: 'A protocol that a predictor of its own containers may not have',
    severity: 'error',
    about:
      "Where the predictor's containers are one's own, the variable PROTOCOL of the first says which protocol it speaks; KServe's webhook takes v1 and v2.",
    mend: 'Use v1 or v2, or leave the variable out, which is v1.',
    sources: [`${KSERVE}/pkg/apis/serving/v1beta1/predictor_custom.go validateCustomProtocol`],
    reads: 'manifests',
  },
  'kserve/negative-count': {
    title: 'A number of replicas or requests below zero',
    severity: 'error',
    about: "KServe's webhook refuses minReplicas, maxReplicas and containerConcurrency below 0. The schema does not.",
    mend: 'Use 0 or more.',
    sources: [`${COMPONENT} validateReplicas`, `${COMPONENT} validateContainerConcurrency`],
    reads: 'manifests',
  },
  'kserve/replicas-range': {
    title: 'More replicas at least than at most',
    severity: 'error',
    about:
      "KServe's webhook refuses minReplicas over maxReplicas, unless maxReplicas is 0, which is no bound. A minReplicas that is not stated counts as 1.",
    mend: 'Lower minReplicas, or raise maxReplicas.',
    sources: [`${COMPONENT} validateReplicas`],
    reads: 'manifests',
  },
  'kserve/logger': {
    title: 'A logger that does not say enough',
    severity: 'error',
    about:
      "KServe's webhook wants to know what is logged, all, request or response, and of a storage its path, parameters and key together. The schema demands neither.",
    mend: 'State mode, and with a storage all three fields.',
    sources: [`${COMPONENT} validateLogger`],
    reads: 'manifests',
  },
  'kserve/model-name': {
    title: 'A model with a name of its own',
    severity: 'error',
    about:
      "The fields of `model` are those of a container, `name` among them. It is merged into the runtime's `kserve-container`, whose name it must keep, and KServe's webhook refuses another.",
    mend: 'Leave the name out; requests name the model by the name of the service, or by what the engine is told.',
    sources: [`${VALIDATION} validatePredictor`],
    reads: 'manifests',
  },
  'kserve/collocated-storage': {
    title: 'A transformer beside the model with a place of its own to load from',
    severity: 'error',
    about:
      "A container named `transformer-container` in the predictor sees the model that is loaded for the predictor. KServe's webhook refuses the variable STORAGE_URI in it.",
    mend: 'Leave the variable out.',
    sources: [`${VALIDATION} validateCollocationStorageURI`],
    reads: 'manifests',
  },
  'kserve/confidential': {
    title: 'An encrypted model that cannot be decrypted',
    severity: 'error',
    about:
      "The key of a confidential model is fetched while it is downloaded from `storageUri`; KServe's webhook demands that field, and a `resourceId` of three parts after `kbs:///`.",
    mend: 'State storageUri, and the resourceId as kbs:///repository/type/tag.',
    sources: [
      `${VALIDATION} validateConfidential`,
      `${KSERVE}/pkg/validation/confidential.go ValidateConfidentialSpec`,
    ],
    reads: 'manifests',
  },
  'kserve/confidential-without-effect': {
    title: 'An encrypted model that is mounted, not downloaded',
    severity: 'warning',
    about:
      "Models are decrypted by KServe's download container. A volume is mounted as it is, and an image is decrypted by the container runtime, where `runtimeClassName` says so.",
    mend: 'Leave confidential out, or have the model downloaded.',
    sources: [`${KSERVE}/pkg/validation/confidential.go ValidateConfidentialSpec`],
    reads: 'manifests',
  },
  'kserve/storage-mount': {
    title: 'Paths that files from several places cannot be put at',
    severity: 'error',
    about:
      "The paths of `storageUris` must not be the root nor have '..' in them. Where two or more are downloaded, they need a folder in common, which is mounted once, and volumes need paths of their own.",
    mend: 'Put all paths below one folder, such as /mnt/models, each at its own.',
    sources: [`${VALIDATION} validateMultipleStorageURIsSpec`],
    reads: 'manifests',
  },
  'kserve/storage-twice': {
    title: "Two statements of where a model's files are",
    severity: 'error',
    about:
      'storageUri and storageUris are refused together. storageUri and storage.path are admitted together, and then the controller makes no pod; storage with a key alone names the credentials for a storageUri.',
    mend: 'Keep one of them.',
    sources: [
      `${VALIDATION} validateMultipleStorageURIs`,
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/components/predictor.go addStorageInitializerAnnotations`,
    ],
    reads: 'manifests',
  },
  'kserve/legacy-mode': {
    title: 'A deployment mode under its old name',
    severity: 'warning',
    about:
      'RawDeployment is now Standard, and Serverless is Knative. The webhook rewrites the annotation, so that Argo CD compares the old name with the new and shows the service as out of sync for ever; versions that do not rewrite it refuse updates of running services.',
    mend: 'Write the new name.',
    sources: [`${DEFAULTS} DefaultInferenceService`, 'https://github.com/kserve/kserve/issues/4798'],
    reads: 'manifests',
  },
  'kserve/legacy-framework': {
    title: 'A framework as a field of its own',
    severity: 'warning',
    about:
      'The webhook removes `sklearn`, `triton` and the like from a predictor and writes `model` with its format instead. A field that is in Git and not in the cluster shows in Argo CD for ever.',
    mend: 'Write `model` with `modelFormat`; what stood in the framework stands there.',
    sources: [`${DEFAULTS} setPredictorModelDefaults`, 'https://github.com/kserve/kserve/issues/2232'],
    reads: 'manifests',
  },
  'kserve/renamed-container': {
    title: 'A container that the webhook renames',
    severity: 'warning',
    about:
      "The first container of a transformer or explainer, and the only one of a predictor, becomes `kserve-container`. Another name in Git differs from the cluster's for ever.",
    mend: 'Name it kserve-container.',
    sources: [`${KSERVE}/pkg/apis/serving/v1beta1/predictor_custom.go Default`],
    reads: 'manifests',
  },
  'kserve/removed-local-model': {
    title: 'Marks of a model on nodes, in a cluster that keeps none there',
    severity: 'warning',
    about:
      'KServe writes labels and annotations below `internal.serving.kserve.io` where a model is kept on nodes, and removes them where none is. In manifests they are leftovers of an export.',
    mend: 'Leave them out.',
    sources: [`${DEFAULTS} setLocalModelLabel`],
    reads: 'manifests',
  },
} as const satisfies Rules;
