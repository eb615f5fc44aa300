import { spawnSync } from 'node:child_process';
import { scriptText } from '../../../runtimes/script';
import type { ScriptName } from '../../../runtimes/script';
import { HAZARDS } from '../../script-hazards';

const SHELLS: Readonly<Record<ScriptName, 'sh' | 'bash'>> = {
  xinference: 'sh',
  mlserver: 'sh',
  mindie: 'bash',
  'vllm-ray': 'sh',
  'vllm-data-parallel': 'sh',
};
const SCRIPTS: readonly ScriptName[] = ['xinference', 'mlserver', 'mindie', 'vllm-ray', 'vllm-data-parallel'];

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
