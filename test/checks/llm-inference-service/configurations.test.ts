import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { config, findings, group, main, pod, service, told } from './services';
import type { ServiceParts } from './services';

const REFERS: JsonObject = { baseRefs: [{ name: 'defaults' }] };
const DEFAULTS = { template: pod({ name: 'main', env: [{ name: 'HF_HOME', value: '/models' }] }) };

const kserveRunsIn = (namespace: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'inferenceservice-config', namespace },
  data: {},
});

describe('a configuration that a service refers to', () => {
  const referring = service({ spec: REFERS });

  test.each<readonly [where: string, objects: readonly Manifest[]]>([
    ['of its namespace', [config('defaults', DEFAULTS)]],
    ['of the namespace where KServe runs by itself', [config('defaults', DEFAULTS, 'kserve')]],
    ['of the namespace where KServe is said to run', [config('defaults', DEFAULTS, 'ai'), kserveRunsIn('ai')]],
    ['that may be of any namespace', [{ ...config('defaults', DEFAULTS), metadata: { name: 'defaults' } }]],
  ])('is found: one %s', (_where, objects) => {
    expect(told(referring, ...objects)).toEqual([]);
  });

  test.each<readonly [severity: string, what: string, objects: readonly Manifest[], problem: string]>([
    ['note', 'where no configurations are known', [], 'It is not known whether there is a configuration'],
    ['error', 'where there are others', [config('default', DEFAULTS)], "There is no configuration 'defaults'"],
    [
      'warning',
      'of another namespace, where KServe might run',
      [config('defaults', DEFAULTS, 'ai')],
      "is of the namespace 'ai'",
    ],
    [
      'error',
      'of another namespace, where KServe does not run',
      [config('defaults', DEFAULTS, 'ai'), kserveRunsIn('kserve')],
      "is of the namespace 'ai'",
    ],
  ])('is missing, which is told as a(n) %s: one %s', (severity, _what, objects, problem) => {
    expect(findings([referring, ...objects])).toMatchObject([
      { id: 'llmisvc/unknown-config', severity, field: 'spec.baseRefs[0].name' },
    ]);
    expect(findings([referring, ...objects])[0]?.problem).toContain(problem);
  });

  test('may stand in an inventory', () => {
    expect(findings([referring], { inventory: [config('defaults', DEFAULTS)] })).toEqual([]);
    expect(findings([referring], { inventory: [config('others', DEFAULTS)] })).toMatchObject([
      { id: 'llmisvc/unknown-config', severity: 'error' },
    ]);
  });

  test('is looked for where OpenShift AI runs KServe', () => {
    const objects = [referring, config('defaults', DEFAULTS, 'redhat-ods-applications')];
    expect(findings(objects, { platform: 'openshift-ai' })).toEqual([]);
  });

  test('that is nearly there is proposed', () => {
    expect(findings([referring, config('default', DEFAULTS)])[0]?.mend).toBe("Did you mean 'default'?");
  });

  test.each(['kserve-config-llm-template', 'v3-4-0-kserve-config-llm-scheduler'])(
    'is there without being known where KServe ships it: %s',
    (name) => {
      expect(told(service({ spec: { baseRefs: [{ name }] } }))).toEqual([]);
    },
  );
});

describe('workers that share layers', () => {
  const sharing = (role: JsonObject = {}): Manifest =>
    service({ spec: { parallelism: { pipeline: 2 }, template: pod(main(8)), worker: pod(main(8)), ...role } });
  const own = config('kserve-config-llm-worker-pipeline-parallel', {
    template: pod({ name: 'main', image: 'vllm/vllm-openai:v0.19.0' }),
    worker: pod({ name: 'main', image: 'vllm/vllm-openai:v0.19.0' }),
  });

  test('need a configuration that is not shipped', () => {
    expect(told(sharing())).toEqual(['error llmisvc/pipeline-preset spec.parallelism.pipeline']);
  });

  test('may have one of their own', () => {
    expect(told(sharing(), own)).toEqual([]);
  });

  test('need one for each part of a service', () => {
    const prefill = { parallelism: { pipeline: 2 }, template: pod(main(8)), worker: pod(main(8)) };
    expect(told(sharing({ prefill }), own)).toEqual([
      'error llmisvc/pipeline-preset spec.prefill.parallelism.pipeline',
      'error llmisvc/pipeline-preset spec.parallelism.pipeline',
    ]);
  });
});

describe('a configuration that the webhook refuses', () => {
  test.each<readonly [id: string, what: string, spec: JsonObject, field: string]>([
    ['nested-config', 'one that refers to others', { baseRefs: [{ name: 'a' }] }, 'spec.baseRefs'],
    [
      'scheduler-replicas',
      'one without a scheduler',
      { router: { scheduler: { replicas: 0 } } },
      'spec.router.scheduler.replicas',
    ],
  ])('llmisvc/%s: %s', (id, _what, spec, field) => {
    expect(told(config('defaults', spec))).toEqual([`error llmisvc/${id} ${field}`]);
  });

  test('is not looked at as a service is', () => {
    expect(told(config('defaults', { worker: pod(main(1)), model: { uri: 'gs://models/qwen' } }))).toEqual([]);
  });
});

describe('a service together with its configurations', () => {
  const together = (own: ServiceParts, configured: JsonObject): readonly Manifest[] => [
    service({ ...own, spec: { ...own.spec, ...REFERS } }),
    config('defaults', configured),
  ];
  const inline = (...plugins: readonly string[]): JsonObject => ({
    router: { scheduler: { config: { inline: { plugins: plugins.map((type) => ({ type })) } } } },
  });

  test.each<readonly [what: string, own: ServiceParts, configured: JsonObject, found: string]>([
    [
      'replicas beside an autoscaler',
      { spec: { replicas: 2 } },
      { scaling: { maxReplicas: 3, wva: { hpa: {} } } },
      'error schema/rule spec',
    ],
    ['workers without sizes', {}, { worker: pod({ name: 'main' }) }, 'error llmisvc/worker-sizes spec.worker'],
    ['a model without an address', { model: { uri: '' } }, DEFAULTS, 'error llmisvc/model-uri spec.model.uri'],
    [
      'an adapter of the name that the model has got',
      { model: { lora: { adapters: [{ name: 'chat', uri: 'hf://acme/chat' }] } } },
      { model: { uri: '', name: 'chat' } },
      'error llmisvc/adapter spec.model.lora.adapters[0].name',
    ],
  ])('is refused: %s', (_what, own, configured, found) => {
    const objects = together(own, configured);
    expect(told(...objects)).toContain(found);
    const [finding] = findings(objects).filter(({ id, field }) => found === `error ${id} ${field ?? ''}`);
    expect(finding?.problem).toMatch(/^Together with 'defaults': /);
    expect(finding?.consequence).toContain('InvalidRenderedConfig');
  });

  test.each<readonly [what: string, own: ServiceParts, configured: JsonObject]>([
    ['a model of the configuration', { model: { uri: '' } }, { model: { uri: 'hf://Qwen/Qwen2.5-7B-Instruct' } }],
    [
      'arguments in place of others',
      { main: { args: ['--max-model-len=1'] } },
      { template: pod({ name: 'main', args: ['-'] }) },
    ],
    ['plugins of the scheduler in one place', {}, inline('queue-scorer')],
  ])('is taken: %s', (_what, own, configured) => {
    expect(told(...together(own, configured))).toEqual([]);
  });

  test('is told of once where it is refused without them', () => {
    const objects = together({ spec: { router: { scheduler: { replicas: 0 } } } }, DEFAULTS);
    expect(told(...objects)).toEqual(['error llmisvc/scheduler-replicas spec.router.scheduler.replicas']);
  });

  test('cannot be merged where both state plugins of the scheduler', () => {
    const objects = together({ spec: inline('prefix-cache-scorer') }, inline('queue-scorer'));
    expect(told(...objects)).toEqual(['error llmisvc/config-merge spec.baseRefs']);
  });
});

describe('the name of a model', () => {
  const named = (name: string, router: JsonObject = { route: {}, gateway: {} }) =>
    service({ model: { name }, spec: { router } });

  test.each(['Qwen 2.5', 'qwen#2', 'qwen/', 'a//b', '../qwen', 'a;b', 'a"b', 'ä', 'a%2fb'])(
    'may not be %s in a route',
    (name) => {
      expect(told(named(name))).toContain('error llmisvc/model-name spec.model.name');
    },
  );

  test.each(['Qwen 2.5', '$MODEL', "qwen's", 'a&b'])('may not be %s in a line of a shell', (name) => {
    expect(told(named(name, {}))).toEqual(['error llmisvc/model-name spec.model.name']);
  });

  test.each(['Qwen/Qwen2.5-7B-Instruct', 'qwen@v1', 'a+b:c_d~e', 'qwen.v1'])('may be %s', (name) => {
    expect(told(named(name))).toEqual([]);
  });

  test('may be anything where the service brings its routes and its command', () => {
    const own = { command: ['vllm', 'serve', '/mnt/models'] };
    expect(told(service({ model: { name: 'Qwen 2.5' }, main: own }))).toEqual([]);
  });

  test('is that of the last configuration that states one', () => {
    const objects = [
      service({ model: { name: 'mine' }, spec: { baseRefs: [{ name: 'one' }, { name: 'two' }] } }),
      config('one', { model: { uri: '', name: 'first' } }),
      config('two', { model: { uri: '', name: 'second' } }),
    ];
    expect(findings(objects)).toMatchObject([{ id: 'llmisvc/model-name-overridden', severity: 'warning' }]);
    expect(findings(objects)[0]?.problem).toContain("'second'");
  });

  test.each<readonly [what: string, one: ServiceParts, other: ServiceParts, isShared: boolean]>([
    ['of two services', {}, {}, true],
    ['of two namespaces', {}, { namespace: 'others' }, false],
    ['of different models', {}, { model: { name: 'other' } }, false],
    ['of an adapter too', {}, { model: { name: 'b', lora: { adapters: [{ name: 'qwen', uri: 'hf://a/b' }] } } }, true],
  ])('is shared: one %s', (_what, one, other, isShared) => {
    const routed = (name: string, parts: ServiceParts) =>
      service({ ...parts, name, spec: { ...parts.spec, router: { route: {}, gateway: {} } } });
    expect(told(routed('blue', one), routed('green', other))).toEqual(
      isShared ? ['warning llmisvc/shared-model-name spec.model.name'] : [],
    );
  });

  test('is not shared by two texts of one service', () => {
    const routed = service({ name: 'blue', spec: { router: { route: {}, gateway: {} } } });
    expect(told(routed, routed)).toEqual([]);
  });

  test('is not shared by services without a route, or of one group', () => {
    const grouped = (name: string) =>
      service({ name, spec: { router: { gateway: {}, route: { group: 'qwen', weight: 50 } } } });
    expect(told(service({ name: 'blue' }), service({ name: 'green' }))).toEqual([]);
    expect(told(grouped('blue'), grouped('green'))).toEqual([]);
  });
});

describe('sizes that a configuration states alone', () => {
  const configured = (own: ServiceParts, parallelism: JsonObject) => [
    service({ ...own, spec: { ...own.spec, ...REFERS } }),
    config('defaults', { parallelism }),
  ];

  test('do not reach vLLM in a single pod', () => {
    expect(told(...configured({ spec: { template: pod(main(1)) } }, { tensor: 4 }))).toEqual([
      'warning llmisvc/sizes-in-config spec.parallelism',
    ]);
  });

  test('make the template of a group fail', () => {
    const objects = [
      service({ spec: { ...REFERS, template: pod(main(8)) } }),
      config('defaults', group({ data: 16, dataLocal: 8 }).spec ?? {}),
    ];
    const found = findings(objects).filter(({ id }) => id === 'llmisvc/sizes-in-config');
    expect(found).toMatchObject([{ severity: 'error', where: 'qwen', field: 'spec.parallelism' }]);
    expect(found[0]?.consequence).toContain('CombineBaseError');
  });

  test('do not matter to a command of one’s own', () => {
    const own = { main: { command: ['vllm', 'serve', '/mnt/models', '--port=8000'] } };
    expect(told(...configured(own, { expert: true }))).toEqual([]);
  });

  test('are heard of where the service states them, too', () => {
    expect(told(...configured({ spec: { parallelism: { tensor: 1 } } }, { tensor: 4 }))).toEqual([]);
  });
});
