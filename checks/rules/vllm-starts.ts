import type { Rules } from './rule';

const VLLM = 'https://github.com/vllm-project/vllm/blob/main/vllm';
const SERVE = `${VLLM}/entrypoints/cli/serve.py`;
const PULLS = 'https://github.com/vllm-project/vllm/pull';
const SEVERAL_NODES = 'https://docs.vllm.ai/en/latest/serving/parallelism_scaling/';
const DISAGGREGATION = 'https://docs.vllm.ai/en/latest/features/disagg_prefill/';

/** What vLLM refuses of how the pods of a group are started and come together, most of it as it is stated of constructs. */
export const vllmStartRules = {
  'vllm/accelerator': {
    title: "Devices that vLLM's image is not for",
    severity: 'error',
    about:
      'Images of vLLM are built for the devices of one maker. A service, or one half of it, that asks for those of another starts an image which finds nothing to compute with, and ends.',
    mend: "Use devices of the runtime's maker, or a runtime of its own for the others.",
    sources: ['https://docs.vllm.ai/en/latest/getting_started/installation/'],
    reads: 'props',
  },
  'vllm/choice': {
    title: 'A setting of vLLM that is none of its choices',
    severity: 'error',
    about: 'Nothing is known of what such a setting would start, so that no pods are written for it.',
    mend: 'Use one of the values that the finding lists.',
    sources: [SEVERAL_NODES],
    reads: 'props',
  },
  'vllm/settled-flag': {
    title: 'A flag of vLLM that follows from props',
    severity: 'error',
    about:
      'Sizes, ports, ranks and names are written from props, which pods, devices, probes and Services follow too. The flag wins over them, and then the objects do not fit what the engine does.',
    mend: 'Leave the flag out, and use the prop that the finding names.',
    sources: [`${VLLM}/engine/arg_utils.py AsyncEngineArgs.add_cli_args`],
    reads: 'props',
  },
  'vllm/headless-servers': {
    title: 'API servers, or ways to them, for a pod that has none',
    severity: 'error',
    about:
      'A pod with --headless computes for others and answers nobody. vLLM refuses to start it with API servers, with a way to spread requests, or without copies of the model. In a VllmLwsRuntime, plain arguments are for all pods of a group, of which only the first answers.',
    mend: 'Leave such flags to the pods that answer; of a construct, use flags.apiServerCount.',
    sources: [`${SERVE} ServeSubcommand.cmd`],
    reads: 'manifests',
  },
  'vllm/headless-program': {
    title: 'A program that does not know --headless',
    severity: 'error',
    about:
      '`vllm serve` alone obeys --headless. Started as the module `api_server`, each worker of a group would be a server of its own that waits for the others.',
    mend: "Leave command out, or use ['vllm', 'serve'].",
    sources: [`${SERVE} run_headless`],
    reads: 'props',
  },
  'vllm/ray-alone': {
    title: 'Ray for a single pod',
    severity: 'warning',
    about: 'The sizes come to one pod, and there is nothing for Ray to join. The pod is started without it.',
    mend: 'Leave it out, or use devices of more than one pod.',
    sources: [SEVERAL_NODES],
    reads: 'props',
  },
  'vllm/ray-missing': {
    title: 'Ray in an image that has none',
    severity: 'warning',
    about:
      'Official images of vLLM hold no Ray since 0.18. The pods end as soon as they start, and the group restarts for ever.',
    mend: "Leave Ray out, as vLLM joins pods by itself; or use an image of your own with `pip install 'ray[cgraph]'`.",
    sources: [`${PULLS}/36170`],
    reads: 'props',
  },
  'vllm/multiprocessing-version': {
    title: 'Several pods for a vLLM that may not join them by itself',
    severity: 'warning',
    about:
      'The flags --nnodes, --node-rank and --master-addr were merged in November 2025, about 0.12. A version before that knows none of them and exits.',
    mend: "Use an image of 0.12 or later, or distributedExecutorBackend: 'ray'.",
    sources: [`${PULLS}/23691`],
    reads: 'props',
  },
  'vllm/copies-over-pods': {
    title: 'Copies over several pods in a vLLM that fails to start them',
    severity: 'warning',
    about:
      'Where a copy of the model is on several pods, the leaders of all copies but the first tried to listen at the address of the first, until February 2026; copies of a dense model waited for devices that they do not have, until August 2026.',
    mend: 'Use an image of 0.28 or later, or replicas in the place of dataParallel.',
    sources: [`${PULLS}/35429`, `${PULLS}/49212`],
    reads: 'props',
  },
  'vllm/prefill-decode-differ': {
    title: 'Prefill and decode that lay out keys and values differently',
    severity: 'error',
    about:
      'One half of a service reads prompts and hands keys and values over to the other. Where the two differ in the type of numbers, the size of blocks or the attention backend, transfers are refused, or answers are nonsense. Tensor parallel sizes may differ.',
    mend: 'State the flag alike for both.',
    sources: ['https://docs.vllm.ai/en/latest/features/nixl_connector_compatibility/'],
    reads: 'props',
  },
  'vllm/kv-connector': {
    title: 'A connector that vLLM does not know, or that does not know the devices',
    severity: 'error',
    about:
      'vLLM refuses a connector that is neither among its own nor given with its module, unless a plug-in of the image registers it: that is a warning. NIXL on NPUs is an error: there keys and values go through Mooncake.',
    mend: 'Use one of the connectors that the finding lists, or state the module.',
    sources: [`${VLLM}/distributed/kv_transfer/kv_connector/factory.py KVConnectorFactory.get_connector_class`],
    reads: 'props',
  },
  'vllm/moving-memory': {
    title: 'Memory that moves under a connector',
    severity: 'error',
    about:
      'Connectors register the memory of the cache with the network, where it must not move. vLLM refuses to start with expandable segments of PyTorch, unless its own allocator keeps the cache.',
    mend: 'Leave expandable_segments out of PYTORCH_CUDA_ALLOC_CONF.',
    sources: [`${VLLM}/config/vllm.py _verify_kv_transfer_compat`],
    reads: 'manifests',
  },
  'vllm/no-router': {
    title: 'Prefill and decode of vLLM without a router',
    severity: 'error',
    about:
      'Pods that read prompts answer nobody, and pods that generate tokens need a prompt that was read. Without a router between them and clients there are no answers.',
    mend: 'State a router with its image.',
    sources: [DISAGGREGATION],
    reads: 'props',
  },
  'vllm/router-without-pods': {
    title: 'A router of vLLM that is told of no pods',
    severity: 'error',
    about:
      "The addresses of the pods follow from the service's name, which no image knows. A router with neither args nor command nor env has nobody to pass requests to.",
    mend: 'State the addresses of both kinds of pods in args.',
    sources: [DISAGGREGATION],
    reads: 'props',
  },
} as const satisfies Rules;
