import { spawnSync } from 'node:child_process';
import { cceScript } from '../../platforms/cce/scripts';
import type { CceScriptName } from '../../platforms/cce/scripts';
import { HAZARDS } from '../script-hazards';

const SCRIPTS: readonly CceScriptName[] = ['fill-model-cache.sh', 'register-models.mjs'];

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
