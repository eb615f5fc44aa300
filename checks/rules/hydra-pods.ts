import type { Rules } from './rule';

const RAY = 'https://docs.ray.io/en/latest/cluster/cli.html#ray-start';
const SEVERAL_NODES = 'https://docs.vllm.ai/en/latest/serving/parallelism_scaling/';
const LWS = 'https://lws.sigs.k8s.io/docs/reference/labels-annotations-and-environment-variables/';
const VALIDATION = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go';
const REFUSED = 'The API server refuses the pods of every deployment of the runtime.';

/** What the pods of deployments of Hydra's custom runtimes would do. */
export const hydraPodRules = {
  'hydra/never-distributed': {
    title: 'A runtime that starts the same on one pod as on several',
    severity: 'warning',
    about:
      'In a distributed deployment the platform makes a leader and workers from the same template. Where it does not tell them apart, each pod starts an engine of its own, which does not have the devices of the others.',
    mend: "Tell IS_DISTRIBUTED and IS_LEADER apart; where the runtime cannot be distributed, end that branch with a message and 'exit 1'.",
    sources: [SEVERAL_NODES],
    reads: 'manifests',
  },
  'hydra/equal-pods': {
    title: 'A leader and workers that start the same',
    severity: 'warning',
    about:
      'Engines of several pods are told which of them is the first. Where all get the same command line without a rank, each takes itself for the first: they wait for each other, or serve apart.',
    mend: 'Tell IS_LEADER apart, or give the engine the rank of its pod: --node-rank $(LWS_WORKER_INDEX).',
    sources: [SEVERAL_NODES, LWS],
    reads: 'manifests',
  },
  'hydra/worker-without-leader': {
    title: 'A worker that does not know where its leader is',
    severity: 'warning',
    about:
      'The pods of a group have no fixed addresses. The variable LWS_LEADER_ADDRESS holds the one of the leader; a worker that does not read it cannot join, and the leader waits for it.',
    mend: "Refer to $(LWS_LEADER_ADDRESS); where the runtime cannot be distributed, end the branch with 'exit 1'.",
    sources: [LWS],
    reads: 'manifests',
  },
  'hydra/ray-backend': {
    title: 'A leader that starts Ray, and vLLM without it',
    severity: 'error',
    about:
      'vLLM does not take to a running Ray by itself: without `--distributed-executor-backend ray` it looks for the devices of the whole group in its own pod, and ends.',
    mend: 'Add --distributed-executor-backend=ray; or leave Ray out and use --nnodes, --node-rank and --master-addr.',
    sources: [SEVERAL_NODES, 'https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py __post_init__'],
    reads: 'manifests',
  },
  'hydra/ray-waiting': {
    title: 'A leader that does not wait for its workers',
    severity: 'warning',
    about:
      'The engine counts the devices of the nodes that have joined Ray when it starts. Directly after `ray start --head` that may be the leader alone, and the engine ends or hangs.',
    mend: 'Between the two, wait until as many nodes have joined as the group has pods ($(LWS_GROUP_SIZE)).',
    sources: [RAY, SEVERAL_NODES],
    reads: 'manifests',
  },
  'hydra/ray-ends': {
    title: 'A worker that ends as soon as Ray runs',
    severity: 'error',
    about:
      'Without `--block`, `ray start` goes into the background and returns. As the last command of a container it ends it, and the pod is started again and again.',
    mend: "Add --block to the workers' 'ray start'.",
    sources: [RAY],
    reads: 'manifests',
  },
  'hydra/ray-blocks': {
    title: 'A leader that never gets past Ray',
    severity: 'error',
    about: 'With `--block`, `ray start` does not return, so that the engine behind it is never started.',
    mend: 'Leave --block out on the leader.',
    sources: [RAY],
    reads: 'manifests',
  },
  'hydra/port': {
    title: 'An engine on another port than the platform asks',
    severity: 'error',
    about:
      "The platform sends requests to port 8000, which its variable MODEL_PORT holds, whatever the runtime. An engine with another port, or with a default of its own such as SGLang's 30000, gets none of them.",
    mend: 'Write --port={{ .MODEL_PORT }}.',
    sources: [
      'https://docs.sglang.ai/advanced_features/server_arguments.html',
      'https://docs.vllm.ai/en/latest/cli/serve/',
    ],
    reads: 'manifests',
  },
  'hydra/host': {
    title: 'An engine that answers its own pod alone',
    severity: 'error',
    about:
      'On 127.0.0.1 an engine answers to processes of its own pod: no request from outside reaches it, and probes fail. SGLang listens there unless it is told otherwise.',
    mend: 'Write --host={{ .MODEL_HOST }}.',
    sources: ['https://docs.sglang.ai/advanced_features/server_arguments.html'],
    reads: 'manifests',
  },
  'hydra/volume-twice': {
    title: 'Two volumes of a runtime with the same name',
    severity: 'error',
    about: `Volumes are told apart by their names. ${REFUSED}`,
    mend: 'Give each a name of its own.',
    sources: [`${VALIDATION} ValidateVolumes`],
    reads: 'manifests',
  },
  'hydra/volume-missing': {
    title: 'A mount of a volume that a runtime does not have',
    severity: 'error',
    about: `A container mounts volumes of its pod by their names, which stand in podTemplate.volumes. ${REFUSED}`,
    mend: 'Add the volume to podTemplate.volumes, or name one that is there.',
    sources: [`${VALIDATION} ValidateVolumeMounts`],
    reads: 'manifests',
  },
  'hydra/mount-path': {
    title: 'A mount path that does not begin at the root',
    severity: 'error',
    about: `${REFUSED} That is for an empty path; a relative one is a warning: the kubelet puts it below the root, and not below the working directory of the image.`,
    mend: 'Write the path from the root on.',
    sources: [
      `${VALIDATION} ValidateVolumeMounts`,
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/util/util.go MakeAbsolutePath',
    ],
    reads: 'manifests',
  },
  'hydra/mount-twice': {
    title: 'Two volumes of a runtime at one path',
    severity: 'error',
    about: `Each path of a container holds one volume. ${REFUSED}`,
    mend: 'Mount each at a path of its own.',
    sources: [`${VALIDATION} ValidateVolumeMounts`],
    reads: 'manifests',
  },
  'hydra/model-mount': {
    title: "A mount over the model's folder",
    severity: 'error',
    about:
      'The platform puts the model of a deployment into /data/serving-model. A volume at that path, or above it, can hide the model or be refused beside it, and the engine finds no weights.',
    mend: 'Mount it elsewhere, as at /data/cache.',
    sources: [`${VALIDATION} ValidateVolumeMounts`],
    reads: 'manifests',
  },
  'hydra/container-port': {
    title: 'A port of a runtime that is none',
    severity: 'error',
    about: `Ports are whole numbers from 1 to 65535, and no text. ${REFUSED}`,
    mend: 'Write a number; the engine serves on 8000.',
    sources: [
      `${VALIDATION} validateContainerPorts`,
      'https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go IsValidPortNum',
    ],
    reads: 'manifests',
  },
} as const satisfies Rules;
