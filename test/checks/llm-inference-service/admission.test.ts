import type { JsonObject } from '../../../kubernetes/manifest';
import { findings, group, main, pod, service, told } from './services';
import type { ServiceParts } from './services';

const SHARED: JsonObject = { name: 'shared', namespace: 'gateways', sectionName: 'https' };
const GATEWAYS: JsonObject = { refs: [SHARED, { name: 'own' }] };
const http = (route: JsonObject, gateway: JsonObject = GATEWAYS): ServiceParts => ({
  spec: { router: { gateway, route: { http: route } } },
});
const route = (fields: JsonObject, router: JsonObject = {}): ServiceParts => ({
  spec: { router: { ...router, route: fields } },
});
const parents = (...parentRefs: readonly JsonObject[]): JsonObject => ({ spec: { parentRefs } });
const scheduler = (fields: JsonObject): ServiceParts => ({ spec: { router: { scheduler: fields } } });
const scaling = (decoding: JsonObject, prefilling: JsonObject): ServiceParts => {
  const scaled = (by: JsonObject) => ({ scaling: { maxReplicas: 2, ...by } });
  return { spec: { ...scaled(decoding), prefill: { ...scaled(prefilling), template: pod(main(1)) } } };
};
const KEDA = { keda: { triggers: [{ type: 'cpu', metadata: {} }] } };
const tier = (fileSystem: JsonObject | null, cpu = '10Gi'): ServiceParts => ({
  spec: { kvCacheOffloading: { cpu, secondary: [{ fileSystem }] } },
});
const rollout = (rolloutStrategy: JsonObject, parts: ServiceParts = {}): ServiceParts => ({
  ...parts,
  spec: { ...parts.spec, rolloutStrategy },
});
const devices = (annotations: Readonly<Record<string, string>>): ServiceParts => ({
  annotations: Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [`serving.kserve.io/exp-dra-${name}`, value]),
  ),
});
const adapters = (...list: readonly (JsonObject | string | number)[]): ServiceParts => ({
  model: { lora: { adapters: list } },
});
const sql = (fields: JsonObject = {}): JsonObject => ({ name: 'sql', uri: 'hf://acme/sql', ...fields });
const confidential = (fields: JsonObject, uri = 's3://models/qwen'): ServiceParts => ({
  model: { uri, confidential: { enabled: true, ...fields } },
});
const GROUP = group({ data: 16, dataLocal: 8 });

const OLD = 'v1alpha1';

describe('a service that the webhook refuses', () => {
  test.each<readonly [id: string, what: string, parts: ServiceParts, field: string]>([
    [
      'route-twice',
      'routes by name and one in full',
      http({ refs: [{ name: 'a' }], spec: {} }),
      'spec.router.route.http',
    ],
    [
      'route-gateway',
      'routes by name without a gateway',
      http({ refs: [{ name: 'a' }] }, {}),
      'spec.router.route.http.refs',
    ],
    [
      'route-parents',
      'a route of another gateway',
      http(parents({ name: 'other', namespace: 'gateways' })),
      'spec.router.route.http.spec.parentRefs',
    ],
    [
      'route-parents',
      'a route of one gateway where there are two',
      http(parents({ name: 'own' })),
      'spec.router.route.http.spec.parentRefs',
    ],
    [
      'route-parents',
      'gateways stated twice in the older version',
      { version: OLD, ...http(parents({ name: 'own' }), { refs: [{ name: 'own' }] }) },
      'spec.router.route.http.spec.parentRefs',
    ],
    ['traffic', 'a weight in no group', route({ weight: 10 }), 'spec.router.route.weight'],
    ['traffic', 'a group without a weight', route({ group: 'qwen' }), 'spec.router.route.group'],
    [
      'traffic',
      'a group behind an Ingress',
      route({ group: 'qwen', weight: 1 }, { ingress: {} }),
      'spec.router.route.group',
    ],
    [
      'traffic',
      'a group with routes of its own',
      route({ group: 'qwen', weight: 1, http: { refs: [{ name: 'a' }] } }, { gateway: GATEWAYS }),
      'spec.router.route.group',
    ],
    ['worker-sizes', 'workers without sizes', group({ tensor: 8 }), 'spec.worker'],
    [
      'worker-sizes',
      'prefilling workers without sizes',
      { spec: { prefill: { template: pod(main(1)), worker: pod(main(1)) } } },
      'spec.prefill.worker',
    ],
    ['parallel-kinds', 'layers and data shared', group({ pipeline: 2, data: 2, dataLocal: 1 }), 'spec.parallelism'],
    ['data-local', 'copies of a group alone', { spec: { parallelism: { data: 2 } } }, 'spec.parallelism.data'],
    ['data-local', 'copies of a pod alone', { spec: { parallelism: { dataLocal: 2 } } }, 'spec.parallelism.dataLocal'],
    ['scheduler-replicas', 'no scheduler', scheduler({ replicas: 0 }), 'spec.router.scheduler.replicas'],
    ['scheduler-config', 'neither text nor ConfigMap', scheduler({ config: {} }), 'spec.router.scheduler.config'],
    [
      'scheduler-config',
      'both text and ConfigMap',
      scheduler({ config: { inline: { kind: 'a' }, ref: { name: 'a', key: 'epp' } } }),
      'spec.router.scheduler.config',
    ],
    ['scheduler-config', 'an empty text', scheduler({ config: { inline: {} } }), 'spec.router.scheduler.config.inline'],
    [
      'scheduler-config',
      'a ConfigMap without a name',
      scheduler({ config: { ref: { key: 'epp' } } }),
      'spec.router.scheduler.config.ref',
    ],
    ['scaling-modes', 'KEDA beside WVA', scaling(KEDA, { wva: { hpa: {} } }), 'spec.prefill.scaling'],
    [
      'scaling-modes',
      'WVA by two means',
      scaling({ wva: { hpa: {} } }, { wva: { keda: {} } }),
      'spec.prefill.scaling.wva',
    ],
    ['cache-tier', 'a tier that is nowhere', tier({}), 'spec.kvCacheOffloading.secondary[0].fileSystem'],
    ['cache-tier', 'a tier in no file system', tier(null), 'spec.kvCacheOffloading.secondary[0]'],
    [
      'cache-tier',
      'a tier at two places',
      tier({ emptyDir: { size: '1Gi' }, pvc: { ref: { name: 'a' } } }),
      'spec.kvCacheOffloading.secondary[0].fileSystem',
    ],
    ['cache-tier', 'a claim of nothing', tier({ pvc: {} }), 'spec.kvCacheOffloading.secondary[0].fileSystem.pvc'],
    [
      'cache-tier',
      'a claim without a name',
      tier({ pvc: { ref: { name: '' } } }),
      'spec.kvCacheOffloading.secondary[0].fileSystem.pvc.ref.name',
    ],
    ['cache-tier', 'a tier below no memory', tier({ emptyDir: { size: '1Gi' } }, '0'), 'spec.kvCacheOffloading.cpu'],
    ['rollout', 'less than nothing', rollout({ maxSurge: -1 }), 'spec.rolloutStrategy.maxSurge'],
    ['rollout', 'more than all', rollout({ maxUnavailable: '101%' }), 'spec.rolloutStrategy.maxUnavailable'],
    ['rollout', 'a number as text', rollout({ maxUnavailable: '1' }), 'spec.rolloutStrategy.maxUnavailable'],
    ['rollout', 'nothing at all', rollout({ maxUnavailable: 0, maxSurge: '0%' }), 'spec.rolloutStrategy'],
    ['rollout', 'a part of one pod', rollout({ maxUnavailable: '50%', maxSurge: 0 }), 'spec.rolloutStrategy'],
    [
      'rollout',
      'a group that may not be missing',
      rollout({ maxUnavailable: 0 }, GROUP),
      'spec.rolloutStrategy.maxUnavailable',
    ],
    [
      'device-claim',
      'a count of no class',
      devices({ 'device-count': '2' }),
      'metadata.annotations["serving.kserve.io/exp-dra-device-count"]',
    ],
    [
      'device-claim',
      'a class that cannot be',
      devices({ 'device-class': 'GPU' }),
      'metadata.annotations["serving.kserve.io/exp-dra-device-class"]',
    ],
    [
      'device-claim',
      'no devices',
      devices({ 'device-class': 'gpu', 'device-count': '0' }),
      'metadata.annotations["serving.kserve.io/exp-dra-device-count"]',
    ],
    [
      'device-claim',
      'an empty expression',
      devices({ 'device-class': 'gpu', 'cel-selector': ' \n ' }),
      'metadata.annotations["serving.kserve.io/exp-dra-cel-selector"]',
    ],
    [
      'device-claim',
      'a container that cannot be',
      devices({ 'device-class': 'gpu', 'container-name': 'Main' }),
      'metadata.annotations["serving.kserve.io/exp-dra-container-name"]',
    ],
    ['adapter', 'adapters that are no list', { model: { lora: { adapters: 'sql' } } }, 'spec.model.lora.adapters'],
    ['adapter', 'an adapter that is a text', adapters('sql'), 'spec.model.lora.adapters[0]'],
    ['adapter', 'a name that is a number', adapters(sql({ name: 7 })), 'spec.model.lora.adapters[0].name'],
    ['adapter', 'an adapter without a name', adapters({ uri: 'hf://acme/sql' }), 'spec.model.lora.adapters[0].name'],
    ['adapter', 'a name that leads away', adapters(sql({ name: '..' })), 'spec.model.lora.adapters[0].name'],
    ['adapter', 'two of one name', adapters(sql(), sql()), 'spec.model.lora.adapters[1].name'],
    ['adapter', 'the name of the model', adapters(sql({ name: 'qwen' })), 'spec.model.lora.adapters[0].name'],
    [
      'adapter',
      'two of one folder',
      adapters(sql({ name: 'a b' }), sql({ name: 'a-b' })),
      'spec.model.lora.adapters[1].name',
    ],
    [
      'adapter',
      'a name that no volume can have',
      adapters(sql({ name: 'sql_v2', uri: 'pvc://adapters/sql' })),
      'spec.model.lora.adapters[0].name',
    ],
    [
      'adapter-uri',
      'an adapter in an image',
      adapters(sql({ uri: 'oci://acme/sql' })),
      'spec.model.lora.adapters[0].uri',
    ],
    ['adapter-uri', 'an adapter from nowhere', adapters({ name: 'sql' }), 'spec.model.lora.adapters[0].uri'],
    [
      'adapter-uri',
      'an address of three parts',
      adapters(sql({ uri: 'hf://a/b/c' })),
      'spec.model.lora.adapters[0].uri',
    ],
    [
      'adapter-uri',
      'an adapter that nobody loads',
      { ...adapters(sql()), spec: { storageInitializer: { enabled: false } } },
      'spec.model.lora.adapters[0].uri',
    ],
    [
      'confidential',
      'a key of another form',
      confidential({ resourceId: 'a/b/c' }),
      'spec.model.confidential.resourceId',
    ],
  ])('llmisvc/%s: %s', (id, _what, parts, field) => {
    expect(told(service(parts))).toContain(`error llmisvc/${id} ${field}`);
  });
});

describe('a service that the webhook takes', () => {
  test.each<readonly [what: string, parts: ServiceParts]>([
    ['that states nothing more', {}],
    ['of the older version', { version: OLD }],
    ['with routes at its gateways', http({ refs: [{ name: 'a' }] })],
    ['with a route of the same gateways in another order', http(parents({ name: 'own' }, SHARED))],
    ['with a route of no gateways', http({ spec: {} })],
    ['in a group with a weight of nothing', route({ group: 'qwen', weight: 0 })],
    ['with a group of pods', GROUP],
    ['with a scheduler of its own configuration', scheduler({ replicas: 2, config: { inline: { kind: 'a' } } })],
    ['scaled in one way', scaling(KEDA, KEDA)],
    [
      'of which one part is scaled',
      { spec: { scaling: { maxReplicas: 2, ...KEDA }, prefill: { template: pod(main(1)) } } },
    ],
    ['with a tier in a claim', tier({ pvc: { spec: {} } })],
    ['that rolls out by one more', rollout({ maxUnavailable: '0%', maxSurge: '1%' })],
    ['of one pod that may not be missing', rollout({ maxUnavailable: 0 })],
    [
      'that claims devices',
      devices({ 'device-class': ' gpu.nvidia.com ', 'device-count': '+2', 'cel-selector': 'true' }),
    ],
    ['with adapters', adapters(sql(), sql({ name: 'sql_v2', uri: 's3://adapters/sql' }))],
    ['with a mounted adapter', adapters(sql({ uri: 'pvc://adapters/sql' }))],
    ['with a key', confidential({ resourceId: 'kbs:///a/b/c' })],
    ['that is not confidential', confidential({ enabled: false, resourceId: 'a' })],
  ])('%s', (_what, parts) => {
    expect(told(service(parts))).toEqual([]);
  });
});

test.each(['oci://acme/qwen', 'pvc://models'])('confidential models of %s are not decrypted', (uri) => {
  expect(told(service(confidential({}, uri)))).toEqual([
    'warning llmisvc/confidential-without-effect spec.model.confidential',
  ]);
});

describe('the address of a model', () => {
  test.each([
    'hf://Qwen/Qwen2.5-7B-Instruct',
    'hf://Qwen/Qwen2.5-7B-Instruct:main',
    'HF://Qwen/Qwen2.5-7B-Instruct',
    's3://models',
    'pvc://models/a folder',
    'oci://registry.example.com:5000/qwen:1',
    'oci+native://registry.example.com/qwen@sha256:0',
  ])('may be %s', (uri) => {
    expect(told(service({ model: { uri } }))).toEqual([]);
  });

  test.each([
    ['', 'The model has no address'],
    ['/mnt/models', "'/mnt/models' has no scheme"],
    ['gs://models/qwen', "'gs://' is not what an LLMInferenceService loads models from"],
    ['oci+modelcar://acme/qwen', "'oci+modelcar://' is not what"],
    ['hf://Qwen', "'hf://Qwen' is no model of Hugging Face"],
    ['hf://Qwen/Qwen2.5/7B', "'hf://Qwen/Qwen2.5/7B' is no model of Hugging Face"],
    ['hf://Qwen:main', 'invalid port ":main" after host'],
    ['hf://{{ .Name }}/qwen', 'invalid character "{" in host name'],
    ['s3://models/100%', 'invalid URL escape "%"'],
    ['pvc://', "'' cannot be the name of a PersistentVolumeClaim"],
    ['pvc://Models', "'Models' cannot be the name of a PersistentVolumeClaim"],
  ])("may not be '%s'", (uri, problem) => {
    const found = told(service({ model: { uri } }));
    expect(found).toContain('error llmisvc/model-uri spec.model.uri');
    expect(problemsOf({ uri })).toContainEqual(expect.stringContaining(problem));
  });

  test('is of any scheme where the pod loads the model itself', () => {
    const spec = { storageInitializer: { enabled: false } };
    expect(told(service({ model: { uri: 'gs://models/qwen' }, spec }))).toEqual([]);
  });

  test('may be of an image only where KServe brings images to pods', () => {
    const image = service({ model: { uri: 'oci://acme/qwen' } });
    expect(findings([image], { kserve: { ociModelMode: 'none' } })).toMatchObject([{ id: 'llmisvc/model-uri' }]);
    expect(findings([image], { kserve: { ociModelMode: 'native' } })).toEqual([]);
  });
});

describe('the name of a service', () => {
  test.each([
    ['qwen2.5-7b', 'begins with a digit, or has a dot in it'],
    ['7b-qwen', 'begins with a digit, or has a dot in it'],
    ['q'.repeat(64), 'has 64 characters, 63 fit'],
  ])('may not be %s', (name, problem) => {
    const [finding] = findings([service({ name })]);
    expect(finding).toMatchObject({ id: 'llmisvc/name', severity: 'error' });
    expect(finding?.problem).toContain(problem);
  });

  test.each([
    [40, {}, false],
    [41, {}, true],
    [40, { replicas: 11 }, true],
    [39, { replicas: 11 }, false],
    [40, { rolloutStrategy: { maxSurge: 10 } }, true],
  ])('of %i characters for groups with %j is too long: %s', (length, spec, isTooLong) => {
    const parts = group({ data: 16, dataLocal: 8 });
    const found = told(service({ name: 'q'.repeat(length), spec: { ...parts.spec, ...spec } }));
    expect(found).toEqual(isTooLong ? ['error llmisvc/group-name metadata.name'] : []);
  });

  test('of 63 characters is short enough for a service of single pods', () => {
    expect(told(service({ name: 'q'.repeat(63) }))).toEqual([]);
  });
});

function problemsOf(model: JsonObject): readonly string[] {
  return findings([service({ model })]).map(({ problem }) => problem);
}
