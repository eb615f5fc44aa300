import type { Rules } from './rule';

const REPOSITORY = 'https://github.com/sgl-project/ome/blob/main';
const OME = `${REPOSITORY}/pkg`;
const CONTROLLER = `${OME}/controller/v1beta1/inferenceservice`;
const BASE = `${CONTROLLER}/components/base.go`;
const MERGING = `${CONTROLLER}/utils/merging.go`;
const MATCHER = `${OME}/runtimeselector/matcher.go`;
const RUNTIMES = 'https://github.com/sgl-project/ome/tree/main/config/runtimes';
const MODELS = 'https://github.com/sgl-project/ome/tree/main/config/models';
const VARIABLES =
  'https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/';

/** What of engines, services and models, as constructs state them, OME cannot be told or cannot do. */
export const omeConstructRules = {
  'ome/read-only-model': {
    title: "An engine that changes files in the model's folder",
    severity: 'error',
    about:
      'OME mounts the folder of a model from the node, read-only, since services share it. An engine that writes there, as MindIE does, fails when it starts.',
    mend: 'Use another engine, or an image that copies what it changes to a folder of its own.',
    sources: [`${BASE} UpdateVolumeMounts`],
    reads: 'props',
  },
  'ome/variable-in-probe': {
    title: 'A probe that reads a variable',
    severity: 'error',
    about:
      'OME tells an engine by variables where the model is and which place in its group a pod has. Kubernetes puts variables into commands, arguments and other variables, and not into probes: the probe asks for `$(MODEL_PATH)` and never succeeds.',
    mend: 'Probe a path that does not depend on them, or use a command that is a shell.',
    sources: [VARIABLES],
    reads: 'props',
  },
  'ome/router-without-model': {
    title: 'A router that reads where the model is',
    severity: 'error',
    about:
      'OME mounts the model in the pods of engine and decoder and tells them its path. Routers get neither, so that one that reads the path would look in a folder called `$(MODEL_PATH)`.',
    mend: 'Leave the path out of the router; it can ask the engines for the model.',
    sources: [`${CONTROLLER}/components/router.go reconcilePodSpec`, `${BASE} UpdateEnvVariables`],
    reads: 'props',
  },
  'ome/stopped': {
    title: 'A service that is to be stopped and kept',
    severity: 'error',
    about:
      'KServe stops a service by an annotation and keeps its object. OME v0.1.5 has nothing like it: the pods would go on to run, and hold their devices.',
    mend: 'Leave the service out; its model stays on the nodes if it is an object of its own.',
    sources: [`${OME}/apis/ome/v1beta1/inference_service.go InferenceServiceSpec`],
    reads: 'props',
  },
  'ome/model-path-unknown': {
    title: 'A variable that refers to a path of the model that is not known',
    severity: 'error',
    about:
      'OME appends MODEL_PATH to the variables of the container. Kubernetes puts a variable into another only where it stands before it, so that a variable of the engine that refers to it keeps the text `$(MODEL_PATH)`. Arguments are filled in all the same. Where the path is known, it is written instead.',
    mend: "State the path of the model's object: `ome: { model: { path: '/mnt/data/models/llama' } }`.",
    sources: [`${BASE} UpdateEnvVariables`, VARIABLES],
    reads: 'props',
  },
  'ome/unknown-task': {
    title: 'A task that the engine reads and nobody states',
    severity: 'error',
    about:
      "The runtime reads the task in an annotation of the service. Of one that is not there, OME's templates make an empty text, and the engine is started with an empty task.",
    mend: "State it, such as `task: 'text-generation'`.",
    sources: [`${MERGING} ReplacePlaceholders`],
    reads: 'props',
  },
  'ome/other-accelerator': {
    title: 'A service for another kind of device than its runtime',
    severity: 'error',
    about:
      "Resources of a service are merged into those of the runtime by their names: the runtime's device stays beside the one of the service. Pods ask for both, no node has both, and they wait for ever.",
    mend: 'Use a runtime for this accelerator.',
    sources: [`${MERGING} MergeEngineSpec, mergeSpec`],
    reads: 'props',
  },
  'ome/runtime-nodes': {
    title: 'A service that cannot leave the nodes of its runtime',
    severity: 'error',
    about:
      "Node labels of a service are merged into those of the runtime by their keys. A label that the runtime states and the service's accelerator does not say stays, and pods stay on the runtime's nodes.",
    mend: 'State the label for the service, or use a runtime that does not.',
    sources: [`${MERGING} MergeEngineSpec, MergeNodeSelector`],
    reads: 'props',
  },
  'ome/groups-do-not-scale': {
    title: 'Groups of pods that are to scale',
    severity: 'warning',
    about:
      'Of a component in groups OME makes a LeaderWorkerSet of minReplicas groups, and no autoscaler. There are always as many, whatever maxReplicas says.',
    mend: 'State the number that you need as min and max, or serve it on the platform of LeaderWorkerSets.',
    sources: [
      `${CONTROLLER}/reconcilers/lws/lws_reconciler.go createLWS`,
      `${CONTROLLER}/reconcilers/multinode/multinode_reconciler.go NewMultiNodeReconciler`,
    ],
    reads: 'props',
  },
  'ome/replicas': {
    title: 'Numbers of replicas that are none',
    severity: 'error',
    about:
      'Replicas are whole numbers from 0, and the largest is not under the least. The API server refuses a service with anything else, and what is no number would not even be written.',
    mend: 'Use whole numbers, the least first.',
    sources: [`${OME}/apis/ome/v1beta1/component.go ComponentExtensionSpec`],
    reads: 'props',
  },
  'ome/runtime-namespace': {
    title: 'A runtime of another namespace',
    severity: 'error',
    about:
      'A runtime with a namespace is a ServingRuntime, which serves that namespace alone. OME looks for it in the namespace of the service and then in the cluster, finds none, and makes no pod.',
    mend: "Use the runtime's namespace for the service, or leave it out of the runtime, which makes it one for the whole cluster.",
    sources: [`${OME}/runtimeselector/fetcher.go GetRuntime`],
    reads: 'props',
  },
  'ome/architecture': {
    title: 'A model of an architecture that the runtime does not list',
    severity: 'error',
    about:
      "OME compares the architecture of model and runtime letter by letter. The webhook lets the service in, the controller refuses the runtime with the event 'RuntimeValidationError', and no pod is made.",
    mend: 'Add a format with this architecture to the runtime, or use a runtime for the model.',
    sources: [`${MATCHER} compareSupportedModelFormats`],
    reads: 'props',
  },
  'ome/architecture-unknown': {
    title: 'An architecture that neither model nor runtime states',
    severity: 'error',
    about:
      "An agent reads the architecture in the model's config.json and writes it into the model. From then on the model fits no runtime that states none, or another one, although it fitted when it was applied.",
    mend: "State `ome: { model: { architecture } }`, or the model's `huggingFaceId` where the catalogue has it.",
    sources: [`${OME}/modelagent/config_parser.go updateModelSpec`, `${MATCHER} compareSupportedModelFormats`],
    reads: 'props',
  },
  'ome/quantization': {
    title: 'A model of a quantization that the runtime does not state',
    severity: 'error',
    about:
      'Quantizations of model and runtime are equal, or neither states one: a model in fp8 never fits a runtime that says nothing of it. The controller refuses the runtime, and no pod is made.',
    mend: 'Add a format with this quantization to the runtime, or use a runtime for the model.',
    sources: [`${MATCHER} compareSupportedModelFormats`],
    reads: 'props',
  },
  'ome/model-size-unknown': {
    title: 'A model of unknown size for a runtime of certain sizes',
    severity: 'note',
    about:
      'OME does not compare the size of a model that states none. An agent finds it after the download and writes it into the model; outside of the range of the runtime, the service is refused from then on.',
    mend: "State the size, such as `ome: { model: { parameters: '7B' } }`.",
    sources: [`${MATCHER} checkModelSize`, `${OME}/modelagent/config_parser.go updateModelSpec`],
    reads: 'props',
  },
  'ome/model-differs': {
    title: 'Two services that say different things of one model',
    severity: 'error',
    about:
      'A model is one object of OME that services share by its name. Where two services describe it differently, only one description could be written.',
    mend: 'Give one model a name of its own, or let both services say the same.',
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
    reads: 'props',
  },
  'ome/storage': {
    title: 'Storage that a model of OME cannot name',
    severity: 'error',
    about:
      'A model of OME has one storage URI. Several places, and entries of the Secret in which KServe keeps connections, have no form there.',
    mend: 'Use one place that the agent downloads from, such as ModelStorage.huggingFace().',
    sources: [`${OME}/apis/ome/v1beta1/model.go StorageSpec`],
    reads: 'props',
  },
  'ome/accelerator-nodes': {
    title: 'An accelerator whose nodes are not known',
    severity: 'error',
    about:
      'An AcceleratorClass tells its nodes by a label, which becomes the node selector of pods. Without one the class stands for every node, and pods run wherever there is room.',
    mend: 'State the label of your nodes as nodeSelector.',
    sources: [`${MERGING} MergeNodeSelector`],
    reads: 'props',
  },
  'ome/unknown-accelerator': {
    title: 'An accelerator that the catalogue does not have',
    severity: 'error',
    about: 'A class is written from the facts of the catalogue: vendor, memory and the label of its nodes.',
    mend: 'Use an id of the catalogue, or the construct AcceleratorClass with facts of your own.',
    sources: [`${OME}/apis/ome/v1beta1/accelerator_class.go AcceleratorClassSpec`],
    reads: 'props',
  },
  'ome/unknown-catalogue-runtime': {
    title: 'A runtime that the catalogue does not have',
    severity: 'error',
    about:
      "Runtimes of OME's catalogue have a name, and the name of the file that OME's documentation lists. Both are known here.",
    mend: 'Use a name of the catalogue; the nearest is in the finding.',
    sources: [RUNTIMES],
    reads: 'props',
  },
  'ome/unknown-catalogue-model': {
    title: 'A model that the catalogue does not have',
    severity: 'error',
    about: "Models are known by the names of the objects that OME ships, such as 'qwen3-8b'.",
    mend: 'Use a name of the catalogue; the nearest is in the finding.',
    sources: [MODELS],
    reads: 'props',
  },
  'ome/catalogue-engine': {
    title: 'A runtime of the catalogue that runs another engine',
    severity: 'error',
    about:
      'A runtime of the catalogue runs one engine: most run SGLang, some vLLM. The one that is named does not run the engine that is asked for.',
    mend: 'Leave `engine` out, or name a runtime of the other engine.',
    sources: [RUNTIMES],
    reads: 'props',
  },
  'ome/unknown-model-format': {
    title: 'A model of the catalogue whose format is not known',
    severity: 'error',
    about:
      'Most models of the catalogue state their storage alone: an agent finds out the rest after the download. Where no runtime is named like the model either, nobody can tell beforehand which one serves it.',
    mend: 'Name the `runtime`, and make the model with `servedBy` of the same name.',
    sources: [MODELS, `${OME}/runtimeselector/selector.go validateModel`],
    reads: 'props',
  },
  'ome/no-fitting-runtime': {
    title: 'A model that no runtime of the catalogue serves as asked',
    severity: 'error',
    about:
      'A runtime has to serve format, architecture, quantization and size of the model, and to be what is wished of engine, devices and nodes. OME refuses a service that none serves, or its pods find no node.',
    mend: 'Ask for less, or name one of the nearest runtimes that the finding lists.',
    sources: [RUNTIMES, `${OME}/runtimeselector/selector.go SelectRuntime`],
    reads: 'props',
  },
  'ome/unfit-runtime': {
    title: 'A named runtime that does not serve the model as asked',
    severity: 'error',
    about:
      "OME's webhook does not look at a runtime that is named. Its controller does, and makes no pod where model and runtime differ; a runtime with other devices than asked for leaves its pods pending.",
    mend: 'Name the runtime that the finding proposes, or make the model with `servedBy` of this one if that is what it really is.',
    sources: [`${OME}/runtimeselector/selector.go ValidateRuntime`],
    reads: 'props',
  },
  'ome/selected-runtime': {
    title: 'A choice among several runtimes',
    severity: 'note',
    about:
      'Several runtimes of the catalogue serve the model. The one that is made for it comes first, then one that speaks HTTP, runs on one node and has the narrowest range of sizes; the finding says what decided.',
    mend: 'Name another with `runtime` if that is meant.',
    sources: [RUNTIMES],
    reads: 'props',
  },
  'ome/image-without-registry': {
    title: 'An image without a registry',
    severity: 'warning',
    about:
      'A few runtimes of the catalogue name an image without a registry. Nodes then ask Docker Hub for `docker.io/library/…`, which it does not have: ImagePullBackOff.',
    mend: 'State the image with the registry that has it, such as a mirror of your own.',
    sources: [RUNTIMES, 'https://kubernetes.io/docs/concepts/containers/images/#image-names'],
    reads: 'props',
  },
} as const satisfies Rules;
