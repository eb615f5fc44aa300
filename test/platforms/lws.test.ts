import fc from 'fast-check';
import { Accelerator, late, text } from '../../index';
import type { CustomRuntimeProps, EngineComponent, LeaderWorkerSetSettings, Replicas, ServeProps } from '../../index';
import { arrayAt, nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import { Lws } from '../../platforms/lws/lws';
import type { PodPart } from '../../platforms/lws/lws';
import { schemaErrors } from '../manifest-schema';
import { containerOf, podOf, written } from './lws-service';
import { runs } from '../runs';

const CPU = { cpu: '8', memory: '64Gi' };

/** vLLM over two pods, in the form of one process tree in each. */
const GROUP: Partial<CustomRuntimeProps> = {
  command: ['vllm', 'serve'],
  args: [
    late.modelPath,
    text`--served-model-name=${late.modelName}`,
    text`--port=${late.servingPort}`,
    '--tensor-parallel-size=8',
    text`--pipeline-parallel-size=${late.groupSize}`,
    text`--nnodes=${late.groupSize}`,
    text`--node-rank=${late.podIndex}`,
    text`--master-addr=${late.leaderAddress}`,
  ],
  env: [{ name: 'VLLM_HOST_IP', field: 'status.podIP' }],
  ports: [{ number: 8000 }],
  accelerator: Accelerator.nvidia({ count: 8 }),
  resources: { requests: CPU, limits: CPU },
  sharedMemory: '16Gi',
  probes: {
    startup: { path: '/health', periodSeconds: 10, failureThreshold: 60 },
    readiness: { path: '/health' },
  },
  workers: {
    count: 1,
    args: [
      late.modelPath,
      '--tensor-parallel-size=8',
      text`--pipeline-parallel-size=${late.groupSize}`,
      text`--nnodes=${late.groupSize}`,
      text`--node-rank=${late.podIndex}`,
      text`--master-addr=${late.leaderAddress}`,
      '--headless',
    ],
  },
};

const DECODER: EngineComponent = {
  image: 'registry.example/engine:1',
  args: ['--role=decode'],
  servingPort: 8000,
  accelerator: Accelerator.nvidia({ count: 2 }),
  replicas: { min: 2 },
};

const ROUTER: EngineComponent = {
  image: 'registry.example/router:1',
  args: [text`--prefill=http://${late.serviceName}-prefill-serving:8000`, text`--rank=${late.podIndex}`],
  servingPort: 9000,
  accelerator: Accelerator.cpu(),
};

const APART: Partial<CustomRuntimeProps> = { args: ['--role=prefill'], decoder: DECODER, router: ROUTER };

const FORMS: readonly (readonly [string, Partial<CustomRuntimeProps>, Partial<ServeProps>])[] = [
  ['a single pod', { args: [text`--model=${late.modelPath}`], probes: { readiness: { path: '/health' } } }, {}],
  ['a group of two pods', GROUP, { replicas: { min: 3 }, args: ['--max-model-len=8192'] }],
  ['prefill and decode in two sets', APART, {}],
  ['prefill and decode in one DisaggregatedSet', APART, { leaderWorkerSet: { disaggregatedSet: true } }],
  [
    'groups that start as gangs',
    GROUP,
    { leaderWorkerSet: { gang: { scheduler: 'volcano', queue: 'inference' }, rollingUpdate: { maxSurge: '50%' } } },
  ],
];

describe.each(FORMS)('%s', (_, engine, service) => {
  const { objects, findings } = written(engine, service);

  test('is written like this', () => {
    expect(objects).toMatchSnapshot();
  });

  test('passes the schema', () => {
    expect(objects.flatMap(schemaErrors)).toEqual([]);
  });

  test('has nothing wrong with it', () => {
    expect(findings).toEqual([]);
  });
});

describe('late-bound values', () => {
  const args = Object.values(late).map((value) => text`${value.lateBound}=${value}`);

  test('are literal, or the variables of the group', () => {
    const { only, findings } = written({ args, accelerator: Accelerator.nvidia({ count: 4 }) });
    expect(containerOf(podOf(only('LeaderWorkerSet'), 'leaderTemplate')).args).toEqual([
      'modelPath=/mnt/models',
      'modelRoot=/mnt/models',
      'modelName=Llama-3',
      'modelTask=text-generation',
      'serviceName=llama',
      'namespace=models',
      'servingPort=8000',
      'leaderAddress=$(LWS_LEADER_ADDRESS)',
      'groupSize=$(LWS_GROUP_SIZE)',
      'podIndex=$(LWS_WORKER_INDEX)',
      'tensorParallel=4',
      'pipelineParallel=$(LWS_GROUP_SIZE)',
    ]);
    expect(findings).toEqual([]);
  });

  test('arrive as they were stated, whatever the kubelet would read into them', () => {
    const kubelet = (argument: string) =>
      argument.replaceAll(/\$\$|\$\([^)]*\)/g, (match) => (match === '$$' ? '$' : 'of a variable'));
    fc.assert(
      fc.property(fc.array(fc.constantFrom('$', '(', ')', 'LWS_GROUP_SIZE', 'a')), (parts) => {
        const { only } = written({ args: [text`--name=${late.modelName}`] }, { model: { name: parts.join('') } });
        const args = arrayAt(containerOf(podOf(only('LeaderWorkerSet'), 'leaderTemplate')), 'args');
        expect(args.map((arg) => typeof arg === 'string' && kubelet(arg))).toEqual([`--name=${parts.join('')}`]);
      }),
      { numRuns: runs(50) },
    );
  });

  test('leave references that an engine writes to the kubelet', () => {
    const { only } = written({ args: ['--host=$(POD_IP)'] });
    expect(containerOf(podOf(only('LeaderWorkerSet'), 'leaderTemplate')).args).toEqual(['--host=$(POD_IP)']);
  });

  test('that nobody states are told', () => {
    const { findings } = written({ args: [late.modelTask] }, { model: { huggingFaceId: 'org/model' } });
    expect(findings).toMatchObject([{ id: 'lws/unknown-value', severity: 'error', field: 'model.task' }]);
  });
});

describe('a group', () => {
  const { only } = written(GROUP, { args: ['--max-model-len=8192'], env: { HF_HUB_OFFLINE: '1', VLLM_HOST_IP: '::' } });
  const set = only('LeaderWorkerSet');
  const leader = containerOf(podOf(set, 'leaderTemplate'));
  const worker = containerOf(podOf(set, 'workerTemplate'));

  test('has as many pods as the leader and its workers', () => {
    expect(valueAt(set, 'spec', 'leaderWorkerTemplate', 'size')).toBe(2);
  });

  test("gives every pod the service's arguments and variables, over the engine's by name", () => {
    for (const container of [leader, worker]) {
      expect(arrayAt(container, 'args').at(-1)).toBe('--max-model-len=8192');
      expect(container.env).toEqual([
        { name: 'VLLM_HOST_IP', value: '::' },
        { name: 'HF_HUB_OFFLINE', value: '1' },
      ]);
    }
  });

  test('leaves arguments of workers that run another program alone', () => {
    const workers = { count: 1, command: ['ray', 'start'], args: ['--block'] };
    const ray = written({ ...GROUP, workers }, { args: ['--max-model-len=8192'] }).only('LeaderWorkerSet');
    expect(containerOf(podOf(ray, 'workerTemplate')).args).toEqual(['--block']);
  });

  test('gives each pod its devices and its shared memory', () => {
    for (const template of ['leaderTemplate', 'workerTemplate'] as const) {
      const pod = podOf(set, template);
      expect(objectAt(containerOf(pod), 'resources', 'limits')).toEqual({ ...CPU, 'nvidia.com/gpu': '8' });
      expect(pod.volumes).toContainEqual({ name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '16Gi' } });
    }
  });

  test('probes and declares ports of the leader alone', () => {
    expect(leader).toMatchObject({
      ports: [{ name: 'http', containerPort: 8000 }],
      readinessProbe: {},
      startupProbe: {},
    });
    for (const field of ['ports', 'readinessProbe', 'startupProbe', 'livenessProbe'])
      expect(worker[field]).toBeUndefined();
  });

  test('keeps the addresses of Services out of the environment of its pods', () => {
    expect(podOf(set, 'leaderTemplate').enableServiceLinks).toBe(false);
    expect(podOf(set, 'workerTemplate').enableServiceLinks).toBe(false);
  });

  test.each<[string, Partial<CustomRuntimeProps>, readonly (string | undefined)[]]>([
    ['of one kind where workers state none', GROUP, ['8', '8']],
    [
      'of two kinds where workers state theirs',
      { ...GROUP, workers: { count: 1, accelerator: Accelerator.nvidia({ count: 4 }) } },
      ['8', '4'],
    ],
  ])('has devices %s', (_, engine, counts) => {
    const object = written(engine).only('LeaderWorkerSet');
    const found = (['leaderTemplate', 'workerTemplate'] as const).map((template) =>
      textAt(containerOf(podOf(object, template)), 'resources', 'limits', 'nvidia.com/gpu'),
    );
    expect(found).toEqual(counts);
  });

  test('runs where the service or the accelerator says', () => {
    const chosen = written(GROUP, { nodeSelector: { pool: 'a' }, tolerations: [] }).only('LeaderWorkerSet');
    expect(podOf(chosen, 'workerTemplate')).toMatchObject({ nodeSelector: { pool: 'a' } });
    expect(podOf(chosen, 'workerTemplate').tolerations).toBeUndefined();
    expect(podOf(set, 'workerTemplate').tolerations).toEqual([
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    ]);
  });
});

test('a single pod has workers without a container, as LeaderWorkerSet allows', () => {
  expect(podOf(written().only('LeaderWorkerSet'), 'workerTemplate')).toEqual({ containers: [] });
});

test('an engine without processor and memory still asks for its devices', () => {
  const container = containerOf(podOf(written().only('LeaderWorkerSet'), 'leaderTemplate'));
  expect(container.resources).toEqual({ requests: { 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': '1' } });
});

describe('the number of groups', () => {
  test.each<[string, Replicas | undefined, boolean, number | undefined]>([
    ['one where nothing is stated', undefined, false, 1],
    ['stated', { min: 3 }, false, 3],
    ['stated twice', { min: 3, max: 3 }, false, 3],
    ['left to an autoscaler in a range', { min: 1, max: 4 }, false, undefined],
    ['none of a stopped service', { min: 1, max: 4 }, true, 0],
  ])('is %s', (_, replicas, stopped, groups) => {
    expect(valueAt(written({}, { replicas, stopped }).only('LeaderWorkerSet'), 'spec', 'replicas')).toBe(groups);
  });

  test('of a role in a range is scaled from outside', () => {
    const set = written(APART, { replicas: { min: 1, max: 4 }, leaderWorkerSet: { disaggregatedSet: true } });
    const [prefill, decode] = arrayAt(set.only('DisaggregatedSet'), 'spec', 'roles');
    expect(prefill).toMatchObject({ name: 'prefill', scaling: { mode: 'External' } });
    expect(valueAt(prefill, 'spec', 'replicas')).toBeUndefined();
    expect(decode).toMatchObject({ name: 'decode', scaling: { mode: 'Static' }, spec: { replicas: 2 } });
  });
});

describe('clients', () => {
  const ports = (port: number) => [{ name: 'http', port, protocol: 'TCP' }];

  test('reach leaders, under another name than the set', () => {
    expect(written(GROUP).only('Service')).toMatchObject({
      metadata: { name: 'llama-serving', namespace: 'models' },
      spec: {
        type: 'ClusterIP',
        ports: ports(8000),
        selector: { 'leaderworkerset.sigs.k8s.io/name': 'llama', 'leaderworkerset.sigs.k8s.io/worker-index': '0' },
      },
    });
  });

  test('reach workers too where they answer requests, with ports and probes', () => {
    const { only } = written({ ...GROUP, workers: { count: 1, answerRequests: true } });
    expect(valueAt(only('Service'), 'spec', 'selector')).toEqual({ 'leaderworkerset.sigs.k8s.io/name': 'llama' });
    const [leader, worker] = (['leaderTemplate', 'workerTemplate'] as const).map((template) =>
      containerOf(podOf(only('LeaderWorkerSet'), template)),
    );
    expect(worker).toEqual(leader);
  });

  test('reach every port that the engine declares', () => {
    const engine = { ports: [{ number: 8000, name: 'rest' }, { number: 9000 }] };
    const service = written(engine).only('Service');
    expect(arrayAt(service, 'spec', 'ports')).toMatchObject([
      { name: 'rest', port: 8000 },
      { name: 'port-9000', port: 9000 },
    ]);
  });

  test('reach a router, and the router each half', () => {
    const { objects, only } = written(APART);
    const services = objects.filter(({ kind }) => kind === 'Service');
    expect(services.map(nameOf).sort()).toEqual(['llama-decode-serving', 'llama-prefill-serving', 'llama-serving']);
    expect(valueAt(only('Service', 'llama-serving'), 'spec')).toMatchObject({
      ports: ports(9000),
      selector: valueAt(only('Deployment'), 'spec', 'selector', 'matchLabels'),
    });
    const [router] = arrayAt(only('Deployment'), 'spec', 'template', 'spec', 'containers');
    expect(valueAt(router, 'args')).toEqual(['--prefill=http://llama-prefill-serving:8000', '--rank=0']);
  });

  test.each([false, true])('find the leaders of a half by the same labels (one set: %s)', (disaggregatedSet) => {
    const { only } = written(APART, { leaderWorkerSet: { disaggregatedSet } });
    const decode = disaggregatedSet
      ? arrayAt(only('DisaggregatedSet'), 'spec', 'roles')[1]
      : only('LeaderWorkerSet', 'llama-decode');
    expect(valueAt(decode, 'spec', 'leaderWorkerTemplate', 'leaderTemplate', 'metadata', 'labels')).toEqual({
      'app.kubernetes.io/component': 'decode',
      'app.kubernetes.io/instance': 'llama',
    });
  });
});

test('a service is given the time that its weights take to load', () => {
  class Patient extends Lws {
    public override writeService(...[scope, service]: Parameters<Lws['writeService']>): void {
      super.writeService(scope, { ...service, startupSeconds: 1234 });
    }
  }
  const set = written(GROUP, {}, new Patient()).only('LeaderWorkerSet');
  expect(containerOf(podOf(set, 'leaderTemplate')).startupProbe).toMatchObject({
    periodSeconds: 10,
    failureThreshold: 124,
  });
});

test('another platform of LeaderWorkerSets adds labels, a scheduler and volumes', () => {
  class Vendor extends Lws {
    protected override objectLabels() {
      return { 'vendor/version': '1' };
    }
    protected override podLabels(_service: unknown, part: PodPart) {
      return { 'vendor/part': part };
    }
    protected override schedulerName() {
      return 'vendor-scheduler';
    }
    protected override volumes() {
      return [{ volume: { name: 'cache', emptyDir: {} }, mount: { mountPath: '/cache' } }];
    }
  }
  const { objects, only } = written(GROUP, {}, new Vendor());
  for (const object of objects) expect(objectAt(object, 'metadata', 'labels')).toEqual({ 'vendor/version': '1' });
  const worker = valueAt(only('LeaderWorkerSet'), 'spec', 'leaderWorkerTemplate', 'workerTemplate');
  expect(worker).toMatchObject({
    metadata: { labels: { 'vendor/part': 'worker' } },
    spec: { schedulerName: 'vendor-scheduler' },
  });
  expect(containerOf(podOf(only('LeaderWorkerSet'), 'workerTemplate')).volumeMounts).toContainEqual({
    name: 'cache',
    mountPath: '/cache',
  });
});

test.each<[object, string, string]>([
  [{ replicas: 3 }, 'replicas is 3, and has to be a range', 'Write { min: 3 }.'],
  [{ replicas: { min: '2' } }, "replicas.min is '2', and has to be a whole number from 0", 'Use 2.'],
  [{ replicas: { min: NaN } }, 'replicas.min is NaN, and has to be a whole number from 0', 'Use 1.'],
  [{ replicas: { min: 3, max: 1 } }, 'No number of groups is at least 3 and at most 1', 'Set min to 1 or max to 3.'],
])('a number of groups that is none is told once, with one that is (%j)', (changes, problem, mend) => {
  const { findings } = written({}, Object.assign({}, changes));
  expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ problem, mend }]);
});

test('a gang with a topology of its own is told once', () => {
  const settings: LeaderWorkerSetSettings = { gang: { scheduler: 'volcano' }, exclusiveTopology: 'rack' };
  expect(written(GROUP, { leaderWorkerSet: settings }).findings).toMatchObject([{ id: 'lws/gang-topology' }]);
});

test.each([
  ['3llama', 'llama'],
  ['L'.repeat(80), 'l'.repeat(50)],
])('a name such as %s is mended with one that works', (name, mended) => {
  const [finding] = written({}, { name }).findings;
  expect(finding).toMatchObject({ id: 'metadata/name', mend: `Name it '${mended}', say.` });
  expect(written({}, { name: mended }).findings).toEqual([]);
});

describe('a service that cannot work is an error', () => {
  const gang: LeaderWorkerSetSettings = { gang: { scheduler: 'volcano' }, exclusiveTopology: 'rack' };
  test.each<[string, Partial<CustomRuntimeProps>, Partial<ServeProps>, string, string]>([
    ['prefill and decode without a router', { decoder: DECODER }, {}, 'lws/no-router', 'runtime'],
    [
      'one set of halves without halves',
      {},
      { leaderWorkerSet: { disaggregatedSet: true } },
      'lws/no-decoder',
      'leaderWorkerSet.disaggregatedSet',
    ],
    ['no worker', { workers: { count: 0 } }, {}, 'lws/worker-count', 'workers.count'],
    ['half a worker', { workers: { count: 1.5 } }, {}, 'lws/worker-count', 'workers.count'],
    ['a range upside down', {}, { replicas: { min: 3, max: 2 } }, 'lws/replicas-range', 'replicas'],
    ['less than no group', {}, { replicas: { min: -1 } }, 'lws/replicas-range', 'replicas.min'],
    ['a part of a group', {}, { replicas: { min: 1, max: 1.5 } }, 'lws/replicas-range', 'replicas.max'],
    [
      'a gang with a topology of its own',
      GROUP,
      { leaderWorkerSet: gang },
      'lws/gang-topology',
      'leaderWorkerSet.exclusiveTopology',
    ],
  ])('%s', (_, engine, service, id, field) => {
    expect(written(engine, service).findings).toContainEqual(
      expect.objectContaining({ id, field, severity: 'error', where: 'lws/llama' }),
    );
  });
});
