import type { Rules } from './rule';

const SRT = 'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt';
const SERVER_ARGS = `${SRT}/server_args.py`;
const CHECKS = `${SERVER_ARGS} ServerArgs.check_server_args`;
const DISAGGREGATION = 'https://docs.sglang.ai/advanced_features/pd_disaggregation.html';
const REFUSES = 'SGLang refuses to start, and the pod restarts for ever.';
const VERSIONS =
  'What each version refuses was read in its own code. Of an image that does not say its version, or is not the official one, this is a warning.';

/** What SGLang refuses of flags that are right one by one. */
export const sglangRefusalRules = {
  'sglang/nodes': {
    title: 'Ranks that cannot be dealt out to the pods',
    severity: 'error',
    about: `The product of the tensor and pipeline parallel sizes must be divisible by the number of pods. ${REFUSES} Where it is divisible, and stages do not fit the pods, some ranks are started by none, and the group waits for them; so it does where a pod has a rank that the group does not count.`,
    mend: 'Use sizes and a number of pods that come out even, and count pods from 0.',
    sources: [CHECKS, `${SRT}/entrypoints/engine.py _calculate_rank_ranges`],
    reads: 'manifests',
  },
  'sglang/meeting-point': {
    title: 'Pods that are not told where to meet',
    severity: 'error',
    about:
      'The pods of a group meet at the address and the port that --dist-init-addr states. Without it each looks for the others in itself, and waits until it gives up, after the nodes were taken.',
    mend: 'State --dist-init-addr with the address of the first pod and a port.',
    sources: [`${SRT}/distributed/bootstrap.py _resolve_dist_init_method`],
    reads: 'manifests',
  },
  'sglang/data-parallel-nodes': {
    title: 'Copies of the model over several pods',
    severity: 'error',
    about: `Over several pods SGLang copies the attention alone, under --enable-dp-attention, and not the model. ${REFUSES}`,
    mend: 'Use replicas of the group, or set --enable-dp-attention.',
    sources: [CHECKS],
    reads: 'manifests',
  },
  'sglang/attention-copies': {
    title: 'Copies of the attention that do not divide the devices',
    severity: 'error',
    about: `Under --enable-dp-attention each copy of the attention has an equal share of the tensor parallel group; before 0.5.2 there must be at least two. ${REFUSES}`,
    mend: 'Use a number of copies that divides the tensor parallel size.',
    sources: [`${SERVER_ARGS} ServerArgs._handle_data_parallelism`],
    reads: 'manifests',
  },
  'sglang/prefill-chunk': {
    title: 'Chunks of prompts that do not fill whole pages',
    severity: 'error',
    about: `A chunk of a prompt is a multiple of a page of the cache; copies of the attention share the chunk out before. ${REFUSES} Some kinds of attention take a page of their own whatever is stated: where one of those may be chosen, this is a warning.`,
    mend: 'Use the --chunked-prefill-size that the finding proposes.',
    sources: [CHECKS],
    reads: 'manifests',
  },
  'sglang/grpc-port': {
    title: 'HTTP and gRPC on one port',
    severity: 'error',
    about: `With --grpc-port SGLang answers gRPC on a port of its own, beside HTTP. ${REFUSES}`,
    mend: 'Use another port for gRPC.',
    sources: [CHECKS],
    reads: 'manifests',
  },
  'sglang/bootstrap-port': {
    title: 'Requests and the meeting of prefill and decode on one port',
    severity: 'error',
    about:
      'Pods that read prompts listen on a second port, 8998 unless stated otherwise, on which pods that generate tokens find them. The second of the two cannot bind a port that is taken, and the pod restarts for ever.',
    mend: 'Use another port for one of the two.',
    sources: [DISAGGREGATION, `${SRT}/managers/disagg_service.py start_disagg_service`],
    reads: 'manifests',
  },
  'sglang/served-name': {
    title: 'A colon in the name under which a model is served',
    severity: 'error',
    about: `Since 0.5.5.post1 a colon parts the names of a model and of its adapter. A model without a name is served under its path; addresses of object storage are exempt since 0.5.10. ${REFUSES} Of a construct's model name, under which some platforms serve it, this is a warning.`,
    mend: 'Use another character, or state --served-model-name.',
    sources: [CHECKS],
    reads: 'manifests',
  },
  'sglang/pipeline-speculation': {
    title: 'A pipeline with speculative decoding',
    severity: 'error',
    about: `SGLang does not run the two together. ${REFUSES}`,
    mend: 'Use tensor parallelism alone, or leave speculative decoding out.',
    sources: [CHECKS],
    reads: 'manifests',
  },
  'sglang/pipeline-mixed-chunk': {
    title: 'A pipeline with mixed chunks, before 0.5.11',
    severity: 'error',
    about: `Before 0.5.11 SGLang does not run the two together. ${REFUSES}`,
    mend: 'Leave --enable-mixed-chunk out, or take an image of 0.5.11 or later.',
    sources: [CHECKS],
    reads: 'manifests',
  },
  'sglang/hierarchical-cache': {
    title: 'Tiers of a cache that the pod does not have',
    severity: 'error',
    about: `--enable-hierarchical-cache adds memory and storage to the cache of prompts. Neither --disable-radix-cache nor pods that generate alone leave such a cache. Those offload keys and values by a flag of their own, which needs a storage. ${REFUSES}`,
    mend: 'Leave the flag out that the finding names, or use the one for pods that generate.',
    sources: [
      `${SERVER_ARGS} ServerArgs._handle_cache_compatibility`,
      `${SRT}/arg_groups/pd_disaggregation_hook.py handle_pd_disaggregation`,
    ],
    reads: 'manifests',
  },
  'sglang/disaggregation': {
    title: 'What pods that read prompts, or that generate, cannot do',
    severity: 'error',
    about: `Where prefill and decode are apart, some flags hold for one of the two alone, or for one way to carry keys and values. ${REFUSES} ${VERSIONS}`,
    mend: 'Follow the finding: it names the flag, and what this version takes.',
    sources: [
      DISAGGREGATION,
      `${SRT}/arg_groups/pd_disaggregation_hook.py handle_pd_disaggregation`,
      `${SERVER_ARGS} ServerArgs._handle_encoder_disaggregation`,
    ],
    reads: 'manifests',
  },
  'sglang/speculation': {
    title: 'Speculative decoding that is not stated in full, or beside what it does not know',
    severity: 'error',
    about: `The numbers of steps, branches and drafted tokens are chosen by the model where none is stated, and read all together where one is. Some algorithms do not know copies of the attention, or need a model that drafts; some kinds of attention compute one branch alone. ${REFUSES} ${VERSIONS}`,
    mend: 'State all three numbers or none, and what the finding names.',
    sources: [`${SRT}/arg_groups/speculative_hook.py handle_speculative_decoding`],
    reads: 'manifests',
  },
  'sglang/adapters': {
    title: 'Adapters for which no room can be made',
    severity: 'error',
    about: `SGLang makes room for adapters when it starts: of the shape of those in --lora-paths, or of --max-lora-rank and --lora-target-modules, and for as many as --max-loaded-loras says, which are at least those of a batch. ${REFUSES} ${VERSIONS}`,
    mend: 'State what the finding names.',
    sources: [`${SERVER_ARGS} ServerArgs.check_lora_server_args`],
    reads: 'manifests',
  },
  'sglang/experts': {
    title: 'Experts that are not spread over devices as other flags take for granted',
    severity: 'error',
    about: `Balancing moves experts between devices that have some of them each, and an overlap of two batches hides an exchange between devices: each needs the flags that spread them. Layers without experts are on one device or on all. ${REFUSES} ${VERSIONS}`,
    mend: 'State what the finding names, or leave the flag out.',
    sources: [
      `${SERVER_ARGS} ServerArgs._handle_eplb_and_dispatch`,
      `${SERVER_ARGS} ServerArgs._check_two_batch_overlap`,
      CHECKS,
    ],
    reads: 'manifests',
  },
  'sglang/required-flag': {
    title: 'A flag of SGLang without another that it needs',
    severity: 'error',
    about: `Some flags do nothing without another: a key without its certificate, metrics for a file without a folder. ${REFUSES} Nothing is said where flags may come from a file, a variable or a service. ${VERSIONS}`,
    mend: 'State the other flag too, or leave this one out.',
    sources: [`${SERVER_ARGS} ServerArgs.__post_init__`],
    reads: 'manifests',
  },
  'sglang/opposed-flags': {
    title: 'Flags of SGLang that do not go together',
    severity: 'error',
    about: `Some flags ask for opposite things, or for two that SGLang cannot do at once. ${REFUSES} ${VERSIONS}`,
    mend: 'Leave one of the two out.',
    sources: [`${SERVER_ARGS} ServerArgs.__post_init__`],
    reads: 'manifests',
  },
} as const satisfies Rules;
