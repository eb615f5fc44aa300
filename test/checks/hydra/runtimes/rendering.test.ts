import { args, findings, ids, runtimes, shell, template } from '../hydra-config-maps';
import { VLLM, RAY, ARGUMENTS } from './templates';

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
