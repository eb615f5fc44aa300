import type { Rules } from './rule';

const VLLM_PORT = 'https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/cli_args.py FrontendArgs';
const SGLANG_ARGS =
  'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.add_cli_args';

const TOO_FEW = {
  title: 'More devices counted on than the container gets',
  severity: 'error',
  mend: 'Ask for as many devices as the sizes come to, or make the sizes smaller.',
  reads: 'manifests',
} as const;

const IDLE = {
  title: 'Devices that an engine never uses',
  severity: 'warning',
  about:
    'The container holds devices that no process of the engine computes on: without a tensor parallel size, an engine uses one. A model that needs the memory of all of them does not fit, and nobody else can have them.',
  mend: 'Spread the model over all of them, or ask for fewer.',
  reads: 'manifests',
} as const;

const PROBE_PORT = {
  title: 'A probe of a port on which the engine does not listen',
  severity: 'error',
  about:
    'The number in `ports` is information alone: an engine listens where its arguments say, and on a port of its own where they say nothing. A readinessProbe of another port never lets the pod become ready; a livenessProbe ends it again and again.',
  mend: 'Probe the port of the engine, or start the engine with the port that is probed.',
  reads: 'manifests',
} as const;

const METRICS_PORT = {
  title: 'Prometheus is sent to another port than the engine listens on',
  severity: 'warning',
  about:
    'vLLM and SGLang show their metrics on the port on which they answer requests. Where the annotation `prometheus.io/port` names another, nothing is measured: dashboards stay empty, and autoscalers see no load.',
  mend: 'State the port on which the engine answers.',
  reads: 'manifests',
} as const;

const RELATIVE_MODEL = {
  title: 'A mounted model by a path without the slash before it',
  severity: 'warning',
  about:
    'The value leads to the mounted model only where the image works in the folder above it. In any other image, or another version of the same, the engine takes it for a name at Hugging Face: it downloads the model again, or fails without a network.',
  mend: 'State the whole path.',
  reads: 'manifests',
} as const;

/** What engines would refuse of the pods in which they run, as manifests show them. */
export const enginePodRules = {
  'vllm/too-few-devices': {
    ...TOO_FEW,
    about:
      'vLLM starts as many processes as the tensor, pipeline and data parallel sizes come to, each with a device of its own, and refuses to start where it sees fewer. Nothing is said where Ray or --nnodes joins several pods.',
    sources: ['https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py ParallelConfig.__post_init__'],
  },
  'sglang/too-few-devices': {
    ...TOO_FEW,
    about:
      'SGLang starts as many processes as --tp-size, --pp-size and --dp-size come to (with --enable-dp-attention the last is a part of the first), and fails when it looks for a device that is not there. Nothing is said where --nnodes joins several pods.',
    sources: ['https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py check_server_args'],
  },
  'vllm/idle-devices': {
    ...IDLE,
    sources: ['https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py ParallelConfig'],
  },
  'sglang/idle-devices': { ...IDLE, sources: [SGLANG_ARGS] },
  'vllm/relative-model': {
    ...RELATIVE_MODEL,
    sources: ['https://github.com/vllm-project/vllm/blob/main/vllm/transformers_utils/config.py get_config'],
  },
  'sglang/relative-model': {
    ...RELATIVE_MODEL,
    sources: [
      'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/utils/hf_transformers/config.py get_config',
    ],
  },
  'vllm/probe-port': { ...PROBE_PORT, sources: [VLLM_PORT] },
  'sglang/probe-port': { ...PROBE_PORT, sources: [SGLANG_ARGS] },
  'vllm/metrics-port': {
    ...METRICS_PORT,
    sources: ['https://docs.vllm.ai/en/latest/usage/metrics.html', VLLM_PORT],
  },
  'sglang/metrics-port': { ...METRICS_PORT, sources: [SGLANG_ARGS] },
  'sglang/no-command': {
    title: "SGLang's image without anything to start",
    severity: 'error',
    about:
      "SGLang's images start a shell where nothing else is stated, and a shell without a terminal ends at once: the container starts again for ever. Arguments alone are taken for a program. Of a runtime it is a warning, as a service could still state the command.",
    mend: 'State the command: python3 -m sglang.launch_server.',
    sources: ['https://github.com/sgl-project/sglang/blob/main/docker/Dockerfile'],
    reads: 'manifests',
  },
  'sglang/no-metrics': {
    title: 'Prometheus is sent to an SGLang that shows no metrics',
    severity: 'warning',
    about:
      'SGLang has a page of metrics only where it is started with --enable-metrics. Without it dashboards stay empty, and autoscalers see no load.',
    mend: 'Add --enable-metrics, or leave the annotations out.',
    sources: [SGLANG_ARGS],
    reads: 'manifests',
  },
  'vllm/service-links': {
    title: 'A Service called vllm beside pods of vLLM',
    severity: 'error',
    about:
      'Kubernetes tells the pods of a namespace where its Services are by variables: for a Service called `vllm` it sets VLLM_PORT to tcp://…, which vLLM takes for a setting of its own and cannot read. It ends as soon as it starts. Headless Services set nothing.',
    mend: 'Set enableServiceLinks to false in the pod, or give the Service another name.',
    sources: [
      'https://github.com/vllm-project/vllm/blob/main/vllm/envs.py get_vllm_port',
      'https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables',
    ],
    reads: 'manifests',
  },
} as const satisfies Rules;
