import { spawnSync } from 'node:child_process';
import { scriptText } from '../../../runtimes/script';
import type { ScriptName } from '../../../runtimes/script';

const SHELLS: Readonly<Record<ScriptName, 'sh' | 'bash'>> = {
  xinference: 'sh',
  mlserver: 'sh',
  mindie: 'bash',
  'vllm-ray': 'sh',
  'vllm-data-parallel': 'sh',
};
const SCRIPTS: readonly ScriptName[] = ['xinference', 'mlserver', 'mindie', 'vllm-ray', 'vllm-data-parallel'];

/** What a reader between the repository and the shell would change or refuse, and who. */
const HAZARDS: readonly (readonly [string, RegExp])[] = [
  ['an action of Go templates', /\{\{/],
  ['a substitution of Flux', /\$\{/],
  ["Flux's and the kubelet's escape", /\$\$/],
  ["the start of a tag to Go's html/template", /</],
  ['a TAB, for which kustomize gives up block style', /\t/],
  ['a carriage return', /\r/],
  ['a blank at the end of a line, which editors strip', / $/m],
  ['a character outside of ASCII', /[^\n\x20-\x7e]/],
  ['a first line that begins with a blank', /^\s/],
  ['more or less than one end of line at the end', /\n\n$|[^\n]$/],
  ['a line that reads as a YAML document marker', /^(---|\.\.\.)$/m],
  ['a variable of the container, which the kubelet would expand', /\$\([A-Z_]+\)/],
];

describe.each(SCRIPTS)('the script of %s', (name) => {
  test.each(HAZARDS)('has not %s', (_hazard, pattern) => {
    expect(scriptText(name)).not.toMatch(pattern);
  });

  test('is read by its shell', () => {
    expect(spawnSync(SHELLS[name], ['-n'], { input: scriptText(name), encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  const installed = spawnSync('shellcheck', ['--version']).status === 0;
  (installed ? test : test.skip)(`passes shellcheck${installed ? '' : ', which is not installed here'}`, () => {
    const { stdout } = spawnSync('shellcheck', ['-s', SHELLS[name], '-'], {
      input: scriptText(name),
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });
});
