import { Accelerator } from '../../constructs/accelerator';
import { Cluster } from '../../constructs/cluster';
import type { EnginePod, EngineStart } from '../../constructs/engine';
import { late, renderText } from '../../constructs/late-bound';
import type { Text } from '../../constructs/late-bound';
import { FleetApp, Kserve } from '../../index';
import { SglangRuntime } from '../../runtimes/sglang/sglang';
import type { SglangDisaggregation, SglangRuntimeProps } from '../../runtimes/sglang/sglang';

/** What SGLang asks of a platform. */
function engineOf(props: Partial<SglangRuntimeProps>) {
  const cluster = new Cluster(new FleetApp(), 'cluster', { platform: new Kserve() });
  return new SglangRuntime(cluster, 'sglang', { image: 'lmsysorg/sglang:v0.5.18', ...props }).description.engine;
}

/** Arguments with a late-bound value as `<name>`. */
const words = (texts: readonly Text[] = []) => texts.map((value) => renderText(value, (name) => `<${name}>`));

const eight = Accelerator.nvidia({ count: 8 });

const leader = [
  '--host=0.0.0.0',
  '--port=<servingPort>',
  '--model-path=<modelPath>',
  '--served-model-name=<modelName>',
  '--enable-metrics',
];

describe('a group of pods of SGLang', () => {
  const group = engineOf({ accelerator: eight, nodes: 2 });

  test('has one leader, and workers with the same arguments but for the address', () => {
    expect(words(group.args)).toEqual([
      ...leader,
      '--tp-size=16',
      '--nnodes=2',
      '--node-rank=<podIndex>',
      '--dist-init-addr=<leaderAddress>:5000',
    ]);
    expect(group.workers?.count).toBe(1);
    expect(words(group.workers?.args)).toEqual(words(group.args).slice(2));
  });

  test('asks for the devices of each pod alone, and shared memory for them', () => {
    expect([group.accelerator.count, group.sharedMemory]).toEqual([8, '16Gi']);
  });

  test.each<[string, Partial<SglangRuntimeProps>, number]>([
    ['tensor parallelism', { tensorParallel: 16, nodes: 4 }, 4],
    ['stages', { tensorParallel: 8, pipelineParallel: 2, nodes: 2 }, 8],
    [
      'copies of the attention, which share devices',
      { tensorParallel: 16, dataParallel: 16, nodes: 2, flags: { enableDpAttention: true } },
      8,
    ],
    ['copies of the model, which do not', { tensorParallel: 2, dataParallel: 4 }, 8],
  ])('has as many devices as its %s', (_, props, devices) => {
    expect(engineOf(props).accelerator.count).toBe(devices);
  });

  test('of one pod has no workers and no group', () => {
    const alone = engineOf({ accelerator: eight, nodes: 1 });
    expect(alone.workers).toBeUndefined();
    expect(words(alone.args)).toEqual([...leader, '--tp-size=8']);
  });
});

describe('prefill and decode apart', () => {
  const apart = (disaggregation: Partial<SglangDisaggregation> = {}, props: Partial<SglangRuntimeProps> = {}) =>
    engineOf({
      accelerator: Accelerator.nvidia({ count: 4 }),
      flags: { memFractionStatic: 0.9 },
      disaggregation: { router: { image: 'lmsysorg/sgl-model-gateway:v0.3.2' }, ...disaggregation },
      ...props,
    });
  const rolesOf = ({ args, decoder }: EnginePod & { readonly decoder?: EnginePod }) =>
    [args, decoder?.args].map((texts) => words(texts).filter((word) => word.startsWith('--disaggregation')));

  test('differ in their role alone unless more is said', () => {
    const { args, decoder } = apart();
    expect(words(args).slice(leader.length)).toEqual([
      '--tp-size=4',
      '--disaggregation-mode=prefill',
      '--mem-fraction-static=0.9',
    ]);
    expect(words(decoder?.args).slice(leader.length)).toEqual([
      '--tp-size=4',
      '--disaggregation-mode=decode',
      '--mem-fraction-static=0.9',
    ]);
    expect(decoder?.accelerator.count).toBe(4);
  });

  test('share the way between them', () => {
    const way = { transferBackend: 'nixl', bootstrapPort: 9000, ibDevices: ['mlx5_0', 'mlx5_1'] } as const;
    const flags = [
      '--disaggregation-transfer-backend=nixl',
      '--disaggregation-bootstrap-port=9000',
      '--disaggregation-ib-device=mlx5_0,mlx5_1',
    ];
    expect(rolesOf(apart(way))).toEqual([
      ['--disaggregation-mode=prefill', ...flags],
      ['--disaggregation-mode=decode', ...flags],
    ]);
  });

  test('declare the port where they meet, next to that of requests', () => {
    expect(apart().ports).toEqual([
      { number: 8080, name: 'http' },
      { number: 8998, name: 'bootstrap' },
    ]);
    expect(apart().decoder?.ports).toEqual([{ number: 8080 }]);
  });

  test('transfer in the way of Ascend on Ascend', () => {
    const [prefill] = rolesOf(apart({}, { accelerator: Accelerator.ascend({ chip: '910B', count: 8 }) }));
    expect(prefill).toContain('--disaggregation-transfer-backend=ascend');
  });

  test('may have sizes, flags, devices and replicas of their own', () => {
    const { decoder } = apart({
      decode: { tensorParallel: 8, flags: { maxRunningRequests: 128 }, replicas: { min: 2, max: 4 }, env: { A: 'b' } },
    });
    expect(words(decoder?.args).slice(leader.length)).toEqual([
      '--tp-size=8',
      '--disaggregation-mode=decode',
      '--mem-fraction-static=0.9',
      '--max-running-requests=128',
    ]);
    expect(decoder).toMatchObject({ accelerator: { count: 8 }, replicas: { min: 2, max: 4 } });
    expect(decoder?.env).toContainEqual({ name: 'A', value: 'b' });
  });

  test('may be groups of different size with pods of the same devices', () => {
    const { workers, decoder } = apart({ decode: { nodes: 4 } }, { nodes: 2 });
    expect([workers?.count, decoder?.workers?.count, decoder?.accelerator.count]).toEqual([1, 3, 4]);
    expect(words(decoder?.args)).toEqual(expect.arrayContaining(['--tp-size=16', '--nnodes=4']));
  });

  test('are found by the router through their labels', () => {
    const { router } = apart({
      router: {
        image: 'lmsysorg/sgl-model-gateway:v0.3.2',
        discovery: {
          prefill: { component: 'engine', 'ome.io/inferenceservice': late.serviceName },
          decode: { component: 'decoder', 'ome.io/inferenceservice': late.serviceName },
        },
        args: ['--policy=power_of_two'],
      },
    });
    expect(words(router?.args)).toEqual([
      '--host=0.0.0.0',
      '--port=<servingPort>',
      '--pd-disaggregation',
      '--service-discovery',
      '--service-discovery-namespace=<namespace>',
      '--service-discovery-port=8080',
      '--prefill-selector',
      'component=engine',
      'ome.io/inferenceservice=<serviceName>',
      '--decode-selector',
      'component=decoder',
      'ome.io/inferenceservice=<serviceName>',
      '--policy=power_of_two',
    ]);
    expect(router?.accelerator.count).toBe(0);
  });

  test('are not started by platforms that decide over devices themselves', () => {
    expect(apart().starts).toBeUndefined();
  });
});

describe('what is started where the platform decides over devices and pods', () => {
  const { starts } = engineOf({ accelerator: eight, flags: { contextLength: 8192 }, args: ['--random-seed=1'] });
  const program = ['python3', '-m', 'sglang.launch_server'];
  const sizes = ['--tp-size=<tensorParallel>', '--pp-size=<pipelineParallel>'];
  const own = ['--context-length=8192', '--random-seed=1'];
  const group = ['--nnodes=<groupSize>', '--node-rank=<podIndex>', '--dist-init-addr=<leaderAddress>:5000'];

  test.each<[string, EngineStart | undefined, readonly string[]]>([
    ['a pod of its own', starts?.single, [...program, ...leader, ...sizes, ...own]],
    ['a leader', starts?.group?.leader, [...program, ...leader, ...sizes, ...group, ...own]],
    ['a worker', starts?.group?.worker, [...program, ...leader.slice(2), ...sizes, ...group, ...own]],
  ])('in %s', (_, start, command) => {
    expect(words(start)).toEqual(command);
  });
});
