import type { Rules } from './rule';

const VALIDATION = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go';
const REFUSED =
  'The API server refuses a pod like this. Of a Deployment, a LeaderWorkerSet or a runtime it may accept the object itself, and its controller then fails to make pods again and again.';

/** What the API server and the kubelet would do with pods, whoever makes them. */
export const podRules = {
  'pod/container-name': {
    title: 'A name that no container may have',
    severity: 'error',
    about: `Names of containers are DNS labels: lower-case letters, digits and dashes, at most 63. ${REFUSED}`,
    mend: 'Use lower-case letters, digits and dashes.',
    sources: [`${VALIDATION} validateContainerCommon`],
    reads: 'manifests',
  },
  'pod/container-twice': {
    title: 'Two containers of a pod with the same name',
    severity: 'error',
    about: `Containers are told apart by their names, those that run before the others included. ${REFUSED} KServe merges a service's containers with its runtime's only where they serve the model; a sidecar of both is there twice.`,
    mend: 'Rename one of them, or state it once.',
    sources: [`${VALIDATION} validateContainers`],
    reads: 'manifests',
  },
  'pod/no-image': {
    title: 'A container without an image',
    severity: 'error',
    about: REFUSED,
    mend: 'State the image.',
    sources: [`${VALIDATION} validateContainerCommon`],
    reads: 'manifests',
  },
  'pod/image-digest': {
    title: 'An image without a digest, where its environment demands one',
    severity: 'error',
    about:
      'A tag may lead to another image tomorrow: to one that nobody reviewed, on some nodes and not on others. The environment of the cluster, stated by its Cluster or the configuration with `imagesByDigest`, asks for images that are what they were when they were reviewed.',
    mend: "Add the digest behind the tag, as 'registry.example/engine:v1.2.3@sha256:…'. `cdk8s-inference lock` finds it for images of `images.yaml`.",
    sources: [
      'https://github.com/distribution/reference/blob/main/regexp.go',
      'https://kubernetes.io/docs/concepts/containers/images/',
    ],
    reads: 'manifests',
  },
  'pod/port-name': {
    title: 'A name that no port may have, or that two have',
    severity: 'error',
    about: `Names of ports have at most 15 lower-case letters, digits and single dashes, with a letter among them, and are there once in a container. ${REFUSED}`,
    mend: "Use a short name such as 'http', 'h2c' or 'metrics'.",
    sources: [
      `${VALIDATION} validateContainerPorts`,
      'https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go IsValidPortName',
    ],
    reads: 'manifests',
  },
  'pod/volume-name': {
    title: 'A name that no volume may have, or that two have',
    severity: 'error',
    about: `Volumes are told apart by their names, which are DNS labels. ${REFUSED}`,
    mend: 'Give each volume a name of its own, of lower-case letters, digits and dashes.',
    sources: [`${VALIDATION} ValidateVolumes`],
    reads: 'manifests',
  },
  'pod/volume-kinds': {
    title: 'A volume of several kinds at once',
    severity: 'error',
    about: `A volume is an emptyDir or a claim or a Secret, and so on. It becomes several at once where a service's volume is merged into one of the same name of its runtime. ${REFUSED}`,
    mend: 'Keep one kind, or give the volumes different names.',
    sources: [`${VALIDATION} validateVolumeSource`],
    reads: 'manifests',
  },
  'pod/volume-missing': {
    title: 'A mount of a volume that is not there',
    severity: 'error',
    about: `What a container mounts has to be a volume of its pod, or a claim template of its StatefulSet or LeaderWorkerSet. ${REFUSED}`,
    mend: 'Add the volume, or correct its name.',
    sources: [`${VALIDATION} ValidateVolumeMounts`],
    reads: 'manifests',
  },
  'pod/mount-twice': {
    title: 'Two mounts at one path',
    severity: 'error',
    about: REFUSED,
    mend: 'Mount each volume at a path of its own.',
    sources: [`${VALIDATION} ValidateVolumeMounts`],
    reads: 'manifests',
  },
  'pod/file-mode': {
    title: 'A mode that files cannot have',
    severity: 'error',
    about:
      'Files of ConfigMaps, Secrets and the like have modes from 0 to 0777 in octal, which is 511. People write 755 and mean 0755; YAML takes 755 for what it is, and the API server refuses the pod, or the object that describes it.',
    mend: 'Write the mode with a zero before it, or in decimal: 0755 is 493, 0644 is 420.',
    sources: [`${VALIDATION} validateConfigMapVolumeSource`, `${VALIDATION} validateSecretVolumeSource`],
    reads: 'manifests',
  },
  'pod/sub-path': {
    title: 'A sub-path that leads out of its volume',
    severity: 'error',
    about: `A sub-path is relative to the volume and goes down only. ${REFUSED}`,
    mend: "Leave the slash at its beginning and every '..' out.",
    sources: [`${VALIDATION} validateLocalDescendingPath`],
    reads: 'manifests',
  },
  'pod/init-probe': {
    title: 'A probe of a container that runs before the others',
    severity: 'error',
    about: `A container that has to end before the others start is never probed; only a sidecar, with restartPolicy Always, may have probes. ${REFUSED}`,
    mend: 'Leave the probe out, or make the container a sidecar.',
    sources: [`${VALIDATION} validateInitContainers`],
    reads: 'manifests',
  },
  'pod/probe-handler': {
    title: 'A probe that asks in no way, or in several',
    severity: 'error',
    about: `A probe states exactly one of exec, httpGet, tcpSocket and grpc. Two come together where a service states another kind of probe than its runtime, as fields of probes are merged one by one. ${REFUSED}`,
    mend: 'State one of them; over a runtime with another kind, change the runtime.',
    sources: [`${VALIDATION} validateHandler`],
    reads: 'manifests',
  },
  'pod/probe-threshold': {
    title: 'A probe that has to succeed more than once',
    severity: 'error',
    about: `Only a readinessProbe may ask for several successes. ${REFUSED}`,
    mend: 'Leave successThreshold out.',
    sources: [`${VALIDATION} validateLivenessProbe`],
    reads: 'manifests',
  },
  'pod/probe-timeout': {
    title: 'A probe that may take much longer than its period',
    severity: 'warning',
    about:
      'The kubelet waits for one probe before it begins the next. Where an engine hangs, each probe takes its whole timeout, so that the failures that end the container come as many timeouts later, and not as many periods.',
    mend: 'Give a probe less time than its period. For a slow start, raise failureThreshold instead.',
    sources: ['https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/worker.go run'],
    reads: 'manifests',
  },
  'pod/probe-port': {
    title: 'A probe of a port that the container does not name',
    severity: 'error',
    about:
      'The kubelet looks a port up by name in the container that it probes, and in no other. Where it is not found, every probe fails: the pod is never ready, or restarts for ever.',
    mend: 'Name the port in `ports` of the same container, or state its number.',
    sources: ['https://github.com/kubernetes/kubernetes/blob/master/pkg/probe/util.go ResolveContainerPort'],
    reads: 'manifests',
  },
  'pod/request-over-limit': {
    title: 'A request that is larger than its limit',
    severity: 'error',
    about: REFUSED,
    mend: 'Raise the limit, or ask for less.',
    sources: [`${VALIDATION} ValidateContainerResourceRequirements`],
    reads: 'manifests',
  },
  'pod/device-part': {
    title: 'A part of a device',
    severity: 'error',
    about: `Devices of plug-ins are counted in whole numbers. ${REFUSED}`,
    mend: "Ask for whole devices; to share one, use what its plug-in offers, such as NVIDIA's MIG or time slices.",
    sources: [`${VALIDATION} ValidateResourceQuantityValue`],
    reads: 'manifests',
  },
  'pod/device-limit': {
    title: 'Devices whose request is not their limit',
    severity: 'error',
    about: `Devices and huge pages are never promised twice, so a request of them needs a limit of the same number; a limit alone is enough. ${REFUSED}`,
    mend: 'State the limit alone, or both the same.',
    sources: [`${VALIDATION} ValidateContainerResourceRequirements`],
    reads: 'manifests',
  },
  'pod/variable-source': {
    title: 'A variable with several sources',
    severity: 'error',
    about: `A variable has a value or one source. Both come together where a service states a value of what its runtime takes from a Secret. ${REFUSED}`,
    mend: 'Keep one of them.',
    sources: [`${VALIDATION} validateEnvVarValueFrom`],
    reads: 'manifests',
  },
  'pod/variable-order': {
    title: 'A variable that refers to a later one',
    severity: 'error',
    about:
      'The kubelet replaces `$(NAME)` in the value of a variable only where NAME is defined before it in the same container, and leaves the text as it is otherwise. Arguments may refer to any variable.',
    mend: 'Move the variable that is referred to before the one that refers to it.',
    sources: [
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_pods.go makeEnvironmentVariables',
    ],
    reads: 'manifests',
  },
  'pod/image-tag': {
    title: 'An image without a fixed version',
    severity: 'warning',
    about:
      'Without a tag an image is `latest`, which is another one from one day to the next. Each node pulls what is newest when its pod starts, so that pods of one service run different versions, flags disappear over night, and nobody can go back.',
    mend: 'State the version as a tag, or better a digest.',
    sources: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
    reads: 'manifests',
  },
  'pod/secret-literal': {
    title: 'A secret in plain text',
    severity: 'error',
    about:
      "Whoever reads the repository, the object or the process list has the secret, and Git keeps it for ever. It is an error where its issuer made the text so that it is nothing else (`hf_…`, `ghp_…`, `AKIA…`, a JSON Web Token, a private key), and a warning where a variable's or flag's name says so. The finding never shows its value.",
    mend: 'Make a new one, put it into a Secret, and refer to that with valueFrom.secretKeyRef.',
    sources: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
    reads: 'manifests',
  },
  'pod/security-level': {
    title: 'A pod that its namespace does not let in',
    severity: 'error',
    about:
      'A namespace with the label `pod-security.kubernetes.io/enforce` lets in pods of that Pod Security Standard alone. The Deployment, LeaderWorkerSet or service is accepted, and its pods are refused one by one. Root is needed by some engines: MindIE changes files of the model, for one.',
    mend: 'Change the fields that the finding names, or label the namespace for a laxer level.',
    sources: [
      'https://github.com/kubernetes/pod-security-admission/blob/master/admission/admission.go EvaluatePod',
      'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    ],
    reads: 'manifests',
  },
  'pod/selector': {
    title: 'A workload that does not select its own pods',
    severity: 'error',
    about:
      'A Deployment, ReplicaSet, StatefulSet or DaemonSet finds its pods by the labels of its selector. The API server refuses one whose template lacks a label that the selector asks for.',
    mend: 'Give the template the labels of the selector, which cannot be changed later.',
    sources: [
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidatePodTemplateSpecForReplicaSet',
    ],
    reads: 'manifests',
  },
  'pod/restart-policy': {
    title: 'A restartPolicy that the workload does not allow',
    severity: 'error',
    about:
      'Pods of a Deployment, ReplicaSet, StatefulSet or DaemonSet are always restarted, and those of a Job or CronJob are to end: there, the restartPolicy has to be OnFailure or Never, and one that is not stated is Always. The API server refuses anything else.',
    mend: 'Leave it out where pods are to last, and state OnFailure or Never where they are to end.',
    sources: [
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidatePodTemplateSpecForReplicaSet',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go validateJobSpec',
    ],
    reads: 'manifests',
  },
  'pod/service-port': {
    title: 'A Service that leads to a closed port',
    severity: 'error',
    about:
      'A Service finds a port by its name in the containers, or takes the number as it is. Where no container has the name, the port has no endpoints; where the engine listens on another number, every connection is refused. Of a Service that leads to the engine by another of its ports this is a warning: a webhook may add a container that answers there.',
    mend: 'Name the port in the containers, or lead to the port on which the engine listens.',
    sources: ['https://github.com/kubernetes/kubernetes/blob/master/pkg/api/v1/pod/util.go FindPort'],
    reads: 'manifests',
  },
  'pod/absent-accelerator': {
    title: 'An accelerator that no node of the cluster has',
    severity: 'error',
    about:
      'A cluster may say which accelerators its nodes have (`accelerators` of a Cluster or of the configuration). A pod that asks for another fits on no node: it stays Pending, and nothing but its events tells why. Where a cluster does not say, nothing is told.',
    mend: "Ask for an accelerator that is there, or correct the cluster's list.",
    sources: [
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/noderesources/fit.go fitsRequest',
    ],
    reads: 'manifests',
  },
  'pod/no-device': {
    title: 'An engine that computes on devices alone, in a container without any',
    severity: 'warning',
    about:
      "The official images of vLLM and SGLang, but for those for processors, and that of MindIE look for devices when they start, and end where they find none. Without a device among the limits the pod may come to any node, and no device plug-in gives it one; on a node whose containers see all devices it takes one that is promised to another pod. Nothing is said where a claim, a runtime class, a variable, an annotation or the node's /dev may bring the devices, or where Ray finds those of other pods. Of a runtime that states limits without a device it is a note, as each service may add them; so it is of one that Alauda AI's label `cpaas.io/accelerator-type` is for devices, as some engines compute on processors too.",
    mend: 'State the devices as limits of the container, in the runtime or in each of its services.',
    sources: [
      'https://github.com/vllm-project/vllm/blob/main/vllm/config/device.py DeviceConfig.__post_init__',
      'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/utils/common.py get_device',
    ],
    reads: 'manifests',
  },
  'pod/shared-memory': {
    title: 'Several devices, and 64 MB of shared memory',
    severity: 'warning',
    about:
      'Processes of one engine exchange tensors through /dev/shm. A container has 64 MB of it unless a volume is mounted there, which is too little as soon as a model is spread over two devices: NCCL reports a system error, or the kernel a bus error, minutes after the start.',
    mend: 'Mount an emptyDir with `medium: Memory` at /dev/shm.',
    sources: [
      'https://docs.vllm.ai/en/latest/deployment/docker.html',
      'https://docs.nvidia.com/deeplearning/nccl/user-guide/docs/troubleshooting.html',
    ],
    reads: 'manifests',
  },
  'pod/shared-memory-size': {
    title: 'Shared memory as large as all memory of the container',
    severity: 'warning',
    about:
      'What a container writes to a volume in memory counts as its own memory. Where the volume may hold as much as the memory limit, the container is killed for want of memory before the volume is full, and again after each restart, as the files stay.',
    mend: 'Raise the memory limit, or make the volume smaller.',
    sources: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
    reads: 'manifests',
  },
  'pod/memory-volume': {
    title: 'A volume in memory as large as all memory of its containers',
    severity: 'warning',
    about:
      'The kubelet makes an emptyDir of `medium: Memory` as large as its sizeLimit, but no larger than the memory limits of the pod, and what is written to it counts as memory of the container that wrote it. Where the containers that write to it may use no more than the volume may hold, they are killed before it is full. The files stay when a container starts again, which is killed at once then. Nothing is said of a volume without a sizeLimit, nor where one of the containers has no limit.',
    mend: 'Raise the memory limit, or make the volume smaller.',
    sources: [
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/emptydir/empty_dir.go calculateEmptyDirMemorySize',
      'https://github.com/kubernetes/kubernetes/issues/128339',
    ],
    reads: 'manifests',
  },
  'pod/unwritable-cache': {
    title: 'A cache of an engine in a folder that it cannot write to',
    severity: 'warning',
    about:
      'vLLM and SGLang write while they start: what vLLM compiles, kernels of Triton, a model that is downloaded. Variables such as HOME, XDG_CACHE_HOME, HF_HOME, VLLM_CACHE_ROOT and TRITON_CACHE_DIR say where. With readOnlyRootFilesystem the engine can write to mounted volumes alone; with another user than root it cannot even enter /root. It ends with a PermissionError or a read-only file system. Nothing is said of folders in volumes, of images of somebody else, and where no variable of the container says where the cache is.',
    mend: 'Mount an emptyDir at the folder, or set HOME to a folder that is mounted to be written to.',
    sources: [
      'https://github.com/vllm-project/vllm/blob/main/vllm/envs.py get_default_cache_root',
      'https://github.com/vllm-project/vllm/blob/main/vllm/compilation/backends.py VllmBackend.__call__',
      'https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/constants.py',
      'https://github.com/triton-lang/triton/blob/main/python/triton/knobs.py cache_knobs',
    ],
    reads: 'manifests',
  },
  'pod/no-temporary-folder': {
    title: 'An engine in a read-only file system, and nothing at /tmp',
    severity: 'warning',
    about:
      'With readOnlyRootFilesystem there is no folder for temporary files unless one is mounted. vLLM looks for one as soon as it is loaded, SGLang for the sockets between its processes, and both end where there is none. Nothing is said where TMPDIR leads elsewhere, where the container works in a mounted folder, and of images of somebody else.',
    mend: 'Mount an emptyDir at /tmp.',
    sources: [
      'https://github.com/vllm-project/vllm/blob/main/vllm/model_executor/model_loader/weight_utils.py temp_dir',
      'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py PortArgs.init_new',
      'https://github.com/python/cpython/blob/main/Lib/tempfile.py _get_default_tempdir',
    ],
    reads: 'manifests',
  },
  'pod/liveness-while-loading': {
    title: 'A livenessProbe that ends an engine while it loads',
    severity: 'warning',
    about:
      'An engine answers once its model is loaded, which takes minutes. Without a startupProbe, the livenessProbe begins with the container, and ends it as soon as it has failed often enough; the next start fares no better.',
    mend: 'Add a startupProbe that gives the engine the time it needs; the livenessProbe waits for it.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
    reads: 'manifests',
  },
  'pod/startup-budget': {
    title: 'A startupProbe that gives too little time',
    severity: 'warning',
    about:
      'A startupProbe ends the container once it has failed failureThreshold times, periodSeconds apart. Where even a fast disk needs longer to read the weights, the engine never starts.',
    mend: 'Raise failureThreshold: the start may take as long as weights and disk need, and ends earlier where it is faster.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
    reads: 'manifests',
  },
} as const satisfies Rules;
