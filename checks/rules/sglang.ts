import type { Rules } from './rule';

const SRT = 'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt';
const CHECKS = `${SRT}/server_args.py ServerArgs.check_server_args`;
const FLAGS = `${SRT}/server_args.py ServerArgs.add_cli_args`;
const ROUTER =
  'https://github.com/sgl-project/sglang/blob/main/sgl-model-gateway/bindings/python/src/sglang_router/router_args.py RouterArgs';
const REFUSES = 'SGLang refuses to start, and the pod restarts for ever.';

/** What SGLang refuses of sizes, devices and flags as they are stated of constructs. */
export const sglangRules = {
  'sglang/accelerator': {
    title: "Devices that SGLang's image is not for",
    severity: 'error',
    about:
      'Images of SGLang are built for the devices of one maker. A service that asks for those of another starts an image which finds nothing to compute with, and ends.',
    mend: "Use devices of the runtime's maker, or a runtime of its own for the others.",
    sources: ['https://docs.sglang.ai/get_started/install.html'],
    reads: 'props',
  },
  'sglang/devices': {
    title: 'Pods that ask for other devices than their sizes use',
    severity: 'error',
    about:
      'The tensor and pipeline parallel sizes span the whole group, and its pods share the ranks out evenly. With more ranks than devices SGLang fails when it looks for one that is not there; with fewer, devices stay idle.',
    mend: "Use the accelerator's count, or the size, that the finding proposes.",
    sources: [CHECKS],
    reads: 'props',
  },
  'sglang/parallel-size': {
    title: 'A size of SGLang that is no number of anything',
    severity: 'error',
    about: `Sizes and numbers of devices are whole numbers of at least 1. ${REFUSES}`,
    mend: 'Use a whole number of at least 1, or leave it out.',
    sources: [FLAGS],
    reads: 'props',
  },
  'sglang/nodes': {
    title: 'Ranks that cannot be dealt out to the pods',
    severity: 'error',
    about: `The product of the tensor and pipeline parallel sizes must be divisible by the number of nodes. ${REFUSES} Where it is divisible, and stages do not fit the pods, some ranks are started by none, and the group waits for them.`,
    mend: 'Use one of the numbers of nodes that the finding lists.',
    sources: [CHECKS, `${SRT}/entrypoints/engine.py _calculate_rank_ranges`],
    reads: 'props',
  },
  'sglang/data-parallel-nodes': {
    title: 'Copies of the model over several pods',
    severity: 'error',
    about: `Over several nodes SGLang copies the attention alone, under --enable-dp-attention, and not the model. ${REFUSES}`,
    mend: 'Use replicas, or set flags.enableDpAttention.',
    sources: [CHECKS],
    reads: 'props',
  },
  'sglang/attention-copies': {
    title: 'Copies of the attention that do not divide the devices',
    severity: 'error',
    about: `Under --enable-dp-attention each copy of the attention has an equal share of the tensor parallel group. ${REFUSES}`,
    mend: 'Use one of the numbers of copies that the finding lists.',
    sources: [`${SRT}/server_args.py ServerArgs._handle_data_parallelism`],
    reads: 'props',
  },
  'sglang/prefill-chunk': {
    title: 'Chunks of prompts that do not fill whole pages',
    severity: 'error',
    about: `A chunk of a prompt is a multiple of a page of the cache; copies of the attention share the chunk out before. ${REFUSES}`,
    mend: 'Use the chunkedPrefillSize that the finding proposes.',
    sources: [CHECKS],
    reads: 'props',
  },
  'sglang/grpc-port': {
    title: 'HTTP and gRPC on one port',
    severity: 'error',
    about: `Since 0.5.11 SGLang answers gRPC on a port of its own, beside HTTP. ${REFUSES}`,
    mend: 'Use another port for gRPC.',
    sources: [CHECKS],
    reads: 'props',
  },
  'sglang/bootstrap-port': {
    title: 'Requests and the meeting of prefill and decode on one port',
    severity: 'error',
    about:
      'Pods that read prompts listen on a second port, 8998 unless stated otherwise, on which pods that generate tokens find them. The second of the two cannot bind a port that is taken, and the pod restarts for ever.',
    mend: 'Use another port for one of the two.',
    sources: ['https://docs.sglang.ai/advanced_features/pd_disaggregation.html', FLAGS],
    reads: 'props',
  },
  'sglang/served-name': {
    title: 'A colon in the name under which a model is served',
    severity: 'error',
    about: `Since 0.5.5.post1 a colon parts the names of a model and of its adapter. ${REFUSES} Of a model's name, under which some platforms serve it, this is a warning.`,
    mend: 'Use another character.',
    sources: [CHECKS],
    reads: 'props',
  },
  'sglang/pipeline-speculation': {
    title: 'A pipeline with speculative decoding',
    severity: 'error',
    about: `SGLang does not run the two together. ${REFUSES}`,
    mend: 'Use tensor parallelism alone, or leave flags.speculativeAlgorithm out.',
    sources: [CHECKS],
    reads: 'props',
  },
  'sglang/pipeline-mixed-chunk': {
    title: 'A pipeline with mixed chunks, before 0.5.11',
    severity: 'error',
    about: `From 0.4.6.post5 to 0.5.10 SGLang does not run the two together. ${REFUSES}`,
    mend: 'Leave enableMixedChunk out, or take an image of 0.5.11 or later.',
    sources: [CHECKS],
    reads: 'props',
  },
  'sglang/settled-flag': {
    title: 'A flag of SGLang that follows from props',
    severity: 'error',
    about:
      'Ports, ranks and the address of the first pod are written from props, which probes, Services and groups follow too. The flag wins over them: probes ask another port, or pods of a group do not find each other.',
    mend: 'Leave the flag out, and use the prop that the finding names.',
    sources: [FLAGS],
    reads: 'props',
  },
  'sglang/no-router': {
    title: 'Prefill and decode of SGLang without a router',
    severity: 'error',
    about:
      'Pods that read prompts and pods that generate tokens answer together alone. Without a router between them and clients there are no answers.',
    mend: 'State a router with its image.',
    sources: ['https://docs.sglang.ai/advanced_features/pd_disaggregation.html', ROUTER],
    reads: 'props',
  },
  'sglang/router-without-pods': {
    title: 'A router of SGLang that is told of no pods',
    severity: 'error',
    about:
      'A router finds pods by their labels, or is given their addresses. Without either it starts and never becomes ready, so that clients reach nobody.',
    mend: 'State the labels of both kinds of pods in discovery, or their addresses in args with --prefill and --decode.',
    sources: [ROUTER],
    reads: 'props',
  },
} as const satisfies Rules;
