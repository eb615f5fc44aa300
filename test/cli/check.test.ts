import { registerCheck } from '../../cli/check';
import type { Surroundings } from '../captured-process';
import { runCommand } from '../command-in-process';
import { DIST } from '../reference-fleet';
import { TemporaryFolder } from '../temporary-folder';

const folder = new TemporaryFolder();

/** Runs the command in the folder. */
function check(args: readonly string[], input: string | Buffer = '', environment: Surroundings['environment'] = {}) {
  return runCommand(registerCheck, ['check', ...args], { cwd: folder.path, input, environment });
}

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: llama, namespace: models }\n';
const WRONG = `${SERVICE}spec:\n  ports:\n    - port: "80"\n`;

test('what is wrong is told with its object, file, line and column, and the exit code is 1', async () => {
  folder.write({ 'deep/a.yaml': WRONG });
  expect(await check(['.'])).toEqual({
    status: 1,
    stderr: '',
    stdout: [
      'deep/a.yaml · Service models/llama',
      '',
      "error: The value is '80', where a whole number belongs  [schema/wrong-type]",
      '  at:   deep/a.yaml:6:7 · spec.ports[0].port',
      '  then: The API server refuses the object.',
      '  mend: Leave the quotation marks out: 80.',
      '',
      '1 error, 0 warnings, 0 notes in 1 object of 1 file',
      '',
    ].join('\n'),
  });
});

test('the reference fleet has no error, each of its clusters on its own', async () => {
  const { status, stdout, stderr } = await check([DIST]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/(?:^|\n)0 errors, 0 warnings, 0 notes, 9 acknowledged in \d+ objects of \d+ files\n/);
});

test('colours are for terminals, and for those who force them', async () => {
  folder.write({ 'a.yaml': WRONG });
  expect((await check(['a.yaml'])).stdout).not.toContain('\u001b');
  expect((await check(['a.yaml'], '', { FORCE_COLOR: '1' })).stdout).toContain('\u001b[31m');
});

test('patterns in quotation marks are expanded', async () => {
  folder.write({ 'one/a.yaml': WRONG, 'two/three/b.yaml': SERVICE, 'two/c.txt': 'kind: [' });
  expect((await check(['**/*.yaml'])).stdout).toMatch(/ in 2 objects of 2 files\n$/);
});

test('a broken document keeps nothing else from being checked', async () => {
  folder.write({ 'a.yaml': 'kind: [', 'b.yaml': SERVICE.replace('llama', 'Llama') });
  const { status, stdout } = await check(['a.yaml', 'b.yaml', '--format', 'json']);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    counts: { files: 2, objects: 1, errors: 2 },
    findings: [
      { id: 'source/yaml', where: 'a.yaml:2:1' },
      { id: 'metadata/name', where: 'b.yaml:3:13', object: { kind: 'Service', name: 'Llama' } },
    ],
  });
});

test('a path that cannot be read keeps nothing else from being checked, and the exit code is 2', async () => {
  folder.write({ 'a.yaml': WRONG });
  const { status, stdout, stderr } = await check(['none.yaml', 'a.yaml']);
  expect(status).toBe(2);
  expect(stdout).toContain('[schema/wrong-type]');
  expect(stderr).toMatch(/^error: 'none\.yaml' cannot be read: ENOENT[^\n]*\n$/);
});

test('standard input is checked, with a byte order mark and line ends of Windows', async () => {
  const { status, stdout } = await check(['-'], `\uFEFF${WRONG}`.replaceAll('\n', '\r\n'));
  expect(status).toBe(1);
  expect(stdout).toContain('  at:   stdin:6:7 · spec.ports[0].port\n');
});

test('kinds without a schema are counted, and are errors where that is said', async () => {
  const gadget = SERVICE.replace('kind: Service', 'kind: Gadget');
  expect(await check(['-'], gadget)).toMatchObject({
    status: 0,
    stdout: [
      '0 errors, 0 warnings, 0 notes in 1 object of 1 file',
      'not checked: 1 × Gadget (v1), as no schema is known of this kind',
      '',
    ].join('\n'),
  });
  expect(await check(['-', '--strict'], gadget)).toMatchObject({ status: 1 });
});

test('rules are chosen, and an inventory tells what stands in the cluster', async () => {
  folder.write({ 'a.yaml': WRONG });
  expect(await check(['a.yaml', '--skip', 'schema/wrong-type, metadata/*', '--runtimes', 'kserve'])).toMatchObject({
    status: 0,
  });
  expect(await check(['a.yaml', '--only', 'schema/wrong-type'])).toMatchObject({ status: 1 });
});

test('the configuration of the working directory names clusters and acknowledges', async () => {
  folder.write({
    'cdk8s-inference.yaml': [
      'clusters: [{ name: east, paths: [manifests] }]',
      'acknowledgements: [{ rule: schema/wrong-type, object: Service/models/llama, reason: It works. }]',
    ].join('\n'),
    'manifests/a.yaml': WRONG,
  });
  const { status, stdout } = await check([]);
  expect(status).toBe(0);
  expect(stdout).toContain('\n  why:  It works. (acknowledged by the configuration)\n');
  expect(stdout).toMatch(/\n0 errors, 0 warnings, 0 notes, 1 acknowledged in 1 object of 1 file\n$/);
});

test('warnings fail where that is configured, and options go before it', async () => {
  const unused = WRONG.replace(
    'models }',
    'models, annotations: { acknowledge.cdk8s-inference.dev/metadata.name: r } }',
  );
  folder.write({ 'cdk8s-inference.yaml': 'failOn: warning', 'a.yaml': unused.replace('"80"', '80') });
  expect(await check(['a.yaml'])).toMatchObject({ status: 1 });
  expect(await check(['a.yaml', '--fail-on', 'error'])).toMatchObject({ status: 0 });
});

test('a mistake of the configuration is told with its place', async () => {
  folder.write({ 'a.yaml': SERVICE, 'my.yaml': 'skip: [schema/wrong-typ]' });
  expect(await check(['a.yaml', '--config', 'my.yaml'])).toEqual({
    status: 2,
    stdout: '',
    stderr: [
      "error: There is no rule 'schema/wrong-typ'  [configuration/invalid]",
      '  at:   my.yaml:1:8 · skip[0]',
      '  then: Nothing is checked.',
      "  mend: Did you mean 'schema/wrong-type'?",
      '',
    ].join('\n'),
  });
});

test.each([
  [['none.yaml'], "error: 'none.yaml' cannot be read: ENOENT"],
  [['.'], "error: there is no YAML or JSON in '.'\n"],
  [['*.yaml'], "error: there is no YAML or JSON in '*.yaml'\n"],
  [['-'], "error: there is no object in 'stdin'\n"],
  [[], 'error: nothing to check: name files or folders, or - for standard input\n'],
  [['-', '--format', 'xml'], "error: option '--format <format>' argument 'xml' is invalid"],
  [['-', '--fail-on', 'note'], "error: option '--fail-on <severity>' argument 'note' is invalid"],
  [
    ['-', '--only', 'schema/wrong-typ'],
    "error: There is no rule 'schema/wrong-typ'. Did you mean 'schema/wrong-type'?\n",
  ],
  [['-', '--skip', 'schema'], "error: There is no rule 'schema'. Did you mean 'schema/*'?\n"],
  [
    ['-', '--only', 'schema/*', '--skip', 'schema/*'],
    "error: 'schema/*' is asked for, and 'schema/*' leaves it out. State one of the two.\n",
  ],
  [['-', '--config', 'none.yaml'], 'error: It cannot be read: ENOENT'],
  [['-', '--runtimes', 'none'], "error: 'none' cannot be read: ENOENT"],
])('%j is no usage, and the exit code is 2', async (args, message) => {
  const { status, stderr } = await check(args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
});
