import { arrayAt, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';
import type { MergedPod } from '../../../preview/merged-pod';
import { mergedService } from '../../../preview/ome/merged-service';
import type { OmeContext } from '../../../preview/ome/model-context';

const MODEL: Manifest = {
  apiVersion: 'ome.io/v1beta1',
  kind: 'ClusterBaseModel',
  metadata: { name: 'llama' },
  spec: { vendor: 'meta', modelFormat: { name: 'safetensors', version: '1.0.0' }, storage: { path: '/raid/llama' } },
};

function runtime(engine: JsonObject, others: JsonObject = {}): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterServingRuntime',
    metadata: { name: 'srt-llama' },
    spec: { engineConfig: engine, ...others },
  };
}

function service(engine: JsonObject = {}, others: JsonObject = {}, metadata: JsonObject = {}): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'chat', namespace: 'models', ...metadata },
    spec: { model: { name: 'llama' }, engine, ...others },
  };
}

function podsOf(isvc: Manifest, context: OmeContext): readonly MergedPod[] {
  const result = mergedService(isvc, context);
  if (result.outcome !== 'pods') throw new Error(JSON.stringify(result));
  return result.pods;
}

/** The runner of the only pod. */
function runnerOf(isvc: Manifest, context: OmeContext): JsonValue | undefined {
  const [pod, ...others] = podsOf(isvc, context);
  expect(others).toEqual([]);
  return arrayAt(pod?.spec, 'containers')[0];
}

function variables(container: JsonValue | undefined): readonly (readonly [string | undefined, string | undefined])[] {
  return arrayAt(container, 'env').map((variable) => [textAt(variable, 'name'), textAt(variable, 'value')] as const);
}

const RUNNER = { name: 'ome-container', image: 'sglang:1', args: ['--a'], env: [{ name: 'R', value: 'r' }] };

describe('the runner', () => {
  test('has the arguments of the service in place of those of the runtime', () => {
    const own = { runner: { name: 'ome-container', args: ['--b'] } };
    expect(runnerOf(service(own), { runtime: runtime({ runner: RUNNER }) })).toMatchObject({
      image: 'sglang:1',
      args: ['--b'],
    });
  });

  test('has the arguments of a container of its name before its own', () => {
    const containers: readonly JsonObject[] = [
      { name: 'ome-container', args: ['--first'], image: 'x' },
      { name: 'side', image: 'y' },
    ];
    const [pod] = podsOf(service(), { runtime: runtime({ containers, runner: RUNNER }) });
    expect(arrayAt(pod?.spec, 'containers')).toMatchObject([
      { args: ['--first', '--a'], image: 'sglang:1' },
      { name: 'side' },
    ]);
    expect(pod?.originOf('containers[0].args[0]').field).toBe('spec.engineConfig.containers[0].args[0]');
    expect(pod?.originOf('containers[0].args[1]').field).toBe('spec.engineConfig.runner.args[0]');
  });

  test('stands after containers of other names', () => {
    const [pod] = podsOf(service(), { runtime: runtime({ containers: [{ name: 'side' }], runner: RUNNER }) });
    expect(arrayAt(pod?.spec, 'containers').map((one) => textAt(one, 'name'))).toEqual(['side', 'ome-container']);
  });

  test('has its templates expanded, and no other container', () => {
    const containers = [{ name: 'side', args: ['{{.Name}}'] }];
    const [pod] = podsOf(service(), { runtime: runtime({ containers, runner: { ...RUNNER, args: ['{{.Name}}'] } }) });
    expect(arrayAt(pod?.spec, 'containers')).toMatchObject([{ args: ['{{.Name}}'] }, { args: ['chat'] }]);
  });

  test('is told where the model is, and has it mounted', () => {
    const runner = runnerOf(service(), { runtime: runtime({ runner: RUNNER }), model: MODEL });
    expect(variables(runner)).toEqual([
      ['R', 'r'],
      ['MODEL_PATH', '/raid/llama'],
    ]);
    expect(arrayAt(runner, 'volumeMounts')).toEqual([{ name: 'llama', mountPath: '/raid/llama', readOnly: true }]);
  });

  test('keeps a path of the model that it states', () => {
    const env = [{ name: 'MODEL_PATH', value: '/mine' }];
    const runner = runnerOf(service(), { runtime: runtime({ runner: { ...RUNNER, env } }), model: MODEL });
    expect(variables(runner)).toEqual([['MODEL_PATH', '/mine']]);
  });

  test('is told how many GPUs compute the model', () => {
    const resources = { limits: { 'nvidia.com/gpu': 4 } };
    expect(variables(runnerOf(service(), { runtime: runtime({ runner: { ...RUNNER, resources } }) }))).toContainEqual([
      'PARALLELISM_SIZE',
      '4',
    ]);
  });

  test('gets a readiness probe by its name', () => {
    const ports = [{ containerPort: 30000 }];
    const of = (name: string) => runnerOf(service(), { runtime: runtime({ runner: { ...RUNNER, name, ports } }) });
    expect(of('ome-container')).toMatchObject({ readinessProbe: { tcpSocket: { port: 30000 } } });
    expect(of('engine')).not.toHaveProperty('readinessProbe');
  });
});

describe('an accelerator', () => {
  const accelerator = {
    name: 'h100',
    spec: {
      resources: [{ name: 'nvidia.com/gpu', quantity: '8' }],
      discovery: { nodeSelector: { gpu: 'h100' }, affinity: { nodeAffinity: {} } },
    },
    settings: {
      runtimeArgsOverride: ['--mem=0.9', '--new'],
      environmentOverride: { R: 'other', S: 's' },
      tensorParallelismOverride: { tensorParallelSize: 8 },
    },
  };
  const context = {
    runtime: runtime(
      { runner: { ...RUNNER, args: ['--tp-size', '4', '--mem', '0.8'] } },
      { nodeSelector: { gpu: 'any', a: 'b' } },
    ),
    model: MODEL,
    accelerators: { engine: accelerator },
  };

  test('changes arguments flag by flag', () => {
    expect(arrayAt(runnerOf(service(), context), 'args')).toEqual(['--tp-size', '8', '--mem=0.9', '--new']);
  });

  test('changes arguments in a script as well', () => {
    const script = { ...RUNNER, args: ['serve \\\n--tp-size 4 \\\n--mem 0.8'] };
    expect(arrayAt(runnerOf(service(), { ...context, runtime: runtime({ runner: script }) }), 'args')).toEqual([
      'serve \\\n--tp-size=8 \\\n--mem=0.9 \\\n--new',
    ]);
  });

  test('sets variables, and states its devices', () => {
    const runner = runnerOf(service(), context);
    expect(variables(runner)).toEqual([
      ['R', 'other'],
      ['MODEL_PATH', '/raid/llama'],
      ['S', 's'],
    ]);
    expect(objectAt(runner, 'resources')).toEqual({
      limits: { 'nvidia.com/gpu': '8' },
      requests: { 'nvidia.com/gpu': '8' },
    });
  });

  test('states no devices where the service states resources', () => {
    const own = { runner: { name: 'ome-container', resources: { limits: { cpu: '1' } } } };
    expect(objectAt(runnerOf(service(own), context), 'resources')).toEqual({ limits: { cpu: '1' } });
  });

  test('says which nodes, beside the model and over the runtime', () => {
    const [pod] = podsOf(service({ nodeSelector: { zone: 'z' } }), context);
    expect(objectAt(pod?.spec, 'nodeSelector')).toEqual({
      'models.ome.io/clusterbasemodel.llama': 'Ready',
      a: 'b',
      gpu: 'h100',
      zone: 'z',
    });
    expect(objectAt(pod?.spec, 'affinity')).toEqual({ nodeAffinity: {} });
  });
});

describe('the pod', () => {
  test('has the model as a volume of its node', () => {
    const [pod] = podsOf(service(), { runtime: runtime({ runner: RUNNER }), model: MODEL });
    expect(arrayAt(pod?.spec, 'volumes')).toEqual([{ name: 'llama', hostPath: { path: '/raid/llama' } }]);
  });

  test('is labelled and annotated with what it is made of', () => {
    const labelled = service({ labels: { b: 'engine' } }, {}, { labels: { a: 'service', b: 'service' } });
    const [pod] = podsOf(labelled, { runtime: runtime({ runner: RUNNER }), model: MODEL });
    expect(pod?.labels).toEqual({
      a: 'service',
      b: 'engine',
      app: 'chat-engine',
      component: 'engine',
      'ome.io/inferenceservice': 'chat',
      'serving-runtime': 'srt-llama',
      'fine-tuned-serving': 'false',
      'base-model-name': 'llama',
      'base-model-size': 'SMALL',
      'base-model-type': 'Serving',
      'base-model-vendor': 'meta',
    });
    expect(pod?.annotations).toMatchObject({
      'ome.io/serving-runtime': 'srt-llama',
      'ome.io/base-model-format': 'safetensors',
    });
  });

  test('may be stated by the service alone', () => {
    expect(runnerOf(service({ runner: RUNNER }), { runtime: runtime({}, { engineConfig: null }) })).toMatchObject({
      image: 'sglang:1',
    });
  });
});

describe('the components', () => {
  const parts = runtime(
    { runner: RUNNER },
    {
      decoderConfig: { runner: { ...RUNNER, image: 'decoder' } },
      routerConfig: { runner: { name: 'router' }, config: { b: '2' } },
    },
  );

  test('are those that the service names, whatever the runtime has', () => {
    const names = (isvc: Manifest) => podsOf(isvc, { runtime: parts }).map(({ component }) => component);
    expect(names(service())).toEqual(['engine']);
    expect(names(service({}, { decoder: {}, router: {} }))).toEqual(['engine', 'decoder', 'router']);
  });

  test('of a router have its configuration as variables, and an account of its own', () => {
    const [, router] = podsOf(service({}, { router: { config: { a: '1' } } }), { runtime: parts });
    expect(variables(arrayAt(router?.spec, 'containers')[0])).toEqual([
      ['b', '2'],
      ['a', '1'],
    ]);
    expect(router?.spec).toMatchObject({ serviceAccountName: 'chat-router' });
  });
});

describe('a group', () => {
  const resources = { limits: { 'nvidia.com/gpu': 8 } };
  const group = runtime({
    leader: { runner: { ...RUNNER, resources } },
    worker: { size: 2, runner: { ...RUNNER, args: ['--node-rank=$(LWS_WORKER_INDEX)'], resources } },
  });

  test('has a leader and workers', () => {
    const pods = podsOf(service({ minReplicas: 2 }), { runtime: group });
    expect(pods.map(({ component, replicas }) => [component, replicas])).toEqual([
      ['engine-leader', 2],
      ['engine-worker', 4],
    ]);
    expect(pods.map(({ labels }) => labels['leaderworkerset.sigs.k8s.io/worker-index'])).toEqual(['0', '1']);
  });

  test('is told of itself before all else', () => {
    const [leader, worker] = podsOf(service(), { runtime: group });
    const group0 = [
      ['LWS_LEADER_ADDRESS', 'lws-chat-engine-0.lws-chat-engine.models'],
      ['LWS_GROUP_SIZE', '3'],
    ];
    expect(variables(arrayAt(leader?.spec, 'containers')[0])).toEqual([
      ...group0,
      ['LWS_WORKER_INDEX', '0'],
      ['R', 'r'],
      ['PARALLELISM_SIZE', '24'],
    ]);
    expect(variables(arrayAt(worker?.spec, 'containers')[0]).slice(0, 3)).toEqual([
      ...group0,
      ['LWS_WORKER_INDEX', '1'],
    ]);
    expect(worker?.originOf('containers[0].env[3].value').field).toBe('spec.engineConfig.worker.runner.env[0].value');
  });
});

test.each([
  ['without an engine', service({}, { engine: null }), runtime({ runner: RUNNER }), 'engine component is required'],
  ['without a container', service(), runtime({}), 'no containers found in pod spec and no runner spec provided'],
  [
    'whose leader has no workers',
    service(),
    runtime({ leader: { runner: RUNNER } }),
    'the workers of a group are not stated',
  ],
  [
    'with a template that cannot be parsed',
    service(),
    runtime({ runner: { ...RUNNER, args: ['{{ x }}'] } }),
    'function "x" not defined',
  ],
])('of a service %s, no pods are made', (_what, isvc, of, message) => {
  const result = mergedService(isvc, { runtime: of });
  expect(result.outcome === 'refused' ? result.message : result.outcome).toContain(message);
});

test.each([
  ['engines on Ray', service({ annotations: { 'ome.io/deploymentMode': 'MultiNodeRayVLLM' } })],
  ['fine-tuned weights', service({}, { model: { name: 'llama', fineTunedWeights: ['w'] } })],
])('of %s, nothing can be said', (_what, isvc) => {
  expect(mergedService(isvc, { runtime: runtime({ runner: RUNNER }) })).toMatchObject({ outcome: 'unknown' });
});

test('of a service whose runtime is not known, nothing can be said', () => {
  expect(mergedService(service({ runner: RUNNER }))).toMatchObject({ outcome: 'unknown' });
});

test('a service that is only registered has no pods', () => {
  const virtual = service({}, {}, { annotations: { 'ome.io/deploymentMode': 'VirtualDeployment' } });
  expect(podsOf(virtual, {})).toEqual([]);
});
