import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DIST } from '../reference-fleet';

const ROOT = join(__dirname, '..', '..');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function file(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Runs the command in a folder of its own. */
function check(args: readonly string[], input = '') {
  const program = [join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js'), '-T', join(ROOT, 'cli', 'main.ts')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, 'check', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: llama, namespace: models }\n';

test('what is wrong is told with file, line and column, and the exit code is 1', () => {
  file('deep/a.yaml', `${SERVICE}spec:\n  ports:\n    - port: "80"\n`);
  expect(check(['.'])).toEqual({
    status: 1,
    stderr: '',
    stdout: [
      "error: The value is '80', where a whole number belongs  [schema/wrong-type]",
      '  at:   deep/a.yaml:6:7 · spec.ports[0].port',
      '  then: The API server refuses the object.',
      '  mend: Leave the quotation marks out, or state a value of that type.',
      '',
      '1 error, 0 warnings, 0 notes in 1 objects of 1 files',
      '',
    ].join('\n'),
  });
});

test('the reference fleet is clean, and what is no manifest is counted', () => {
  const { status, stdout } = check([join(DIST, 'kserve'), join(DIST, 'lws')]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^0 errors, 0 warnings, 0 notes in \d+ objects of \d+ files\nnot checked, as no manifests: 2/);
});

test('a broken file does not keep others from being checked', () => {
  file('a.yaml', 'kind: [');
  file('b.yaml', SERVICE.replace('llama', 'Llama'));
  const { status, stdout } = check(['a.yaml', 'b.yaml', '--format', 'json']);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    sources: 2,
    manifests: 1,
    findings: [
      { id: 'source/yaml', where: 'a.yaml:2:1' },
      { id: 'metadata/name', where: 'b.yaml:3:13' },
    ],
  });
});

test('standard input is checked, and kinds without a schema are counted', () => {
  const { status, stdout } = check(['-'], SERVICE.replace('kind: Service', 'kind: Gadget'));
  expect(status).toBe(0);
  expect(stdout).toContain('not checked, for want of a schema: 1 Gadget (v1)\n');
});

test.each([
  [['none.yaml'], "error: 'none.yaml' cannot be read: ENOENT"],
  [['.'], 'error: there is no YAML or JSON in .'],
  [['.', '--format', 'xml'], "error: option '--format <format>' argument 'xml' is invalid"],
  [[], "error: missing required argument 'path'"],
])('%j is no usage, and the exit code is 2', (args, message) => {
  const { status, stderr } = check(args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
});
