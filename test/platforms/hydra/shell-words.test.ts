import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { late, text } from '../../../index';
import { printTemplate } from '../../../platforms/hydra/print-template';
import { exportStatements, shellWords } from '../../../platforms/hydra/shell-words';
import { renderTemplate } from '../../../preview/go-template/render';
import { DIFFICULT_NAMES } from '../../runtimes/scripts/stand-in';
import { variablesOf } from './deployments';

/** What bash makes of lines, each of which prints words. */
function printedBy(lines: readonly string[]): readonly (readonly string[])[] {
  const script = ['words() { for word in "$@"; do printf \'%s\\0\' "$word"; done; printf \'\\0\\1\\0\'; }', ...lines];
  const output = execFileSync('bash', ['--norc', '-c', script.join('\n')], {
    encoding: 'utf8',
    env: { HOSTNAME: 'pod-0' },
  });
  return output
    .split('\0\x01\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

function line(words: Parameters<typeof shellWords>[0], variables = new Set<string>()): string {
  const result = renderTemplate(
    printTemplate(shellWords(words, { pod: 'single', variables })),
    variablesOf({ variables: { MODEL_NAME: 'two words; $HOME' } }),
  );
  if (!result.ok) throw new Error(result.fault.problem);
  return `words ${result.text}`;
}

test('bash reads every word as it is', () => {
  const anyWord = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...DIFFICULT_NAMES, '', '~', "'", "''"));
  const samples = fc.sample(fc.array(anyWord.filter((word) => !/\p{Cc}|\$\(/u.test(word))), 300);
  expect(printedBy(samples.map((words) => line(words)))).toEqual(samples);
});

test("a model's name is one word, whatever stands in it", () => {
  expect(printedBy([line(['serve', text`--served-model-name=${late.modelName}`, late.modelPath])])).toEqual([
    ['serve', '--served-model-name=two words; $HOME', '/data/serving-model'],
  ]);
});

test('a word can refer to variables that are set, as in a container', () => {
  const variables = new Set(['POD', 'EMPTY']);
  const words = ['--host=$(POD)', "it's $(POD)$(EMPTY)", '$(OTHER)', '$POD'];
  expect(printedBy(["POD='a  b'", line(words, variables)])).toEqual([['--host=a  b', "it's a  b", '$(OTHER)', '$POD']]);
});

test('variables are set in order, and later ones can refer to earlier ones', () => {
  const exports = exportStatements(
    [
      { name: 'CACHE', value: '/tmp/my cache' },
      { name: 'MODELS', value: '$(CACHE)/models' },
      { name: 'NAME', value: late.modelName },
      { name: 'POD', field: 'metadata.name' },
      { name: 'SPACE', field: 'metadata.namespace' },
    ],
    'single',
  );
  const result = renderTemplate(printTemplate(exports), variablesOf({}));
  const statements = result.ok ? result.text : '';
  expect(printedBy([statements, 'words "$CACHE" "$MODELS" "$NAME" "$POD" "$SPACE"'])).toEqual([
    ['/tmp/my cache', '/tmp/my cache/models', 'Qwen3-8B', 'pod-0', 'models'],
  ]);
});
