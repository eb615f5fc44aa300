import { arrayAt, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import { mergedPredictor } from '../../../preview/kserve/merged-predictor';
import { podOf, runtime, service } from './predictors';

function firstContainer(spec: JsonObject): JsonValue | undefined {
  return arrayAt(spec, 'containers')[0];
}

function names(list: readonly JsonValue[]): readonly (string | undefined)[] {
  return list.map((item) => textAt(item, 'name'));
}

describe('the container that serves', () => {
  test('has the arguments of the runtime, and then those of the service', () => {
    const { spec } = podOf(service({ args: ['--c', '--a'] }), runtime({ args: ['--a', '--b'] }));
    expect(arrayAt(firstContainer(spec), 'args')).toEqual(['--a', '--b', '--c', '--a']);
  });

  test('has the command of the service in place of that of the runtime', () => {
    const { spec } = podOf(service({ command: ['new'] }), runtime({ command: ['old', 'er'] }));
    expect(arrayAt(firstContainer(spec), 'command')).toEqual(['new']);
  });

  test('has variables of the service alone before those of the runtime, and its own name last', () => {
    const env = (...list: string[]) => ({ env: list.map((name) => ({ name, value: 'x' })) });
    const { spec } = podOf(service(env('C')), runtime(env('A', 'B')));
    expect(names(arrayAt(firstContainer(spec), 'env'))).toEqual(['C', 'A', 'B', 'INFERENCE_SERVICE_NAME']);
  });

  test('has of a variable the source that the service states, in place of a value', () => {
    const source = { fieldRef: { fieldPath: 'status.podIP' } };
    const { spec } = podOf(
      service({
        env: [
          { name: 'A', valueFrom: source },
          { name: 'B', value: 'b' },
        ],
      }),
      runtime({
        env: [
          { name: 'A', value: 'a' },
          { name: 'B', valueFrom: source },
        ],
      }),
    );
    expect(arrayAt(firstContainer(spec), 'env').slice(0, 2)).toEqual([
      { name: 'A', valueFrom: source },
      { name: 'B', value: 'b' },
    ]);
  });

  test.each([
    ['engine:1', {}, {}, 'engine:1'],
    ['engine:1', { runtimeVersion: '2' }, {}, 'engine:2'],
    ['host:5000/engine', { runtimeVersion: '2' }, {}, 'host:5000/engine:2'],
    ['engine@sha256:ab', { runtimeVersion: '2' }, {}, 'engine@sha256:ab'],
    ['vllm/vllm-openai:v1', {}, { 'serving.kserve.io/server-type': 'vllmserver' }, 'vllm/vllm-openai-cpu:v1'],
    [
      'vllm/vllm-openai:v1',
      { resources: { limits: { 'nvidia.com/gpu': '1' } } },
      { 'serving.kserve.io/server-type': 'vllmserver' },
      'vllm/vllm-openai:v1',
    ],
    [
      'tf:1',
      { resources: { limits: { 'nvidia.com/mig-1g.5gb': '1' } } },
      { 'serving.kserve.io/server-type': 'tensorflow-serving' },
      'tf:1-gpu',
    ],
    [
      'tf:1',
      { resources: { limits: { 'amd.com/gpu': '1' } } },
      { 'serving.kserve.io/server-type': 'tensorflow-serving' },
      'tf:1',
    ],
  ])('of the image %s, with %j and the runtime annotated %j, is of %s', (image, model, annotations, expected) => {
    const plain = runtime({ image });
    const annotated = { ...plain, metadata: { ...objectAt(plain, 'metadata'), annotations } };
    expect(textAt(firstContainer(podOf(service(model), annotated).spec), 'image')).toBe(expected);
  });

  test('gets a readiness probe at its first port in Standard mode, and none from KServe in Knative mode', () => {
    const ports = { ports: [{ containerPort: 9000 }] };
    const knative = { annotations: { 'serving.kserve.io/deploymentMode': 'Knative' } };
    const probeOf = (isvc = service()) => objectAt(firstContainer(podOf(isvc, runtime(ports)).spec), 'readinessProbe');
    expect(probeOf()).toMatchObject({ tcpSocket: { port: 9000 }, periodSeconds: 10 });
    expect(probeOf(service({}, {}, knative))).toEqual({});
  });
});

describe('the containers', () => {
  test('are the one that serves, the transformer of both, those of the runtime, and those of the service', () => {
    const { spec } = podOf(
      service({}, { containers: [{ name: 'mine' }, { name: 'transformer-container', args: ['b'] }] }),
      runtime(
        {},
        {
          containers: [
            { name: 'theirs' },
            { name: 'transformer-container', image: 't', args: ['a'] },
            { name: 'kserve-container', image: 'engine:1' },
          ],
        },
      ),
    );
    expect(names(arrayAt(spec, 'containers'))).toEqual(['kserve-container', 'transformer-container', 'theirs', 'mine']);
    expect(arrayAt(spec, 'containers')[1]).toMatchObject({ image: 't', args: ['a', 'b'] });
  });

  test('of a service without a model are its own, the first named by the webhook and given resources', () => {
    const isvc = service();
    const custom = {
      ...isvc,
      spec: { predictor: { containers: [{ image: 'mine', resources: { limits: { cpu: '4' } } }] } },
    };
    expect(firstContainer(podOf(custom).spec)).toMatchObject({
      name: 'kserve-container',
      image: 'mine',
      resources: { limits: { cpu: '4', memory: '2Gi' }, requests: { cpu: '1', memory: '2Gi' } },
    });
  });

  test('of a framework of its own are those of a model', () => {
    const isvc = service();
    const legacy = { ...isvc, spec: { predictor: { sklearn: { args: ['b'], storageUri: 's3://a' } } } };
    const { spec, originOf } = podOf(legacy, runtime({ args: ['a'] }));
    expect(arrayAt(firstContainer(spec), 'args')).toEqual(['a', 'b']);
    expect(originOf('containers[0].args[1]').field).toBe('spec.predictor.sklearn.args[0]');
  });
});

describe('the pod', () => {
  test('has of the runtime what the controller takes, and of the service all', () => {
    const { spec } = podOf(
      service({}, { nodeSelector: { b: 'service' }, tolerations: [{ key: 'service' }], hostNetwork: true }),
      runtime(
        {},
        {
          nodeSelector: { a: 'runtime', b: 'runtime' },
          tolerations: [{ key: 'runtime' }],
          volumes: [{ name: 'shm', emptyDir: {} }],
          hostIPC: true,
        },
      ),
    );
    expect(spec).toMatchObject({
      nodeSelector: { a: 'runtime', b: 'service' },
      tolerations: [{ key: 'service' }],
      volumes: [{ name: 'shm', emptyDir: {} }],
      hostNetwork: true,
    });
    expect(spec).not.toHaveProperty('hostIPC');
  });

  test('has the labels of the runtime, the service and the predictor, and those by which it is found', () => {
    const { labels } = podOf(
      service({}, { labels: { c: 'predictor' } }, { labels: { b: 'service', c: 'service' } }),
      runtime({}, { labels: { a: 'runtime', b: 'runtime' } }),
    );
    expect(labels).toEqual({
      a: 'runtime',
      b: 'service',
      c: 'predictor',
      component: 'predictor',
      'serving.kserve.io/inferenceservice': 'llama',
      app: 'isvc.llama-predictor',
    });
  });

  test('has annotations but for those that stay with the service', () => {
    const { annotations } = podOf(
      service(
        { storageUri: 's3://a' },
        {},
        { annotations: { a: 'b', 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
      ),
      runtime({}, { annotations: { 'prometheus.io/port': '8080' } }),
    );
    expect(annotations).toEqual({
      a: 'b',
      'prometheus.io/port': '8080',
      'serving.kserve.io/deploymentMode': 'Standard',
      'internal.serving.kserve.io/storage-initializer-sourceuri': 's3://a',
    });
  });

  test('is made as often as the service says where nothing scales it', () => {
    const unscaled = { annotations: { 'serving.kserve.io/autoscalerClass': 'none' } };
    expect(podOf(service({}, { minReplicas: 3 }), runtime()).replicas).toBeUndefined();
    expect(podOf(service({}, { minReplicas: 3 }, unscaled), runtime()).replicas).toBe(3);
  });
});

describe('servers that KServe knows', () => {
  test.each([
    [
      'kserve-mlserver',
      { storageUri: 's3://a' },
      [
        ['MLSERVER_MODEL_NAME', 'llama'],
        ['MLSERVER_MODEL_URI', '/mnt/models'],
      ],
    ],
    ['kserve-mlserver', {}, [['MLSERVER_LOAD_MODELS_AT_STARTUP', 'false']]],
    ['kserve-torchserve', {}, [['PROTOCOL_VERSION', 'v2']]],
  ])('%s with %j has the variables %j', (name, model, variables) => {
    const env = arrayAt(firstContainer(podOf(service(model), runtime({}, {}, name)).spec), 'env');
    const known = env.map((variable) => [textAt(variable, 'name'), textAt(variable, 'value')]);
    expect(known.slice(0, -1)).toEqual(variables);
  });

  test('find what they are set up with in templates', () => {
    const { spec } = podOf(
      service({ modelFormat: { name: 'xgboost' }, storageUri: 's3://a' }),
      runtime({ args: ['{{.Labels.modelClass}}', '{{.Annotations.modelFormat}}'] }, {}, 'kserve-mlserver'),
    );
    expect(arrayAt(firstContainer(spec), 'args')).toEqual(['mlserver_xgboost.XGBoostModel', 'xgboost']);
  });
});

describe('no pods are made', () => {
  test.each([
    ['of a runtime without containers', runtime({}, { containers: [] }), 'no container configuration found'],
    ['of a runtime whose container has another name', runtime({ name: 'main' }), 'failed to find kserve-container'],
    ['of a template that cannot be parsed', runtime({ args: ['{{ x }}'] }), 'function "x" not defined'],
    ['of a template that asks for what is not there', runtime({ args: ['{{ .Spec }}'] }), "can't evaluate field Spec"],
  ])('%s', (_what, of, message) => {
    const result = mergedPredictor(service(), of);
    expect(result).toMatchObject({ outcome: 'refused', reason: 'InvalidPredictorSpec' });
    expect(result.outcome === 'refused' ? result.message : '').toContain(message);
  });

  test('of a model that is stated twice', () => {
    const result = mergedPredictor(service({ storageUri: 's3://a', storage: { path: 'b' } }), runtime());
    expect(result).toMatchObject({
      outcome: 'refused',
      message: 'must provide only one of storageUri and storage.path',
    });
  });
});

test.each([
  ['a template that asks for what the cluster writes', service(), runtime({ args: ['{{ .UID }}'] })],
  ['a runtime that is not there', service(), undefined],
  ['ModelMesh', service({}, {}, { annotations: { 'serving.kserve.io/deploymentMode': 'ModelMesh' } }), runtime()],
])('of %s, nothing can be said', (_what, isvc, of) => {
  expect(mergedPredictor(isvc, of)).toMatchObject({ outcome: 'unknown' });
});

describe('where a field is written', () => {
  const isvc = service(
    { args: ['s'], env: [{ name: 'S', value: 's' }], resources: { limits: { cpu: '1' } } },
    { containers: [{ name: 'mine', image: 'm' }], volumes: [{ name: 'v', emptyDir: {} }] },
  );
  const of = runtime(
    { args: ['a', 'b'], env: [{ name: 'R', value: 'r' }], ports: [{ containerPort: 1, name: 'http' }] },
    { volumes: [{ name: 'u', emptyDir: {} }] },
  );
  const { originOf } = podOf(isvc, of);
  const runtimeField = (field: string) => ({ author: 'runtime', manifest: of, field });
  const serviceField = (field: string) => ({ author: 'service', manifest: isvc, field });

  test.each([
    ['containers[0].image', runtimeField('spec.containers[0].image')],
    ['containers[0].args[1]', runtimeField('spec.containers[0].args[1]')],
    ['containers[0].args[2]', serviceField('spec.predictor.model.args[0]')],
    ['containers[0].env[0].value', serviceField('spec.predictor.model.env[0].value')],
    ['containers[0].env[1].value', runtimeField('spec.containers[0].env[0].value')],
    ['containers[0].ports[0].name', runtimeField('spec.containers[0].ports[0].name')],
    ['containers[0].resources.limits.cpu', serviceField('spec.predictor.model.resources.limits.cpu')],
    ['containers[1].image', serviceField('spec.predictor.containers[0].image')],
    ['volumes[0].name', serviceField('spec.predictor.volumes[0].name')],
    ['volumes[1].name', runtimeField('spec.volumes[0].name')],
  ])('%s', (field, origin) => {
    expect(originOf(field)).toEqual(origin);
  });

  test.each([
    ['containers[0].env[2].value', 'spec.predictor.model.env'],
    ['containers[0].readinessProbe.tcpSocket', 'spec.predictor.model'],
    ['dnsPolicy', 'spec.predictor'],
  ])('%s, which a controller added, is said to be next to %s', (field, nearest) => {
    expect(originOf(field)).toEqual({ author: 'controller', manifest: isvc, field: nearest });
  });
});
