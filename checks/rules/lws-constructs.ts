import type { Rules } from './rule';

const LWS = 'https://github.com/kubernetes-sigs/lws/blob/main';
const ADMISSION = `${LWS}/pkg/webhooks/leaderworkerset_webhook.go`;
const CLAIMS = 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes';
const IMAGE_VOLUMES = 'https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/';
const DISAGGREGATION = 'https://docs.vllm.ai/en/latest/features/disagg_prefill.html';

/** What of engines and services, as constructs state them, LeaderWorkerSets cannot do. */
export const lwsConstructRules = {
  'lws/replicas-range': {
    title: 'A range of groups that no autoscaler takes',
    severity: 'error',
    about:
      'Groups are whole numbers from 0, and the largest is not under the least. The set itself states no number where there is a range; an autoscaler reads both.',
    mend: 'Use whole numbers, the least first.',
    sources: [`${ADMISSION} generalValidate`],
    reads: 'props',
  },
  'lws/worker-count': {
    title: 'A group with no workers, or with a part of one',
    severity: 'error',
    about:
      'The size of a group is the number of workers and one for the leader. Below one worker the webhook refuses the set, or the leader waits for others that are never made: an engine of one pod states no workers at all.',
    mend: 'Use 1 or more, or no workers for an engine of one pod.',
    sources: [`${ADMISSION} generalValidate`],
    reads: 'props',
  },
  'lws/no-router': {
    title: 'Prefill and decode that nothing brings together',
    severity: 'error',
    about:
      'Where prefill and decode are apart, a router sends each request to both. Without one, a client reaches pods that only read prompts or only generate tokens, and gets no answer.',
    mend: 'Give the engine a router.',
    sources: [DISAGGREGATION],
    reads: 'props',
  },
  'lws/no-decoder': {
    title: 'A DisaggregatedSet for an engine of one part',
    severity: 'error',
    about:
      'A DisaggregatedSet has two roles or more, such as prefill and decode. The API server refuses one with fewer.',
    mend: 'Leave it out, or use an engine with prefill and decode apart.',
    sources: [`${LWS}/api/disaggregatedset/v1/disaggregatedset_types.go DisaggregatedSetSpec`],
    reads: 'props',
  },
  'lws/storage': {
    title: 'Weights in a place that pods cannot reach',
    severity: 'error',
    about:
      'KServe downloads weights before the engine starts; LeaderWorkerSet does nothing of the kind. A pod has what it mounts, a claim or an image, or what the engine downloads itself. With any other place, or with an address that is none, the engine would start without its model.',
    mend: 'Use ModelStorage.pvc(), ModelStorage.huggingFace() or ModelStorage.oci().',
    sources: [CLAIMS, IMAGE_VOLUMES],
    reads: 'props',
  },
  'lws/image-volume': {
    title: 'Weights in an image, on a cluster of unknown version',
    severity: 'note',
    about:
      'Kubernetes mounts folders of images from 1.33 with the feature gate ImageVolume, and without it from 1.35; the container runtime has to know it too. Older API servers drop the volume or refuse the pods.',
    mend: 'Make sure of version, feature gate and container runtime, or use ModelStorage.pvc().',
    sources: [IMAGE_VOLUMES],
    reads: 'props',
  },
  'lws/read-only-model': {
    title: "An engine that changes files in the model's folder",
    severity: 'error',
    about: 'A volume of an image is read-only. An engine that writes there, as MindIE does, fails when it starts.',
    mend: 'Copy the weights to a claim and use ModelStorage.pvc().',
    sources: [IMAGE_VOLUMES],
    reads: 'props',
  },
  'lws/model-revision': {
    title: 'A revision that nobody tells the engine',
    severity: 'warning',
    about:
      'The engine downloads the repository itself, and takes the main branch unless an argument says otherwise. It may be another model after the next restart, and different pods of one service may serve different ones.',
    mend: "Pass the revision in the engine's own flag, such as --revision of vLLM, or put the files on a claim.",
    sources: [
      'https://docs.vllm.ai/en/latest/cli/serve.html',
      'https://docs.sglang.ai/advanced_features/server_arguments.html',
    ],
    reads: 'props',
  },
  'lws/unknown-value': {
    title: 'A value that the engine reads and nobody states',
    severity: 'error',
    about:
      'An engine may refer to the task of the model or to the namespace, which a service knows. A LeaderWorkerSet is written for one service, so that the value itself stands in it; an unknown one would be empty.',
    mend: 'State `task` of the model, or the namespace of the service, its chart or cluster.',
    sources: [`${LWS}/pkg/utils/pod/pod_utils.go AddLWSVariables`],
    reads: 'props',
  },
  'lws/no-weights': {
    title: 'A folder of weights that nothing is mounted in',
    severity: 'warning',
    about:
      'The service says nothing of where the weights are, and the engine reads them from a folder. Unless the image has the files, the engine finds no model and does not start.',
    mend: "State where they are, such as `storage: ModelStorage.pvc('claim', 'folder')`.",
    sources: [CLAIMS],
    reads: 'props',
  },
} as const satisfies Rules;
