import { spawnSync } from 'node:child_process';
import { cceScript } from '../../platforms/cce/scripts';
import type { CceScriptName } from '../../platforms/cce/scripts';

const SCRIPTS: readonly CceScriptName[] = ['fill-model-cache.sh', 'register-models.mjs'];

/** What a reader between the repository and the container would change or refuse, and who. */
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

describe.each(SCRIPTS)('the script %s', (name) => {
  test.each(HAZARDS)('has not %s', (_hazard, pattern) => {
    expect(cceScript(name)).not.toMatch(pattern);
  });
});

describe('the script fill-model-cache.sh', () => {
  test.each(['sh', 'bash'])('is read by %s', (shell) => {
    const outcome = spawnSync(shell, ['-n'], { input: cceScript('fill-model-cache.sh'), encoding: 'utf8' });
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
  });

  const installed = spawnSync('shellcheck', ['--version']).status === 0;
  (installed ? test : test.skip)(`passes shellcheck${installed ? '' : ', which is not installed here'}`, () => {
    const { stdout } = spawnSync('shellcheck', ['-s', 'sh', '-'], {
      input: cceScript('fill-model-cache.sh'),
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });
});
