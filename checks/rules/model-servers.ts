import type { Rules } from './rule';

const MLSERVER = 'https://github.com/SeldonIO/MLServer/blob/master';
const XINFERENCE = 'https://github.com/xorbitsai/inference/blob/main/xinference';
const LAUNCH = `${XINFERENCE}/deploy/cmdline.py model_launch`;

/** What MLServer and Xinference refuse of their settings, as they are stated of constructs. */
export const modelServerRules = {
  'mlserver/accelerator': {
    title: "Devices that MLServer's images are not for",
    severity: 'error',
    about:
      "MLServer's images are for processors and for GPUs of NVIDIA. Any other device is held by the pod and never used: the model runs on the processor.",
    mend: 'Use Accelerator.nvidia() or Accelerator.cpu().',
    sources: [`${MLSERVER}/Dockerfile`],
    reads: 'props',
  },
  'mlserver/batching': {
    title: 'Batching that has no effect',
    severity: 'warning',
    about:
      'MLServer groups requests where it may take more than one and may wait for others. With a size of at most 1, or a time of 0, every request is inferred alone.',
    mend: 'State both, such as `maxBatchSize: 8, maxBatchTime: 0.1`, or neither.',
    sources: [`${MLSERVER}/mlserver/batching/hooks.py load_batching`],
    reads: 'props',
  },
  'mlserver/parallel-workers': {
    title: 'A number of workers that is none',
    severity: 'error',
    about:
      'MLServer refuses a fraction when it reads its settings, and ends. With fewer than none it starts no worker and hands requests to one all the same, so that each fails.',
    mend: 'Use a whole number; 0 infers in the server itself.',
    sources: [`${MLSERVER}/mlserver/settings.py Settings`, `${MLSERVER}/mlserver/parallel/pool.py InferencePool`],
    reads: 'props',
  },
  'mlserver/task': {
    title: 'A pipeline without a task',
    severity: 'warning',
    about:
      'Pipelines of Hugging Face are chosen by the task of the model, which is none by default. The start-up script looks for it and ends at once, unless an annotation of the service brings one.',
    mend: "State it, such as `task: 'text-classification'`, or an implementation that needs none.",
    sources: [`${MLSERVER}/runtimes/huggingface/mlserver_huggingface/settings.py get_huggingface_settings`],
    reads: 'props',
  },
  'xinference/accelerator': {
    title: "Devices that Xinference's images are not for",
    severity: 'error',
    about:
      "Xinference's images are for processors and for GPUs of NVIDIA. Any other device is held by the pod and never used: the model is loaded on the processor, or not at all.",
    mend: 'Use Accelerator.nvidia() or Accelerator.cpu().',
    sources: ['https://inference.readthedocs.io/en/latest/getting_started/using_docker_image.html'],
    reads: 'props',
  },
  'xinference/authentication': {
    title: 'An administrator of a server without accounts',
    severity: 'error',
    about:
      'Xinference has accounts in a database since version 3. A version before answers everybody, whatever administrator is stated.',
    mend: 'Use version 3 or later, or leave `authentication` out.',
    sources: [
      'https://github.com/xorbitsai/inference/blob/main/doc/source/getting_started/migration_3_0.rst',
      `${XINFERENCE}/api/oauth2/advanced/routes.py`,
    ],
    reads: 'props',
  },
  'xinference/gpu-indices': {
    title: 'GPUs that the pod does not have, or that replicas cannot share',
    severity: 'error',
    about:
      'GPUs of a pod are counted from 0. Xinference looks for each index among those that it sees, and gives each replica as many of them as the others. Where there is none, or they cannot be shared evenly, the launch fails.',
    mend: 'Count from 0, raise the count of the accelerator where more are meant, and name a multiple of the replicas.',
    sources: [LAUNCH, `${XINFERENCE}/core/utils.py assign_replica_gpu`],
    reads: 'props',
  },
  'xinference/model-family': {
    title: 'A model without its family',
    severity: 'error',
    about:
      'Xinference loads a model in the way of its family, which is the name that `xinference launch` demands. The start-up script ends at once without it.',
    mend: "State it, such as `modelFamily: 'llama'`; `xinference registrations -t LLM` lists the families.",
    sources: [LAUNCH],
    reads: 'props',
  },
  'xinference/n-gpu': {
    title: 'More GPUs for a model than the pod has',
    severity: 'error',
    about: 'Xinference looks for a worker with as many free GPUs, finds none, and the launch fails.',
    mend: "Use at most as many as the pod has, or 'auto'.",
    sources: [LAUNCH],
    reads: 'props',
  },
  'xinference/replica': {
    title: 'A number of copies that is none',
    severity: 'error',
    about:
      'Xinference refuses to launch fewer than one copy of a model, or a fraction of one, and the pod restarts for ever.',
    mend: 'Use a whole number of at least 1; whole pods are counted by `replicas`.',
    sources: [`${XINFERENCE}/api/restful_api.py _validate_replica`, LAUNCH],
    reads: 'props',
  },
} as const satisfies Rules;
