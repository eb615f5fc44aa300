import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { registerLock } from '../../cli/lock';
import { runCommand } from '../command-in-process';
import { json, StandInServer, status } from '../inputs/lock/stand-in-server';
import { TemporaryFolder } from '../temporary-folder';
import { COMMAND_LINE } from '../typescript-process';

const folder = new TemporaryFolder();
const server = new StandInServer();

const ONE = `sha256:${'1'.repeat(64)}`;
const TWO = `sha256:${'2'.repeat(64)}`;
const COMMIT = 'c'.repeat(40);

const file = (digest: string) => `# +argocd:skip-file-rendering
apiVersion: cdk8s-inference.dev/v1alpha1
kind: Inputs
images:
  # The engine of all models.
  vllm:
    repository: ${server.host}/vllm
    tag: v1 # {"$imagepolicy": "flux-system:vllm:tag"}
${digest}models:
  granite:
    repository: ibm-granite/granite
    revision: main
    commit: ${COMMIT}
environments:
  dev:
    images:
      vllm: { tag: v2 }
`;
const locked = () => file(`    digest: ${ONE}\n`).replace('{ tag: v2 }', `{ tag: v2, digest: '${TWO}' }`);

const found = (digest: string) => status(200, { 'docker-content-digest': digest });
const all = () => ({
  'HEAD /v2/vllm/manifests/v1': found(ONE),
  'HEAD /v2/vllm/manifests/v2': found(TWO),
  'GET /api/models/ibm-granite/granite/revision/main': json({ sha: COMMIT }),
});

const variables = () => ({ HF_ENDPOINT: server.origin, DOCKER_CONFIG: folder.path });

/** Runs the command in the folder, while the server of the tests answers. */
async function lock(...args: readonly string[]) {
  const surroundings = { cwd: folder.path, environment: variables() };
  const { status: code, stdout, stderr } = await runCommand(registerLock, ['lock', ...args], surroundings);
  return { code, stdout, stderr };
}

/** Runs it in a process of its own. */
async function lockElsewhere(...args: readonly string[]) {
  const env = { ...process.env, ...variables(), FORCE_COLOR: '' };
  const child = spawn(process.execPath, [...COMMAND_LINE, 'lock', ...args], { cwd: folder.path, env });
  const parts: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (part: string) => parts.push(part));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, stdout: parts.join('') };
}

const text = () => readFileSync(folder.at('images.yaml'), 'utf8');

test('digests and commits are looked up and written, and all else stays', async () => {
  folder.write({ 'images.yaml': file('') });
  server.answers(all());
  expect(await lock()).toEqual({
    code: 0,
    stdout: [
      `images.vllm  ${server.host}/vllm:v1  ${ONE}`,
      `environments.dev.images.vllm  ${server.host}/vllm:v2  ${TWO}`,
      'images.yaml: 2 of 3 entries changed',
      '',
    ].join('\n'),
    stderr: '',
  });
  expect(text()).toBe(locked());
});

test('a second time nothing changes', async () => {
  folder.write({ 'images.yaml': locked() });
  server.answers(all());
  expect(await lock('images.yaml', '--check')).toEqual({
    code: 0,
    stdout: 'images.yaml: 0 of 3 entries changed\n',
    stderr: '',
  });
});

test('a tag that has moved is told with both digests', async () => {
  folder.write({ 'images.yaml': locked() });
  server.answers({ ...all(), 'HEAD /v2/vllm/manifests/v1': found(TWO) });
  const { code, stdout } = await lock();
  expect([code, stdout.split('\n')[0]]).toEqual([0, `images.vllm  ${server.host}/vllm:v1  ${ONE} → ${TWO}`]);
  expect(text()).toBe(locked().replace(ONE, TWO));
});

test.each([
  ['--check', 1],
  ['--dry-run', 0],
])('with %s nothing is written, and the exit code is %i where something would be', async (option, code) => {
  folder.write({ 'images.yaml': file('') });
  server.answers(all());
  const run = await lock('images.yaml', option);
  expect(run.code).toBe(code);
  expect(run.stdout).toContain('images.yaml: 2 of 3 entries would change; nothing was written\n');
  expect(text()).toBe(file(''));
});

test('where one thing is not known, nothing is written, and the exit code is 2', async () => {
  folder.write({ 'images.yaml': file('') });
  server.answers({ ...all(), 'HEAD /v2/vllm/manifests/v2': status(404) });
  expect(await lock()).toMatchObject({
    code: 2,
    stderr: `error: environments.dev.images.vllm: ${server.host} has no tag 'v2' of 'vllm'\n`,
  });
  expect(text()).toBe(file(''));
});

test('what several entries name is asked for once', async () => {
  folder.write({ 'images.yaml': file('').replace('tag: v2', 'tag: v1') });
  server.answers(all());
  expect((await lock()).code).toBe(0);
  expect(server.lines.filter((line) => line.startsWith('HEAD'))).toEqual(['HEAD /v2/vllm/manifests/v1']);
});

test('an entry that is written by way of an alias is told of', async () => {
  folder.write({ 'images.yaml': file('').replace('vllm:\n', 'vllm: &vllm\n').replace('{ tag: v2 }', '*vllm') });
  server.answers(all());
  const { code, stderr } = await lock();
  expect([code, stderr]).toEqual([
    2,
    "error: environments.dev.images.vllm: 'environments.dev.images.vllm' is not written there alone, so 'digest' cannot be set; state it without an alias\n",
  ]);
});

test('a file that is wrong is told with the place, and nobody is asked', async () => {
  folder.write({ 'images.yaml': file('').replace('tag: v1', 'tag: 1.10') });
  const { code, stderr } = await lock();
  expect(code).toBe(2);
  expect(stderr).toContain('  at:   images.yaml:8:5 · images.vllm.tag\n');
  expect(server.lines).toEqual([]);
});

test.each([[['none.yaml']], [['--timeout', '0']]])('%j cannot be done', async (args) => {
  expect((await lock(...args)).code).toBe(2);
});

test('the process ends with its work, and not with the connections that it leaves', async () => {
  folder.write({ 'images.yaml': file('') });
  server.answers(all());
  const { code, stdout } = await lockElsewhere('--check');
  expect([code, stdout]).toEqual([1, expect.stringContaining('2 of 3 entries would change')]);
});
