import { Accelerator } from '../../constructs/accelerator';
import type { EnginePod, EngineVariable } from '../../constructs/engine';
import { findingsOf } from '../../constructs/findings';
import { renderText } from '../../constructs/late-bound';
import type { Text } from '../../constructs/late-bound';
import type { Model } from '../../constructs/model';
import { ModelStorage } from '../../constructs/model-storage';
import { Cluster, FleetApp } from '../../index';
import { Lws } from '../../platforms/lws/lws';
import { VllmLwsRuntime } from '../../runtimes/vllm/vllm-lws';
import type { VllmLwsRuntimeProps, VllmLwsServeProps } from '../../runtimes/vllm/vllm-lws';

/** A service but for its model, which is the same in most tests. */
type Serve = VllmLwsServeProps extends infer Props ? (Props extends unknown ? Omit<Props, 'model'> : never) : never;

const weights: Model = { storage: ModelStorage.pvc('weights') };

/** The engine that one service comes to, and what is found on the way. */
function served(props: Serve = {}, runtimeProps: Partial<VllmLwsRuntimeProps> = {}, model = weights) {
  const cluster = new Cluster(new FleetApp(), 'cluster', { platform: new Lws(), namespace: 'models' });
  const runtime = new VllmLwsRuntime(cluster, 'vllm', { image: 'vllm/vllm-openai:v0.28.0', ...runtimeProps });
  const service = runtime.serve(cluster, 'llama', { ...props, model });
  const { engine } = service.description.runtime;
  return {
    engine,
    description: service.description,
    pods: 1 + (engine.workers?.count ?? 0),
    leader: words(engine.args),
    worker: words(engine.workers?.args),
    env: environment(engine),
    found: findingsOf(service).map(({ id }) => id),
  };
}

const words = (texts: readonly Text[] | undefined) => texts?.map((word) => renderText(word, (name) => `<${name}>`));

function environment({ env = [] }: Pick<EnginePod, 'env'>): Readonly<Record<string, unknown>> {
  const value = (variable: EngineVariable) =>
    'field' in variable ? variable.field : 'value' in variable && variable.value;
  return Object.fromEntries(env.map((variable) => [variable.name, value(variable)]));
}

const nvidia = (count: number, product?: string) => Accelerator.nvidia({ count, product });
const ascend = (count: number) => Accelerator.ascend({ chip: 'ascend-1980', count });
const router = { image: 'router:v1', args: ['--port=8080'] };

describe('one pod', () => {
  test('holds a model on one device', () => {
    const { pods, leader, engine, env, found } = served({ accelerator: ascend(1) });
    expect(pods).toBe(1);
    expect(engine.command).toEqual(['vllm', 'serve']);
    expect(leader).toEqual(['<modelPath>', '--port=<servingPort>', '--served-model-name=<modelName>']);
    expect(engine.accelerator.count).toBe(1);
    expect(engine.sharedMemory).toBeUndefined();
    expect(env).toEqual({});
    expect(found).toEqual([]);
  });

  test('computes with every device it has', () => {
    const { leader, engine } = served({ accelerator: nvidia(8) });
    expect(leader).toContain('--tensor-parallel-size=8');
    expect(engine.sharedMemory).toBe('16Gi');
  });

  test('has the devices that the sizes need where none are stated', () => {
    const { pods, engine } = served({ tensorParallel: 2, pipelineParallel: 2, dataParallel: { size: 2 } });
    expect(pods).toBe(1);
    expect(engine.accelerator).toMatchObject({ vendor: 'nvidia', count: 8 });
  });

  test('holds several copies of the model', () => {
    const { pods, leader } = served({ accelerator: nvidia(8), tensorParallel: 4, dataParallel: { size: 2 } });
    expect(pods).toBe(1);
    expect(leader?.slice(3)).toEqual(['--tensor-parallel-size=4', '--data-parallel-size=2']);
  });
});

describe('a copy of the model over pods', () => {
  const sixteen: Serve = { accelerator: nvidia(8), tensorParallel: 8, pipelineParallel: 2, expertParallel: true };

  test('is joined by vLLM itself', () => {
    const { pods, leader, worker, engine, found } = served(sixteen);
    const shared = [
      ...['--served-model-name=<modelName>', '--tensor-parallel-size=8', '--pipeline-parallel-size=2'],
      ...['--enable-expert-parallel', '--distributed-executor-backend=mp'],
      ...['--nnodes=<groupSize>', '--node-rank=<podIndex>', '--master-addr=<leaderAddress>'],
    ];
    expect(pods).toBe(2);
    expect(leader).toEqual(['<modelPath>', '--port=<servingPort>', ...shared]);
    expect(worker).toEqual(['<modelPath>', ...shared, '--headless']);
    expect(engine.workers?.command).toEqual(['vllm', 'serve']);
    expect(engine.accelerator.count).toBe(8);
    expect(engine.workers?.answerRequests).toBeUndefined();
    expect(found).toEqual(['vllm/unknown-stages']);
  });

  test('takes the devices of a pod for tensor parallelism', () => {
    expect(served({ accelerator: nvidia(8), pipelineParallel: 2 }).leader).toContain('--tensor-parallel-size=8');
  });

  test('is told of each pod by its own address', () => {
    expect(served(sixteen).env).toEqual({ VLLM_HOST_IP: 'status.podIP' });
  });

  test('gives flags to every pod, and the number of API servers to those that have some', () => {
    const { leader, worker } = served({
      ...sixteen,
      flags: { maxModelLen: 8192, apiServerCount: 4 },
      args: ['--seed=1'],
    });
    expect(leader?.slice(-3)).toEqual(['--max-model-len=8192', '--api-server-count=4', '--seed=1']);
    expect(worker?.slice(-2)).toEqual(['--max-model-len=8192', '--seed=1']);
    expect(worker).not.toContain('--api-server-count=4');
  });

  test('waits for pods whose nodes and images come later', () => {
    expect(served(sixteen).description.startupSeconds).toBe(1200);
    expect(served().description.startupSeconds).toBeUndefined();
  });

  test('goes through Ray where that is asked for', () => {
    const { engine, leader, worker, found } = served(
      { accelerator: nvidia(8), pipelineParallel: 2, distributedExecutorBackend: 'ray' },
      { image: 'vllm/vllm-openai:v0.17.1' },
    );
    expect(engine.command?.slice(0, 2)).toEqual(['sh', '-c']);
    expect(engine.command?.at(-1)).toBe('vllm-ray');
    expect(leader).toEqual([
      ...['leader', '<groupSize>', 'vllm', 'serve', '<modelPath>', '--port=<servingPort>'],
      ...['--served-model-name=<modelName>', '--tensor-parallel-size=8', '--pipeline-parallel-size=2'],
      '--distributed-executor-backend=ray',
    ]);
    expect(worker).toEqual(['worker', '<leaderAddress>']);
    expect(found).toEqual(['vllm/unknown-stages']);
  });
});

describe('copies of the model over pods', () => {
  const copies: Serve = { accelerator: nvidia(8), tensorParallel: 2, dataParallel: { size: 8 } };

  test('are divided between pods of which the leader answers', () => {
    const { pods, engine, leader, worker, found } = served(copies);
    const shared = ['--served-model-name=<modelName>', '--tensor-parallel-size=2', '--data-parallel-size=8'];
    expect(pods).toBe(2);
    expect(engine.command?.at(-1)).toBe('vllm-data-parallel');
    expect(leader).toEqual([
      ...['<leaderAddress>', 'none', '<podIndex>', '0', 'vllm', 'serve', '<modelPath>', '--port=<servingPort>'],
      ...[...shared, '--data-parallel-size-local=4'],
    ]);
    expect(worker).toEqual([
      ...['<leaderAddress>', '--data-parallel-start-rank', '<podIndex>', '4', 'vllm', 'serve', '<modelPath>'],
      ...[...shared, '--data-parallel-size-local=4', '--headless'],
    ]);
    expect(found).toEqual([]);
  });

  test('are divided between pods that all answer for their own copies', () => {
    const { engine, leader, worker } = served({
      accelerator: nvidia(8),
      dataParallel: { size: 16, loadBalancing: 'hybrid', localSize: 8 },
    });
    expect(leader?.slice(-2)).toEqual(['--data-parallel-size-local=8', '--data-parallel-hybrid-lb']);
    expect(worker).toEqual(leader);
    expect(leader).not.toContain('--headless');
    expect(engine.workers).toMatchObject({ count: 1, answerRequests: true });
  });

  test('are one to a pod where requests are divided outside', () => {
    const { pods, engine, leader, worker } = served({
      tensorParallel: 4,
      dataParallel: { size: 4, loadBalancing: 'external' },
    });
    expect(pods).toBe(4);
    expect(engine.accelerator.count).toBe(4);
    expect(leader?.slice(0, 4)).toEqual(['<leaderAddress>', '--data-parallel-rank', '<podIndex>', '1']);
    expect(worker).toEqual(leader);
    expect(engine.workers?.answerRequests).toBe(true);
  });

  test('can be over several pods each', () => {
    const { pods, leader, worker, engine } = served({
      accelerator: nvidia(8),
      tensorParallel: 8,
      pipelineParallel: 2,
      dataParallel: { size: 2 },
    });
    expect(pods).toBe(4);
    expect(engine.command?.at(-1)).toBe('vllm-data-parallel');
    expect(leader).toEqual(expect.arrayContaining(['none', '--data-parallel-size=2', '--nnodes=<groupSize>']));
    expect(worker).toContain('--headless');
    expect(worker).not.toContain('--data-parallel-size-local=0');
  });

  test.each([
    [{ tensorParallel: 4, dataParallel: { size: 4 } }, ['--data-parallel-size-local=2'], undefined],
    [{ tensorParallel: 8, pipelineParallel: 2, dataParallel: { size: 2 } }, [], 'span'],
  ])('are placed by Ray (%j)', (sizes, local, strategy) => {
    const { leader, env } = served(
      { ...sizes, accelerator: nvidia(8), distributedExecutorBackend: 'ray' },
      { image: 'vllm/vllm-openai:v0.17.1' },
    );
    expect(leader?.slice(-1 - local.length)).toEqual(['--data-parallel-backend=ray', ...local]);
    expect(env.VLLM_RAY_DP_PACK_STRATEGY).toBe(strategy);
  });
});

describe('variables', () => {
  const group: Serve = { accelerator: nvidia(8), pipelineParallel: 2 };

  test('name the network that the libraries of a maker use', () => {
    expect(served(group, { networkInterface: 'eth0' }).env).toEqual({
      VLLM_HOST_IP: 'status.podIP',
      NCCL_SOCKET_IFNAME: 'eth0',
      GLOO_SOCKET_IFNAME: 'eth0',
    });
    expect(served({ ...group, accelerator: ascend(8) }, { networkInterface: 'eth0' }).env).toEqual({
      VLLM_HOST_IP: 'status.podIP',
      HCCL_IF_IP: 'status.podIP',
      HCCL_SOCKET_IFNAME: 'eth0',
      GLOO_SOCKET_IFNAME: 'eth0',
      TP_SOCKET_IFNAME: 'eth0',
    });
  });

  test('of the service win over those of the runtime, and these over what is derived', () => {
    const { engine, env } = served(
      { ...group, env: { VLLM_HOST_IP: '10.0.0.1', HF_TOKEN: 'service' } },
      { env: { HF_TOKEN: 'runtime', NCCL_DEBUG: 'INFO' } },
    );
    expect(env).toEqual({ HF_TOKEN: 'service', NCCL_DEBUG: 'INFO', VLLM_HOST_IP: '10.0.0.1' });
    expect(engine.env).toHaveLength(3);
  });
});

describe('prefill and decode apart', () => {
  const config = (args: readonly string[] | undefined): unknown => {
    const flag = args?.find((word) => word.startsWith('--kv-transfer-config='));
    return flag === undefined ? undefined : JSON.parse(flag.slice(flag.indexOf('=') + 1));
  };
  const apart = (connector: object, props: object = {}) => {
    const disaggregation = { connector, router, ...props } as NonNullable<VllmLwsServeProps['disaggregation']>;
    return served({ accelerator: nvidia(4), disaggregation, flags: { maxModelLen: 4096 } });
  };

  test('are two kinds of pods with a router before them', () => {
    const { engine, leader, found } = apart(
      { kind: 'nixl' },
      { decode: { accelerator: nvidia(8), pipelineParallel: 2, replicas: { min: 3 }, flags: { maxNumSeqs: 64 } } },
    );
    const decode = words(engine.decoder?.args);
    expect(leader).toContain('--tensor-parallel-size=4');
    expect(leader).not.toContain('--max-num-seqs=64');
    expect(decode).toEqual(
      expect.arrayContaining(['--tensor-parallel-size=8', '--max-num-seqs=64', '--max-model-len=4096']),
    );
    expect(engine.decoder).toMatchObject({ replicas: { min: 3 }, workers: { count: 1 }, sharedMemory: '16Gi' });
    expect(engine.router).toMatchObject({ image: 'router:v1', args: ['--port=8080'], accelerator: { vendor: 'cpu' } });
    expect(found).toEqual(['vllm/unknown-stages']);
  });

  test('by NIXL find each other at the addresses of their pods', () => {
    const { engine, leader, env } = apart({ kind: 'nixl', loadFailurePolicy: 'recompute', backends: ['LIBFABRIC'] });
    const shared = {
      kv_connector: 'NixlConnector',
      kv_load_failure_policy: 'recompute',
      kv_connector_extra_config: { backends: ['LIBFABRIC'] },
    };
    expect(config(leader)).toEqual({ ...shared, kv_role: 'kv_producer' });
    expect(config(words(engine.decoder?.args))).toEqual({ ...shared, kv_role: 'kv_consumer' });
    const variables = { VLLM_NIXL_SIDE_CHANNEL_HOST: 'status.podIP', VLLM_NIXL_SIDE_CHANNEL_PORT: '5600' };
    expect(env).toEqual(variables);
    expect(environment(engine.decoder ?? {})).toEqual(variables);
  });

  test('by Mooncake find the pods that read prompts at a port', () => {
    const { engine, leader, env } = apart({ kind: 'mooncake', protocol: 'tcp' });
    expect(config(leader)).toEqual({
      kv_connector: 'MooncakeConnector',
      kv_role: 'kv_producer',
      kv_connector_extra_config: { mooncake_protocol: 'tcp' },
    });
    expect(env).toEqual({ VLLM_MOONCAKE_BOOTSTRAP_PORT: '8998' });
    expect(environment(engine.decoder ?? {})).toEqual({});
  });

  test('on Ascend know the sizes of each other', () => {
    const { leader, engine } = served({
      accelerator: ascend(8),
      tensorParallel: 4,
      dataParallel: { size: 2 },
      disaggregation: {
        connector: { kind: 'mooncake' },
        router,
        decode: { tensorParallel: 1, dataParallel: { size: 8 } },
      },
    });
    const expected = {
      kv_connector: 'MooncakeConnectorV1',
      kv_port: '30000',
      kv_connector_extra_config: { prefill: { dp_size: 2, tp_size: 4 }, decode: { dp_size: 8, tp_size: 1 } },
    };
    expect(config(leader)).toEqual({ ...expected, kv_role: 'kv_producer' });
    expect(config(words(engine.decoder?.args))).toEqual({ ...expected, kv_role: 'kv_consumer' });
  });

  test('take any other connector in its own words', () => {
    const prefill = { kv_connector: 'LMCacheConnectorV1', kv_role: 'kv_producer' };
    const decode = { kv_connector: 'LMCacheConnectorV1', kv_role: 'kv_consumer', kv_port: 14580 };
    const { leader, engine, found } = apart({ kind: 'other', prefill, decode });
    expect(config(leader)).toEqual(prefill);
    expect(config(words(engine.decoder?.args))).toEqual(decode);
    expect(found).toEqual([]);
  });
});

describe('what does not compile', () => {
  const refused: readonly Serve[] = [
    {
      // @ts-expect-error each pod must know its copies
      dataParallel: { size: 8, loadBalancing: 'hybrid' },
    },
    // @ts-expect-error Ray starts all copies from one pod
    { distributedExecutorBackend: 'ray', dataParallel: { size: 8, loadBalancing: 'external' } },
    // @ts-expect-error Ray copies the addresses of one pod to all others
    { distributedExecutorBackend: 'ray', disaggregation: { connector: { kind: 'nixl' }, router } },
    {
      // @ts-expect-error prefill and decode need a program that clients reach
      disaggregation: { connector: { kind: 'nixl' } },
    },
    {
      disaggregation: { connector: { kind: 'nixl' }, router },
      // @ts-expect-error the connector states it
      flags: { kvTransferConfig: {} },
    },
    {
      flags: {
        // @ts-expect-error the sizes are props
        tensorParallelSize: 8,
      },
    },
    {
      flags: {
        // @ts-expect-error workers are headless, and leaders are not
        headless: true,
      },
    },
    {
      // @ts-expect-error vLLM on LeaderWorkerSets is for devices of three makers
      accelerator: Accelerator.gaudi(),
    },
  ];

  test('is every one of these', () => {
    expect(refused).toHaveLength(8);
  });
});
