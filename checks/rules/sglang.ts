import type { Rules } from './rule';

const SRT = 'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt';
const CHECKS = `${SRT}/server_args.py ServerArgs.check_server_args`;
const FLAGS = `${SRT}/server_args.py ServerArgs.add_cli_args`;
const ROUTER =
  'https://github.com/sgl-project/sglang/blob/main/sgl-model-gateway/bindings/python/src/sglang_router/router_args.py RouterArgs';
const REFUSES = 'SGLang refuses to start, and the pod restarts for ever.';

/** What is wrong with sizes, devices and flags of SGLang as they are stated of constructs. */
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
