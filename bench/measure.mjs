// Runs programs side by side and says what they took.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const USAGE_HOOK = join(import.meta.dirname, 'usage-at-exit.cjs');

/** Tells what a program other than Node used; where there is no GNU time, only its seconds are known. */
const GNU_TIME = '/usr/bin/time';

/**
 * Medians of `runs` for every contender by its name. Each run is A B C, not A A A: whatever else the machine does
 * meanwhile falls on all of them.
 *
 * A contender has a `name`; a `command`, which gives the words to run for an output folder; where it is to run, `cwd`;
 * and whether it is `native`, that is no Node program.
 */
export function measure(contenders, { folder, runs }) {
  const samples = new Map(contenders.map(({ name }) => [name, []]));
  for (let run = 1; run <= runs; run++) {
    for (const contender of contenders) {
      progress(`run ${run} of ${runs}: ${contender.name}`);
      samples.get(contender.name).push(once(contender, folder));
    }
  }
  progress('');
  return new Map([...samples].map(([name, taken]) => [name, medians(taken)]));
}

/** Runs a contender a single time and leaves what it wrote in `output`. */
export function execute({ name, command, cwd, native }, output, usageFile) {
  const [program, ...args] = native ? timed(command(output), usageFile) : command(output);
  const hook = native ? {} : { NODE_OPTIONS: `--require ${JSON.stringify(USAGE_HOOK)}`, BENCH_USAGE: usageFile };
  const started = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', ...hook },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(`${name} failed: ${error?.message ?? stderr}`);
  return wall;
}

function once(contender, folder) {
  const own = mkdtempSync(join(folder, 'run-'));
  const usageFile = join(own, 'usage');
  try {
    const wall = execute(contender, join(own, 'dist'), usageFile);
    return { wall, ...usageIn(usageFile) };
  } finally {
    rmSync(own, { recursive: true });
  }
}

function timed(words, usageFile) {
  const known = process.platform === 'linux' && existsSync(GNU_TIME);
  return known ? [GNU_TIME, '-f', '%U %S %M', '-o', usageFile, ...words] : words;
}

/** All processes of a contender together: the sum of their seconds, and the largest of their peaks in megabytes. */
function usageIn(file) {
  if (!existsSync(file)) return { cpu: NaN, memory: NaN };
  const processes = readFileSync(file, 'utf8').trim().split('\n');
  const usages = processes.map((line) => line.split(' ').map(Number));
  return {
    cpu: usages.reduce((sum, [user, system]) => sum + user + system, 0),
    memory: Math.max(...usages.map(([, , kilobytes]) => kilobytes / 1024)),
  };
}

function medians(samples) {
  const median = (measured) => samples.map((sample) => sample[measured]).sort((a, b) => a - b)[samples.length >> 1];
  return { wall: median('wall'), cpu: median('cpu'), memory: median('memory') };
}

/** One line that is written over, and nothing where the output goes to a file. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
