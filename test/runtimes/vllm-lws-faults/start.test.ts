import { findingsOf } from '../../../constructs/findings';
import { Cluster, FleetApp } from '../../../index';
import { Lws } from '../../../platforms/lws/lws';
import { VllmLwsRuntime } from '../../../runtimes/vllm/vllm-lws';
import type { VllmKvConnector, VllmLwsRuntimeProps } from '../../../runtimes/vllm/vllm-lws';
import { storage, known, findings, ids, nvidia, ascend } from './findings';
import type { Serve } from './findings';

const router = { image: 'router:v1', args: ['--port=8080'] };

const nixl: VllmKvConnector = { kind: 'nixl' };

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
