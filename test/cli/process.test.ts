import { spawnSync } from 'node:child_process';
import { packageVersion } from '../../reports/package-version';
import { TemporaryFolder } from '../temporary-folder';
import { COMMAND_LINE } from '../typescript-process';

const folder = new TemporaryFolder();

/** Runs the command line tool in the folder. */
function run(args: readonly string[], { input = '', environment = {} } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...COMMAND_LINE, ...args], {
    cwd: folder.path,
    env: { ...process.env, FORCE_COLOR: '', ...environment },
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const WRONG = 'apiVersion: v1\nkind: Service\nmetadata: { name: Llama, namespace: models }\n';

test('the tool says its version', () => {
  expect(run(['--version'])).toEqual({ status: 0, stdout: `${packageVersion()}\n`, stderr: '' });
});

test('every command is one of the tool', () => {
  const { status, stdout } = run(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, name]) => name).sort();
  expect({ status, commands }).toEqual({
    status: 0,
    commands: ['check', 'comment', 'diff', 'explain', 'help', 'import', 'lock', 'pipeline', 'preview', 'select'],
  });
});

test.each([
  [['check', '-', '--format', 'xml'], "option '--format <format>' argument 'xml' is invalid"],
  [['select'], "missing required argument 'service'"],
])('%j is no usage: the exit code is 2, and there is no stack trace', (args, message) => {
  const { status, stdout, stderr } = run(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(`error: ${message}`);
  expect(stderr).not.toContain('    at ');
});

test('standard input is read to its end, and what is found of it decides the exit code', () => {
  const { status, stdout, stderr } = run(['check', '-', '--only', 'metadata/name'], {
    input: `${WRONG}---\n`.repeat(2000),
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toContain('2000 errors, 0 warnings, 0 notes in 2000 objects of 1 file\n');
  // Colours are for terminals.
  expect(stdout).not.toContain('\u001b');
});

test('who forces colours gets them', () => {
  expect(run(['check', '-'], { input: WRONG, environment: { FORCE_COLOR: '1' } }).stdout).toContain('\u001b[31m');
});

test('a reader that has seen enough ends it without a word', () => {
  const words = [process.execPath, ...COMMAND_LINE, 'pipeline', 'github'];
  const { stderr } = spawnSync('sh', ['-c', '"$@" | true', 'sh', ...words], { encoding: 'utf8' });
  expect(stderr).toBe('');
});
