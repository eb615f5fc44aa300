import { Accelerator } from '../../constructs/accelerator';
import { Cluster } from '../../constructs/cluster';
import { findingsOf } from '../../constructs/findings';
import { ModelStorage } from '../../constructs/model-storage';
import { FleetApp, Kserve } from '../../index';
import { SglangRuntime } from '../../runtimes/sglang/sglang';
import type { SglangDisaggregation, SglangRuntimeProps, SglangServeProps } from '../../runtimes/sglang/sglang';

type Props = Partial<SglangRuntimeProps>;

/** A runtime with these props, in a cluster whose platform has nothing to say about several pods. */
function runtimeWith(props: Props): SglangRuntime {
  const cluster = new Cluster(new FleetApp(), 'cluster', { platform: new Kserve() });
  return new SglangRuntime(cluster, 'sglang', { image: 'lmsysorg/sglang:v0.5.18', ...props });
}

/** What is found of SGLang in a runtime: the fault's id and its mend. */
function faultsOf(props: Props): readonly string[] {
  const findings = findingsOf(runtimeWith(props)).filter(({ id }) => id.startsWith('sglang/'));
  return findings.map(({ id, mend }) => `${id}: ${mend}`);
}

const nvidia = (count: number) => Accelerator.nvidia({ count });

const router = { image: 'lmsysorg/sgl-model-gateway:v0.3.2', args: ['--prefill=http://p', '--decode=http://d'] };

describe('a runtime of SGLang is right', () => {
  test.each<[string, Props]>([
    ['as it comes', {}],
    ['with one device stated and more computed', { accelerator: nvidia(1), tensorParallel: 8 }],
    ['with as many devices as tensor parallelism', { accelerator: nvidia(8), tensorParallel: 8 }],
    ['with copies on devices of their own', { accelerator: nvidia(8), tensorParallel: 4, dataParallel: 2 }],
    ['with a stage in each pod', { accelerator: nvidia(8), nodes: 2, pipelineParallel: 2 }],
    ['with two stages in each pod', { accelerator: nvidia(8), nodes: 2, pipelineParallel: 4 }],
    [
      'with copies of the attention over pods',
      { accelerator: nvidia(8), nodes: 2, dataParallel: 16, flags: { enableDpAttention: true } },
    ],
    ['with a whole number of pages in a chunk', { flags: { chunkedPrefillSize: 8192, pageSize: 64 } }],
    ['without chunks', { flags: { chunkedPrefillSize: -1, pageSize: 64 } }],
    ['with gRPC on a port of its own', { flags: { grpcPort: 50051 } }],
    ['with a colon in the name, before it meant an adapter', { args: ['--served-model-name=a:b'], version: '0.5.5' }],
    ['with stages, whose overlap SGLang switches off', { accelerator: nvidia(2), pipelineParallel: 2 }],
    [
      'with mixed chunks and stages, from 0.5.11 on',
      { accelerator: nvidia(2), pipelineParallel: 2, flags: { enableMixedChunk: true } },
    ],
    ['with prefill and decode apart', { disaggregation: { router } }],
  ])('%s', (_, props) => {
    expect(faultsOf(props)).toEqual([]);
  });
});

describe('a fault in a runtime of SGLang', () => {
  test.each<[string, Props, string]>([
    [
      'a size of none',
      { tensorParallel: 0 },
      'sglang/parallel-size: Use a whole number of at least 1, or leave tensorParallel out.',
    ],
    ['no pod', { nodes: 0 }, 'sglang/parallel-size: Use a whole number of at least 1, or leave nodes out.'],
    ['part of a pod', { nodes: 1.5 }, 'sglang/parallel-size: Use a whole number of at least 1, or leave nodes out.'],
    [
      'devices that nobody uses',
      { accelerator: nvidia(8), tensorParallel: 4 },
      "sglang/devices: Use 4 for the accelerator's count, or 8 for tensorParallel.",
    ],
    [
      'devices that the stages do not divide',
      { accelerator: nvidia(8), pipelineParallel: 3 },
      "sglang/devices: Use 6 for the accelerator's count.",
    ],
    [
      'devices of a plain argument',
      { accelerator: nvidia(8), args: ['--tp', '16'] },
      "sglang/devices: Use 16 for the accelerator's count, or 8 for tensorParallel.",
    ],
    [
      'devices of a plain argument alone',
      { args: ['--tp=2'] },
      "sglang/devices: Use 2 for the accelerator's count, or 1 for tensorParallel.",
    ],
    [
      'ranks that the pods cannot share',
      { accelerator: nvidia(1), tensorParallel: 8, nodes: 3 },
      'sglang/nodes: Use 1, 2, 4 or 8 for nodes, or 9 for tensorParallel.',
    ],
    [
      'stages that the pods cannot share, though the ranks could be',
      { accelerator: nvidia(1), tensorParallel: 6, pipelineParallel: 2, nodes: 3 },
      'sglang/nodes: Use 1, 2, 4, 6 or 12 for nodes.',
    ],
    [
      'copies over several pods',
      { accelerator: nvidia(8), nodes: 2, dataParallel: 2 },
      'sglang/data-parallel-nodes: Use 1 for dataParallel and 2 replicas, or set flags.enableDpAttention.',
    ],
    [
      'copies of the attention that do not divide the devices',
      { accelerator: nvidia(8), dataParallel: 3, flags: { enableDpAttention: true } },
      'sglang/attention-copies: Use 1, 2, 4 or 8 for dataParallel.',
    ],
    [
      'a chunk of broken pages',
      { flags: { chunkedPrefillSize: 1000, pageSize: 64 } },
      'sglang/prefill-chunk: Use 1024 for chunkedPrefillSize.',
    ],
    [
      'a chunk whose share is of broken pages',
      {
        accelerator: nvidia(8),
        dataParallel: 8,
        flags: { enableDpAttention: true, chunkedPrefillSize: 256, pageSize: 64 },
      },
      'sglang/prefill-chunk: Use 512 for chunkedPrefillSize.',
    ],
    ['gRPC where HTTP is', { flags: { grpcPort: 8080 } }, 'sglang/grpc-port: Use 8081 for grpcPort.'],
    ['a colon in the name', { args: ['--served-model-name=a:b'] }, "sglang/served-name: Use 'a-b'."],
    [
      'stages with speculation',
      { accelerator: nvidia(2), pipelineParallel: 2, flags: { speculativeAlgorithm: 'EAGLE' } },
      'sglang/pipeline-speculation: Use 1 for pipelineParallel and 2 for tensorParallel, or leave flags.speculativeAlgorithm out.',
    ],
    [
      'stages with mixed chunks before 0.5.11',
      { accelerator: nvidia(2), pipelineParallel: 2, flags: { enableMixedChunk: true }, version: '0.5.10' },
      'sglang/pipeline-mixed-chunk: Leave enableMixedChunk out, or take an image of 0.5.11 or later.',
    ],
    [
      'a flag of a later version',
      { flags: { grpcPort: 1 }, version: '0.5.0' },
      'sglang/newer-flag: leave --grpc-port out, or take an image of a later version',
    ],
    ['another port', { args: ['--port=9000'] }, "sglang/settled-flag: Leave --port out, and use the runtime's port."],
    [
      'another group',
      { args: ['--nnodes', '1'] },
      "sglang/settled-flag: Leave --nnodes out, and use the runtime's nodes.",
    ],
    ['its own pod alone', { args: ['--host=127.0.0.1'] }, 'sglang/host: Leave --host out, or use 0.0.0.0.'],
    [
      'no device',
      { accelerator: nvidia(0) },
      'sglang/parallel-size: Use a whole number of at least 1, or leave accelerator.count out.',
    ],
    [
      'the same flag for both kinds of pods',
      { args: ['--enable-flashmla'], disaggregation: { router } },
      'sglang/removed-flag: leave --enable-flashmla out',
    ],
    ['a flag that is no more', { args: ['--enable-flashmla'] }, 'sglang/removed-flag: leave --enable-flashmla out'],
    ['a port of two servers', { port: 8998, disaggregation: { router } }, 'sglang/bootstrap-port: Use 8080 for port.'],
    [
      'a router that knows no pods',
      { disaggregation: { router: { image: 'router', args: ['--prefill-policy=random'] } } },
      'sglang/router-without-pods: State the labels of both kinds of pods in discovery, or their addresses in args with --prefill and --decode.',
    ],
    [
      'devices of the decoder',
      { disaggregation: { router, decode: { accelerator: nvidia(8), tensorParallel: 4 } } },
      "sglang/devices: Use 4 for the accelerator's count, or 8 for tensorParallel.",
    ],
  ])('is %s', (_, props, fault) => {
    expect(faultsOf(props)).toEqual([fault]);
  });

  test('of flags and arguments has the name of the prop', () => {
    const runtime = runtimeWith({ flags: { pageSize: 0.5 }, args: ['--nonsense'] });
    expect(findingsOf(runtime).flatMap(({ field }) => field ?? [])).toEqual(['flags.pageSize', 'args[0]']);
  });

  test('of the pods that generate is told as theirs', () => {
    const decode: SglangDisaggregation['decode'] = { args: ['--nonsense'] };
    const [finding] = findingsOf(runtimeWith({ disaggregation: { router, decode } })).filter(
      ({ id }) => id === 'sglang/unknown-flag',
    );
    expect(finding?.field).toMatch(/^disaggregation\.decode\.args\[\d+\]$/);
  });

  test('is told in full', () => {
    const [finding] = findingsOf(runtimeWith({ accelerator: nvidia(1), tensorParallel: 8, nodes: 3 })).filter(
      ({ id }) => id === 'sglang/nodes',
    );
    expect(finding).toEqual({
      id: 'sglang/nodes',
      severity: 'error',
      where: 'cluster/sglang',
      field: 'nodes',
      problem: 'tensorParallel 8 times pipelineParallel 1 cannot be dealt out to 3 pods',
      consequence:
        'SGLang refuses to start, and the pod restarts for ever: the product must be divisible by the number of nodes.',
      mend: 'Use 1, 2, 4 or 8 for nodes, or 9 for tensorParallel.',
    });
  });
});

/** What is found of SGLang in one service: the fault's id and its mend. */
function faultsOfService(props: Partial<SglangServeProps>, runtimeProps: Props = {}): readonly string[] {
  const runtime = runtimeWith(runtimeProps);
  const service = runtime.serve(runtime, 'model', {
    model: { storage: ModelStorage.pvc('weights') },
    ...props,
  });
  return findingsOf(service).map(({ id, mend }) => `${id}: ${mend}`);
}

describe('a fault in a service of SGLang', () => {
  const model = (huggingFaceId: string) => ({ huggingFaceId, storage: ModelStorage.pvc('weights') });

  test.each<[string, Partial<SglangServeProps>, string]>([
    [
      'heads that the devices cannot share',
      { model: model('Qwen/Qwen2.5-7B-Instruct'), tensorParallel: 8 },
      'sglang/attention-heads: Use 1, 2, 4 or 28 for tensorParallel.',
    ],
    [
      'another maker',
      { accelerator: Accelerator.amd() },
      "sglang/accelerator: Use a device of 'nvidia', or a runtime of its own for 'amd'.",
    ],
    ['an unknown flag', { args: ['--tp_size=2'] }, 'sglang/unknown-flag'],
    [
      'devices that it does not use',
      { accelerator: nvidia(8), tensorParallel: 4 },
      "sglang/devices: Use 4 for the accelerator's count, or 8 for tensorParallel.",
    ],
    [
      'a colon in the name',
      { model: { name: 'a:b', storage: ModelStorage.pvc('w') } },
      "sglang/served-name: Use 'a-b'.",
    ],
    ['a size of none', { tensorParallel: -1 }, 'sglang/parallel-size'],
    ['a size that is no number', { tensorParallel: NaN }, 'sglang/parallel-size'],
    ['devices of none', { accelerator: nvidia(NaN) }, 'sglang/parallel-size'],
  ])('is %s', (_, props, fault) => {
    expect(faultsOfService(props)).toEqual([expect.stringContaining(fault)]);
  });

  test('is a size that the pods that generate have no devices for', () => {
    expect(faultsOfService({ tensorParallel: 2 }, { disaggregation: { router } })).toEqual([
      "sglang/devices: Use 2 for the accelerator's count, or 1 for tensorParallel.",
    ]);
  });

  test('is not told again where the service is as its runtime', () => {
    expect(faultsOfService({}, { flags: { grpcPort: 8080 } })).toEqual([]);
  });
});
