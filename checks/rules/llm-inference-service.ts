import type { Rules } from './rule';

const API = 'https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2';
const VALIDATION = `${API}/llm_inference_service_validation.go`;
const CONTROLLER = 'https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc';
const MERGE = `${CONTROLLER}/config_merge.go`;
const PRESETS = 'https://github.com/kserve/kserve/tree/master/config/llmisvcconfig';

const REFUSED = { severity: 'error', reads: 'manifests' } as const;

const ENGINE_SIZES =
  'https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py ParallelConfig.__post_init__';

/** What KServe refuses of an LLMInferenceService and of its configurations, or cannot run. */
export const llmInferenceServiceRules = {
  'llmisvc/route-twice': {
    ...REFUSED,
    title: "Routes of one's own, and one that the controller is to make",
    about:
      'In `router.route.http`, `refs` names HTTPRoutes that exist, and `spec` describes one for the controller to make. The webhook takes only one of them.',
    mend: 'Keep `refs` or `spec`.',
    sources: [`${VALIDATION} validateRouterCrossFieldConstraints`],
  },
  'llmisvc/route-gateway': {
    ...REFUSED,
    title: "Routes of one's own at a gateway that the controller chooses",
    about:
      'An empty `router.gateway` leaves the gateway to the controller, which cannot attach HTTPRoutes of somebody else to it. The webhook refuses the service.',
    mend: 'Name the gateway of the routes in `router.gateway.refs`, or leave `http.refs` out.',
    sources: [`${VALIDATION} validateRouterCrossFieldConstraints`],
  },
  'llmisvc/route-parents': {
    ...REFUSED,
    title: 'A route that belongs to other gateways than the service',
    about:
      'The controller takes the gateways of its HTTPRoute from `router.gateway.refs`. Where the route states `parentRefs` too, v1alpha2 wants the same names, namespaces and sections, and v1alpha1 refuses both together.',
    mend: 'Leave `parentRefs` out.',
    sources: [`${VALIDATION} parentRefsMatchGatewayRefs`],
  },
  'llmisvc/traffic': {
    ...REFUSED,
    title: 'Requests that cannot be divided among services',
    about:
      "Services of a group share the requests for a model by their weights. That takes `group` and `weight` together, and an HTTPRoute that the controller makes: neither an Ingress nor routes of one's own.",
    mend: 'State both, and leave `router.ingress` and `http.refs` out.',
    sources: [`${VALIDATION} validateTrafficFields`],
  },
  'llmisvc/worker-sizes': {
    ...REFUSED,
    title: 'Workers that share nothing',
    about:
      'Workers make a LeaderWorkerSet, whose size follows from `parallelism`: `data` by `dataLocal`, or `pipeline`. Without one of them the webhook refuses the service.',
    mend: 'State `data` and `dataLocal`, or `pipeline`, or leave `worker` out.',
    sources: [`${VALIDATION} validateWorkloadParallelism`],
  },
  'llmisvc/parallel-kinds': {
    ...REFUSED,
    title: 'Both the layers and the data of a model shared among pods',
    about: 'A group of pods shares the layers of a model (`pipeline`) or computes copies of it (`data`), not both.',
    mend: 'Keep one of them.',
    sources: [`${VALIDATION} validateWorkloadParallelism`],
  },
  'llmisvc/data-local': {
    ...REFUSED,
    title: 'Copies of a group without those of a pod, or the other way round',
    about:
      'How many pods a group has is `data`, all copies, by `dataLocal`, those of one pod. The webhook wants both or neither.',
    mend: 'State both.',
    sources: [`${VALIDATION} validateWorkloadParallelism`, `${API}/llm_inference_service_types_func.go GetSize`],
  },
  'llmisvc/scheduler-replicas': {
    ...REFUSED,
    title: 'A scheduler without replicas',
    about: 'The webhook refuses fewer than one replica of the scheduler, in a service and in a configuration.',
    mend: 'State 1 or more, or leave it out.',
    sources: [
      `${VALIDATION} validateSchedulerConfig`,
      `${API}/llm_inference_service_config_validation.go validateScheduler`,
    ],
  },
  'llmisvc/scheduler-config': {
    ...REFUSED,
    title: 'A scheduler whose configuration is empty, or stated twice',
    about:
      'The configuration of a scheduler stands in `inline`, or in a ConfigMap that `ref` names. The webhook takes one.',
    mend: 'State one of them, or leave `config` out.',
    sources: [`${VALIDATION} validateSchedulerConfig`],
  },
  'llmisvc/scaling-modes': {
    ...REFUSED,
    title: 'Decoding and prefilling pods that are scaled in different ways',
    about:
      'Where both are scaled, they have to be scaled by the same means: both by KEDA, or both by WVA and through the same kind of autoscaler. Two pipelines of metrics would decide for themselves.',
    mend: 'Scale both in the same way.',
    sources: [`${VALIDATION} ValidateActuatorConsistency`],
  },
  'llmisvc/cache-tier': {
    ...REFUSED,
    title: 'A tier of the KV cache that is nowhere, or at two places',
    about:
      'A tier below the memory of the CPU is a folder: an emptyDir or a PersistentVolumeClaim, which is made from a `spec` or named in `ref`. It is filled through the memory of the CPU, of which there has to be some.',
    mend: 'State one place for each tier, and an amount in `cpu`.',
    sources: [`${VALIDATION} validateKVCacheOffloadingSpec`],
  },
  'llmisvc/rollout': {
    ...REFUSED,
    title: 'A rollout that cannot go on',
    about:
      '`maxUnavailable` and `maxSurge` are numbers from 0, or percents up to 100%. The webhook takes percents of one pod, the first rounded down and the second up, and refuses both at nothing; of a group it wants `maxSurge` where none may be missing.',
    mend: 'Raise one of them to 1.',
    sources: [`${VALIDATION} ValidateWorkloadRolloutFields`],
  },
  'llmisvc/device-claim': {
    ...REFUSED,
    title: 'Annotations that claim no device',
    about:
      'With annotations `serving.kserve.io/exp-dra-*`, the controller claims devices for the pods. The class is required with any other of them, and each is looked at by the webhook.',
    mend: 'State the class, a count of 1 or more, and names that Kubernetes takes.',
    sources: [
      'https://github.com/kserve/kserve/blob/master/pkg/validation/managed_dra.go ValidateManagedDRAAnnotations',
    ],
  },
  'llmisvc/adapter': {
    ...REFUSED,
    title: 'LoRA adapters without names of their own',
    about:
      'Adapters are served by their names, which differ from each other and from that of the model. Folders and volumes are named after them: two that differ only in letters that a folder does not take are mixed, and a mounted one has to be a name for a volume. The schema says nothing of adapters, so that other types of values are refused by the webhook alone.',
    mend: 'Give each a name of its own, of lower-case letters, digits and dashes.',
    sources: [`${VALIDATION} ValidateLoRAAdapters`, `${CONTROLLER}/workload_lora.go sanitizeLoRAPathSegment`],
  },
  'llmisvc/adapter-uri': {
    ...REFUSED,
    title: 'A LoRA adapter that cannot be loaded',
    about:
      "Adapters come from hf://, s3:// or pvc://, by KServe's own container: with `storageInitializer.enabled: false` none is loaded. The controller fails before it makes any pod.",
    mend: 'Use one of these addresses, and leave storageInitializer out.',
    sources: [`${CONTROLLER}/workload_lora.go enumerateLoRAAdapters`],
  },
  'llmisvc/model-uri': {
    ...REFUSED,
    title: 'A model that cannot be loaded',
    about:
      'Models come from hf://owner/model, s3://, pvc://claim/folder, oci:// or oci+native://. Another scheme, or none, makes the controller fail before it makes any pod; an address that Go cannot read is refused by the webhook. With `storageInitializer.enabled: false` the pod loads the model itself, and only a scheme is asked for.',
    mend: 'Use one of these addresses.',
    sources: [
      `${CONTROLLER}/workload_storage.go attachModelArtifacts`,
      'https://github.com/kserve/kserve/blob/master/python/storage/kserve_storage/kserve_storage.py _download_hf',
    ],
  },
  'llmisvc/confidential': {
    ...REFUSED,
    title: 'A key for a confidential model that is none',
    about: 'The key of an encrypted model is named as kbs:///repository/type/tag. The webhook refuses other texts.',
    mend: 'Write it so, or leave it out.',
    sources: ['https://github.com/kserve/kserve/blob/master/pkg/validation/confidential.go ValidateConfidentialSpec'],
  },
  'llmisvc/confidential-without-effect': {
    title: 'A confidential model that is not decrypted',
    severity: 'warning',
    about:
      "Encrypted files are decrypted while they are downloaded. Images and volumes are not downloaded by KServe's container.",
    mend: 'Leave `confidential` out, or have the model downloaded from elsewhere.',
    sources: ['https://github.com/kserve/kserve/blob/master/pkg/validation/confidential.go ValidateConfidentialSpec'],
    reads: 'manifests',
  },
  'llmisvc/name': {
    ...REFUSED,
    title: 'A name that no Service can have',
    about:
      'The API server takes names with dots, names that begin with a digit and names of 253 characters. The controller names Services after them and puts them into labels, which do not allow that: nothing is made.',
    mend: 'Use up to 63 lower-case letters, digits and dashes, a letter first.',
    sources: [`${CONTROLLER}/workload.go reconcileWorkloadService`],
  },
  'llmisvc/group-name': {
    ...REFUSED,
    title: 'A name too long for the workers of a group',
    about:
      "Workers are pods of a StatefulSet that is named after the LeaderWorkerSet, which is named after the service. They carry the StatefulSet's name and a revision in a label, which has 63 characters at most.",
    mend: 'Use about 40 characters or fewer for a service with workers.',
    sources: [
      `${CONTROLLER}/workload_multi_node.go mainLWSName`,
      'https://github.com/kubernetes/kubernetes/issues/64023',
    ],
  },
  'llmisvc/unknown-config': {
    title: 'A configuration that is not there',
    severity: 'error',
    about:
      'Each of `baseRefs` is looked for in the namespace of the service, then in the one where KServe runs. Where there is none, the controller makes no pod and reports ConfigNotFound. It is a note where no configurations are known at all, and a warning where there is one in another namespace and it is not known where KServe runs.',
    mend: 'Name one that is there, add it, or check service and configuration together.',
    sources: [`${MERGE} getConfig`],
    reads: 'manifests',
  },
  'llmisvc/pipeline-preset': {
    ...REFUSED,
    title: 'Workers that share layers, for which there is no preset',
    about:
      "For workers that share the layers of a model (`parallelism.pipeline`) the controller looks for a configuration such as `kserve-config-llm-worker-pipeline-parallel`, and KServe ships none. Without one of one's own it makes no pod and reports ConfigNotFound.",
    mend: 'Add a configuration of that name, or share the data among the pods.',
    sources: [`${MERGE} combineBaseRefsConfig`, PRESETS],
  },
  'llmisvc/nested-config': {
    ...REFUSED,
    title: 'A configuration that refers to others',
    about:
      'The webhook refuses `baseRefs` in an LLMInferenceServiceConfig: configurations are not looked up for each other.',
    mend: 'Name all configurations in the service.',
    sources: [`${API}/llm_inference_service_config_validation.go validate`],
  },
  'llmisvc/config-merge': {
    ...REFUSED,
    title: 'Configurations of a scheduler that cannot be merged',
    about:
      'What stands in `router.scheduler.config.inline` has no type in Go. Where a configuration and what is put over it both have the same list or map in it, such as `plugins`, the merge fails, and with it the service (CombineBaseError).',
    mend: 'State it in one place only.',
    sources: [
      `${MERGE} mergeSpecs`,
      'https://github.com/kubernetes/apimachinery/blob/master/pkg/util/strategicpatch/meta.go LookupPatchMetadataForStruct',
    ],
  },
  'llmisvc/template': {
    ...REFUSED,
    title: 'A text that cannot be expanded as a template',
    about:
      "All texts of a service and of its configurations, their labels and annotations too, are expanded as Go's templates, in the JSON in which they stand: quotation marks are escaped there, and cannot be in a template. A key that a map lacks is an error. A configuration is tried by the webhook with a service of KServe's own, which has none of one's labels.",
    mend: 'Use back quotes, read labels by `index`, guard what may be absent by `with`, and write {{`{{`}} where no template is meant.',
    sources: [
      `${MERGE} ReplaceVariables`,
      'https://github.com/kserve/kserve/blob/master/cmd/llmisvc/main.go validateLLMISVCConfig',
    ],
  },
  'llmisvc/template-json': {
    ...REFUSED,
    title: 'A template that breaks the JSON around it',
    about:
      'What a template writes is put into the text of JSON without escapes. A quotation mark, a backslash or a line end in it ends the text, and the controller cannot read what it has written.',
    mend: 'Let templates write only values without these characters.',
    sources: [`${MERGE} ReplaceVariables`],
  },
  'llmisvc/sizes-in-config': {
    title: 'Sizes of which vLLM never hears',
    severity: 'error',
    about:
      "Templates read the service as it was submitted. Of a size that only a configuration states, the scripts of KServe's presets hear nothing: a single pod starts vLLM without it, which is a warning, and for a group of pods the template fails, or vLLM is started with other sizes than the group has.",
    mend: 'State the sizes in the service.',
    sources: [`${MERGE} ReplaceVariables`, PRESETS],
    reads: 'manifests',
  },
  'llmisvc/unused-sizes': {
    title: 'Sizes that have no effect without workers',
    severity: 'warning',
    about:
      'The preset for a single pod passes on `parallelism.tensor` to vLLM, and nothing else: `data`, `pipeline` and `expert` are for groups with workers.',
    mend: 'State `worker`, or pass the flags in the arguments.',
    sources: [PRESETS],
    reads: 'manifests',
  },
  'llmisvc/uneven-data': {
    ...REFUSED,
    title: 'A group whose pods have fewer copies than it is to have, or more',
    about:
      'A group has `data` by `dataLocal` pods, rounded down. Where that leaves a rest, vLLM waits for copies that nobody starts; where a pod is to have more than there are, it refuses to start.',
    mend: 'Let `data` be a multiple of `dataLocal`.',
    sources: [`${API}/llm_inference_service_types_func.go GetSize`, ENGINE_SIZES],
  },
  'llmisvc/too-few-devices': {
    ...REFUSED,
    title: 'Fewer devices than the copies of a pod compute on',
    about:
      'Each pod of a group starts `dataLocal` copies of the model, each on `tensor` devices, and vLLM refuses to start where it sees fewer.',
    mend: 'Ask for as many devices as the sizes come to, or make the sizes smaller.',
    sources: [ENGINE_SIZES, PRESETS],
  },
  'llmisvc/idle-devices': {
    title: 'Devices of a group that are never used',
    severity: 'warning',
    about:
      'Each pod of a group computes on `dataLocal` times `tensor` devices. It holds those beyond, and nobody else can have them.',
    mend: 'Ask for fewer devices, or make the sizes larger.',
    sources: [PRESETS],
    reads: 'manifests',
  },
  'llmisvc/main-container': {
    ...REFUSED,
    title: 'The model is not served by the container that gets it',
    about:
      'Presets add a container `main`, in which vLLM starts, and the controller brings the model to the container of that name. A container of another name stands beside it, without the model; if it gets the devices, `main` has none.',
    mend: 'Name the container that serves the model `main`.',
    sources: ['https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go AddModelMount', PRESETS],
  },
  'llmisvc/serving-port': {
    ...REFUSED,
    title: 'An engine that listens where nobody asks',
    about:
      "The Service in front of the pods, the scheduler's pool and the probes of presets know port 8000, and 8001 for what decodes behind the proxy of its pod. An engine on another port gets no request.",
    mend: 'Start the engine with that port.',
    sources: [`${CONTROLLER}/workload.go reconcileWorkloadService`, PRESETS],
  },
  'llmisvc/shell-quotes': {
    title: 'JSON that loses its quotation marks in a shell',
    severity: 'error',
    about:
      'The scripts of presets put VLLM_ADDITIONAL_ARGS and, from KServe 0.18 on, the arguments of the container into a line that a shell reads once more (eval). JSON that is not in single quotes inside of the text loses its quotation marks, and vLLM ends as soon as it starts.',
    mend: 'Put JSON in single quotes inside of the text.',
    sources: [PRESETS],
    reads: 'manifests',
  },
  'llmisvc/lost-arguments': {
    title: 'Arguments after the end of the line',
    severity: 'error',
    about:
      'The scripts of presets put further arguments into a line of a shell. A line end, a semicolon or a bar in them ends it: vLLM is started with what stands before, and the rest is never read.',
    mend: 'Write the arguments in one line, and put what a shell would read in single quotes.',
    sources: [PRESETS],
    reads: 'manifests',
  },
  'llmisvc/model-name': {
    ...REFUSED,
    title: 'A name of a model that cannot stand in its route',
    about:
      'The name of a model stands in the paths of the HTTPRoute that the controller makes, and in the line with which the presets start vLLM. Characters that a path or a shell does not take make the route refused, or the name another one.',
    mend: 'Use letters, digits, dots, dashes, underscores and single slashes.',
    sources: [
      'https://github.com/kubernetes-sigs/gateway-api/blob/main/apis/v1/httproute_types.go HTTPPathMatch',
      PRESETS,
    ],
  },
  'llmisvc/model-name-overridden': {
    title: 'A configuration names the model otherwise',
    severity: 'warning',
    about:
      "Everything that a service states comes before its configurations, but the name of its model: the last configuration that states one decides. Clients that ask for the service's name get none.",
    mend: 'Leave `model.name` out of configurations.',
    sources: [`${MERGE} combineBaseRefsConfig`],
    reads: 'manifests',
  },
  'llmisvc/shared-model-name': {
    title: 'Two services of a namespace with a model of one name',
    severity: 'warning',
    about:
      'Gateways find models by their names, in the path and in a header. Where two services of a namespace have one of the same name and are in no group that divides the requests, one gets all that ask for it (ModelNameCollision). Both still answer at addresses of their own.',
    mend: 'Name one of them otherwise, or put both into a group with weights.',
    sources: [`${CONTROLLER}/router_validation.go findModelNameCollisions`],
    reads: 'manifests',
  },
} as const satisfies Rules;
