import type { JsonObject, JsonValue } from '../../../../kubernetes/manifest';
import { args, configMap, findings, runtimes, runtimesText, shell, template } from '../hydra-config-maps';
import { VLLM, RAY, ARGUMENTS } from './templates';

/** A script that takes its arguments before it begins, and refuses to run in several pods. */
const SCRIPT = `
{{- if .IS_DISTRIBUTED -}}
  echo 'engine: one pod alone' >&2; exit 1
{{- else -}}
  set -- --model-path={{ .MODEL_PATH }} {{- range .CUSTOM_ARGS }} '{{ . }}'{{ end }}
  exec engine "$@"
{{- end -}}`;

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
