import type { Rules } from './rule';

const ADD_ON = 'https://support.huaweicloud.com/usermanual-cce/cce_10_0996.html';
const OBS_VOLUMES = 'https://support.huaweicloud.com/intl/en-us/usermanual-cce/cce_10_0379.html';
const SFS_VOLUMES = 'https://support.huaweicloud.com/intl/en-us/usermanual-cce/cce_10_0625.html';
const BUCKETS = 'https://support.huaweicloud.com/intl/en-us/api-obs/obs_04_0021.html';
const VALIDATION = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go';
const LABELS = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set';
const VLLM_MODEL = 'https://github.com/vllm-project/vllm/blob/main/vllm/config/model.py';
const ARGUMENTS = 'https://docs.vllm.ai/en/latest/cli/serve.html';

/** What of models, volumes and registrations CCE's AI inference framework cannot do. */
export const cceRules = {
  'cce/model-type': {
    title: 'A type that is no preset model',
    severity: 'error',
    about:
      'The add-on knows nine models by their types and has a template for each. Nothing can be written for another one, and the add-on refuses to register it.',
    mend: 'Use one of the types, or serve the model on the platform Cce with an engine of your own.',
    sources: [ADD_ON],
    reads: 'props',
  },
  'cce/model-name': {
    title: 'A name that no set of the model may have',
    severity: 'error',
    about:
      'The name becomes a LeaderWorkerSet and its headless Service, which begin with a letter. Its pods carry the name, the number of their group and a revision in one label of 63 characters; over 50 they are never made.',
    mend: 'Use lower-case letters, digits and dashes, a letter first, at most 50.',
    sources: [
      'https://github.com/kubernetes-sigs/lws/blob/main/pkg/webhooks/leaderworkerset_webhook.go generalValidate',
      'https://github.com/kubernetes/kubernetes/issues/64023',
    ],
    reads: 'props',
  },
  'cce/npu-memory': {
    title: 'A memory that no NPU of the add-on has',
    severity: 'error',
    about:
      'How many NPUs a model needs follows from their memory. NPUs of the kind that the add-on serves have 64 or 32 GB.',
    mend: 'Use 64, or 32.',
    sources: [ADD_ON],
    reads: 'props',
  },
  'cce/npu-count': {
    title: 'A number of NPUs that is not known',
    severity: 'error',
    about:
      'Of some models it is not known with how many NPUs of 32 GB they run. With too few the engine does not start, and with too many NPUs are held for nothing.',
    mend: 'State tensorParallel after a trial, or use NPUs of 64 GB.',
    sources: [ADD_ON],
    reads: 'props',
  },
  'cce/tensor-parallel': {
    title: 'A model that cannot be split over so many NPUs',
    severity: 'error',
    about:
      'Tensor parallelism deals out attention heads, so that their number, and that of KV heads, has to be divisible. A node has eight NPUs, and the weights need as many as hold them. The engine refuses to start, or the pod waits for a node for ever.',
    mend: 'Use one of the numbers in the finding.',
    sources: [`${VLLM_MODEL} verify_with_parallel_config`, ADD_ON],
    reads: 'props',
  },
  'cce/max-model-len': {
    title: 'Sequences that are longer than model or NPUs allow',
    severity: 'error',
    about:
      'An engine refuses to start with sequences that are longer than the model was made for. Shorter ones may still be too long: the cache of one whole sequence has to fit beside the weights, and the least number of NPUs is known to suffice up to a certain length.',
    mend: 'Use the length in the finding or less, or more NPUs by `tensorParallel`.',
    sources: [`${VLLM_MODEL} _get_and_verify_max_len`, ARGUMENTS],
    reads: 'props',
  },
  'cce/model-cache': {
    title: 'A cache on the claim that holds the weights',
    severity: 'error',
    about:
      'A model is copied from slow to fast storage once, into a folder that the copy makes. On the same claim the folder is there already and was not copied, so that no pod gets beyond that; a claim without a name is refused.',
    mend: 'Use a claim of fast storage of its own, or leave the cache out.',
    sources: [SFS_VOLUMES],
    reads: 'props',
  },
  'cce/label': {
    title: 'A value that no label may have',
    severity: 'error',
    about:
      'Revision, group and model of the add-on become labels of the set and its pods. The API server refuses other values than labels allow.',
    mend: 'Use letters, digits, dashes, underscores and dots, at most 63.',
    sources: [LABELS],
    reads: 'props',
  },
  'cce/settled-flag': {
    title: 'An argument that says again what follows from the model',
    severity: 'error',
    about:
      'Path, served name and tensor parallelism of a model are written as arguments, and devices, probes and the Service follow from the same props. A second argument wins in the engine, and the others no longer fit.',
    mend: 'Use the prop that the finding names.',
    sources: [ARGUMENTS],
    reads: 'props',
  },
  'cce/model-folder': {
    title: 'A folder that is none below the root of a claim',
    severity: 'error',
    about:
      'The path becomes the subPath of a mount. The API server refuses pods in which it is absolute or goes up; an empty one would mount the whole claim, and the engine would look for its model in the wrong place.',
    mend: "Use a relative path without empty parts, such as 'Qwen/QwQ-32B', and the name of a claim.",
    sources: [`${VALIDATION} validateLocalDescendingPath`, ADD_ON],
    reads: 'props',
  },
  'cce/instances': {
    title: 'Numbers of instances that are no range',
    severity: 'error',
    about:
      'The add-on keeps at least one instance of a model and scales up to the largest number. Where that is no range of whole numbers from 1, the model is never served.',
    mend: 'Use whole numbers from 1, the least first.',
    sources: [ADD_ON],
    reads: 'props',
  },
  'cce/registration-name': {
    title: 'A name that the Job of registrations may not have',
    severity: 'error',
    about:
      "A Job's pods carry its name in a label, and a hash or a suffix follows it here. Over 50 characters, or with others than labels of DNS allow, the API server refuses the Job or its pods.",
    mend: 'Use lower-case letters, digits and dashes, at most 50.',
    sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#writing-a-job-spec'],
    reads: 'props',
  },
  'cce/no-models': {
    title: 'An empty list of models',
    severity: 'error',
    about:
      "With `deregister: 'on-removal'` models that have left the list are deleted, which cannot be undone. An empty list would delete all; it is more likely a mistake.",
    mend: 'List the models, or leave the registrations out.',
    sources: [ADD_ON],
    reads: 'props',
  },
  'cce/endpoint': {
    title: "No address of the add-on's gateway",
    severity: 'error',
    about:
      'The Job speaks HTTP with the Service `frontend-service`. With an address that is none it fails without having reached the add-on.',
    mend: "Use http:// or https:// and a host, such as 'http://frontend-service.kube-system.svc.cluster.local'.",
    sources: [ADD_ON],
    reads: 'props',
  },
  'cce/ready-seconds': {
    title: 'A time in which no model can become ready',
    severity: 'error',
    about:
      'The Job waits until all models are ACTIVE: an image is pulled, and weights are read from object storage. With no time for that, it fails while they load.',
    mend: 'Use 3600, say.',
    sources: [ADD_ON],
    reads: 'props',
  },
  'cce/owner': {
    title: 'An owner that cannot be told from a description',
    severity: 'error',
    about:
      'The add-on has no field that says whose a model is. The Job puts a mark with the owner at the end of its description, and deletes models with this mark alone; other characters could not be told from the rest.',
    mend: "Use letters, digits, dashes, dots, underscores and slashes, such as 'models/preset-models'.",
    sources: [ADD_ON],
    reads: 'props',
  },
  'cce/deregistration': {
    title: 'Models that are to be deleted with an Application, and would not be',
    severity: 'error',
    about:
      'Argo CD runs a Job after it has deleted an Application, which deletes the models that are marked. Flux has no such hook, and models are marked only where they are deregistered.',
    mend: "Add `deregister: 'on-removal'` with Argo CD; with Flux, delete the models by hand.",
    sources: ['https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/'],
    reads: 'props',
  },
  'cce/registered-name': {
    title: 'A model without a name, or two of the same',
    severity: 'error',
    about:
      'The add-on names models by ids that it makes itself. A registration is found again by its name; of two, one would be changed to and fro at every run.',
    mend: 'Give each model a name of its own.',
    sources: [ADD_ON],
    reads: 'props',
  },
  'cce/objective': {
    title: 'A latency that is none',
    severity: 'error',
    about:
      'The add-on scales out while answers are slower than the objective. Every answer is slower than nothing, so that it goes up to the largest number of instances.',
    mend: 'Use a number of milliseconds over 0.',
    sources: [ADD_ON],
    reads: 'props',
  },
  'cce/bucket': {
    title: 'A name that no bucket has',
    severity: 'error',
    about:
      'Buckets of OBS have 3 to 63 lower-case letters, digits, dashes and dots. The volume is made with any name, and no pod that mounts it ever starts.',
    mend: 'Use the name of the bucket alone, without obs:// and without a path.',
    sources: [BUCKETS, OBS_VOLUMES],
    reads: 'props',
  },
  'cce/bucket-type': {
    title: 'A storage class for a parallel file system',
    severity: 'warning',
    about:
      'Objects of a bucket are of the class STANDARD or WARM. A parallel file system has none, and Everest ignores it.',
    mend: 'Leave volumeType out.',
    sources: [OBS_VOLUMES],
    reads: 'props',
  },
  'cce/volume-size': {
    title: 'A size that no volume has',
    severity: 'error',
    about:
      'Volume and claim of an SFS Turbo file system state its size as an amount over 0. The API server refuses others.',
    mend: "Use the size of the file system, such as '500Gi'.",
    sources: [`${VALIDATION} ValidatePersistentVolume`, SFS_VOLUMES],
    reads: 'props',
  },
  'cce/secret-namespace': {
    title: 'An access key whose namespace nobody states',
    severity: 'error',
    about:
      'A PersistentVolume belongs to the whole cluster, and refers to the Secret of its access key by name and namespace. Everest does not find it without the second.',
    mend: "State it of the cluster: `new Cluster(app, 'name', { namespace })`.",
    sources: ['https://support.huaweicloud.com/intl/en-us/usermanual-cce/cce_10_0336.html'],
    reads: 'props',
  },
} as const satisfies Rules;
