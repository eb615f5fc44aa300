import type { JsonObject } from '../../../kubernetes/manifest';
import { config, findings, group, main, pod, service, told } from './services';
import type { ServiceParts } from './services';

const arguments_ = (...args: readonly string[]): ServiceParts => ({ main: { args } });
const further = (value: string): ServiceParts => ({ main: { env: [{ name: 'VLLM_ADDITIONAL_ARGS', value }] } });
const MAIN = 'spec.template.containers[0]';

describe('the devices of a single pod', () => {
  const sized = (tensor: number, devices: number): ServiceParts => ({
    spec: { parallelism: { tensor }, template: pod(main(devices)) },
  });

  test.each<readonly [what: string, parts: ServiceParts, found: readonly string[]]>([
    ['as many as the size', sized(4, 4), []],
    ['fewer than the size', sized(4, 2), [`error vllm/too-few-devices ${MAIN}.resources.limits`]],
    ['more than the size', sized(1, 2), [`warning vllm/idle-devices ${MAIN}.resources.limits`]],
    ['as many as a variable says', { spec: { template: pod(main(4, further('--tensor-parallel-size=4').main)) } }, []],
    ['none, on the CPU', { spec: { template: pod(main(0)) } }, []],
  ])('are %s', (_what, parts, found) => {
    expect(told(service(parts))).toEqual(found);
  });

  test('share the heads of the model', () => {
    const parts = { ...sized(3, 3), model: { name: 'Qwen/Qwen2.5-7B-Instruct' } };
    expect(told(service(parts))).toEqual(['error vllm/attention-heads spec.parallelism.tensor']);
  });
});

describe('a group', () => {
  test.each<readonly [what: string, parts: ServiceParts, found: readonly string[]]>([
    ['of as many copies as its pods have', group({ data: 16, dataLocal: 8 }), []],
    ['of one pod', group({ data: 8, dataLocal: 8 }), []],
    ['of copies on two devices each', group({ data: 8, dataLocal: 4, tensor: 2 }), []],
    [
      'of copies that nobody starts',
      group({ data: 12, dataLocal: 8 }),
      ['error llmisvc/uneven-data spec.parallelism.data'],
    ],
    [
      'of fewer copies than a pod has',
      group({ data: 4, dataLocal: 8 }),
      ['error llmisvc/uneven-data spec.parallelism.data', 'warning vllm/data-parallel spec.parallelism.dataLocal'],
    ],
    [
      'of more copies than devices',
      group({ data: 16, dataLocal: 8 }, 4),
      [
        `error llmisvc/too-few-devices ${MAIN}.resources.limits`,
        'error llmisvc/too-few-devices spec.worker.containers[0].resources.limits',
      ],
    ],
    [
      'of fewer copies than devices',
      group({ data: 8, dataLocal: 4 }),
      [
        `warning llmisvc/idle-devices ${MAIN}.resources.limits`,
        'warning llmisvc/idle-devices spec.worker.containers[0].resources.limits',
      ],
    ],
  ])('%s', (_what, parts, found) => {
    expect(told(service(parts))).toEqual(found);
  });

  test('of a command of its own is not counted', () => {
    const own = main(1, { command: ['/app/llm-d-inference-sim', '--port', '8000'] });
    const spec: JsonObject = { parallelism: { data: 3, dataLocal: 2 }, template: pod(own), worker: pod(own) };
    expect(told(service({ spec }))).toEqual([]);
  });

  test('that prefills is counted by itself', () => {
    const prefill = group({ data: 12, dataLocal: 8 }).spec ?? {};
    expect(told(service({ spec: { prefill } }))).toEqual(['error llmisvc/uneven-data spec.prefill.parallelism.data']);
  });
});

describe('sizes without workers', () => {
  test.each<readonly [parallelism: JsonObject, args: readonly string[], found: readonly string[]]>([
    [{ data: 4, dataLocal: 4 }, [], ['warning llmisvc/unused-sizes spec.parallelism.data']],
    [{ pipeline: 2 }, [], ['warning llmisvc/unused-sizes spec.parallelism.pipeline']],
    [{ expert: true }, [], ['warning llmisvc/unused-sizes spec.parallelism.expert']],
    [{ data: 1, dataLocal: 1, pipeline: 1 }, [], ['error llmisvc/parallel-kinds spec.parallelism']],
    [{ pipeline: 1, expert: false }, [], []],
    [
      { expert: true },
      ['--enable-expert-parallel'],
      ['warning vllm/expert-parallel spec.template.containers[0].args[0]'],
    ],
  ])('%j with %j', (parallelism, args, found) => {
    expect(told(service({ spec: { parallelism }, ...arguments_(...args) }))).toEqual(
      found.length === 0 ? [] : expect.arrayContaining([...found]),
    );
  });
});

describe('the container that serves the model', () => {
  test.each<readonly [what: string, containers: readonly JsonObject[], isFault: boolean]>([
    ['has the devices', [main(1), { name: 'proxy', image: 'envoy:1' }], false],
    ['has another name', [{ ...main(1), name: 'vllm', image: 'vllm/vllm-openai:v0.19.0' }], true],
    [
      'claims its devices',
      [main(0, { resources: { claims: [{ name: 'gpu' }] } }), { ...main(1), name: 'b', image: 'b:1' }],
      false,
    ],
    [
      'is for the CPU',
      [main(0, { image: 'vllm/vllm-openai-cpu:v0.19.0' }), { ...main(1), name: 'b', image: 'b:1' }],
      false,
    ],
  ])('%s', (_what, containers, isFault) => {
    expect(told(service({ spec: { template: { containers } } }))).toEqual(
      isFault ? ['error llmisvc/main-container spec.template.containers'] : [],
    );
  });

  test('is missing from a configuration of one’s own', () => {
    const own = pod({ name: 'vllm', image: 'vllm/vllm-openai:v0.19.0' });
    const spec = { parallelism: { pipeline: 2 }, template: pod({ name: 'vllm' }), worker: pod({ name: 'vllm' }) };
    const objects = [
      service({ spec }),
      config('kserve-config-llm-worker-pipeline-parallel', { template: own, worker: own }),
    ];
    expect(told(...objects)).toEqual([
      'error llmisvc/main-container spec.template.containers',
      'error llmisvc/main-container spec.worker.containers',
    ]);
  });
});

describe('the port of the engine', () => {
  const prefill = { template: pod(main(1)) };
  const probe = (port: number) => ({ livenessProbe: { httpGet: { path: '/health', port } } });

  test.each<readonly [what: string, parts: ServiceParts, found: readonly string[]]>([
    ['of the preset', arguments_('--port=8000'), []],
    ['of its own', arguments_('--port', '9000'), [`error llmisvc/serving-port ${MAIN}.args[0]`]],
    ['of a variable', further('--port 9000'), [`error llmisvc/serving-port ${MAIN}.env[0].value`]],
    [
      'of a command of its own',
      { main: { command: ['vllm', 'serve', '/mnt/models', '--port', '9000'], ...probe(9000) } },
      [`error llmisvc/serving-port ${MAIN}.command[3]`],
    ],
    [
      'of a pool of its own',
      {
        ...arguments_('--port', '9000'),
        spec: {
          router: { scheduler: { pool: { ref: { name: 'own' } } } },
          template: pod(main(1, arguments_('--port', '9000').main)),
        },
      },
      [`error vllm/probe-port ${MAIN}`],
    ],
    ['behind the proxy', { spec: { prefill } }, []],
    [
      'of the proxy',
      { spec: { prefill }, ...arguments_('--port=8000') },
      [`error llmisvc/serving-port ${MAIN}.args[0]`],
    ],
    ['that the probe asks through the proxy', { spec: { prefill }, main: probe(8000) }, []],
    ['that no probe asks', { main: probe(8080) }, [`error vllm/probe-port ${MAIN}.livenessProbe.httpGet.port`]],
  ])('%s', (_what, parts, found) => {
    const { main: container, spec, ...others } = parts;
    const whole = container === undefined ? { spec } : { spec: { ...spec, template: pod(main(1, container)) } };
    expect(told(service({ ...others, ...whole }))).toEqual(found);
  });
});

describe('further arguments', () => {
  test.each<readonly [parts: ServiceParts, found: readonly string[]]>([
    [further(`--hf-overrides '{"a":1}' --max-model-len 4096`), []],
    [further(`--hf-overrides {"a":1}`), [`error llmisvc/shell-quotes ${MAIN}.env[0].value`]],
    [arguments_('--hf-overrides', '{"a":1}'), [`warning llmisvc/shell-quotes ${MAIN}.args[1]`]],
    [arguments_('--hf-overrides', `'{"a":1}'`), []],
    [arguments_('--hf-overrides={"a": 1}'), [`warning llmisvc/shell-quotes ${MAIN}.args[0]`]],
    [further('--max-model-len 4096\n--enforce-eager\n'), [`error llmisvc/lost-arguments ${MAIN}.env[0].value`]],
    [further('--max-model-len 4096 \\\n--enforce-eager\n'), []],
    [further('--max-model-len 4096\n'), []],
    [further('--no-such-flag'), [`warning vllm/unknown-flag ${MAIN}.env[0].value`]],
    [arguments_('--max-model-len', 'long'), [`error vllm/flag-value ${MAIN}.args[0]`]],
  ])('%j', (parts, found) => {
    expect(told(service(parts))).toEqual(found);
  });

  test('are lost where they come after the end of a line', () => {
    const parts = { main: { ...further('--max-model-len 4096\n').main, args: ['--enforce-eager'] } };
    const [finding] = findings([service(parts)]);
    expect(finding).toMatchObject({ id: 'llmisvc/lost-arguments' });
    expect(finding?.problem).toContain('--enforce-eager');
  });

  test('mean what they say where the command is one of one’s own', () => {
    const own = { command: ['vllm', 'serve', '/mnt/models'], args: ['--hf-overrides', '{"a":1}'] };
    expect(told(service({ main: own }))).toEqual([]);
  });
});

describe('a pod with what presets put below it', () => {
  test('has one kind of each volume', () => {
    const volumes = [{ name: 'model-cache', persistentVolumeClaim: { claimName: 'cache' } }];
    expect(told(service({ spec: { template: { ...pod(main(1)), volumes } } }))).toEqual([
      'error pod/volume-kinds spec.template.volumes[0]',
    ]);
  });

  test('has the volumes that it mounts', () => {
    const mounted = main(1, {
      volumeMounts: [
        { name: 'dshm', mountPath: '/shm' },
        { name: 'other', mountPath: '/o' },
      ],
    });
    expect(findings([service({ spec: { template: pod(mounted) } })])).toMatchObject([
      { id: 'pod/volume-missing', problem: expect.stringContaining("'other'") as unknown },
    ]);
  });

  test('has its own image for files, which needs no other', () => {
    const initContainers = [{ name: 'storage-initializer', env: [{ name: 'A', value: '1' }] }];
    expect(told(service({ spec: { template: { ...pod(main(1)), initContainers } } }))).toEqual([]);
  });

  test('is told of in the configuration that states what is wrong', () => {
    const objects = [
      service({ spec: { baseRefs: [{ name: 'defaults' }] } }),
      config('defaults', {
        template: pod({ name: 'main', env: [{ name: 'HF_TOKEN', value: 'hf_' + 'a'.repeat(34) }] }),
      }),
    ];
    expect(findings(objects)).toMatchObject([
      { id: 'pod/secret-literal', where: 'defaults', field: `${MAIN}.env[0].value` },
    ]);
  });
});
