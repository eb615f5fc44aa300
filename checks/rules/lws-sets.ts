import type { Rules } from './rule';

const LWS = 'https://github.com/kubernetes-sigs/lws/blob/main/pkg';
const ADMISSION = `${LWS}/webhooks/leaderworkerset_webhook.go`;
const PODS = `${LWS}/controllers/pod_controller.go`;
const VLLM_ON_LWS = 'https://docs.vllm.ai/en/latest/deployment/frameworks/lws.html';
const VLLM_PARALLEL =
  'https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py ParallelConfig.__post_init__';
const SGLANG_ARGUMENTS =
  'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.check_server_args';

/** What is wrong with LeaderWorkerSets, and with the sets that the roles of a DisaggregatedSet describe. */
export const lwsSetRules = {
  'lws/bounds': {
    title: 'A number of pods that is out of bounds',
    severity: 'error',
    about:
      'A group has at least one pod, the leader included, and all pods of a set together are at most 2147483647. The webhook refuses the object. How many groups there may be, the schema says.',
    mend: 'Use whole numbers in these bounds.',
    sources: [`${ADMISSION} generalValidate`],
    reads: 'manifests',
  },
  'lws/name-length': {
    title: 'A name that is too long for the labels of the pods',
    severity: 'error',
    about:
      "The webhook takes names of 63 characters. The leaders belong to a StatefulSet of that name, the workers of each group to one that adds a dash and the group's number, and a StatefulSet labels its pods with its name, a dash and a revision of up to 10 digits. Over 63 characters, the pods are refused. With an autoscaler, its largest number of groups counts.",
    mend: 'Use at most 50 characters, and fewer for more than ten groups.',
    sources: [
      `${PODS} constructWorkerStatefulSetApplyConfiguration`,
      'https://github.com/kubernetes/kubernetes/issues/64023',
    ],
    reads: 'manifests',
  },
  'lws/rollout-count': {
    title: 'A number of groups that is neither a number nor a percentage',
    severity: 'error',
    about:
      'maxUnavailable and maxSurge are whole numbers from 0, or texts from 0% to 100%. The schema takes any number and any text, the webhook does not.',
    mend: "Use a whole number from 0, or text from '0%' to '100%'.",
    sources: [`${ADMISSION} ValidatePositiveIntOrPercent, IsNotMoreThan100Percent`],
    reads: 'manifests',
  },
  'lws/rollout-zero': {
    title: 'A rollout that may replace no group',
    severity: 'error',
    about:
      'A group is replaced by taking it away first, as maxUnavailable allows, or by making another beside it, as maxSurge does. A percentage of missing groups is rounded down: 30% of three groups is none. Where both come to 0, nothing could ever be replaced, and the webhook refuses the object.',
    mend: 'Set maxUnavailable to 1, or maxSurge to 1 where nodes are free.',
    sources: [`${ADMISSION} generalValidate`],
    reads: 'manifests',
  },
  'lws/partition': {
    title: 'A rollout that stops before its first group',
    severity: 'error',
    about:
      'Groups below the partition keep the old version; the others are replaced, the last one first. A partition below 0 is refused. One as large as the number of groups is let in, and a change then reaches no group at all.',
    mend: 'Use 0, or a number under that of the groups to try a change on the last ones.',
    sources: [
      `${ADMISSION} generalValidate`,
      'https://github.com/kubernetes-sigs/lws/blob/main/api/leaderworkerset/v1/leaderworkerset_types.go RollingUpdateConfiguration',
    ],
    reads: 'manifests',
  },
  'lws/sub-group-size': {
    title: 'Sub-groups that do not divide the group',
    severity: 'error',
    about:
      'A group is divided into sub-groups of one size, with or without the leader: the size divides the number of pods, or that number less one. With LeaderExcluded it has to be the latter. Without a size, or with 0, the webhook fails while it calculates, and the object is refused too.',
    mend: 'Use a size that divides the number of pods, or the number of workers.',
    sources: [`${ADMISSION} validateUpdateSubGroupPolicy`],
    reads: 'manifests',
  },
  'lws/sub-group-topology': {
    title: 'A place for sub-groups that are not there',
    severity: 'error',
    about:
      'The annotation `leaderworkerset.sigs.k8s.io/subgroup-exclusive-topology` gives each sub-group a part of the cluster to itself, such as a rack. The webhook refuses it on a set without sub-groups.',
    mend: 'State subGroupPolicy.subGroupSize, or take the annotation away.',
    sources: [`${ADMISSION} generalValidate`],
    reads: 'manifests',
  },
  'lws/no-worker-container': {
    title: 'Workers without a container',
    severity: 'error',
    about:
      'A group of one pod has no workers, and only then may workerTemplate be empty. In a larger group the StatefulSet of the workers cannot be made without a container: the leader runs alone and waits for them for ever.',
    mend: 'Give workerTemplate a container, or set size to 1.',
    sources: [`${PODS} Reconcile, constructWorkerStatefulSetApplyConfiguration`],
    reads: 'manifests',
  },
  'lws/no-leader-container': {
    title: 'A leader without a container',
    severity: 'error',
    about:
      'Leaders are made of leaderTemplate, or of workerTemplate where there is none. Without a container the API server refuses the StatefulSet of the leaders, and no pod is ever made.',
    mend: 'Give leaderTemplate a container, or workerTemplate where leader and workers are the same.',
    sources: [`${LWS}/controllers/leaderworkerset_controller.go constructLeaderStatefulSetApplyConfiguration`],
    reads: 'manifests',
  },
  'lws/group-variable': {
    title: 'A variable of the group that is set by hand',
    severity: 'warning',
    about:
      'The pod webhook puts LWS_LEADER_ADDRESS, LWS_GROUP_SIZE and LWS_WORKER_INDEX before all other variables of every container, and drops others of these names: what was stated by hand is lost without a word.',
    mend: 'Leave it out; it is there in every container.',
    sources: [`${LWS}/utils/pod/pod_utils.go AddLWSVariables, addEnvVarsIfNotExists`],
    reads: 'manifests',
  },
  'lws/worker-probe': {
    title: 'A probe of a worker that opens no port',
    severity: 'error',
    about:
      'A vLLM with --headless computes for the leader and serves nothing. A readinessProbe of a port never succeeds, so that no group is ever ready and a rollout stops there; a livenessProbe or startupProbe ends the worker again and again, and with it the group.',
    mend: 'Leave probes to the leader.',
    sources: ['https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/cli/serve.py run_headless', VLLM_ON_LWS],
    reads: 'manifests',
  },
  'lws/restart-policy': {
    title: 'The deprecated restart policy Default',
    severity: 'warning',
    about:
      "The webhook writes 'None' in its place when the set is applied. The object in the cluster never equals the one in Git, so that a GitOps tool sees a difference for ever. With 'None' a pod that fails starts again alone, which the processes of one engine mostly do not survive.",
    mend: "Write 'None', or 'RecreateGroupOnPodRestart' to start a group again as a whole.",
    sources: [`${ADMISSION} Default`],
    reads: 'manifests',
  },
  'lws/claim-fields': {
    title: 'What a claim states and its volume does not get',
    severity: 'warning',
    about:
      'LeaderWorkerSet copies name, access modes, storage class, volume mode and resources of a claim template into its StatefulSets. Labels, annotations, selectors and data sources are lost: the claim is made, and its volume is empty or another one than meant.',
    mend: 'Make the claim an object of its own, and mount it as a volume.',
    sources: [`${LWS}/utils/controller/controller_utils.go GetPVCApplyConfiguration`],
    reads: 'manifests',
  },
  'lws/leader-ready': {
    title: 'A leader and workers that wait for each other',
    severity: 'error',
    about:
      'With the start-up policy LeaderReady, workers are made once the leader is ready. An engine that runs on several pods answers only once all of its workers have joined, so that a leader whose probe asks the engine never becomes ready, and no group ever starts.',
    mend: "Use 'LeaderCreated', which makes all pods of a group at once.",
    sources: [`${PODS} Reconcile`, VLLM_ON_LWS],
    reads: 'manifests',
  },
  'lws/parallel-flags': {
    title: 'A leader and workers that start different engines',
    severity: 'error',
    about:
      'All pods of a group start one engine, and each calculates from its own command line how many processes there are and where they meet. Where one of these flags differs, they wait for processes that never come.',
    mend: "Give both the same: they may differ in the node's rank, the port and --headless alone.",
    sources: [VLLM_ON_LWS, 'https://docs.sglang.ai/advanced_features/server_arguments.html'],
    reads: 'manifests',
  },
  'lws/group-nodes': {
    title: 'An engine that counts other pods than its group has',
    severity: 'error',
    about:
      'An engine on several pods is told by --nnodes how many there are, and divides its processes among them. It waits for pods that are not in the group, refuses those that are too many, and refuses to start where the processes cannot be divided evenly.',
    mend: 'Write --nnodes=$(LWS_GROUP_SIZE), and sizes whose product the number of pods divides.',
    sources: [VLLM_PARALLEL, SGLANG_ARGUMENTS],
    reads: 'manifests',
  },
  'lws/ray-nodes': {
    title: 'A leader that waits for more nodes of Ray than its group has',
    severity: 'warning',
    about:
      "The script of vLLM's images waits until as many nodes have joined Ray as --ray_cluster_size says, for five minutes, and then fails. Of a group of fewer pods they never join. Behind `;` the engine starts without them, five minutes late; behind `&&` it does not.",
    mend: 'Write --ray_cluster_size=$(LWS_GROUP_SIZE).',
    sources: ['https://github.com/vllm-project/vllm/blob/main/examples/online_serving/multi-node-serving.sh'],
    reads: 'manifests',
  },
  'lws/group-devices': {
    title: 'An engine that counts on other devices than its group has',
    severity: 'error',
    about:
      'One vLLM over the pods of a group, by Ray or by --nnodes, uses as many devices as the product of its tensor and pipeline parallel sizes. Where the pods have fewer, Ray waits for them until it gives up, and without Ray vLLM refuses to start; where they have more, some are held and never compute, which is a warning. Sizes that come from LWS_GROUP_SIZE count as the size of the group.',
    mend: 'Use sizes whose product is the number of devices of all pods of a group.',
    sources: [
      'https://github.com/vllm-project/vllm/blob/main/vllm/v1/executor/ray_utils.py initialize_ray_cluster',
      VLLM_PARALLEL,
    ],
    reads: 'manifests',
  },
  'lws/topology-label': {
    title: 'A topology that is no key of a label',
    severity: 'error',
    about:
      'The annotation `leaderworkerset.sigs.k8s.io/exclusive-topology` names a node label. The pod webhook writes it into the affinity of the leaders as the topology key; of one that cannot be a label, the API server refuses the leaders.',
    mend: "Use a label that your nodes have, such as 'topology.kubernetes.io/rack'.",
    sources: [`${LWS}/webhooks/pod_webhook.go SetExclusiveAffinities`],
    reads: 'manifests',
  },
  'lws/scheduler-name': {
    title: 'A gang of which the scheduler sees a part',
    severity: 'warning',
    about:
      "Where LeaderWorkerSet's gang scheduling is on, it makes a PodGroup of all pods of a group, which Volcano places together or not at all. Pods of the other template go to another scheduler: Volcano counts too few and places none.",
    mend: 'Write `schedulerName: volcano` in leaderTemplate and in workerTemplate.',
    sources: [
      `${LWS}/schedulerprovider/volcano_provider.go CreatePodGroupIfNotExists`,
      'https://github.com/kubernetes-sigs/lws/blob/main/docs/examples/sample/gang-scheduling/README.md',
    ],
    reads: 'manifests',
  },
  'lws/gang-topology': {
    title: 'A gang and an exclusive topology that wait for each other',
    severity: 'error',
    about:
      'A gang starts once all pods of a group can be placed. With an exclusive topology the workers are made only once the leader has a node, as they follow it into its part of the cluster. The leader waits for the gang, the gang for the workers, and no group ever starts. Whether gang scheduling is on, a manifest does not say: there it is a warning.',
    mend: "Leave one of them out; Volcano's own network topology also keeps a gang together.",
    sources: [`${PODS} Reconcile`, `${LWS}/schedulerprovider/volcano_provider.go CreatePodGroupIfNotExists`],
    reads: 'manifests',
  },
  'lws/scaled-replicas': {
    title: 'A number of groups that Git and an autoscaler both set',
    severity: 'warning',
    about:
      'An autoscaler writes `spec.replicas` of the set. Where Git states the field too, Argo CD and Flux set it back at every sync, unless they are told to leave it alone: groups that serve are ended, and minutes later started again. A Kustomization does with `/spec/replicas` in `spec.ignore` (Flux 2.9): it takes over what the cluster has. ArgoDelivery and FluxDelivery write such rules by themselves. Nothing is said where all Applications and Kustomizations among the manifests that deliver the object leave the field alone.',
    mend: 'Leave replicas out of Git, or have the field left alone: by `ignoreDifferences` of the Application with `RespectIgnoreDifferences=true`, or by `spec.ignore` of the Kustomization.',
    sources: [
      'https://argo-cd.readthedocs.io/en/stable/user-guide/best_practices/#leaving-room-for-imperativeness',
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#ignore-rules',
      'https://github.com/kubernetes-sigs/lws/blob/main/api/leaderworkerset/v1/leaderworkerset_types.go LeaderWorkerSetSpec',
    ],
    reads: 'manifests',
  },
  'lws/unscaled': {
    title: 'A number of groups that nobody sets',
    severity: 'note',
    about:
      'replicas is left to an autoscaler, which is not among these manifests. The API server sets it to 1, and there it stays unless something else scales the set.',
    mend: 'State replicas, or add an autoscaler that targets the set.',
    sources: [
      'https://github.com/kubernetes-sigs/lws/blob/main/api/leaderworkerset/v1/leaderworkerset_types.go LeaderWorkerSetSpec',
    ],
    reads: 'manifests',
  },
  'lws/service-name': {
    title: 'A Service with the name that LeaderWorkerSet needs',
    severity: 'error',
    about:
      'Pods of a group find each other through a headless Service, called like the set, or like each group with the policy UniquePerReplica. LeaderWorkerSet makes it unless a Service of the name is there, whatever that one does. Behind another one the pods have no addresses before they are ready, and workers never reach their leader.',
    mend: 'Give the Service for clients another name.',
    sources: [`${LWS}/utils/controller/controller_utils.go CreateHeadlessServiceIfNotExists`],
    reads: 'manifests',
  },
  'lws/service-selector': {
    title: 'A Service that leads to workers',
    severity: 'error',
    about:
      'All pods of a set have the label `leaderworkerset.sigs.k8s.io/name`. Workers of a vLLM with --headless open no port, so that every request that comes to one is refused. LeaderWorkerSet makes no Service for clients; it is left to you.',
    mend: 'Select leaders alone: add `leaderworkerset.sigs.k8s.io/worker-index: "0"`.',
    sources: ['https://github.com/kubernetes-sigs/lws/issues/689', VLLM_ON_LWS],
    reads: 'manifests',
  },
} as const satisfies Rules;
