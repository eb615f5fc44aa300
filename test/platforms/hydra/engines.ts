import {
  Accelerator,
  CustomRuntime,
  late,
  MindIERuntime,
  SglangRuntime,
  text,
  VllmRuntime,
  XinferenceRuntime,
} from '../../../index';
import type { Cluster } from '../../../index';

/** Offers one engine under the name `engine`. */
export type Offer = (cluster: Cluster) => void;

/** Engines that Hydra's users run, each of which is started in its own way. */
export const ENGINES = {
  vLLM: (cluster) => {
    new VllmRuntime(cluster, 'engine', {
      image: 'vllm/vllm-openai:v0.28.0',
      accelerator: Accelerator.nvidia(),
      flags: { maxModelLen: 8192, apiServerCount: 2 },
      args: ['--override-generation-config={"temperature": 0.5}'],
      hydra: { gpuTypes: ['nvidia'] },
    });
  },
  'vLLM on processors': (cluster) => {
    new VllmRuntime(cluster, 'engine', {
      image: 'public.ecr.aws/q9t5s3a7/vllm-cpu-release-repo:v0.28.0',
      accelerator: Accelerator.cpu(),
      flags: { trustRemoteCode: true },
    });
  },
  SGLang: (cluster) => {
    new SglangRuntime(cluster, 'engine', {
      image: 'lmsysorg/sglang:v0.5.5',
      flags: { contextLength: 8192 },
      hydra: { gpuTypes: ['nvidia'] },
    });
  },
  MindIE: (cluster) => {
    new MindIERuntime(cluster, 'engine', {
      image: 'swr.cn-south-1.myhuaweicloud.com/ascendhub/mindie:2.2.RC1',
      accelerator: Accelerator.ascend({ chip: '910B' }),
      hydra: { gpuTypes: ['910B'] },
    });
  },
  Xinference: (cluster) => {
    new XinferenceRuntime(cluster, 'engine', {
      image: 'xprobe/xinference:v1.2.2',
      modelFamily: 'llama-3-instruct',
      hydra: { gpuTypes: ['nvidia'] },
    });
  },
  'vLLM joined by Ray': (cluster) => {
    const serve = ['vllm', 'serve', late.modelPath, text`--tensor-parallel-size=${late.tensorParallel}`];
    new CustomRuntime(cluster, 'engine', {
      engine: 'vllm-ray',
      image: 'registry.example/vllm-ray:1',
      servingPort: 8000,
      formats: [{ name: 'safetensors' }],
      starts: {
        single: serve,
        group: {
          leader: [...serve, '--distributed-executor-backend=ray'],
          worker: ['ray', 'start', '--block', text`--address=${late.leaderAddress}:6379`],
          workerTakesArguments: false,
        },
      },
    });
  },
} as const satisfies Readonly<Record<string, Offer>>;

export const ENGINE_NAMES = Object.keys(ENGINES).filter((name): name is keyof typeof ENGINES => name in ENGINES);
