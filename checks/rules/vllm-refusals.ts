import type { Rules } from './rule';

const VLLM = 'https://github.com/vllm-project/vllm/blob/main/vllm';
const ARGUMENTS = `${VLLM}/engine/arg_utils.py EngineArgs.create_engine_config`;
const PARALLEL = `${VLLM}/config/parallel.py ParallelConfig._validate_parallel_config`;

const FROM_VERSION =
  'vLLM ends before the model loads, and the pod restarts for ever. Where the image does not say which version it holds, this is a warning; of a version that does not refuse it yet, nothing is said.';

/** Flags of vLLM that are right each by itself, and that it refuses together. */
export const vllmRefusalRules = {
  'vllm/nodes': {
    title: 'One engine over several nodes that cannot come together',
    severity: 'error',
    about: `With --nnodes, each node starts an equal share of the processes by itself, and knows its place by --node-rank, which counts from 0. That leaves no room for Ray, which deals processes out too. ${FROM_VERSION}`,
    mend: 'Use sizes whose product is a multiple of the nodes, ranks below their number, and either --nnodes or Ray.',
    sources: [ARGUMENTS, `${VLLM}/config/parallel.py ParallelConfig.__post_init__`],
    reads: 'manifests',
  },
  'vllm/data-parallel': {
    title: 'Copies of a model that vLLM cannot arrange',
    severity: 'error',
    about: `Requests get to the copies by one server for all, one for each node (hybrid) or one for each copy (external). Each way needs to know how many copies there are, how many are in this pod, or which this one is. ${FROM_VERSION}`,
    mend: 'Keep one way, and state the numbers that it needs.',
    sources: [`${VLLM}/entrypoints/cli/serve.py ServeSubcommand.cmd`, ARGUMENTS, PARALLEL],
    reads: 'manifests',
  },
  'vllm/context-parallel': {
    title: 'Devices that cannot share the context of a request',
    severity: 'error',
    about: `The context is shared by devices that share the model already: as many as divide the tensor parallel size, or, where prompts are spread too, one of three sizes. ${FROM_VERSION}`,
    mend: 'Use one of the sizes that the finding lists.',
    sources: [PARALLEL],
    reads: 'manifests',
  },
  'vllm/expert-balancing': {
    title: 'Experts that cannot be balanced',
    severity: 'error',
    about: `Balancing keeps busy experts on several devices. It needs --enable-expert-parallel, which gives devices whole experts, and more devices than one; redundant experts and elastic expert parallelism need balancing in turn. ${FROM_VERSION}`,
    mend: 'State what the finding names, or leave balancing out.',
    sources: [PARALLEL, `${VLLM}/config/parallel.py ParallelConfig.__post_init__`],
    reads: 'manifests',
  },
  'vllm/required-flag': {
    title: 'A flag that says nothing without another one',
    severity: 'error',
    about: `Some flags set up what another one turns on, or what another one turns off. ${FROM_VERSION}`,
    mend: 'State the other flag, or leave this one out.',
    sources: [`${VLLM}/entrypoints/openai/cli_args.py validate_parsed_serve_args`, PARALLEL],
    reads: 'manifests',
  },
  'vllm/batch-size': {
    title: 'Batches that are too small for the requests',
    severity: 'error',
    about: `A batch has room for one token of each sequence at least, and without chunked prefill for the longest prompt. With adapters, guessed tokens count too. ${FROM_VERSION}`,
    mend: 'Raise --max-num-batched-tokens, or lower what has to fit into it.',
    sources: [`${VLLM}/config/scheduler.py SchedulerConfig.verify_max_model_len`, ARGUMENTS],
    reads: 'manifests',
  },
  'vllm/adapter-count': {
    title: 'Fewer adapters in memory than on the device',
    severity: 'error',
    about: `Adapters get to the device from the memory of the host, which therefore holds at least as many. ${FROM_VERSION}`,
    mend: 'Raise --max-cpu-loras to --max-loras, or leave it out.',
    sources: [`${VLLM}/config/lora.py LoRAConfig._validate_lora_config`],
    reads: 'manifests',
  },
  'vllm/kv-role': {
    title: 'A connector without a role',
    severity: 'error',
    about: `A pod makes keys and values for others, takes those of others, or both, and the connector has to know which. ${FROM_VERSION}`,
    mend: 'State kv_role: kv_producer, kv_consumer or kv_both.',
    sources: [`${VLLM}/config/kv_transfer.py KVTransferConfig.__post_init__`],
    reads: 'manifests',
  },
  'vllm/said-twice': {
    title: 'A setting that is stated in two ways',
    severity: 'error',
    about: `Some flags are members of another flag's JSON, too. vLLM does not choose between them, even where both say the same. ${FROM_VERSION}`,
    mend: 'Keep one of them.',
    sources: [ARGUMENTS, `${VLLM}/engine/arg_utils.py EngineArgs.create_speculative_config`],
    reads: 'manifests',
  },
} as const satisfies Rules;
