import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cceScript } from '../../platforms/cce/scripts';
import { TEMPORARY_PLACE } from '../temporary-place';

interface Outcome {
  readonly code: number | null;
  readonly told: string;
}

const SCRIPT = cceScript('fill-model-cache.sh');
const BOOK_KEEPING = ['.copied-at', '.copied-files'];

let root: string;
let started: ChildProcess[];

beforeEach(() => {
  root = mkdtempSync(join(TEMPORARY_PLACE, 'model-cache-'));
  started = [];
  program('sleep', 'exec /bin/sleep 0.02');
  upload('config.json', '{}');
  upload('model-00001-of-00002.safetensors', 'first'.repeat(1000));
  upload('sub folder/tokenizer $(id) "x".json', 'words');
  mkdirSync(join(root, 'cache'));
});

afterEach(() => {
  for (const child of started) killWithChildren(child);
  rmSync(root, { recursive: true, force: true });
});

/** Puts a file among the model's, older than any copy unless said otherwise. */
function upload(path: string, content: string, secondsAgo = 3600): void {
  const file = join(root, 'source', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  const time = Date.now() / 1000 - secondsAgo;
  utimesSync(file, time, time);
}

function program(name: string, body: string): void {
  mkdirSync(join(root, 'bin'), { recursive: true });
  writeFileSync(join(root, 'bin', name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(root, 'bin', name), 0o755);
}

function start(pod: string, env: Readonly<Record<string, string>> = {}) {
  const child = spawn('sh', ['-c', SCRIPT, 'fill-model-cache'], {
    env: {
      PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
      ROOT: root,
      MODEL_SOURCE: join(root, 'source'),
      MODEL_CACHE: join(root, 'cache'),
      MODEL_PATH: 'Qwen/QwQ-32B',
      COPY_ID: pod,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  started.push(child);
  const written: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => written.push(chunk));
  const ended = new Promise<Outcome>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, told: Buffer.concat(written).toString('utf8') });
    });
  });
  return { child, ended };
}

/** Ends a script and all that it has started, as the end of a container does. */
function killWithChildren({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

const run = (pod: string, env?: Readonly<Record<string, string>>) => start(pod, env).ended;
const target = () => join(root, 'cache', 'Qwen', 'QwQ-32B');

/** Files of a folder by path, as their hashes. */
function files(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory() && !BOOK_KEEPING.includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length), hash(path)]));
}

/** Everything that lies beside the model. */
const beside = () => readdirSync(join(root, 'cache', 'Qwen'));

async function appears(path: string): Promise<void> {
  const deadline = Date.now() + 8_000;
  while (!existsSync(path)) {
    if (Date.now() > deadline) throw new Error(`${path} did not appear`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('the model is copied, whatever its files are called, and nothing else is left', async () => {
  expect(await run('a')).toEqual({
    code: 0,
    told: `fill-model-cache: copying the model to ${target()}\nfill-model-cache: ${target()} is complete\n`,
  });
  expect(files(target())).toEqual(files(join(root, 'source')));
  expect(beside()).toEqual(['QwQ-32B']);
});

test('a copy that is there is not made again', async () => {
  await run('a');
  program('cp', 'exit 1');
  expect(await run('b')).toEqual({
    code: 0,
    told: `fill-model-cache: ${target()} is a copy of the model already\n`,
  });
});

test('linked files are copied as what they link to', async () => {
  writeFileSync(join(root, 'blob'), 'weights');
  symlinkSync(join(root, 'blob'), join(root, 'source', 'model-00002-of-00002.safetensors'));
  expect((await run('a')).code).toBe(0);
  rmSync(join(root, 'blob'));
  expect(readFileSync(join(target(), 'model-00002-of-00002.safetensors'), 'utf8')).toBe('weights');
});

test.each<[string, () => void]>([
  [
    'has got another file',
    () => {
      upload('model-00002-of-00002.safetensors', 'second');
    },
  ],
  [
    'has lost a file',
    () => {
      rmSync(join(root, 'source', 'sub folder'), { recursive: true });
    },
  ],
  [
    'has a file of another size',
    () => {
      upload('config.json', '{"a":1}');
    },
  ],
  [
    'has a newer file of the same size',
    () => {
      upload('config.json', '[]', -60);
    },
  ],
])('a model that %s is copied again', async (_, change) => {
  await run('a');
  change();
  expect((await run('b')).told).toContain('is complete');
  expect(files(target())).toEqual(files(join(root, 'source')));
  expect(beside()).toEqual(['QwQ-32B']);
});

test('pods that start together make one copy, and all find it', async () => {
  program('cp', 'echo copied >> "$ROOT/copies"; /bin/sleep 0.2; exec /bin/cp "$@"');
  const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((pod) => run(pod)));
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(readFileSync(join(root, 'copies'), 'utf8')).toBe('copied\n');
  expect(files(target())).toEqual(files(join(root, 'source')));
  expect(beside()).toEqual(['QwQ-32B']);
});

test('while a copy is made nothing stands under its name', async () => {
  program('cp', '/bin/cp "$@"; touch "$ROOT/copied"; while [ ! -e "$ROOT/go" ]; do sleep 1; done');
  const { ended } = start('a');
  await appears(join(root, 'copied'));
  expect(existsSync(target())).toBe(false);
  writeFileSync(join(root, 'go'), '');
  expect((await ended).code).toBe(0);
});

test('while a copy is replaced the old one stays', async () => {
  await run('a');
  const before = files(target());
  upload('config.json', '{"new":true}');
  program('cp', '/bin/cp "$@"; touch "$ROOT/copied"; while [ ! -e "$ROOT/go" ]; do sleep 1; done');
  const { ended } = start('b');
  await appears(join(root, 'copied'));
  expect(files(target())).toEqual(before);
  writeFileSync(join(root, 'go'), '');
  await ended;
  expect(files(target())).toEqual(files(join(root, 'source')));
});

test('a pod that is killed leaves no part of a copy under the name, and another takes over', async () => {
  program('cp', 'touch "$ROOT/copying"; while true; do /bin/sleep 1; done');
  const { child, ended } = start('a');
  await appears(join(root, 'copying'));
  killWithChildren(child);
  await ended;
  expect(existsSync(target())).toBe(false);
  program('cp', 'exec /bin/cp "$@"');
  const { code, told } = await run('b');
  expect(code).toBe(0);
  expect(told).toContain('the pod that made the copy is gone; taking over');
  expect(files(target())).toEqual(files(join(root, 'source')));
  expect(beside()).toEqual(['QwQ-32B']);
});

test('a pod that is asked to stop ends at once and cleans up', async () => {
  program('cp', 'touch "$ROOT/copying"; exec /bin/sleep 5');
  const { child, ended } = start('a');
  await appears(join(root, 'copying'));
  child.kill('SIGTERM');
  expect((await ended).code).toBe(143);
  expect(beside()).toEqual([]);
});

test('two pods that both believe to hold the lock leave one complete copy', async () => {
  program('cp', '/bin/cp "$@"; touch "$ROOT/copied-$COPY_ID"; while [ ! -e "$ROOT/go" ]; do sleep 1; done');
  const first = start('a');
  await appears(join(root, 'copied-a'));
  rmSync(join(root, 'cache', 'Qwen', '.QwQ-32B.lock'), { recursive: true, force: true });
  const second = start('b');
  await appears(join(root, 'copied-b'));
  writeFileSync(join(root, 'go'), '');
  const outcomes = await Promise.all([first.ended, second.ended]);
  expect(outcomes.filter(({ code }) => code === 0)).not.toEqual([]);
  expect(files(target())).toEqual(files(join(root, 'source')));
  expect(readdirSync(target()).filter((name) => name.startsWith('.'))).toEqual(BOOK_KEEPING);
});

test('a copy that fails is told, and nothing is left of it', async () => {
  program('cp', 'exit 1');
  expect(await run('a')).toEqual({
    code: 1,
    told:
      `fill-model-cache: copying the model to ${target()}\n` +
      `fill-model-cache: the copy failed: is there room in ${join(root, 'cache')}?\n`,
  });
  expect(beside()).toEqual([]);
});

test('a copy that lacks a file is not used', async () => {
  program('cp', '/bin/cp "$@"; find "$ROOT/cache" -name config.json -exec rm {} +');
  const { code, told } = await run('a');
  expect(code).toBe(1);
  expect(told).toContain('was something being uploaded?');
  expect(beside()).toEqual([]);
});

test('a folder without a model is told', async () => {
  rmSync(join(root, 'source', 'config.json'));
  upload('generation_config.json', '{}');
  expect(await run('a')).toEqual({
    code: 1,
    told: `fill-model-cache: there is no config.json in ${join(root, 'source')}: it is no model, or not yet uploaded\n`,
  });
});

test.each<[string, () => void]>([
  [
    'away',
    () => {
      rmSync(join(root, 'source'), { recursive: true });
    },
  ],
  [
    'empty',
    () => {
      rmSync(join(root, 'source'), { recursive: true });
      mkdirSync(join(root, 'source'));
    },
  ],
])('where the folder of the model is %s, the copy is used', async (_, change) => {
  await run('a');
  const before = files(target());
  change();
  const { code, told } = await run('b');
  expect(code).toBe(0);
  expect(told).toContain(`there is no config.json in ${join(root, 'source')}; the copy in ${target()} is used\n`);
  expect(files(target())).toEqual(before);
});

test('files that somebody else has put there are left alone', async () => {
  mkdirSync(target(), { recursive: true });
  writeFileSync(join(target(), 'config.json'), 'theirs');
  const { code, told } = await run('a');
  expect(code).toBe(1);
  expect(told).toContain('has files that were not copied here');
  expect(readFileSync(join(target(), 'config.json'), 'utf8')).toBe('theirs');
});

test('an empty folder, as the kubelet makes for a mount, is taken', async () => {
  mkdirSync(target(), { recursive: true });
  expect((await run('a')).code).toBe(0);
  expect(files(target())).toEqual(files(join(root, 'source')));
});

test.each(['MODEL_SOURCE', 'MODEL_CACHE', 'MODEL_PATH', 'COPY_ID'])('an empty %s is told by name', async (name) => {
  expect(await run('a', { [name]: '' })).toEqual({
    code: 1,
    told: `fill-model-cache: the variable ${name} is not set\n`,
  });
});
