import { Accelerator } from '../../constructs/accelerator';
import { MindIERuntime } from '../../runtimes/mindie';
import type { MindIERuntimeProps, MindIEServeProps } from '../../runtimes/mindie';
import { scriptText } from '../../runtimes/script';
import { alauda, container, faults, only, servedModel } from './manifests';

type Props = Omit<MindIERuntimeProps, 'image' | 'accelerator'> & Partial<Pick<MindIERuntimeProps, 'accelerator'>>;

const IMAGE = 'swr.cn-south-1.myhuaweicloud.com/ascendhub/mindie:2.2.RC1-300I-Duo-py311-openeuler24.03-lts';
const REPOSITORY = '{{ index .Annotations `aml-model-repo` }}';
const model = { name: 'qwen' };

function clusterWith(props: Props = {}) {
  const cluster = alauda();
  const runtime = new MindIERuntime(cluster, 'mindie-2.2rc1-310p', {
    image: IMAGE,
    accelerator: Accelerator.ascend({ chip: '310P', cannVersion: '8.3.0' }),
    ...props,
  });
  return { cluster, runtime };
}

function served(props: Partial<MindIEServeProps> = {}, runtimeProps: Props = {}) {
  const { cluster, runtime } = clusterWith(runtimeProps);
  const service = runtime.serve(cluster, 'qwen', { model, ...props });
  return { cluster, service };
}

describe('the runtime', () => {
  test('is the one of the source document', () => {
    const { cluster } = clusterWith({ displayName: 'mindie-2.2RC1' });
    const { metadata, spec } = only(cluster, 'ClusterServingRuntime');
    expect(metadata).toEqual({
      name: 'mindie-2.2rc1-310p',
      labels: {
        'cpaas.io/runtime-class': 'mindie',
        'cpaas.io/accelerator-type': 'npu',
        'cpaas.io/cann-version': '8.3.0',
      },
      annotations: { 'cpaas.io/display-name': 'mindie-2.2RC1' },
    });
    expect(spec.supportedModelFormats).toEqual([{ name: 'transformers', version: '1' }]);
    expect(spec.volumes).toEqual([{ name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } }]);
    expect(spec.containers[0].volumeMounts).toEqual([{ name: 'dshm', mountPath: '/dev/shm' }]);
  });

  test('tells the script its model and the address of the pod', () => {
    expect(container(clusterWith().cluster).env).toEqual([
      { name: 'MODEL_NAME', value: REPOSITORY },
      { name: 'MODEL_PATH', value: `/mnt/models/${REPOSITORY}` },
      { name: 'MY_POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    ]);
  });

  test('starts with its script in bash and every setting of the source document', () => {
    const { command, args } = container(clusterWith().cluster);
    expect(command).toEqual(['/bin/bash', '-c', scriptText('mindie'), 'mindie']);
    expect(args).toEqual([
      ...['--port=8080', '--management-ip=127.0.0.2', '--management-port=1026', '--metrics-port=1027'],
      ...['--world-size=1', '--max-seq-len=2560', '--max-input-token-len=2048', '--max-iter-times=512'],
      ...['--max-prefill-tokens=8192', '--max-prefill-batch-size=50', '--truncation=false'],
      ...['--template-type=Standard', '--max-preempt-count=0', '--support-select-batch=false', '--npu-mem-size=8'],
    ]);
  });

  test('requests as many NPUs as the model is split over, and memory that covers the shared memory', () => {
    const { cluster } = clusterWith({ accelerator: Accelerator.ascend({ chip: '910B', count: 4 }) });
    const amounts = { cpu: 2, memory: '16Gi', 'huawei.com/Ascend910': '4' };
    expect(container(cluster).resources).toEqual({ requests: amounts, limits: amounts });
    expect(container(cluster).args).toContain('--world-size=4');
  });

  test('runs as root', () => {
    expect(container(clusterWith().cluster).securityContext).toEqual({ runAsNonRoot: false, runAsUser: 0 });
  });

  test('has started when it lists its model, on the port it listens at', () => {
    expect(container(clusterWith({ port: 1025 }).cluster).startupProbe).toEqual({
      httpGet: { path: '/v1/models', port: 1025, scheme: 'HTTP' },
      failureThreshold: 60,
      periodSeconds: 10,
      timeoutSeconds: 10,
    });
  });

  test('registers with a scheduler', () => {
    expect(container(clusterWith({ msSched: { host: '10.0.0.3' } }).cluster).env?.slice(-2)).toEqual([
      { name: 'MS_SCHED_HOST', value: '10.0.0.3' },
      { name: 'MS_SCHED_PORT', value: '8119' },
    ]);
  });

  test('limits that follow the longest sequence follow it', () => {
    const { cluster, runtime } = clusterWith({ maxSeqLen: 32768 });
    expect(container(cluster).args).toEqual(
      expect.arrayContaining(['--max-seq-len=32768', '--max-prefill-tokens=32768']),
    );
    expect(faults(runtime)).toEqual([]);
    expect(container(clusterWith({ maxSeqLen: 1024 }).cluster).args).toContain('--max-input-token-len=1024');
  });

  test('takes Ascend NPUs alone', () => {
    // @ts-expect-error a GPU is no NPU
    const { runtime } = clusterWith({ accelerator: Accelerator.nvidia() });
    expect(faults(runtime)).toEqual(['mindie/accelerator in accelerator']);
  });

  test.each<[string, Props]>([
    ['mindie/max-input-token-len in maxInputTokenLen', { maxInputTokenLen: 4096 }],
    ['mindie/max-prefill-tokens in maxPrefillTokens', { maxPrefillTokens: 1024 }],
    ['mindie/max-iter-times in maxIterTimes', { maxIterTimes: 0 }],
    ['mindie/max-prefill-batch-size in maxPrefillBatchSize', { maxPrefillBatchSize: 1.5 }],
    ['mindie/max-preempt-count in maxPreemptCount', { maxPreemptCount: -1 }],
    ['mindie/npu-mem-size in npuMemSize', { npuMemSize: 0 }],
    ['mindie/world-size in worldSize', { accelerator: Accelerator.ascend({ chip: '310P', count: 0 }) }],
    ['mindie/port in port', { port: 80 }],
    ['mindie/metrics-port in metricsPort', { metricsPort: 70_000 }],
    ['mindie/management-port in managementPort', { managementPort: 8080 }],
    ['mindie/ip in ip', { ip: '0.0.0.0' }],
    ['mindie/management-ip in managementIp', { managementIp: 'localhost' }],
    ['mindie/ms-sched-port in msSched.port', { msSched: { port: 0 } }],
  ])('reports %s', (fault, props) => {
    expect(faults(clusterWith(props).runtime)).toEqual([fault]);
  });

  test('takes what is left of the memory of an NPU', () => {
    expect(faults(clusterWith({ npuMemSize: -1 }).runtime)).toEqual([]);
  });
});

describe('a service', () => {
  test('mounts its model writable without being asked', () => {
    expect(only(served().cluster, 'InferenceService').metadata.annotations).toMatchObject({
      'storage.kserve.io/readonly': 'false',
      'aml-model-repo': 'qwen',
    });
  });

  test('says nothing where it agrees with its runtime', () => {
    const { args, resources } = servedModel(served({ maxSeqLen: 2560 }).cluster);
    expect(args).toBeUndefined();
    expect(resources).toBeUndefined();
  });

  test('overrides settings by arguments, and what follows from them', () => {
    const { cluster } = served({ maxSeqLen: 16384, truncation: true, args: ['--port=9000'] }, { maxIterTimes: 1024 });
    expect(servedModel(cluster).args).toEqual([
      ...['--max-seq-len=16384', '--max-prefill-tokens=16384', '--truncation=true', '--port=9000'],
    ]);
  });

  test('requests the NPUs that its model is split over', () => {
    const { args, resources } = servedModel(served({ worldSize: 2 }).cluster);
    expect(args).toEqual(['--world-size=2']);
    expect(resources).toMatchObject({ limits: { 'huawei.com/Ascend310P': '2' } });
  });

  test('a limit of its runtime that its settings exceed is reported', () => {
    const { service } = served({ maxSeqLen: 16384 }, { maxPrefillTokens: 8192 });
    expect(faults(service)).toEqual(['mindie/max-prefill-tokens in maxPrefillTokens']);
  });

  test('cannot have devices of another kind', () => {
    const { cluster, runtime } = clusterWith();
    // @ts-expect-error its devices are NPUs of the runtime's kind, counted by worldSize
    const service = runtime.serve(cluster, 'qwen', { model, accelerator: Accelerator.nvidia() });
    expect(service.description.accelerator.vendor).toBe('ascend');
  });

  test('a large model is given time to load', () => {
    expect(served({ model: { name: 'qwen', weightsGiB: 144 } }).service.description.startupSeconds).toBe(1020);
  });
});
