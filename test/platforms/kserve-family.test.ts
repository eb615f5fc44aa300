import {
  Accelerator,
  AlaudaAi,
  Cluster,
  CustomRuntime,
  FleetApp,
  Kserve,
  late,
  ModelStorage,
  OpenShiftAi,
  text,
} from '../../index';
import type { CustomRuntimeProps, Platform, ServeProps } from '../../index';
import { arrayAt, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import { fleetLayout } from '../../synth/layout';
import { render } from '../../synth/render';

/** An engine that reads every late-bound value, and a service of it, on one platform. */
function written(platform: Platform, engine: Partial<CustomRuntimeProps> = {}, service: Partial<ServeProps> = {}) {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'cluster', { platform });
  const runtime = new CustomRuntime(cluster, 'engine', {
    namespace: 'models',
    engine: 'engine',
    image: 'registry.example/engine:1',
    servingPort: 8080,
    formats: [{ name: 'gguf' }],
    accelerator: Accelerator.nvidia(),
    args: Object.values(late).map((value) => text`${value.lateBound}=${value}`),
    ...engine,
  });
  const model = { name: 'llama', task: 'text-generation', storage: ModelStorage.pvc('models') };
  runtime.serve(cluster, 'service', { model, ...service });
  const { objects, findings } = render(app, fleetLayout);
  const [runtimeObject, serviceObject] = objects.map(({ manifest }) => manifest);
  return { runtime: runtimeObject, service: serviceObject, findings };
}

/** A pod without others leads itself. */
const ofOnePod = {
  leaderAddress: '127.0.0.1',
  groupSize: '1',
  podIndex: '0',
  tensorParallel: '1',
  pipelineParallel: '1',
};

describe('late-bound values', () => {
  test.each<[string, Platform, Readonly<Record<string, string>>]>([
    [
      'KServe',
      new Kserve(),
      {
        modelPath: '/mnt/models',
        modelRoot: '/mnt/models',
        modelName: '{{.Name}}',
        modelTask: '{{ index .Annotations `model-task` }}',
        serviceName: '{{.Name}}',
        namespace: '{{.Namespace}}',
      },
    ],
    [
      'Alauda AI',
      new AlaudaAi(),
      {
        modelPath: '/mnt/models/{{ index .Annotations `aml-model-repo` }}',
        modelRoot: '/mnt/models',
        modelName: '{{ index .Annotations `aml-model-repo` }}',
        modelTask: '{{ index .Annotations `aml-pipeline-tag` }}',
        serviceName: '{{.Name}}',
        namespace: '{{.Namespace}}',
      },
    ],
  ])('are written in the template language of %s', (_, platform, values) => {
    const { runtime, findings } = written(platform);
    expect(arrayAt(arrayAt(runtime, 'spec', 'containers')[0], 'args')).toEqual(
      Object.entries({ ...values, servingPort: '8080', ...ofOnePod }).map(([name, value]) => `${name}=${value}`),
    );
    expect(findings).toEqual([]);
  });

  test('find on the service what they read there', () => {
    expect(objectAt(written(new Kserve()).service, 'metadata', 'annotations')).toMatchObject({
      'model-task': 'text-generation',
    });
    expect(objectAt(written(new AlaudaAi()).service, 'metadata', 'annotations')).toMatchObject({
      'aml-model-repo': 'llama',
      'aml-pipeline-tag': 'text-generation',
    });
  });

  test('may be quoted as Alauda AI documents it, and are then told to fail on upstream KServe', () => {
    const { findings } = written(new AlaudaAi({ templateQuote: '"' }));
    expect(new Set(findings.map(({ id }) => id))).toEqual(new Set(['kserve/quoted-index']));
  });
});

describe("the port that KServe's Service leads to", () => {
  const METRICS = { number: 9001, name: 'metrics' };

  test.each<[string, Partial<CustomRuntimeProps>, readonly number[]]>([
    ['is 8080 where nothing is declared', {}, []],
    ['is declared where it is another', { servingPort: 9000 }, [9000]],
    ['is declared before others', { servingPort: 9000, ports: [METRICS] }, [9000, 9001]],
    ['comes first of those that are declared', { ports: [METRICS, { number: 8080 }] }, [8080, 9001]],
  ])('%s', (_, engine, expected) => {
    const [container] = arrayAt(written(new Kserve(), engine).runtime, 'spec', 'containers');
    const ports = arrayAt(container, 'ports').map((port) => valueAt(port, 'containerPort'));
    expect(ports).toEqual(expected);
  });
});

describe('the deployment mode', () => {
  test.each<[string, Platform, string]>([
    ['KServe as it is shipped', new Kserve(), 'Knative'],
    ['KServe with another default', new Kserve({ defaultDeploymentMode: 'Standard' }), 'Standard'],
    ['Alauda AI', new AlaudaAi(), 'Standard'],
    ['OpenShift AI', new OpenShiftAi(), 'Knative'],
  ])('is written on every service of %s', (_, platform, mode) => {
    const { service } = written(platform);
    expect(valueAt(service, 'metadata', 'annotations', 'serving.kserve.io/deploymentMode')).toBe(mode);
  });

  test('of one service comes before the default of the cluster', () => {
    const { service } = written(new Kserve(), {}, { deploymentMode: 'Standard' });
    expect(valueAt(service, 'metadata', 'annotations', 'serving.kserve.io/deploymentMode')).toBe('Standard');
  });

  test('decides on OpenShift AI whether the service mesh is asked for', () => {
    const mesh = (mode: 'Standard' | 'Knative') =>
      valueAt(
        written(new OpenShiftAi(), {}, { deploymentMode: mode }).service,
        'metadata',
        'annotations',
        'sidecar.istio.io/inject',
      );
    expect([mesh('Knative'), mesh('Standard')]).toEqual(['true', undefined]);
  });
});

describe('a service', () => {
  test('may write to its model where the engine does', () => {
    const readonly = (writesModelFolder: boolean) =>
      valueAt(
        written(new Kserve(), { writesModelFolder }).service,
        'metadata',
        'annotations',
        'storage.kserve.io/readonly',
      );
    expect([readonly(true), readonly(false)]).toEqual(['false', undefined]);
  });

  test('that is stopped keeps its object', () => {
    const { service } = written(new Kserve(), {}, { stopped: true });
    expect(valueAt(service, 'metadata', 'annotations', 'serving.kserve.io/stop')).toBe('true');
  });

  test('states what the webhook would add where tokens are not mounted', () => {
    const { service } = written(new Kserve({ autoMountServiceAccountToken: false }));
    expect(valueAt(service, 'spec', 'predictor', 'automountServiceAccountToken')).toBe(false);
  });

  test.each<[string, ModelStorage, object]>([
    ['a volume', ModelStorage.pvc('claim', '/llama'), { storageUri: 'pvc://claim/llama' }],
    ['S3', ModelStorage.s3('bucket', 'llama'), { storageUri: 's3://bucket/llama' }],
    ['Google Cloud Storage', ModelStorage.gs('bucket', 'llama'), { storageUri: 'gs://bucket/llama' }],
    ['Hugging Face', ModelStorage.huggingFace('org/llama', 'abc123'), { storageUri: 'hf://org/llama:abc123' }],
    ['an OCI image', ModelStorage.oci('registry.example/llama:1'), { storageUri: 'oci://registry.example/llama:1' }],
    ['a web server', ModelStorage.https('example.com/llama.tar'), { storageUri: 'https://example.com/llama.tar' }],
    [
      'a connection',
      ModelStorage.connection('key', 'llama', { type: 's3', bucket: 'bucket' }),
      { storage: { key: 'key', path: 'llama', parameters: { type: 's3', bucket: 'bucket' } } },
    ],
  ])('loads its model from %s', (_, storage, fields) => {
    const { service } = written(new Kserve(), {}, { model: { name: 'llama', task: 'chat', storage } });
    expect(objectAt(service, 'spec', 'predictor', 'model')).toMatchObject(fields);
  });

  test('loads its model from several places, which the predictor and not the model states', () => {
    const uris = [{ uri: 'pvc://base' }, { uri: 'pvc://adapters', mountPath: '/mnt/adapters' }];
    const storage = ModelStorage.several(uris);
    const { service, findings } = written(new Kserve(), {}, { model: { name: 'llama', task: 'chat', storage } });
    expect(objectAt(service, 'spec', 'predictor')).toMatchObject({ storageUris: uris });
    expect(findings.map(({ id }) => id)).toEqual([]);
  });
});

describe('Alauda AI', () => {
  test.each<[string, ModelStorage, readonly string[]]>([
    ['a volume of folders', ModelStorage.pvc('models'), []],
    ['a folder of a volume', ModelStorage.pvc('models', 'llama'), ['alauda/model-folder']],
    ['Hugging Face', ModelStorage.huggingFace('org/llama'), ['alauda/model-folder']],
  ])('warns where %s does not put the model into a folder of its name', (_, storage, ids) => {
    const { findings } = written(new AlaudaAi(), {}, { model: { name: 'llama', task: 'chat', storage } });
    expect(findings.map(({ id }) => id)).toEqual(ids);
  });
});

describe('OpenShift AI', () => {
  test('recommends the accelerator of the runtime and shows both objects', () => {
    const { runtime, service } = written(new OpenShiftAi(), { displayName: 'Engine', accelerator: Accelerator.amd() });
    expect(objectAt(runtime, 'metadata', 'annotations')).toEqual({
      'opendatahub.io/recommended-accelerators': '["amd.com/gpu"]',
      'openshift.io/display-name': 'Engine',
    });
    expect(textAt(runtime, 'metadata', 'labels', 'opendatahub.io/dashboard')).toBe('true');
    expect(textAt(service, 'metadata', 'labels', 'opendatahub.io/dashboard')).toBe('true');
  });
});

test.each([
  ['workers', { workers: { count: 1 } }],
  ['a decoder', { decoder: { image: 'i', servingPort: 1, accelerator: Accelerator.cpu() } }],
  ['a router', { router: { image: 'i', servingPort: 1, accelerator: Accelerator.cpu() } }],
])('an engine with %s is refused, since one pod would wait for the others', (part, engine) => {
  const [finding] = written(new Kserve(), engine).findings;
  expect(finding).toMatchObject({ id: 'platform/one-pod', severity: 'error', where: 'cluster/engine' });
  expect(finding?.problem).toContain(part);
});
