import type { Rules } from './rule';

const VLLM = 'https://github.com/vllm-project/vllm/blob/main/vllm';
const ENGINE_CONFIG = `${VLLM}/engine/arg_utils.py create_engine_config`;
const PARALLEL = `${VLLM}/config/parallel.py _validate_parallel_config`;
const SEVERAL_NODES = 'https://docs.vllm.ai/en/latest/serving/parallelism_scaling/';
const COPIES = 'https://docs.vllm.ai/en/latest/serving/data_parallel_deployment/';

/** What vLLM refuses of sizes, devices and models as they are stated of constructs. */
export const vllmGroupRules = {
  'vllm/tensor-parallel': {
    title: 'A tensor parallel size that is not the number of devices',
    severity: 'error',
    about:
      'In one pod, each rank of tensor parallelism has a device of its own. With a larger size vLLM refuses to start, as it sees fewer devices than ranks; with a smaller one the pod holds devices that nobody uses.',
    mend: 'State one of the two numbers alone, or both alike.',
    sources: [`${VLLM}/config/parallel.py __post_init__`],
    reads: 'props',
  },
  'vllm/parallel-size': {
    title: 'A size that is no number of anything',
    severity: 'error',
    about:
      'Sizes and numbers of devices are whole numbers of at least 1. vLLM refuses others, and no group of pods can be counted from them.',
    mend: 'Use a whole number of at least 1.',
    sources: [PARALLEL],
    reads: 'props',
  },
  'vllm/devices': {
    title: 'Sizes that do not come out even with the devices of the pods',
    severity: 'error',
    about:
      'The tensor, pipeline and data parallel sizes multiply to the devices of a group, which its pods share out alike. Each pod holds whole copies of the model, or each copy fills whole pods; vLLM refuses anything else, or devices stay idle.',
    mend: 'Use one of the numbers that the finding proposes.',
    sources: [ENGINE_CONFIG, SEVERAL_NODES],
    reads: 'props',
  },
  'vllm/load-balancing': {
    title: 'Copies that do not fit the way in which load is balanced',
    severity: 'error',
    about:
      'With hybrid or external load balancing every pod takes requests for the copies that it holds, so that it must hold whole ones, and as many as it is told: one where balancing is external. vLLM refuses others, or pods wait for copies that nobody starts.',
    mend: 'Use the number of devices that the finding proposes, or internal load balancing.',
    sources: [ENGINE_CONFIG, PARALLEL, COPIES],
    reads: 'props',
  },
  'vllm/tensor-parallel-over-pods': {
    title: 'Tensor parallelism over more than one pod',
    severity: 'warning',
    about:
      'With tensor parallelism every layer waits for all devices twice. Between nodes that is slow unless the network is as fast as the links inside of one; stages of a pipeline talk to each other once.',
    mend: 'Use a tensor parallel size that one pod has devices for, and more stages.',
    sources: [SEVERAL_NODES],
    reads: 'props',
  },
  'vllm/empty-stages': {
    title: 'More stages than the model has layers',
    severity: 'warning',
    about:
      'The layers of the model are dealt out to the stages of the pipeline. A stage without a layer holds devices that compute nothing, if vLLM starts at all.',
    mend: 'Use as many stages as layers, or fewer.',
    sources: [`${VLLM}/distributed/utils.py get_pp_indices`],
    reads: 'props',
  },
  'vllm/unknown-stages': {
    title: 'A pipeline for a model that is not known here',
    severity: 'note',
    about:
      'vLLM divides only models into stages whose class supports it, and refuses others when it starts. The catalogue does not know the model, so that it cannot be told.',
    mend: "Look the model's class up in vLLM's list of supported models, or state model.huggingFaceId.",
    sources: [
      `${VLLM}/config/model.py verify_with_parallel_config`,
      'https://docs.vllm.ai/en/latest/models/supported_models/',
    ],
    reads: 'props',
  },
  'vllm/expert-parallel': {
    title: 'Expert parallelism for a model without experts',
    severity: 'error',
    about: 'vLLM refuses to start: it has no experts to deal out to the devices.',
    mend: 'Leave expert parallelism out.',
    sources: [`${VLLM}/config/model.py _verify_with_expert_parallelism`],
    reads: 'manifests',
  },
  'vllm/dense-external': {
    title: 'Copies of a dense model under external load balancing',
    severity: 'error',
    about:
      'Copies of a model with experts compute together, those of a dense model have nothing to do with each other. vLLM refuses to run them as ranks of one engine under external load balancing, since they are servers of their own.',
    mend: 'Leave data parallelism out, and use replicas.',
    sources: [ENGINE_CONFIG, COPIES],
    reads: 'manifests',
  },
  'vllm/memory': {
    title: 'A model that does not fit into the memory of its devices',
    severity: 'warning',
    about:
      'vLLM takes a share of the memory of each device, for weights and for the cache of keys and values. Where the weights are more, it runs out of memory while it loads; where the rest does not hold one request of the greatest length, it refuses to start. Counted is what is certain: activations and graphs come on top.',
    mend: 'Use more devices for each copy of the model, a quantized checkpoint, or a smaller maxModelLen.',
    sources: [
      `${VLLM}/v1/core/kv_cache_utils.py check_enough_kv_cache_memory`,
      `${VLLM}/v1/worker/utils.py request_memory`,
      'https://docs.vllm.ai/en/latest/configuration/conserving_memory/',
    ],
    reads: 'props',
  },
  'vllm/devices-per-node': {
    title: 'More devices in a pod than nodes have',
    severity: 'warning',
    about: 'A pod runs on one node. Of the device, no nodes with as many are sold, so that the pod stays pending.',
    mend: 'Use at most as many as the finding names; a group of more pods follows from the sizes.',
    sources: ['https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/'],
    reads: 'props',
  },
  'vllm/npu-count': {
    title: "A number of NPUs that Ascend's scheduler refuses",
    severity: 'error',
    about:
      "The NPUs of a server are linked in rings, of which a pod gets 1, 2 or 4, or all 8; pods that compute together get whole servers. Ascend's plug-in of the scheduler leaves others pending.",
    mend: 'Use the number that the finding proposes.',
    sources: ['https://gitcode.com/Ascend/mind-cluster/tree/master/component/ascend-for-volcano'],
    reads: 'props',
  },
  'vllm/npu-block-size': {
    title: 'Blocks of another size than NPUs compute with',
    severity: 'warning',
    about:
      'vllm-ascend computes attention over blocks of 128 tokens. It takes that for most models, whatever is stated; DeepSeek V4 may have blocks of 32 or 64.',
    mend: 'Use 128, or leave it out.',
    sources: ['https://github.com/vllm-project/vllm-ascend/blob/main/vllm_ascend/utils.py refresh_block_size'],
    reads: 'props',
  },
  'vllm/npu-host-files': {
    title: 'Files of the node that several pods with NPUs need',
    severity: 'note',
    about:
      'Pods on NPUs talk to each other through the network cards of the NPUs. HCCL reads /etc/hccn.conf and /usr/local/Ascend/driver/tools of the node for that, which the Ascend container runtime mounts. Whether the nodes have it is not known here.',
    mend: 'Make sure of the Ascend container runtime, or add hostPath volumes with addJsonPatch().',
    sources: [
      'https://github.com/vllm-project/vllm-ascend/blob/main/tests/e2e/nightly/multi_node/scripts/lws.yaml.jinja2',
    ],
    reads: 'props',
  },
} as const satisfies Rules;
