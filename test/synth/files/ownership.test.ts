import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cluster, configMap, contentsOf, synth, temporaryFolder, timesOf } from '../fleet';
import type { Build, Run } from '../fleet';

function fleet(names: readonly string[], text = 'text', clusters: readonly string[] = ['berlin']): Build {
  return (app) => {
    for (const id of clusters) {
      const scope = cluster(app, id, 'models');
      for (const name of names) configMap(scope, name, { text });
    }
  };
}

const FOLDER = 'berlin/30-models/models/configmap';

function put(outdir: string, path: string, text: string): void {
  mkdirSync(dirname(join(outdir, path)), { recursive: true });
  writeFileSync(join(outdir, path), text);
}

function expectRefusal(outdir: string, build: Build, id: string): Run {
  const [contents, times] = [contentsOf(outdir), timesOf(outdir)];
  const run = synth(outdir, build);
  expect(run.exitCode).toBe(1);
  expect(run.said).toContain(`[${id}]`);
  expect(run.said).toContain('  mend: ');
  expect(contentsOf(outdir)).toEqual(contents);
  expect(timesOf(outdir)).toEqual(times);
  return run;
}

describe('a second synth', () => {
  test('leaves unchanged files alone, their time too', () => {
    const outdir = temporaryFolder();
    synth(outdir, fleet(['a', 'b']));
    const times = timesOf(outdir);
    expect(synth(outdir, fleet(['a', 'b'])).said).toMatch(/: 0 written, 0 removed, 2 unchanged\n$/);
    expect(timesOf(outdir)).toEqual(times);
    synth(outdir, fleet(['a', 'b', 'c']));
    expect(timesOf(outdir)).toMatchObject({ [`${FOLDER}/a.yaml`]: times[`${FOLDER}/a.yaml`] });
  });

  test('removes what the app no longer has, and folders that are empty then', () => {
    const outdir = temporaryFolder();
    synth(outdir, fleet(['a', 'b'], 'text', ['berlin', 'paris']));
    expect(synth(outdir, fleet(['a'])).said).toMatch(/: 0 written, 3 removed, 1 unchanged\n$/);
    expect(Object.keys(contentsOf(outdir))).toEqual([`${FOLDER}/a.yaml`, 'berlin/INDEX.json']);
  });

  test('mends a file that somebody edited, since it owns it', () => {
    const outdir = temporaryFolder();
    synth(outdir, fleet(['a']));
    const contents = contentsOf(outdir);
    put(outdir, `${FOLDER}/a.yaml`, 'edited');
    synth(outdir, fleet(['a']));
    expect(contentsOf(outdir)).toEqual(contents);
  });

  test('mends an index that was lost while all files are as they were', () => {
    const outdir = temporaryFolder();
    synth(outdir, fleet(['a']));
    const contents = contentsOf(outdir);
    rmSync(join(outdir, 'berlin', 'INDEX.json'));
    synth(outdir, fleet(['a']));
    expect(contentsOf(outdir)).toEqual(contents);
  });

  test('with an error in the app changes nothing', () => {
    const outdir = temporaryFolder();
    synth(outdir, fleet(['a', 'b']));
    expectRefusal(outdir, fleet(['a', 'B_']), 'metadata/name');
  });
});

describe('files of others', () => {
  test('stay beside the output, also in a cluster that goes', () => {
    const outdir = temporaryFolder();
    synth(outdir, fleet(['a'], 'text', ['berlin', 'paris']));
    for (const path of ['OWNERS', 'berlin/OWNERS', 'paris/30-models/OWNERS', 'other/INDEX.json'])
      put(outdir, path, '{}');
    synth(outdir, fleet(['b']));
    expect(Object.keys(contentsOf(outdir))).toEqual([
      'OWNERS',
      `${FOLDER}/b.yaml`,
      'berlin/INDEX.json',
      'berlin/OWNERS',
      'other/INDEX.json',
      'paris/30-models/OWNERS',
    ]);
  });

  test.each([
    ['a file where an object belongs', `${FOLDER}/b.yaml`],
    ['a folder where an object belongs', `${FOLDER}/b.yaml/inside`],
  ])('%s is an error', (_, path) => {
    const outdir = temporaryFolder();
    synth(outdir, fleet(['a']));
    put(outdir, path, 'foreign');
    expectRefusal(outdir, fleet(['a', 'b']), 'output/foreign-file');
  });

  test('where a folder belongs are an error', () => {
    const outdir = temporaryFolder();
    synth(outdir, fleet(['a']));
    put(outdir, 'berlin/30-models/other', 'a file');
    const build: Build = (app) => configMap(cluster(app, 'berlin', 'other'), 'a');
    expectRefusal(outdir, build, 'output/foreign-file');
  });

  test('in the folder of a new cluster are an error', () => {
    const outdir = temporaryFolder();
    put(outdir, 'berlin/deployment.yaml', 'kind: Deployment');
    const { said } = expectRefusal(outdir, fleet(['a']), 'output/foreign-files');
    expect(said).toContain('deployment.yaml');
  });
});

describe('an index', () => {
  test.each([
    ['is no JSON', '<<<<<<< HEAD'],
    ['is of another tool', '{"generator": "helm 4", "objects": []}'],
    ['names no objects', '{"generator": "cdk8s-inference 0.1.0"}'],
  ])('that %s is an error', (_, text) => {
    const outdir = temporaryFolder();
    synth(outdir, fleet(['a']));
    put(outdir, 'berlin/INDEX.json', text);
    expectRefusal(outdir, fleet(['a', 'b']), 'output/foreign-index');
  });

  test.each([
    '../victim',
    '../../victim',
    '30-models/../../victim',
    './../victim',
    'OUTSIDE/victim',
    '..\\victim',
    '',
    '.',
    '30-models',
    'linked/victim',
  ])('that was edited to name %j never removes that', (path) => {
    const parent = temporaryFolder();
    const outdir = join(parent, 'dist');
    synth(outdir, fleet(['a', 'b']));
    const victims = [join(outdir, 'victim'), join(parent, 'victim'), join(parent, 'outside', 'victim')];
    for (const victim of victims) put(dirname(victim), 'victim', 'precious');
    symlinkSync(join(parent, 'outside'), join(outdir, 'berlin', 'linked'));
    const index = join(outdir, 'berlin', 'INDEX.json');
    const edited = JSON.stringify(path.replace('OUTSIDE', join(parent, 'outside')));
    const text = readFileSync(index, 'utf8').replace(`"${FOLDER.replace('berlin/', '')}/b.yaml"`, edited);
    writeFileSync(index, text);
    rmSync(join(outdir, FOLDER, 'b.yaml'));
    expect(synth(outdir, fleet(['a', 'c']))).toMatchObject({ exitCode: 0 });
    for (const victim of victims) expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(existsSync(join(outdir, FOLDER, 'a.yaml'))).toBe(true);
  });
});

describe('an output folder that cannot be written', () => {
  test('because a file stands in its place is an error', () => {
    const folder = temporaryFolder();
    put(folder, 'dist', 'a file');
    expect(synth(join(folder, 'dist'), fleet(['a']))).toMatchObject({ exitCode: 1 });
    expect(contentsOf(folder)).toEqual({ dist: 'a file' });
  });

  test('because a file stands in the place of a cluster is an error', () => {
    const outdir = temporaryFolder();
    put(outdir, 'berlin', 'a file');
    expectRefusal(outdir, fleet(['a']), 'output/not-a-folder');
  });

  test('because the system refuses is an error', () => {
    const outdir = join(temporaryFolder(), 'n'.repeat(300));
    const { exitCode, said } = synth(outdir, fleet(['a']));
    expect(exitCode).toBe(1);
    expect(said).toContain('[output/unwritable]');
  });
});
