// Compares `npm run import` with `cdk8s import` on the same CRDs.
//
//   node bench/import.mjs [folder with CRDs, default ../shared/crds]
//
// Both write into a temporary folder; times are medians of three runs. One run takes a few minutes.
import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

const RUNS = 3;
const repository = resolve(import.meta.dirname, '..');
const program = (name) => join(repository, 'node_modules/.bin', name);
const crds = resolve(process.argv[2] ?? join(repository, '../shared/crds'));

if (!existsSync(crds)) {
  console.log(
    `skipped: there is no folder ${process.argv[2] ?? '../shared/crds'}; give a folder with CRDs as argument`,
  );
  process.exit(0);
}

const work = mkdtempSync(join(tmpdir(), 'import-bench-'));
try {
  const ours = measure('ours', importOurs(join(work, 'ours')));
  const theirs = measure('cdk8s', importTheirs(join(work, 'cdk8s')));
  report(ours, theirs);
} finally {
  rmSync(work, { recursive: true });
}

function importOurs(folder) {
  const output = join(folder, 'imports');
  mkdirSync(folder);
  const seconds = run(
    program('ts-node'),
    [join(repository, 'cli/main.ts'), 'import', crds, '--output', output],
    repository,
  );
  return { folder, output, seconds };
}

// Of two files of one API group `cdk8s import` keeps the second only, hence one file per group.
function importTheirs(folder) {
  const output = join(folder, 'imports');
  mkdirSync(folder);
  const groups = new Map();
  for (const name of readdirSync(crds, { recursive: true })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()) {
    const text = readFileSync(join(crds, name), 'utf8');
    const group = parseAllDocuments(text, { uniqueKeys: false })[0].getIn(['spec', 'group']);
    groups.set(group, [...(groups.get(group) ?? []), text]);
  }
  const files = [...groups].map(([group, texts]) => {
    const file = join(folder, `${group}.yaml`);
    writeFileSync(file, texts.join('\n---\n'));
    return file;
  });
  // One run for all: on the command line only one file can be given.
  writeFileSync(join(folder, 'cdk8s.yaml'), JSON.stringify({ language: 'typescript', app: 'true', imports: files }));
  const seconds = run(program('cdk8s'), ['import', '--output', output], folder);
  return { folder, output, seconds };
}

function measure(name, { folder, output, seconds }) {
  const files = readdirSync(output)
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const texts = files.map((file) => readFileSync(join(output, file), 'utf8'));
  const modules = files.map((file) => basename(file, '.ts'));
  writeFileSync(
    join(folder, 'all.ts'),
    modules.map((file, index) => `export * as m${index} from './imports/${file}';\n`).join(''),
  );
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023', 'dom'],
    module: 'node16',
    moduleResolution: 'node16',
    strict: true,
    skipLibCheck: true,
    types: ['node'],
    outDir: 'lib',
    rootDir: '.',
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['all.ts'], 'ts-node': { swc: true } }),
  );
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));

  run(program('tsc'), [], folder);
  return {
    name,
    importing: seconds,
    files: files.length,
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    lines: texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0),
    checking: median(() => run(program('tsc'), ['--noEmit'], folder)),
    compiled: median(() => run(process.execPath, ['lib/all.js'], folder)),
    swc: median(() => run(program('ts-node'), ['all.ts'], folder)),
  };
}

function report(ours, theirs) {
  const rows = [
    ['files', 'files', ''],
    ['bytes of TypeScript', 'bytes', ''],
    ['lines of TypeScript', 'lines', ''],
    ['the import itself', 'importing', 's'],
    ['tsc --noEmit of a program with all', 'checking', 's'],
    ['ts-node (swc) of a program with all', 'swc', 's'],
    ['node, compiled, of a program with all', 'compiled', 's'],
  ];
  const text = (value, unit) => (unit === '' ? value.toLocaleString('en') : `${value.toFixed(2)} ${unit}`);
  console.log(`${''.padEnd(40)}${'ours'.padStart(12)}${'cdk8s import'.padStart(16)}${'ratio'.padStart(10)}`);
  for (const [label, key, unit] of rows) {
    const ratio = `${(theirs[key] / ours[key]).toFixed(1)}x`;
    console.log(
      label.padEnd(40) + text(ours[key], unit).padStart(12) + text(theirs[key], unit).padStart(16) + ratio.padStart(10),
    );
  }
}

function median(once) {
  return Array.from({ length: RUNS }, once).sort((left, right) => left - right)[Math.floor(RUNS / 2)];
}

function run(command, args, cwd) {
  const started = process.hrtime.bigint();
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false', NODE_OPTIONS: '--max-old-space-size=8192' };
  const { status, stderr, stdout } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${basename(command)} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  return Number(process.hrtime.bigint() - started) / 1e9;
}
