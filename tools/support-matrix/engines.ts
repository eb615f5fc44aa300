import {
  Accelerator,
  CustomRuntime,
  late,
  MindIERuntime,
  MLServerRuntime,
  SglangRuntime,
  text,
  TritonRuntime,
  VllmLwsRuntime,
  VllmRuntime,
  XinferenceRuntime,
} from '../../index';
import type { Cluster, Model } from '../../index';

const ACCELERATORS = {
  NVIDIA: Accelerator.nvidia(),
  AMD: Accelerator.amd(),
  Gaudi: Accelerator.gaudi(),
  Ascend: Accelerator.ascend({ chip: '910B' }),
  CPU: Accelerator.cpu(),
};

export type AcceleratorName = keyof typeof ACCELERATORS;

/** Offers an engine in a cluster and serves one model with it. */
export type Serve = (cluster: Cluster, model: Model) => void;

const namespace = 'models';

/** Every runtime of the library, and how it serves on each accelerator it is made for. */
export const ENGINES: Readonly<Record<string, ReadonlyMap<AcceleratorName, Serve>>> = {
  VllmRuntime: on(['NVIDIA', 'AMD', 'Gaudi', 'Ascend', 'CPU'], (accelerator) => (cluster, model) => {
    const image = 'registry.example/vllm:v0.11.0';
    new VllmRuntime(cluster, 'engine', { namespace, image, accelerator }).serve(cluster, 'model', { model });
  }),
  VllmLwsRuntime: on(['NVIDIA', 'AMD', 'Ascend'], (accelerator) => (cluster, model) => {
    const runtime = new VllmLwsRuntime(cluster, 'engine', {
      namespace,
      image: 'registry.example/vllm:v0.28.0',
      accelerator: accelerator.withCount(8),
    });
    runtime.serve(cluster, 'model', { model, tensorParallel: 8, pipelineParallel: 2 });
  }),
  SglangRuntime: on(['NVIDIA', 'AMD', 'Ascend', 'CPU'], (accelerator) => (cluster, model) => {
    const image = 'registry.example/sglang:v0.5.5';
    new SglangRuntime(cluster, 'engine', { namespace, image, accelerator }).serve(cluster, 'model', { model });
  }),
  XinferenceRuntime: on(['NVIDIA', 'CPU'], (accelerator) => (cluster, model) => {
    const image = 'registry.example/xinference:v1.2.2';
    const runtime = new XinferenceRuntime(cluster, 'engine', { namespace, image, accelerator, modelFamily: 'llama' });
    runtime.serve(cluster, 'model', { model });
  }),
  MLServerRuntime: on(['NVIDIA', 'CPU'], (accelerator) => (cluster, model) => {
    const image = 'registry.example/mlserver:1.6.1';
    const task = 'text-classification';
    const runtime = new MLServerRuntime(cluster, 'engine', { namespace, image, accelerator, task });
    runtime.serve(cluster, 'model', { model, format: 'transformers' });
  }),
  MindIERuntime: on(['Ascend'], (accelerator) => (cluster, model) => {
    const image = 'registry.example/mindie:2.2.RC1';
    new MindIERuntime(cluster, 'engine', { namespace, image, accelerator }).serve(cluster, 'model', { model });
  }),
  TritonRuntime: on(['NVIDIA', 'CPU'], (accelerator) => (cluster, model) => {
    const image = 'registry.example/triton:24.08';
    const runtime = new TritonRuntime(cluster, 'engine', { namespace, image, accelerator });
    runtime.serve(cluster, 'model', { model, format: 'onnx' });
  }),
  CustomRuntime: on(['NVIDIA', 'AMD', 'Gaudi', 'Ascend', 'CPU'], (accelerator) => (cluster, model) => {
    const runtime = new CustomRuntime(cluster, 'engine', {
      namespace,
      engine: 'llama-cpp',
      image: 'registry.example/llama.cpp:server',
      args: ['--host=0.0.0.0', text`--port=${late.servingPort}`, text`--model=${late.modelPath}/model.gguf`],
      servingPort: 8080,
      formats: [{ name: 'gguf' }],
      accelerator,
    });
    runtime.serve(cluster, 'model', { model });
  }),
};

function on<Name extends AcceleratorName>(
  names: readonly Name[],
  serve: (accelerator: (typeof ACCELERATORS)[Name]) => Serve,
): ReadonlyMap<AcceleratorName, Serve> {
  return new Map(names.map((name) => [name, serve(ACCELERATORS[name])]));
}
