import type { Rules } from './rule';

const OME = 'https://github.com/sgl-project/ome/blob/main/pkg';
const CONTROLLER = `${OME}/controller/v1beta1/inferenceservice`;
const SELECTOR = `${OME}/runtimeselector/selector.go`;
const POLICIES = `${OME}/acceleratorclassselector/policy_helpers.go`;

/** What services of OME, and the runtimes, models and accelerators that they name, say of each other. */
export const omeReferenceRules = {
  'ome/unknown-model': {
    title: 'A service names a model that it cannot have',
    severity: 'error',
    about:
      "OME looks for a model in the service's namespace and then in the cluster, and its webhook refuses a service whose model is in neither. Without an inventory a model may be there already: only one of another namespace is told then, as a warning.",
    mend: "Name one that is there, or add it: a BaseModel to the service's namespace, or a ClusterBaseModel.",
    sources: [
      `${OME}/webhook/admission/isvc/inference_service_validation.go validateModelExists`,
      `${CONTROLLER}/utils/reconciliation.go GetBaseModel`,
    ],
    reads: 'manifests',
  },
  'ome/unknown-runtime': {
    title: 'A service names a runtime of OME that it cannot have',
    severity: 'error',
    about:
      "OME looks for a runtime in the service's namespace and then in the cluster. The webhook does not look for a runtime that is named, so that the service is admitted, and the controller makes no pod. Without an inventory a runtime may be there already: only one of another namespace is told then, as a warning.",
    mend: "Name one that is there, or add it: a ServingRuntime to the service's namespace, or a ClusterServingRuntime.",
    sources: [`${OME}/runtimeselector/fetcher.go GetRuntime`, `${CONTROLLER}/controller.go Reconcile`],
    reads: 'manifests',
  },
  'ome/no-runtime': {
    title: 'No runtime of OME is selected for a model',
    severity: 'error',
    about:
      'A service that names no runtime gets the best of those that have an entry with `autoSelect: true` for the format, framework, architecture and quantization of its model, whose sizes include it, and which are for the accelerators that the service asks for. Where none is, the webhook refuses the service. It is an error where an inventory says what the cluster has, or where the runtimes beside the service are for the architecture and OME ships none that would do. Of a model whose size or format is left to the agents of OME, nothing is said.',
    mend: 'Add a runtime for the model, or name one. `npx cdk8s-inference select` says of each why it is not selected.',
    sources: [`${OME}/runtimeselector/selector.go SelectRuntime`],
    reads: 'manifests',
  },
  'ome/model-kind': {
    title: 'A kind that the model is not of',
    severity: 'error',
    about:
      'Webhook and selection look for a model of the name in the namespace and then in the cluster, whatever kind the service states. One step of the controller does not: it looks for the stated kind, ClusterBaseModel where none is, and stops before any pod is made.',
    mend: 'State the kind of the model.',
    sources: [`${CONTROLLER}/reconcilers/modelconfig/modelconfig_reconciler.go getBaseModelSpec`],
    reads: 'manifests',
  },
  'ome/runtime-kind': {
    title: 'A runtime of the namespace in the place of the one of the cluster',
    severity: 'warning',
    about:
      'OME v0.1.5 does not look at the kind that a service states of its runtime. It takes the ServingRuntime of the namespace where there is one of the name, and else the ClusterServingRuntime, so that the pods may be others than the service says.',
    mend: 'State `kind: ServingRuntime`, or give one of the two another name.',
    sources: [`${OME}/runtimeselector/fetcher.go GetRuntime`],
    reads: 'manifests',
  },
  'ome/model-disabled': {
    title: 'A model that is disabled',
    severity: 'error',
    about:
      'The controller refuses to serve a model with `disabled: true`. Where the service names no runtime, the webhook refuses the service itself; else it is let in, and no pod appears.',
    mend: 'Enable the model, or name another.',
    sources: [`${CONTROLLER}/utils/reconciliation.go ReconcileBaseModel`],
    reads: 'manifests',
  },
  'ome/model-without-format': {
    title: 'A model that does not say its format yet',
    severity: 'warning',
    about:
      'Selection asks for the format of a model. Where it is not stated, an agent on a node downloads the model, reads its config.json and writes what it finds into the model. Until then a service without a runtime is refused by the webhook, and one with a runtime gets no pod: applied together, they fail at first, and GitOps tools report it.',
    mend: 'State modelFormat, modelFramework, modelArchitecture and modelParameterSize of the model; what is stated is kept.',
    sources: [`${SELECTOR} validateModel`, `${OME}/modelagent/config_parser.go updateModelSpec`],
    reads: 'manifests',
  },
  'ome/runtime-disabled': {
    title: 'A runtime that is disabled',
    severity: 'error',
    about:
      "The webhook does not look at a runtime that is named, and lets the service in. The controller refuses it with the event 'RuntimeValidationError', and makes no pod.",
    mend: 'Enable the runtime, or name another.',
    sources: [`${SELECTOR} ValidateRuntime`],
    reads: 'manifests',
  },
  'ome/model-metadata': {
    title: 'A model that says too little for its runtime',
    severity: 'warning',
    about:
      "Format, framework, architecture and quantization have to be equal letter by letter, and what only one of the two states does not match. The model leaves out something that the runtime states. Its agent may find it after the download; until then the controller refuses the runtime with the event 'RuntimeValidationError'.",
    mend: 'State modelFormat, modelFramework, modelArchitecture and modelParameterSize of the model; what is stated is kept.',
    sources: [`${SELECTOR} ValidateRuntime`, `${OME}/runtimeselector/matcher.go compareSupportedModelFormats`],
    reads: 'manifests',
  },
  'ome/runtime-incompatible': {
    title: 'A runtime that does not serve the model',
    severity: 'error',
    about:
      "A named runtime has to support the model as one that is selected would: format, framework, architecture and quantization equal in one entry, the size within its range, and the accelerator classes that the service asks for. The webhook does not look. The controller refuses it with the event 'RuntimeValidationError', and makes no pod.",
    mend: 'Name a runtime for the model, or let runtime and model say the same.',
    sources: [
      `${SELECTOR} ValidateRuntime`,
      `${OME}/runtimeselector/matcher.go IsCompatible, compareSupportedModelFormats, checkModelSize`,
    ],
    reads: 'manifests',
  },
  'ome/part-not-made': {
    title: 'A half of the engine that the service does not name',
    severity: 'error',
    about:
      'A runtime with prefill and decode apart has an engine, a decoder and mostly a router. The controller makes those that the service names as well, without a word of the others. An engine alone reads prompts and hands them on to nobody; without the router, clients reach pods that only read prompts.',
    mend: 'State each of them in the service; `decoder: {}` and `router: {}` take everything from the runtime.',
    sources: [`${CONTROLLER}/utils/merging.go MergeDecoderSpec, MergeRouterSpec`],
    reads: 'manifests',
  },
  'ome/parallelism-size': {
    title: 'A size that OME does not tell on accelerator classes',
    severity: 'error',
    about:
      'OME counts the devices of a group and tells the engine in the variable PARALLELISM_SIZE, but only where the service runs on no accelerator class. With one, Kubernetes finds no such variable, leaves `$(PARALLELISM_SIZE)` as it stands, and the engine cannot read it as a number.',
    mend: "Write the number in the runtime, or into its acceleratorConfig's tensorParallelismOverride.",
    sources: [`${CONTROLLER}/components/engine.go reconcilePodSpec, setParallelismEnvVarForEngine`],
    reads: 'manifests',
  },
  'ome/best-fit-without-constraints': {
    title: 'The best fit to nothing',
    severity: 'error',
    about:
      'BestFit rates each accelerator class by how well its memory and speed fit the constraints of the service. Among several classes the rating reads the constraints without looking whether there are any: the controller fails at every try, and makes no pod.',
    mend: 'State acceleratorSelector.constraints, such as minMemory, or the policy FirstAvailable.',
    sources: [`${POLICIES} calculateBestFitScore, calculateMemoryFitScore`],
    reads: 'manifests',
  },
  'ome/architecture-version': {
    title: 'A least architecture of two digits',
    severity: 'warning',
    about:
      "Versions of architectures are compared as text, letter by letter, where '9.0' comes after '10.0'. A least version of two digits therefore lets older accelerators in, and one of one digit keeps those of two out.",
    mend: 'Name the classes instead: acceleratorSelector.acceleratorClass, or constraints.excludedClasses.',
    sources: [`${POLICIES} meetsRequirements`],
    reads: 'manifests',
  },
  'ome/fine-tuned-weights': {
    title: 'Several fine-tuned weights in one service',
    severity: 'error',
    about:
      "The field is a list, and OME v0.1.5 serves one of them at most: the controller stops with 'stacked fine-tuned serving is not supported yet', after the webhook has let the service in.",
    mend: 'Name one, and make a service for each.',
    sources: [`${CONTROLLER}/components/base.go ReconcileFineTunedWeights`],
    reads: 'manifests',
  },
  'ome/group-name-length': {
    title: 'A name that is too long for groups of pods',
    severity: 'error',
    about:
      'Groups of pods are a LeaderWorkerSet, called `lws-` and the last 50 characters of service and component. The workers of a group belong to a StatefulSet that adds the number of the group to that name, and label their pods with its name and a revision. Over 63 characters the API server refuses the workers, and the leaders wait for them for ever.',
    mend: 'Shorten the name of the service to what the finding says.',
    sources: [`${OME}/constants/constants.go LWSName`, 'https://github.com/kubernetes/kubernetes/issues/64023'],
    reads: 'manifests',
  },
  'ome/groups-share-service': {
    title: 'Groups of pods that share their Service with others',
    severity: 'warning',
    about:
      "The Service that OME makes for a component in groups selects pods by `ray.io/node-type: head` and nothing else. Every leader of the namespace has this label, those of other services and of the decoder included, so that requests reach another model's engine.",
    mend: 'Give each such service a namespace of its own; between engine and decoder, let a router find pods by the labels ome.io/inferenceservice and component.',
    sources: [
      `${CONTROLLER}/reconcilers/multinode/multinode_reconciler.go NewMultiNodeReconciler`,
      `${CONTROLLER}/reconcilers/lws/lws_reconciler.go createLWS`,
    ],
    reads: 'manifests',
  },
} as const satisfies Rules;
