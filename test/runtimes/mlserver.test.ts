import { Accelerator } from '../../constructs/accelerator';
import { MLServerRuntime } from '../../runtimes/mlserver';
import type { MLServerRuntimeProps, MLServerServeProps } from '../../runtimes/mlserver';
import { scriptText } from '../../runtimes/script';
import { alauda, container, faults, only, servedModel } from './manifests';

const IMAGE = 'alaudadockerhub/seldon-mlserver:1.6.0-cu116-v1.3.1';
const model = { name: 'bert', task: 'text-classification' };

function clusterWith(props: Omit<MLServerRuntimeProps, 'image'> = {}) {
  const cluster = alauda();
  const runtime = new MLServerRuntime(cluster, 'aml-mlserver-cuda-11.6', { image: IMAGE, ...props });
  return { cluster, runtime };
}

function served(props: Partial<MLServerServeProps> = {}, runtimeProps: Omit<MLServerRuntimeProps, 'image'> = {}) {
  const { cluster, runtime } = clusterWith(runtimeProps);
  const service = runtime.serve(cluster, 'bert', { model, ...props });
  return { cluster, service };
}

describe('the runtime', () => {
  test('is the one of the source document', () => {
    const { cluster } = clusterWith({
      accelerator: Accelerator.nvidia({ cudaVersion: '11.6' }),
      displayName: 'mlserver-cuda11.6-x86-arm',
    });
    const { metadata, spec } = only(cluster, 'ClusterServingRuntime');
    expect(metadata).toEqual({
      name: 'aml-mlserver-cuda-11.6',
      labels: {
        'cpaas.io/runtime-class': 'mlserver',
        'cpaas.io/accelerator-type': 'nvidia',
        'cpaas.io/cuda-version': '11.6',
      },
      annotations: { 'cpaas.io/display-name': 'mlserver-cuda11.6-x86-arm' },
    });
    expect(spec.supportedModelFormats).toEqual([
      { name: 'mlflow', version: '1' },
      { name: 'transformers', version: '1' },
    ]);
    expect(spec.protocolVersions).toEqual(['v2']);
  });

  test('tells the script its model in the variables of the source document', () => {
    const { cluster } = clusterWith({ accelerator: Accelerator.cpu() });
    expect(container(cluster).env).toEqual([
      { name: 'MLSERVER_MODEL_URI', value: '/mnt/models' },
      { name: 'MLSERVER_MODEL_NAME', value: '{{ index .Annotations `aml-model-repo` }}' },
      { name: 'MODEL_TYPE', value: '{{ index .Annotations `aml-pipeline-tag` }}' },
      { name: 'MLSERVER_HTTP_PORT', value: '8080' },
    ]);
  });

  test('tells the script the port and the task of the runtime', () => {
    const { env, ports } = container(clusterWith({ port: 9000, task: 'ner' }).cluster);
    expect(env).toContainEqual({ name: 'MLSERVER_HTTP_PORT', value: '9000' });
    expect(env).toContainEqual({ name: 'MODEL_TYPE', value: 'ner' });
    expect(ports).toEqual([{ containerPort: 9000, protocol: 'TCP' }]);
  });

  test('puts pipelines on the GPU, where it has one', () => {
    expect(container(clusterWith().cluster).env).toContainEqual({
      name: 'MLSERVER_MODEL_HUGGINGFACE_DEVICE',
      value: 'cuda',
    });
  });

  test('starts with its script in a login shell', () => {
    const { command } = container(clusterWith().cluster);
    expect(command).toEqual(['/bin/bash', '-lc', scriptText('mlserver'), 'mlserver']);
  });

  test('has started when the model is ready', () => {
    expect(container(clusterWith().cluster).startupProbe).toEqual({
      httpGet: { path: '/v2/models/{{ index .Annotations `aml-model-repo` }}/ready', port: 8080, scheme: 'HTTP' },
      failureThreshold: 60,
      periodSeconds: 10,
      timeoutSeconds: 10,
    });
  });

  test('runs under Pod Security "restricted"', () => {
    expect(container(clusterWith().cluster).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test.each([
    ['sklearn', 'mlserver_sklearn.SKLearnModel', ['sklearn:0', 'sklearn:1']],
    ['xgboost', 'mlserver_xgboost.XGBoostModel', ['xgboost:1', 'xgboost:2']],
    ['lightgbm', 'mlserver_lightgbm.LightGBMModel', ['lightgbm:3', 'lightgbm:4']],
    ['mlflow', 'mlserver_mlflow.MLflowRuntime', ['mlflow:1', 'mlflow:2']],
    ['huggingface', 'mlserver_huggingface.HuggingFaceRuntime', ['transformers:1']],
    ['diffusers', 'mlserver_diffusers.StableDiffusionRuntime', ['transformers:1']],
    ['my_models.Churn', 'my_models.Churn', ['mlflow:1', 'transformers:1']],
  ] as const)('with the implementation %s loads by %s', (implementation, path, formats) => {
    const { cluster } = clusterWith({ implementation });
    expect(container(cluster).env).toContainEqual({ name: 'MODEL_IMPLEMENTATION', value: path });
    const { supportedModelFormats } = only(cluster, 'ClusterServingRuntime').spec;
    expect(supportedModelFormats).toEqual(
      formats.map((format) => ({ name: format.split(':')[0], version: format.split(':')[1] })),
    );
  });

  test('takes NVIDIA GPUs and processors alone', () => {
    // @ts-expect-error MLServer has no way to use a Gaudi
    const { runtime } = clusterWith({ accelerator: Accelerator.gaudi() });
    expect(faults(runtime)).toEqual(['mlserver/accelerator in accelerator']);
  });

  test.each<[string, Omit<MLServerRuntimeProps, 'image'>]>([
    ['mlserver/parallel-workers in parallelWorkers', { parallelWorkers: -1 }],
    ['mlserver/batching in maxBatchTime', { maxBatchSize: 8 }],
    ['mlserver/batching in maxBatchSize', { maxBatchTime: 0.1 }],
    ['mlserver/batching in maxBatchSize', { maxBatchSize: 1, maxBatchTime: 0.1 }],
  ])('reports %s', (fault, props) => {
    expect(faults(clusterWith(props).runtime)).toEqual([fault]);
  });

  test('may say that every request is inferred alone', () => {
    expect(faults(clusterWith({ maxBatchSize: 1 }).runtime)).toEqual([]);
  });
});

describe('a service', () => {
  test('names its model and its task', () => {
    expect(only(served().cluster, 'InferenceService').metadata.annotations).toMatchObject({
      'aml-model-repo': 'bert',
      'aml-pipeline-tag': 'text-classification',
    });
  });

  test('may have an implementation and batches of its own', () => {
    const { cluster } = served({
      implementation: 'sklearn',
      maxBatchSize: 8,
      maxBatchTime: 0.1,
      env: { LOG: 'debug' },
    });
    expect(servedModel(cluster).env).toEqual([
      { name: 'MODEL_IMPLEMENTATION', value: 'mlserver_sklearn.SKLearnModel' },
      { name: 'MLSERVER_MODEL_MAX_BATCH_SIZE', value: '8' },
      { name: 'MLSERVER_MODEL_MAX_BATCH_TIME', value: '0.1' },
      { name: 'LOG', value: 'debug' },
    ]);
  });

  test('completes the batching of its runtime', () => {
    expect(faults(served({ maxBatchTime: 0.1 }, { maxBatchSize: 8 }).service)).toEqual([]);
  });

  test('must name the task of a pipeline', () => {
    expect(faults(served({ model: { name: 'bert' } }).service)).toEqual(['mlserver/task in model.task']);
  });

  test.each<[string, Partial<MLServerServeProps>, Omit<MLServerRuntimeProps, 'image'>]>([
    ['its implementation has no pipelines', { implementation: 'xgboost' }, {}],
    ["its runtime's implementation has no pipelines", {}, { implementation: 'sklearn' }],
    ['its implementation is a class of the image', { implementation: 'my_models.Churn' }, {}],
    ['a variable names it', { env: { MODEL_TYPE: 'ner' } }, {}],
    ['its runtime names it', {}, { task: 'ner' }],
  ])('needs no task where %s', (_reason, props, runtimeProps) => {
    expect(faults(served({ model: { name: 'churn' }, ...props }, runtimeProps).service)).toEqual([]);
  });

  test('cannot have an implementation that nobody knows', () => {
    // @ts-expect-error neither a known word nor a Python path
    const props: Partial<MLServerServeProps> = { implementation: 'scikit' };
    expect(servedModel(served(props).cluster).env).toEqual([{ name: 'MODEL_IMPLEMENTATION', value: 'scikit' }]);
  });
});
