import fc from 'fast-check';
import { Accelerator } from '../../constructs/accelerator';
import { findingsOf } from '../../constructs/findings';
import type { Model } from '../../constructs/model';
import { ModelStorage } from '../../constructs/model-storage';
import { Cluster, FleetApp } from '../../index';
import { Lws } from '../../platforms/lws/lws';
import { VllmLwsRuntime } from '../../runtimes/vllm/vllm-lws';
import type { VllmKvConnector, VllmLwsRuntimeProps, VllmLwsServeProps } from '../../runtimes/vllm/vllm-lws';
import { topologyFaults } from '../../runtimes/vllm/topology-faults';
import { devicesOfGroup, topologyOf } from '../../runtimes/vllm/topology';
import { fleetLayout } from '../../synth/layout';
import { render } from '../../synth/render';

/** A service but for its model. */
type Serve = VllmLwsServeProps extends infer Props ? (Props extends unknown ? Omit<Props, 'model'> : never) : never;

const storage = ModelStorage.pvc('weights');
const known = (huggingFaceId: string): Model => ({ huggingFaceId, storage });

/** What is found of one service. */
function findings(
  props: Serve,
  { model = { storage }, ...runtimeProps }: Partial<VllmLwsRuntimeProps> & { model?: Model } = {},
) {
  const cluster = new Cluster(new FleetApp(), 'cluster', { platform: new Lws(), namespace: 'models' });
  const runtime = new VllmLwsRuntime(cluster, 'vllm', { image: 'vllm/vllm-openai:v0.28.0', ...runtimeProps });
  return findingsOf(runtime.serve(cluster, 'llama', { ...props, model }));
}

const ids = (...args: Parameters<typeof findings>) => findings(...args).map(({ id }) => id);

const nvidia = (count: number, product?: string) => Accelerator.nvidia({ count, product });
const ascend = (count: number) => Accelerator.ascend({ chip: '910B', count });
const router = { image: 'router:v1', args: ['--port=8080'] };
const nixl: VllmKvConnector = { kind: 'nixl' };

describe('sizes that do not come out even', () => {
  test.each<[Serve, string, string]>([
    [
      { accelerator: nvidia(8), tensorParallel: 4 },
      'tensorParallel 4 × pipelineParallel 1 × dataParallel 1 = 4 devices, and pods of 8 would be 0.5',
      "Use 4 for the accelerator's count, or 8 for tensorParallel.",
    ],
    [
      { accelerator: nvidia(8), tensorParallel: 12 },
      'tensorParallel 12 × pipelineParallel 1 × dataParallel 1 = 12 devices, and pods of 8 would be 1.5',
      "Use 6 for the accelerator's count, or 16 for tensorParallel.",
    ],
    [
      { accelerator: nvidia(8), tensorParallel: 4, dataParallel: { size: 3 } },
      'tensorParallel 4 × pipelineParallel 1 × dataParallel 3 = 12 devices, and pods of 8 would be 1.5',
      "Use 12 for the accelerator's count, or 8 for tensorParallel, or 4 for dataParallel.",
    ],
    [
      { accelerator: nvidia(4), tensorParallel: 6, dataParallel: { size: 2 } },
      'tensorParallel 6 × pipelineParallel 1 × dataParallel 2 = 12 devices, which are 3 pods of 4, but a copy of the model has 6 and would share a pod with a part of another',
      "Use 3 for the accelerator's count, or 8 for tensorParallel.",
    ],
  ])('are told with the arithmetic (%j)', (props, problem, mend) => {
    expect(findings(props)).toMatchObject([{ id: 'vllm/devices', severity: 'error', problem, mend }]);
  });

  test.each<[Serve, string]>([
    [{ accelerator: nvidia(8), tensorParallel: 0 }, 'tensorParallel is 0'],
    [{ pipelineParallel: 1.5 }, 'pipelineParallel is 1.5'],
    [{ dataParallel: { size: Number.NaN } }, 'dataParallel.size is NaN'],
    [{ dataParallel: { size: 2, loadBalancing: 'hybrid', localSize: -1 } }, 'dataParallel.localSize is -1'],
    [{ accelerator: nvidia(0) }, 'accelerator.count is 0'],
  ])('are none at all (%j)', (props, problem) => {
    expect(findings(props)).toMatchObject([{ id: 'vllm/parallel-size', severity: 'error', problem }]);
  });

  const size = fc.integer({ min: 1, max: 16 });

  test('are the only ones whose pods do not hold what the sizes need', () => {
    fc.assert(
      fc.property(size, size, size, size, (tensorParallel, pipelineParallel, copies, devicesPerPod) => {
        const sizes = { tensorParallel, pipelineParallel, dataParallel: { size: copies }, devicesPerPod };
        const topology = topologyOf(sizes);
        const refused = topologyFaults(topology).some(({ severity }) => severity === 'error');
        const isEven = topology.pods * devicesPerPod === devicesOfGroup(topology);
        const copy = tensorParallel * pipelineParallel;
        const isWhole = copy % devicesPerPod === 0 || devicesPerPod % copy === 0;
        expect(refused).toBe(!(isEven && isWhole));
      }),
    );
  });

  test('are mended by every number that is named', () => {
    fc.assert(
      fc.property(size, size, size, (tensorParallel, copies, devicesPerPod) => {
        const sizes = { tensorParallel, devicesPerPod, dataParallel: { size: copies } };
        for (const { mend } of topologyFaults(topologyOf(sizes)).filter(({ severity }) => severity === 'error')) {
          const named = (what: string) => Number(new RegExp(`(\\d+) for ${what}`).exec(mend)?.[1]);
          const mended = [
            { ...sizes, devicesPerPod: named("the accelerator's count") },
            { ...sizes, tensorParallel: named('tensorParallel') },
            { ...sizes, dataParallel: { size: named('dataParallel') } },
          ].filter((changed) => devicesOfGroup(topologyOf(changed)) > 0 && changed.devicesPerPod > 0);
          expect(mended).not.toEqual([]);
          expect(mended.flatMap((changed) => topologyFaults(topologyOf(changed))).map(({ id }) => id)).not.toContain(
            'vllm/devices',
          );
        }
      }),
    );
  });
});

describe('the numbers that are named', () => {
  test.each<[Serve, string, string]>([
    [{ tensorParallel: 4 }, 'Qwen/Qwen2.5-7B-Instruct', "Use 4 for the accelerator's count."],
    [
      { tensorParallel: 3 },
      'Qwen/Qwen2.5-7B-Instruct',
      "Use 4 both for tensorParallel and for the accelerator's count.",
    ],
    [{ tensorParallel: 3 }, 'meta-llama/Llama-3.3-70B-Instruct', 'Use 8 for tensorParallel.'],
    [
      { dataParallel: { size: 2, loadBalancing: 'external' } },
      'Qwen/Qwen3-30B-A3B',
      "Use 1 for the accelerator's count, or 8 for tensorParallel.",
    ],
    [
      { dataParallel: { size: 16, loadBalancing: 'hybrid', localSize: 3 } },
      'Qwen/Qwen3-30B-A3B',
      'Use 8 for localSize, or internal load balancing.',
    ],
  ])('for %j of %s work', (sizes, model, mend) => {
    expect(findings({ ...sizes, accelerator: nvidia(8) }, { model: known(model) })).toMatchObject([{ mend }]);
  });

  test.each([
    [NaN, 'NaN'],
    [-1, '-1'],
    [Infinity, 'Infinity'],
  ])('are told once where they are none (%d)', (count, words) => {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'cluster', { platform: new Lws(), namespace: 'models' });
    const runtime = new VllmLwsRuntime(cluster, 'vllm', { image: 'vllm/vllm-openai:v0.28.0' });
    runtime.serve(cluster, 'llama', { model: { storage }, accelerator: nvidia(count) });
    const { findings: all } = render(app, fleetLayout);
    expect(all).toMatchObject([{ id: 'vllm/parallel-size', problem: `accelerator.count is ${words}` }]);
  });
});

describe('load balancing', () => {
  test.each<[Serve, string]>([
    [
      { accelerator: nvidia(8), dataParallel: { size: 8, loadBalancing: 'hybrid', localSize: 8 } },
      'Load balancing is hybrid, and tensorParallel 1 × pipelineParallel 1 × dataParallel 8 = 8 devices, all in one pod',
    ],
    [
      { dataParallel: { size: 1, loadBalancing: 'external' } },
      'Load balancing is external, and tensorParallel 1 × pipelineParallel 1 × dataParallel 1 = 1 device, all in one pod',
    ],
    [
      { accelerator: nvidia(8), tensorParallel: 2, dataParallel: { size: 8, loadBalancing: 'hybrid', localSize: 2 } },
      'Each pod of 8 holds 4 copies of 2, and hybrid load balancing is told 2',
    ],
    [
      { accelerator: nvidia(8), tensorParallel: 2, dataParallel: { size: 8, loadBalancing: 'external' } },
      'Each pod of 8 holds 4 copies of 2, and external load balancing is told 1',
    ],
    [
      { accelerator: nvidia(4), tensorParallel: 8, dataParallel: { size: 2, loadBalancing: 'external' } },
      'Load balancing is external, and a copy of the model has 8 devices on pods of 4',
    ],
  ])('that cannot work is told (%j)', (props, problem) => {
    expect(findings(props)).toMatchObject([{ id: 'vllm/load-balancing', severity: 'error', problem }]);
  });

  test('outside is not for dense models', () => {
    const external: Serve = { dataParallel: { size: 4, loadBalancing: 'external' } };
    expect(findings(external, { model: known('Qwen/Qwen3-8B') })).toMatchObject([
      { id: 'vllm/dense-external', mend: 'Leave dataParallel out and use replicas: { min: 4 }.' },
    ]);
    expect(ids(external, { model: known('Qwen/Qwen3-30B-A3B') })).toEqual([]);
    expect(ids(external, { model: known('zai-org/GLM-4.5') })).toEqual([]);
  });
});

describe('tensor parallelism', () => {
  test('over pods is slow', () => {
    const props: Serve = { accelerator: nvidia(8), tensorParallel: 16 };
    expect(findings(props)).toMatchObject([
      {
        id: 'vllm/tensor-parallel-over-pods',
        severity: 'warning',
        mend: "Use tensorParallel 8 with pipelineParallel 2, or 16 for the accelerator's count where a node has as many.",
      },
    ]);
  });

  test.each([
    ['Qwen/Qwen2.5-7B-Instruct', 4, []],
    ['Qwen/Qwen2.5-7B-Instruct', 8, ['vllm/attention-heads']],
    ['Qwen/Qwen2.5-7B-Instruct', 7, ['vllm/attention-heads']],
    ['microsoft/phi-4', 4, ['vllm/attention-heads']],
    ['microsoft/phi-4', 5, []],
    ['Qwen/Qwen3-30B-A3B', 8, []],
    ['deepseek-ai/DeepSeek-R1', 16, []],
  ])('of %s over %i devices finds %j', (model, tensorParallel, found) => {
    expect(ids({ tensorParallel }, { model: known(model) })).toEqual(found);
  });

  test('that heads cannot share names the sizes that they can', () => {
    expect(findings({ tensorParallel: 8 }, { model: known('Qwen/Qwen2.5-7B-Instruct') })).toMatchObject([
      {
        problem:
          'Qwen/Qwen2.5-7B-Instruct has 28 attention heads and 4 key-value heads, which tensorParallel 8 cannot share evenly',
        mend: 'Use 1, 2, 4.',
      },
    ]);
  });
});

describe('a known model', () => {
  test('without experts has none to place', () => {
    const props: Serve = { expertParallel: true, tensorParallel: 2 };
    expect(ids(props, { model: known('Qwen/Qwen3-8B') })).toEqual(['vllm/expert-parallel']);
    expect(ids(props, { model: known('Qwen/Qwen3-30B-A3B') })).toEqual([]);
    expect(ids(props, { model: known('Qwen/Qwen3-14B') })).toEqual([]);
  });

  test.each<[Serve, readonly string[]]>([
    [{ flags: { maxModelLen: 32_768 } }, []],
    [{ flags: { maxModelLen: 32_769 } }, ['vllm/max-model-len']],
    [{ flags: { maxModelLen: '64k' } }, ['vllm/max-model-len']],
    [{ args: ['--max-model-len', '65536'] }, ['vllm/max-model-len']],
    [{ flags: { maxModelLen: 65_536 }, args: ['--max-model-len=8192'] }, []],
    [{ flags: { maxModelLen: 65_536 }, env: { VLLM_ALLOW_LONG_MAX_MODEL_LEN: '1' } }, []],
    [{ flags: { maxModelLen: 65_536, hfOverrides: { rope_parameters: { rope_type: 'yarn' } } } }, []],
    [{ flags: { maxModelLen: -1 } }, []],
  ])('has a longest sequence (%j)', (props, found) => {
    expect(ids(props, { model: known('Qwen/Qwen2.5-7B-Instruct') })).toEqual(found);
  });

  test('has no more stages than layers', () => {
    expect(findings({ pipelineParallel: 100 }, { model: known('meta-llama/Llama-3.3-70B-Instruct') })).toMatchObject([
      { id: 'vllm/empty-stages', severity: 'warning', mend: 'Use 80 or fewer.' },
    ]);
  });

  test('is told apart from one whose stages nobody knows', () => {
    const stages: Serve = { pipelineParallel: 2 };
    expect(ids(stages, { model: known('Qwen/Qwen3-8B') })).toEqual([]);
    expect(findings(stages, { model: known('acme/llm') })).toMatchObject([
      { id: 'vllm/unknown-stages', severity: 'note' },
    ]);
  });
});

describe('memory', () => {
  const H100 = 'NVIDIA-H100-80GB-HBM3';

  test('that the weights alone exceed is told with the number of devices that hold them', () => {
    expect(
      findings({ accelerator: nvidia(1, H100) }, { model: known('meta-llama/Llama-3.3-70B-Instruct') }),
    ).toMatchObject([
      {
        id: 'vllm/memory',
        severity: 'warning',
        problem:
          'The weights of meta-llama/Llama-3.3-70B-Instruct are 131.4 GiB, which is more than 92 % of the 80 GiB of one NVIDIA H100 SXM5 80GB = 73.6 GiB',
        mend: 'Use at least 2 devices for each copy of the model, or a quantized checkpoint.',
      },
    ]);
  });

  test('that one long request exceeds is told with a length that fits', () => {
    const model = known('meta-llama/Llama-3.3-70B-Instruct');
    const [finding] = findings({ accelerator: nvidia(2, H100) }, { model });
    expect(finding).toMatchObject({ id: 'vllm/memory', field: 'flags.maxModelLen' });
    const fitting = Number(/below (\d+)/.exec(finding?.mend ?? '')?.[1]);
    expect(fitting).toBeGreaterThan(32_768);
    expect(ids({ accelerator: nvidia(2, H100), flags: { maxModelLen: fitting } }, { model })).toEqual([]);
    expect(ids({ accelerator: nvidia(2, H100), flags: { maxModelLen: fitting + 1024 } }, { model })).toEqual([
      'vllm/memory',
    ]);
  });

  test('of experts is shared by the copies of the model', () => {
    const model = known('deepseek-ai/DeepSeek-R1-0528');
    const H200 = nvidia(8, 'NVIDIA-H200');
    expect(ids({ accelerator: H200, dataParallel: { size: 16 }, flags: { maxModelLen: 8192 } }, { model })).toEqual([]);
    expect(ids({ accelerator: H200, tensorParallel: 8, flags: { maxModelLen: 8192 } }, { model })).toEqual([]);
    expect(ids({ accelerator: nvidia(8, H100), flags: { maxModelLen: 8192 } }, { model })).toEqual(['vllm/memory']);
  });

  test.each<[string, Serve]>([
    ['devices of which only the maker is known', { accelerator: nvidia(1) }],
    ['weights that are quantized while they load', { accelerator: nvidia(1, H100), flags: { quantization: 'fp8' } }],
    ['weights that are partly kept elsewhere', { accelerator: nvidia(1, H100), flags: { cpuOffloadGb: 80 } }],
  ])('is not guessed for %s', (_, props) => {
    expect(ids(props, { model: known('meta-llama/Llama-3.3-70B-Instruct') })).toEqual([]);
  });

  test('of an NPU is known by its resource', () => {
    const accelerator = Accelerator.ascend({ chip: 'ascend-1980' });
    expect(ids({ accelerator }, { model: known('Qwen/Qwen2.5-32B-Instruct') })).toEqual(['vllm/memory']);
    expect(ids({ accelerator }, { model: known('Qwen/Qwen2.5-7B-Instruct') })).toEqual([]);
  });

  test('is on nodes that have so many devices', () => {
    expect(findings({ accelerator: nvidia(16, H100) })).toMatchObject([
      {
        id: 'vllm/devices-per-node',
        mend: "Use 8 for the accelerator's count; a group of more pods follows from the sizes.",
      },
    ]);
  });
});

describe('NPUs of Ascend', () => {
  test.each([
    [1, {}, []],
    [2, {}, []],
    [3, {}, ['vllm/npu-count']],
    [4, {}, []],
    [6, {}, ['vllm/npu-count']],
    [8, {}, []],
    [16, {}, []],
    [4, { pipelineParallel: 2 }, ['vllm/npu-count', 'vllm/npu-host-files']],
    [8, { pipelineParallel: 2 }, ['vllm/npu-host-files']],
  ])('%i to a pod with %j find %j', (count, sizes, found) => {
    expect(ids({ ...sizes, accelerator: ascend(count) }).filter((id) => id.startsWith('vllm/npu'))).toEqual(found);
  });

  test('of a card for inference come in any number', () => {
    expect(ids({ accelerator: Accelerator.ascend({ chip: '310P', count: 3 }) })).toEqual([]);
  });

  test.each([
    [128, []],
    [64, ['vllm/npu-block-size']],
  ])('compute with blocks of 128 tokens, and of %i find %j', (blockSize, found) => {
    expect(ids({ accelerator: ascend(1), flags: { blockSize } })).toEqual(found);
  });

  test('compute with smaller blocks for DeepSeek V4', () => {
    const flags = { blockSize: 64 };
    const found = ids({ accelerator: ascend(8), flags }, { model: known('deepseek-ai/DeepSeek-V4-Flash') });
    expect(found).not.toContain('vllm/npu-block-size');
  });
});

describe('the start of a group', () => {
  const group = { accelerator: nvidia(8), pipelineParallel: 2 };
  const model = known('meta-llama/Llama-3.1-8B-Instruct');

  test.each<[Serve, Partial<VllmLwsRuntimeProps>, readonly string[]]>([
    [group, {}, []],
    [group, { image: 'vllm/vllm-openai:v0.11.0' }, ['vllm/multiprocessing-version']],
    [group, { image: 'vllm/vllm-openai:v0.10.0' }, ['vllm/newer-flag', 'vllm/newer-flag', 'vllm/newer-flag']],
    [{ ...group, distributedExecutorBackend: 'ray' }, { image: 'vllm/vllm-openai:v0.10.0' }, []],
    [{ ...group, distributedExecutorBackend: 'ray' }, {}, ['vllm/ray-missing']],
    [{ ...group, distributedExecutorBackend: 'ray' }, { image: 'registry.example/vllm:v0.28.0' }, []],
    [{ distributedExecutorBackend: 'ray' }, {}, ['vllm/ray-alone']],
    [group, { command: ['python3', '-m', 'vllm.entrypoints.openai.api_server'] }, ['vllm/headless-program']],
    [
      { ...group, dataParallel: { size: 2 }, tensorParallel: 8 },
      { image: 'vllm/vllm-openai:v0.27.1' },
      ['vllm/copies-over-pods'],
    ],
    [{ ...group, dataParallel: { size: 2 }, tensorParallel: 8 }, {}, []],
    [{ ...group, args: ['--api-server-count=2'] }, {}, ['vllm/headless-servers']],
    [{ args: ['--api-server-count=2'] }, {}, []],
    [{ args: ['-tp', '4'] }, {}, ['vllm/settled-flag']],
    [{ args: ['--data_parallel_rank=1'] }, {}, ['vllm/settled-flag']],
    [{ args: ['--headless'] }, {}, ['vllm/settled-flag']],
    [{ args: ['--host=127.0.0.1'] }, {}, ['vllm/host']],
    [{ flags: { host: 'localhost' } }, {}, ['vllm/host']],
    [{ flags: { host: '::' } }, {}, []],
    [{}, { args: ['--max-modle-len=8192'] }, []],
    [{ args: ['--max-modle-len=8192'] }, {}, ['vllm/unknown-flag']],
    [{ flags: { maxModelLen: 'long' } }, {}, ['vllm/flag-value']],
  ])('of %j with %j finds %j', (props, runtimeProps, found) => {
    expect(ids(props, { ...runtimeProps, model })).toEqual(found);
  });

  test('has its faults under the props that state them', () => {
    const flags = Object.assign({ maxModelLen: -5 }, { tensorParallelSize: 4, swapSpace: 4 });
    expect(findings({ flags, args: ['--foo'] }).map(({ id, field }) => `${id} in ${field ?? ''}`)).toEqual([
      'vllm/settled-flag in flags.tensorParallelSize',
      'vllm/flag-value in flags.maxModelLen',
      'vllm/removed-flag in flags.swapSpace',
      'vllm/unknown-flag in args[0]',
    ]);
  });

  test.each([
    ['--port=9000', "Leave --port out, and use the runtime's port."],
    ['--served-model-name=x', 'Leave --served-model-name out, and use model.name.'],
    ['--data-parallel-rank=1', 'Leave --data-parallel-rank out, and use dataParallel.'],
    ['--nnodes=2', 'Leave --nnodes out; it follows from tensorParallel, pipelineParallel and dataParallel.'],
  ])('with %s is told the prop instead', (argument, mend) => {
    expect(findings({ args: [argument] })).toMatchObject([{ id: 'vllm/settled-flag', mend }]);
  });

  test('has the faults of the runtime at the runtime alone, however many services there are', () => {
    const cluster = new Cluster(new FleetApp(), 'cluster', { platform: new Lws(), namespace: 'models' });
    const runtime = new VllmLwsRuntime(cluster, 'vllm', { image: 'vllm/vllm-openai:v0.28.0', args: ['--foo'] });
    expect(findingsOf(runtime)).toMatchObject([{ id: 'vllm/unknown-flag', field: 'args[0]' }]);
    expect(findingsOf(runtime.serve(cluster, 'llama', { model: { storage } }))).toEqual([]);
  });

  test.each<[object, string]>([
    [{ dataParallel: { size: 2, loadBalancing: 'round-robin' } }, 'dataParallel.loadBalancing'],
    [{ distributedExecutorBackend: 'uni' }, 'distributedExecutorBackend'],
    [{ disaggregation: { router } }, 'disaggregation.connector.kind'],
    [{ disaggregation: { connector: nixl } }, 'disaggregation.router'],
  ])('of a choice that there is not is told (%j)', (changes, field) => {
    expect(findings(Object.assign({}, changes))).toMatchObject([{ severity: 'error', field }]);
  });

  test('is not for the devices of another maker', () => {
    expect(ids({ accelerator: ascend(8) }, { accelerator: nvidia(8) })).toEqual(['vllm/accelerator']);
  });
});

describe('prefill and decode apart', () => {
  test.each<[Serve, readonly string[]]>([
    [{ disaggregation: { connector: nixl, router } }, []],
    [
      { disaggregation: { connector: nixl, router, decode: { flags: { kvCacheDtype: 'fp8' } } } },
      ['vllm/prefill-decode-differ'],
    ],
    [{ flags: { kvCacheDtype: 'fp8' }, disaggregation: { connector: nixl, router } }, []],
    [
      { accelerator: nvidia(1), disaggregation: { connector: nixl, router, decode: { accelerator: ascend(1) } } },
      ['vllm/accelerator'],
    ],
    [{ accelerator: ascend(1), disaggregation: { connector: nixl, router } }, ['vllm/kv-connector']],
    [
      { env: { PYTORCH_CUDA_ALLOC_CONF: 'expandable_segments:True' }, disaggregation: { connector: nixl, router } },
      ['vllm/moving-memory'],
    ],
    [
      {
        env: { PYTORCH_CUDA_ALLOC_CONF: 'expandable_segments:True' },
        flags: { enableSleepMode: true },
        disaggregation: { connector: nixl, router },
      },
      [],
    ],
    [
      {
        disaggregation: {
          connector: {
            kind: 'other',
            prefill: { kv_connector: 'NixelConnector', kv_role: 'kv_both' },
            decode: { kv_connector: 'NixlConnector', kv_role: 'kv_both' },
          },
          router,
        },
      },
      ['vllm/kv-connector'],
    ],
  ])('that are stated as %j find %j', (props, found) => {
    expect(ids(props)).toEqual(found);
  });

  test('are told once what is wrong with both', () => {
    const disaggregation = { connector: nixl, router };
    expect(ids({ accelerator: nvidia(8), tensorParallel: 4, disaggregation })).toEqual(['vllm/devices']);
    expect(ids({ flags: { maxModelLen: -5 }, disaggregation })).toEqual(['vllm/flag-value']);
  });

  test('have a router that is told of them', () => {
    const silent = { connector: nixl, router: { image: 'router:v1', args: [] } };
    expect(ids({ disaggregation: silent })).toEqual(['vllm/router-without-pods']);
    const configured = { ...silent, router: { ...silent.router, env: { PREFILL: 'http://llama-prefill-serving' } } };
    expect(ids({ disaggregation: configured })).toEqual([]);
  });

  test('are told which of the two is wrong', () => {
    const props: Serve = {
      accelerator: nvidia(8),
      disaggregation: { connector: nixl, router, decode: { tensorParallel: 3 } },
    };
    expect(findings(props)).toMatchObject([{ id: 'vllm/devices', field: 'disaggregation.decode.tensorParallel' }]);
  });
});
