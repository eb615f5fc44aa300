import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import { isManifest } from '../kubernetes/manifest';
import type { Manifest } from '../kubernetes/manifest';
import { schemaErrors } from './manifest-schema';
import { DIST, fleetFiles } from './reference-fleet';
import { TEMPORARY_PLACE } from './temporary-place';
import { TYPESCRIPT } from './typescript-process';

const ROOT = join(__dirname, '..');

const files = fleetFiles();
const objects = new Map(files.map((path) => [path, read(path)]));

describe('the reference fleet', () => {
  let output: string;
  beforeAll(() => {
    output = mkdtempSync(join(TEMPORARY_PLACE, 'fleet-'));
  });
  afterAll(() => {
    rmSync(output, { recursive: true });
  });

  test('is committed as the code writes it', () => {
    const environment = { ...process.env, CDK8S_OUTDIR: join(output, 'dist') };
    execFileSync(process.execPath, [...TYPESCRIPT, 'main.ts'], { cwd: ROOT, env: environment, stdio: 'pipe' });
    for (const path of [...files, ...clusters().map((cluster) => `${cluster}/INDEX.json`)]) {
      expect(readFileSync(join(output, 'dist', path), 'utf8')).toBe(readFileSync(join(DIST, path), 'utf8'));
    }
  });

  test.each(files)('has in %s what the API server takes', (path) => {
    expect(schemaErrors(manifest(path))).toEqual([]);
  });

  test.each(files)('has in %s the same for readers of YAML 1.1 and 1.2', (path) => {
    const text = readFileSync(join(DIST, path), 'utf8');
    expect(parse(text, { version: '1.1' })).toEqual(objects.get(path));
    expect(load(text)).toEqual(objects.get(path));
  });

  const python = spawnSync('python3', ['-c', 'import yaml']).status === 0;
  (python ? test : test.skip)('is read alike by PyYAML (skipped where it is absent)', () => {
    const program = 'import json,sys,yaml; print(json.dumps([yaml.safe_load(open(p)) for p in sys.argv[1:]]))';
    const paths = files.map((path) => join(DIST, path));
    const read: unknown = JSON.parse(execFileSync('python3', ['-c', program, ...paths], { encoding: 'utf8' }));
    expect(read).toEqual([...objects.values()]);
  });

  const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
  (kubectl ? test.each(clusters()) : test.skip.each(clusters()))(
    'is read alike by kustomize for %s (skipped where kubectl is absent)',
    (cluster) => {
      const folder = join(output, `kustomize-${cluster}`);
      const own = files.filter((path) => path.startsWith(`${cluster}/`));
      for (const path of own) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        cpSync(join(DIST, path), join(folder, path));
      }
      writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: own }));
      const built = execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
      const read = built.split(/^---$/m).map((text): unknown => parse(text));
      const byText = (one: unknown, other: unknown) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
      expect(read.map(sorted).sort(byText)).toEqual(own.map((path) => sorted(objects.get(path))).sort(byText));
    },
  );
});

function clusters(): readonly string[] {
  return [...new Set(files.map((path) => path.split('/')[0] ?? ''))];
}

function read(path: string): unknown {
  return parse(readFileSync(join(DIST, path), 'utf8'));
}

function manifest(path: string): Manifest {
  const object = objects.get(path);
  if (!isManifest(object)) throw new Error(`${path} holds no Kubernetes object`);
  return object;
}

/** The same data with its keys in order, so that texts can be compared. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
