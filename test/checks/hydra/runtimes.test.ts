import { args, configMap, findings, ids, runtimes, runtimesText, shell, template } from './hydra-config-maps';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';

/** vLLM in a shell, over several pods by its own means. */
const VLLM = `
{{- if .IS_DISTRIBUTED -}}
  vllm serve {{ .MODEL_PATH }} --served-model-name={{ .MODEL_NAME }} --host={{ .MODEL_HOST }} --port={{ .MODEL_PORT }} \\
    --tensor-parallel-size={{ .TP_SIZE }} --pipeline-parallel-size={{ .PP_SIZE }} --nnodes=$(LWS_GROUP_SIZE) \\
    --node-rank=$(LWS_WORKER_INDEX) --master-addr=$(LWS_LEADER_ADDRESS)
  {{- if not .IS_LEADER }} --headless{{ end }}
  {{- range .CUSTOM_ARGS }} {{ . }}{{ end }}
{{- else -}}
  vllm serve {{ .MODEL_PATH }} --served-model-name={{ .MODEL_NAME }}
  {{- if gt .TP_SIZE 1 }} --tensor-parallel-size={{ .TP_SIZE }}{{ end }}
  {{- range .CUSTOM_ARGS }} {{ . }}{{ end }}
{{- end -}}`;

/** vLLM in a shell, over several pods by Ray. */
const RAY = `
{{- if .IS_DISTRIBUTED -}}
  {{- if .IS_LEADER -}}
    ray start --head --port=6379 && python3 wait.py $(LWS_GROUP_SIZE) &&
    vllm serve {{ .MODEL_PATH }} --distributed-executor-backend ray {{- range .CUSTOM_ARGS }} {{ . }}{{ end }}
  {{- else -}}
    ray start --block --address=$(LWS_LEADER_ADDRESS):6379
  {{- end -}}
{{- else -}}
  vllm serve {{ .MODEL_PATH }} {{- range .CUSTOM_ARGS }} {{ . }}{{ end }}
{{- end -}}`;

/** A script that takes its arguments before it begins, and refuses to run in several pods. */
const SCRIPT = `
{{- if .IS_DISTRIBUTED -}}
  echo 'engine: one pod alone' >&2; exit 1
{{- else -}}
  set -- --model-path={{ .MODEL_PATH }} {{- range .CUSTOM_ARGS }} '{{ . }}'{{ end }}
  exec engine "$@"
{{- end -}}`;

/** Elements of vLLM's command line, for one pod and for several. */
const ARGUMENTS = [
  '{{ .MODEL_PATH }}',
  '--served-model-name={{ .MODEL_NAME }}',
  '--hf-overrides={"max_position_embeddings": 4096}',
  '--nnodes={{ if .IS_DISTRIBUTED }}$(LWS_GROUP_SIZE){{ else }}1{{ end }}',
  '--node-rank={{ if .IS_DISTRIBUTED }}$(LWS_WORKER_INDEX){{ else }}0{{ end }}',
  '--master-addr={{ if .IS_DISTRIBUTED }}$(LWS_LEADER_ADDRESS){{ else }}127.0.0.1{{ end }}',
];

/** A template of a shell with a text for each kind of pod. */
function pods({ single = 'vllm serve', leader = 'vllm serve --nnodes 2', worker = 'vllm serve --headless' }): string {
  const served = '{{ range .CUSTOM_ARGS }} {{ . }}{{ end }}';
  return `{{ if .IS_DISTRIBUTED }}{{ if .IS_LEADER }}${leader}${served}{{ else }}${worker}{{ end }}{{ else }}${single}${served}{{ end }}`;
}

describe('a template', () => {
  test.each([
    ['of vLLM in a shell over several pods', shell(VLLM)],
    ['of vLLM in a shell with Ray', shell(RAY)],
    ['of a script that takes its arguments first', shell(SCRIPT)],
    ['of arguments alone', args(...ARGUMENTS)],
    ['of no command line', runtimes({ runtime: 'custom', runtimeZH: 'engine', podTemplate: null })],
    ['with all documented fields', runtimes({ ...complete(), runtimeZH: 'engine' })],
    ['of a script in the command', runtimes(template({ commandTemplate: ['/usr/bin/env', 'bash', '-ec', VLLM] }))],
  ])('%s is sound', (_, manifest) => {
    expect(findings(manifest)).toEqual([]);
  });

  test('of another ConfigMap is none of its business', () => {
    expect(findings(configMap('other', { 'config.yaml': '{' }))).toEqual([]);
  });
});

describe('the text', () => {
  test.each([
    ['that is no YAML', runtimesText('templates:\n  - runtime: "a\n'), 'hydra/yaml'],
    ['with a key twice', runtimesText('templates: []\ntemplates: []\n'), 'hydra/yaml'],
    ['that is empty', runtimesText(''), 'hydra/structure'],
    ['that is a list', runtimesText('- runtime: a\n'), 'hydra/structure'],
    ['without templates', runtimesText('{}'), 'hydra/structure'],
    ['whose templates are no list', runtimesText('templates: {}'), 'hydra/structure'],
    ['that is missing', configMap('hydra-runtime-template', {}), 'hydra/structure'],
    [
      'that is a mapping of the ConfigMap',
      configMap('hydra-runtime-template', { 'config.yaml': {} }),
      'hydra/structure',
    ],
  ])('%s is an error', (_, manifest, id) => {
    expect(findings(manifest)).toMatchObject([{ id, severity: 'error' }]);
  });

  test('says in which line and column it is no YAML', () => {
    const [finding] = findings(runtimesText('templates:\n  - runtime: a\n    runtime: b\n'));
    expect(finding?.problem).toContain('line 3, column 5');
  });

  test.each<[string, JsonValue, string, RegExp]>([
    ['of an unknown name', { runtime: 'a', colour: 'red' }, 'hydra/unknown-field', /runtime, runtimeZH, podTemplate/],
    ['of a name with a slip', { runtime: 'a', podTemplates: {} }, 'hydra/unknown-field', /podTemplate'/],
    [
      'in another place',
      { runtime: 'a', podTemplate: { argsTemplate: [] } },
      'hydra/misplaced-field',
      /podTemplate\.containerTemplate\.argsTemplate/,
    ],
    ['that is no text', { runtime: 1 }, 'hydra/structure', /'1'/],
    ['that is no list', template({ argsTemplate: 'vllm' }), 'hydra/structure', /a list/],
    ['of a list that is no text', template({ argsTemplate: [8000] }), 'hydra/structure', /'8000'/],
    ['that is no mapping', template({ securityContext: [] }), 'hydra/structure', /a mapping/],
  ])('has a field %s', (_, entry, id, mend) => {
    const found = findings(runtimes(entry)).find((finding) => finding.id === id);
    expect(found).toMatchObject({ severity: 'error' });
    expect(found?.mend).toMatch(mend);
  });
});

describe('the name of a runtime', () => {
  test.each([
    ['missing', [{}], 'hydra/runtime-missing', 0],
    ['empty', [{ runtime: '' }], 'hydra/runtime-missing', 0],
    ['given twice', [{ runtime: 'a' }, { runtime: 'a' }], 'hydra/runtime-twice', 1],
  ])('is an error where it is %s', (_, templates, id, index) => {
    expect(findings(runtimes(...templates))).toMatchObject([
      {
        id,
        severity: 'error',
        where: 'ConfigMap/hydra-runtime-template',
        field: `data["config.yaml"] templates[${index}].runtime`,
      },
    ]);
  });

  test('is compared exactly', () => {
    expect(findings(runtimes({ runtime: 'a' }, { runtime: 'A' }))).toEqual([]);
  });
});

describe('a variable', () => {
  test.each([
    ['of Ray', '{{ .RAY_PORT }}', '6379'],
    ['with a slip', '{{ .MODEL_PTH }}', 'MODEL_PATH'],
    ['in small letters', '{{ .model_name }}', 'MODEL_NAME'],
    ['of a name like none', '{{ .XYZ }}', 'RUN_TIME'],
    ['that a condition reads', '{{ if .TP }}a{{ end }}', 'RUN_TIME'],
    [
      'in a branch that no pod takes',
      '{{ if and .IS_LEADER (not .IS_DISTRIBUTED) }}{{ .MODEL_PTH }}{{ end }}',
      'MODEL_PATH',
    ],
    ['in the else of a range', '{{ range .CUSTOM_ARGS }}{{ else }}{{ .MODEL_PTH }}{{ end }}', 'MODEL_PATH'],
    ['of the whole inside of a range', '{{ range .CUSTOM_ARGS }}{{ $.MODEL_PTH }}{{ end }}', 'MODEL_PATH'],
    ['in brackets', '{{ print (print .MODEL_PTH) }}', 'MODEL_PATH'],
    ['by its index', '{{ index . "MODEL_PTH" }}', 'MODEL_PATH'],
    ['inside of with', '{{ with $ }}{{ .MODEL_PTH }}{{ end }}', 'MODEL_PATH'],
  ])('%s is not documented', (_, action, mend) => {
    const found = findings(shell(`${VLLM}\n# ${action}`)).filter(({ id }) => id === 'hydra/variable');
    expect(found).toMatchObject([
      {
        severity: 'error',
        field: 'data["config.yaml"] templates[0].podTemplate.containerTemplate.argsTemplate[0]',
      },
    ]);
    expect(found[0]?.mend).toContain(mend);
  });

  test('is told once for a text, with its place', () => {
    const found = findings(shell(`${VLLM}\n# {{ .FOO }} {{ .FOO }}`));
    expect(found).toMatchObject([{ id: 'hydra/variable' }]);
    expect(found[0]?.problem).toContain('line 13, column 6');
  });
});

describe('the rendering', () => {
  test.each([
    ['cannot be parsed', `${VLLM}{{ if }}`, 'hydra/template', 'error'],
    ['is not closed', `${VLLM}{{ if .IS_LEADER }}`, 'hydra/template', 'error'],
    ['compares a number with a text', `${VLLM}{{ if gt .TP_SIZE "1" }}a{{ end }}`, 'hydra/template', 'error'],
    ['takes a number of a list', `${VLLM}{{ if gt .CUSTOM_ARGS 1 }}a{{ end }}`, 'hydra/template', 'error'],
    ['reads what is nothing', `${VLLM}{{ $all := . }} # {{ $all.NOTHING }}`, 'hydra/no-value', 'error'],
    ['uses what is not known here', `${VLLM}{{ printf "%+q" .MODEL_NAME }}`, 'hydra/not-checked', 'note'],
  ])('is told once where it %s', (_, text, id, severity) => {
    expect(findings(shell(text))).toMatchObject([{ id, severity }]);
  });

  test('names the pod for which it fails', () => {
    const [finding] = findings(shell(`${VLLM}{{ if .IS_LEADER }}{{ gt .MODEL_NAME 1 }}{{ end }}`));
    expect(finding?.problem).toMatch(/for the leader of several pods: .*line 12, column 34 of the template/);
  });

  test.each([
    ['all pods', ' ', 'a single pod with TP_SIZE 1'],
    ['a worker', '{{ if and .IS_DISTRIBUTED (not .IS_LEADER) }}{{ else }}a{{ end }}', 'a worker of several pods'],
  ])('is an error where it is blank for %s', (_, text, pod) => {
    const found = findings(shell(text)).filter(({ severity }) => severity === 'error');
    expect(found).toMatchObject([{ id: 'hydra/blank', problem: `The template gives nothing for ${pod}` }]);
  });
});

describe('a command', () => {
  const commanded = (commandTemplate: readonly string[], ...argsTemplate: readonly string[]) =>
    runtimes(template({ commandTemplate, argsTemplate }));
  const WORDS = ARGUMENTS.slice(0, 2);

  test.each<[string, readonly string[], readonly string[], string, string]>([
    ['of several words', ['/bin/bash -c'], [VLLM], 'hydra/command-words', 'error'],
    ['of a shell without a text', ['bash', '-c'], [], 'hydra/shell-script', 'error'],
    ['of a shell with two texts', ['/bin/sh', '-ec'], [VLLM, 'more'], 'hydra/shell-script', 'error'],
    [
      'of a program that gets no custom arguments',
      ['vllm', 'serve'],
      ARGUMENTS,
      'hydra/custom-arguments-lost',
      'warning',
    ],
    [
      'of a program that gets them as one word',
      ['vllm', 'serve'],
      [...ARGUMENTS, '{{ range .CUSTOM_ARGS }}{{ . }} {{ end }}'],
      'hydra/custom-arguments-one-word',
      'error',
    ],
  ])('%s', (_, command, elements, id, severity) => {
    expect(findings(commanded(command, ...elements))).toContainEqual(expect.objectContaining({ id, severity }));
  });

  test('of a program alone is sound', () => {
    expect(findings(runtimes(template({ commandTemplate: ['/start', '$(LWS_WORKER_INDEX)'] })))).toEqual([]);
  });

  test.each(['bash', '/bin/bash', '/bin/sh', 'ash', '/usr/bin/dash'])('of %s takes one text', (program) => {
    expect(ids(commanded([program, '-lc'], VLLM))).toEqual([]);
    expect(ids(commanded([program, '-lc'], ...WORDS))).toEqual(['hydra/shell-script']);
  });
});

describe('an argument', () => {
  test.each<[string, string, string, string]>([
    ['of a flag and its value', '--model {{ .MODEL_PATH }}', 'hydra/argument-words', 'error'],
    ['of two flags', '--model={{ .MODEL_PATH }} --seed=1', 'hydra/argument-words', 'error'],
    ['of flags on lines', '--seed=1\n--enforce-eager', 'hydra/argument-words', 'error'],
    ['of a command line', 'vllm serve {{ .MODEL_PATH }}', 'hydra/argument-words', 'error'],
    ['with a line end', '--seed=1\n', 'hydra/argument-words', 'warning'],
    ['that is empty', '', 'hydra/argument-empty', 'error'],
    ['that is empty in some pods', '{{ if .IS_DISTRIBUTED }}--headless{{ end }}', 'hydra/argument-empty', 'error'],
    [
      'with the custom ones',
      '{{ range .CUSTOM_ARGS }}{{ . }}{{ else }}--seed=1{{ end }}',
      'hydra/custom-arguments-twice',
      'error',
    ],
  ])('%s', (_, element, id, severity) => {
    expect(findings(args(...ARGUMENTS, element))).toMatchObject([
      { id, severity, field: 'data["config.yaml"] templates[0].podTemplate.containerTemplate.argsTemplate[6]' },
    ]);
  });

  test('says how a flag and its value are joined', () => {
    const [finding] = findings(args(...ARGUMENTS, '--seed 1'));
    expect(finding?.mend).toBe("Join them: '--seed=1'.");
  });

  test.each([
    ['a sentence', '--chat-template=Answer - briefly - please'],
    ['JSON with flags in it', '--config={"flags": " --a --b"}'],
    ['a switch', '--enforce-eager'],
  ])('may be %s', (_, element) => {
    expect(ids(args(...ARGUMENTS, element))).toEqual([]);
  });

  test('whose value is the next one is a warning', () => {
    expect(findings(args(...ARGUMENTS, '--seed', '1'))).toMatchObject([
      { id: 'hydra/argument-value', severity: 'warning', mend: "Write one element: '--seed=1'." },
    ]);
  });

  test('that is alone is a warning', () => {
    expect(findings(args('--rank=$(LWS_WORKER_INDEX)'))).toMatchObject([
      { id: 'hydra/argument-line', severity: 'warning' },
    ]);
  });
});

describe('custom arguments', () => {
  const single = (text: string) => `{{ if .IS_DISTRIBUTED }}exit 1{{ else }}${text}{{ end }}`;

  test.each([
    ['are lost', 'vllm serve', 'hydra/custom-arguments-lost', 'warning'],
    [
      'are lost in some pods',
      'vllm serve {{ if gt .TP_SIZE 1 }}{{ range .CUSTOM_ARGS }} {{ . }}{{ end }}{{ end }}',
      'hydra/custom-arguments-lost',
      'warning',
    ],
    [
      'touch the word before',
      'vllm serve{{ range .CUSTOM_ARGS }}{{ . }} {{ end }}',
      'hydra/custom-arguments-glued',
      'error',
    ],
    [
      'touch each other',
      'vllm serve {{ range .CUSTOM_ARGS }}{{ . }}{{ end }}',
      'hydra/custom-arguments-glued',
      'error',
    ],
    [
      'stand on a line of their own',
      'vllm serve\n{{ range .CUSTOM_ARGS }} {{ . }}{{ end }}',
      'hydra/custom-arguments-as-command',
      'error',
    ],
    [
      'go to the head of Ray',
      'ray start --head {{ range .CUSTOM_ARGS }} {{ . }}{{ end }}; sleep 9; vllm serve --distributed-executor-backend=ray',
      'hydra/custom-arguments-to-ray',
      'error',
    ],
  ])('%s', (_, text, id, severity) => {
    expect(findings(shell(single(text)))).toMatchObject([{ id, severity }]);
  });

  test('go to the Ray of workers behind all branches', () => {
    const behind = `${RAY.replaceAll('{{- range .CUSTOM_ARGS }} {{ . }}{{ end }}', '')}{{ range .CUSTOM_ARGS }} {{ . }}{{ end }}`;
    expect(findings(shell(behind))).toMatchObject([
      {
        id: 'hydra/custom-arguments-to-ray',
        severity: 'error',
        problem: expect.stringContaining('a worker of several pods') as string,
      },
    ]);
  });

  test.each([
    ['in quotes', `vllm serve {{ range .CUSTOM_ARGS }}"{{ . }}" {{ end }}`],
    [
      'as they are recommended',
      'vllm serve {{- if .CUSTOM_ARGS -}} {{ range .CUSTOM_ARGS }} {{ . }} {{- end -}} {{- end -}}',
    ],
    ['before a continued line', 'vllm serve {{ range .CUSTOM_ARGS }}{{ . }} {{ end }}\\\n --seed=1'],
  ])('%s are sound', (_, text) => {
    expect(ids(shell(single(text)))).toEqual([]);
  });
});

describe('several pods', () => {
  test.each<[string, string, string, string]>([
    [
      'that each start an engine',
      'vllm serve {{ range .CUSTOM_ARGS }} {{ . }}{{ end }}',
      'hydra/never-distributed',
      'warning',
    ],
    [
      'that are all the first',
      'vllm serve {{ if .IS_DISTRIBUTED }} --nnodes=2 {{ end }}{{ range .CUSTOM_ARGS }} {{ . }}{{ end }}',
      'hydra/equal-pods',
      'warning',
    ],
    ['whose workers know no leader', pods({}), 'hydra/worker-without-leader', 'warning'],
    [
      'whose leader leaves Ray alone',
      pods({ leader: 'ray start --head && sleep 9 && vllm serve', worker: 'exit 1' }),
      'hydra/ray-backend',
      'error',
    ],
    [
      'whose leader has another backend than Ray',
      pods({ leader: 'ray start --head && sleep 9 && vllm serve --distributed_executor_backend mp', worker: 'exit 1' }),
      'hydra/ray-backend',
      'error',
    ],
    [
      'whose leader does not wait',
      pods({ leader: 'ray start --head; echo go; vllm serve --distributed-executor-backend=ray', worker: 'exit 1' }),
      'hydra/ray-waiting',
      'warning',
    ],
    [
      'whose leader stays with Ray',
      pods({ leader: 'ray start --head --block; vllm serve --distributed-executor-backend ray', worker: 'exit 1' }),
      'hydra/ray-blocks',
      'error',
    ],
    [
      'whose workers end',
      pods({ worker: 'ray start --address=$(LWS_LEADER_ADDRESS):6379' }),
      'hydra/ray-ends',
      'error',
    ],
  ])('%s', (_, text, id, severity) => {
    expect(findings(shell(text))).toMatchObject([{ id, severity }]);
  });

  test('that get the same arguments are fine, since arguments cannot refuse to run', () => {
    expect(findings(args('{{ .MODEL_PATH }}', '--seed=1'))).toEqual([]);
  });

  test.each([
    ['whose workers refuse', pods({ worker: "{ echo 'no' >&2; exit 1; }" })],
    ['whose workers have the address in a variable', pods({ worker: 'join "${LWS_LEADER_ADDRESS}"' })],
    ['that a script tells apart', 'serve "$LWS_WORKER_INDEX" {{ range .CUSTOM_ARGS }} {{ . }}{{ end }}'],
    [
      'whose workers go on after Ray',
      pods({ worker: 'ray start --address=$(LWS_LEADER_ADDRESS):6379; sleep infinity' }),
    ],
  ])('%s are sound', (_, text) => {
    expect(ids(shell(text))).toEqual([]);
  });
});

describe('the address', () => {
  const served = (command: string) =>
    shell(`{{ if .IS_DISTRIBUTED }}exit 1{{ else }}${command} {{ range .CUSTOM_ARGS }} {{ . }}{{ end }}{{ end }}`);

  test.each([
    ['another port of vLLM', served('vllm serve --port 8080'), ['hydra/port']],
    ['the loopback of vLLM', served('python3 -m vllm.entrypoints.openai.api_server --host=localhost'), ['hydra/host']],
    ['the defaults of SGLang', served('python3 -m sglang.launch_server'), ['hydra/port', 'hydra/host']],
    ['the port of SGLang', served('python3 -m sglang.launch_server --host ::1 --port 8000'), ['hydra/host']],
    ['another port in arguments', args(...ARGUMENTS, '--port=8001'), ['hydra/port']],
    ['the loopback in arguments', args(...ARGUMENTS, '--host=127.0.0.1'), ['hydra/host']],
  ])('%s is an error', (_, manifest, found) => {
    expect(ids(manifest)).toEqual(found);
    expect(findings(manifest).every(({ severity }) => severity === 'error')).toBe(true);
  });

  test.each([
    ['of SGLang by variables', 'python3 -m sglang.launch_server --host={{ .MODEL_HOST }} --port={{ .MODEL_PORT }}'],
    ['of SGLang in a line before', 'set -- --host 0.0.0.0 --port 8000; python3 -m sglang.launch_server "$@"'],
    ['of vLLM by a variable of the shell', 'vllm serve --port $PORT'],
    ['of another program', 'helper --port 9000 & vllm serve'],
    ['in a message', 'echo sglang serve --port 1; vllm serve'],
  ])('%s is sound', (_, command) => {
    expect(ids(served(command))).toEqual([]);
  });
});

describe('volumes, mounts and ports', () => {
  const mounted = (
    volumeMounts: JsonValue,
    volumes: JsonValue = [{ name: 'a', emptyDir: {} }],
    more: JsonObject = {},
  ) => runtimes(template({ volumeMounts, ...more }, { volumes }));

  test.each([
    ['a mount of no volume', mounted([{ name: 'b', mountPath: '/b' }]), 'hydra/volume-missing'],
    ['a mount without a name', mounted([{ mountPath: '/b' }]), 'hydra/volume-missing'],
    ['volumes of one name', mounted([], [{ name: 'a' }, { name: 'a' }]), 'hydra/volume-twice'],
    ['an empty path', mounted([{ name: 'a', mountPath: '' }]), 'hydra/mount-path'],
    ['a path twice', mounted([1, 2].map(() => ({ name: 'a', mountPath: '/a' }))), 'hydra/mount-twice'],
    ['the place of the model', mounted([{ name: 'a', mountPath: '/data/serving-model/' }]), 'hydra/model-mount'],
    ['a place above the model', mounted([{ name: 'a', mountPath: '/data' }]), 'hydra/model-mount'],
    ['the root', mounted([{ name: 'a', mountPath: '/' }]), 'hydra/model-mount'],
    ['a port of 0', mounted([], [], { ports: [{ containerPort: 0 }] }), 'hydra/container-port'],
    ['a port of 65536', mounted([], [], { ports: [{ containerPort: 65536 }] }), 'hydra/container-port'],
    ['a port that is a text', mounted([], [], { ports: [{ containerPort: '8000' }] }), 'hydra/container-port'],
    ['a port of no number', mounted([], [], { ports: [{ name: 'http' }] }), 'hydra/container-port'],
    [
      'a mount of no volume before the start',
      runtimes(template({}, { initContainers: [{ name: 'i', volumeMounts: [{ name: 'b', mountPath: '/b' }] }] })),
      'hydra/volume-missing',
    ],
  ])('%s is an error', (_, manifest, id) => {
    expect(findings(manifest)).toMatchObject([{ id, severity: 'error' }]);
  });

  test('a relative path is a warning', () => {
    expect(findings(mounted([{ name: 'a', mountPath: 'a' }]))).toMatchObject([
      { id: 'hydra/mount-path', severity: 'warning' },
    ]);
  });

  test.each([
    ['a place beside the model', mounted([{ name: 'a', mountPath: '/data/serving-models' }])],
    ['a place below the model', mounted([{ name: 'a', mountPath: '/data/serving-model/adapters' }])],
    ['a volume at two places', mounted(['/a', '/b'].map((mountPath) => ({ name: 'a', mountPath })))],
    ['ports without that of the service', mounted([], [], { ports: [{ containerPort: 9090 }] })],
  ])('%s is sound', (_, manifest) => {
    expect(findings(manifest)).toEqual([]);
  });
});

function complete(): JsonObject {
  return template(
    {
      commandTemplate: ['/bin/bash', '-c'],
      argsTemplate: [VLLM],
      volumeMounts: [{ name: 'cache', mountPath: '/cache' }],
      ports: [{ name: 'http', containerPort: 8000 }],
      securityContext: { runAsNonRoot: true },
    },
    {
      initContainers: [{ name: 'fill', image: 'fill:1', volumeMounts: [{ name: 'cache', mountPath: '/cache' }] }],
      podSecurityContext: { fsGroup: 1000 },
      volumes: [{ name: 'cache', emptyDir: {} }],
    },
  );
}
