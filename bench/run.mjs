// npm run bench: compares this library with other ways to write the same objects.
//
//   node bench/run.mjs [--runs 5] [--quick] [--pkl <path of the binary>] [fleet] [growth] [ladder] [launcher] [checks] [diff]
//
// See docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as contenders from './contenders.mjs';
import { launcherContenders } from './launcher.mjs';
import { execute, measure } from './measure.mjs';
import { differences } from './same-objects.mjs';
import { decimals, printContenders, printTable, ratio } from './table.mjs';

const { fleetApp, fleetAppPerChart, cdk8sPerChart, cdk8sPerResource, jsonFloor } = contenders;
const PARTS = { fleet, growth, ladder, launcher, checks, diff };

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, quick: { type: 'boolean', default: false }, pkl: { type: 'string' } },
});
const runs = Number(options.runs ?? (options.quick ? 1 : 5));
const chosen = positionals.length === 0 ? Object.keys(PARTS) : positionals;
const unknown = chosen.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0 || !Number.isInteger(runs) || runs < 1) {
  console.error(`usage: node bench/run.mjs [--runs n] [--quick] [--pkl binary] [${Object.keys(PARTS).join('] [')}]`);
  process.exit(2);
}

execFileSync(process.execPath, [join(import.meta.dirname, '..', 'tools', 'build.mjs')], { stdio: 'inherit' });
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-inference-bench-'));
try {
  const different = comparedFirst();
  if (different.length > 0) {
    console.error(`The contenders do not write the same objects:\n${different.slice(0, 20).join('\n')}`);
    process.exitCode = 1;
  } else {
    console.log(`Medians of ${runs} run(s), contenders in turn; Node ${process.version} on ${process.platform}.`);
    for (const part of chosen) PARTS[part]();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function comparedFirst() {
  const flat = { objects: 1000, charts: 10 };
  const small = { objects: 40, charts: 1, layered: true };
  return [
    ...differences(all(flat), folder),
    ...differences([fleetApp(small), fleetAppPerChart(small), cdk8sPerChart(small)], folder),
  ];
}

/** Every contender that can be had; kustomize is quadratic, so it is left out where it would take minutes. */
function all(shape) {
  const own = join(folder, `${shape.objects}-${shape.charts}`);
  mkdirSync(own, { recursive: true });
  return [
    fleetApp(shape),
    fleetAppPerChart(shape),
    cdk8sPerChart(shape),
    cdk8sPerResource(shape),
    jsonFloor(shape),
    ...(contenders.hasKustomize && shape.objects <= 1000 ? [contenders.kustomize(shape, own)] : []),
    ...(options.pkl === undefined ? [] : [contenders.pkl(shape, options.pkl)]),
  ];
}

function fleet() {
  for (const objects of [100, 1000, 10_000]) {
    for (const charts of options.quick ? [10] : [1, 10, 100, 1000].filter((count) => count <= objects)) {
      const results = measure(all({ objects, charts }), { folder, runs });
      printContenders(`${count(objects)} objects in ${count(charts)} chart(s)`, results);
    }
  }
}

/** What one object costs among many, against what it costs among few: 1.00x is linear. */
function growth() {
  const shapes = {
    '10 charts': { charts: 10 },
    '1,000 charts': { charts: 1000 },
    layered: { charts: 1, layered: true },
  };
  const rows = Object.entries(shapes).map(([name, shape]) => {
    const sized = [2, 1000, 10_000].map((objects) => ({ ...fleetApp({ ...shape, objects }), name: objects }));
    const results = measure(sized, { folder, runs });
    const [start, few, many] = [2, 1000, 10_000].map((objects) => results.get(objects).wall);
    const walls = [start, few, many].map((seconds) => decimals(seconds, 2));
    return [name, ...walls, ratio(many / 10, few), ratio((many - start) / 10, few - start)];
  });
  const header = ['', '2 objects', '1,000', '10,000', 'time per object', 'without the start'];
  printTable('FleetApp, wall s; time per object at 10,000 over that at 1,000', header, rows);
}

/** Pairs that depend on the pair before: plain cdk8s doubles its time with every two objects more. */
function ladder() {
  for (const objects of [36, 40]) {
    const shape = { objects, charts: 1, layered: true };
    const results = measure([fleetAppPerChart(shape), cdk8sPerChart(shape)], { folder, runs });
    printContenders(`${objects} objects in pairs, each depending on the pair before`, results);
  }
}

function launcher() {
  printContenders('Cold npx cdk8s synth', measure(launcherContenders(folder), { folder, runs: runs * 3 }));
}

/** What checks add to a synth, and what the command costs over reading the same files. */
function checks() {
  const shape = { objects: 10_000, charts: 10 };
  printContenders(
    '10,000 objects with and without checks',
    measure([contenders.fleetAppUnchecked(shape), fleetApp(shape)], { folder, runs }),
  );
  const inputs = [1000, 10_000].map((objects) => {
    const input = join(folder, `checked-${objects}`);
    mkdirSync(input);
    execute(fleetApp({ objects, charts: 10 }), join(input, 'dist'), join(input, 'usage'));
    return [objects, join(input, 'dist')];
  });
  for (const [objects, input] of inputs) {
    const named = [contenders.yamlFloor([input], 'floor: parse the YAML'), contenders.check(input, 'check')];
    printContenders(`check of ${count(objects)} objects, a file each`, measure(named, { folder, runs }));
  }
}

/** What it takes to review a change, beside parsing the trees before and after: of one object in a hundred, and of half. */
function diff() {
  for (const objects of [1000, 10_000]) {
    const tree = (name, shape) => {
      const input = join(folder, `${name}-${objects}`);
      mkdirSync(input);
      execute(fleetApp({ objects, charts: 10, ...shape }), join(input, 'dist'), join(input, 'usage'));
      return join(input, 'dist');
    };
    const [before, few, many] = [tree('before'), tree('few', { editedOf: 50 }), tree('many', { editedOf: 1 })];
    const named = [
      contenders.yamlFloor([before, few], 'floor: parse the YAML of both'),
      contenders.diff(before, few, 'diff, 1 % changed'),
      contenders.diff(before, many, 'diff, half changed'),
    ];
    printContenders(`review of ${count(objects)} objects, a file each`, measure(named, { folder, runs }));
  }
}

function count(number) {
  return number.toLocaleString('en');
}
