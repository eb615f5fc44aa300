import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SYNCED_LAYERS } from '../../constructs/layer';
import { arrayAt, isManifest, nameOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { substitutionsIn } from '../../preview/flux/substitutions';
import { DIST, fleetFiles } from '../reference-fleet';
import { TEMPORARY_PLACE } from '../temporary-place';

const files = fleetFiles();
const synced = files.filter((path) => SYNCED_LAYERS.some((layer) => path.split('/')[1] === layer));
const kustomizations = files.flatMap((path) => {
  const manifest = read(path);
  return manifest.kind === 'Kustomization' ? [manifest] : [];
});
const folders = kustomizations.map(folderOf);

describe('what Flux delivers of the reference fleet', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(TEMPORARY_PLACE, 'flux-'));
  });
  afterAll(() => {
    rmSync(copy, { recursive: true });
  });

  test('is every folder that syncs, and each once', () => {
    const wanted = new Set(synced.map((path) => path.split('/').slice(0, 2).join('/')));
    expect([...folders].sort()).toEqual([...wanted].sort());
  });

  test('is in order: what a Kustomization waits for is there', () => {
    const names = new Set(kustomizations.map(nameOf));
    const dependencies = kustomizations.flatMap((kustomization) =>
      arrayAt(kustomization, 'spec', 'dependsOn').map((dependency) => textAt(dependency, 'name') ?? ''),
    );
    expect(dependencies.length).toBeGreaterThan(0);
    expect(dependencies.filter((name) => !names.has(name))).toEqual([]);
  });

  const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
  (kubectl ? test.each(folders) : test.skip.each(folders))(
    'is in %s what kustomize makes of the folder (skipped where kubectl is absent)',
    (folder) => {
      const place = join(copy, folder);
      cpSync(join(DIST, folder), place, { recursive: true });
      // Flux writes this file where there is none, with all YAML files of the folder.
      const resources = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((path) =>
        path.endsWith('.yaml'),
      );
      expect(existsSync(join(place, 'kustomization.yaml'))).toBe(false);
      writeFileSync(join(place, 'kustomization.yaml'), JSON.stringify({ resources }));
      const built = execFileSync('kubectl', ['kustomize', place], { encoding: 'utf8' });
      const objects = built.split(/^---$/m).map((text): unknown => parse(text));
      const own = synced.filter((path) => path.startsWith(`${folder}/`)).map(read);
      expect(byText(objects)).toEqual(byText(own));
    },
  );

  test('is not changed where variables are substituted after all', () => {
    const exempt = synced.filter((path) => isExempt(read(path)));
    const changed = synced.filter((path) => substitutionsIn(readFileSync(join(DIST, path), 'utf8')).length > 0);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((path) => !exempt.includes(path))).toEqual([]);
  });
});

function read(path: string): Manifest {
  const object: unknown = parse(readFileSync(join(DIST, path), 'utf8'));
  if (!isManifest(object)) throw new Error(`${path} holds no Kubernetes object`);
  return object;
}

/** The folder below `dist` that a Kustomization applies. */
function folderOf(kustomization: Manifest): string {
  return (textAt(kustomization, 'spec', 'path') ?? '').replace(/^\.\/dist\//, '');
}

function isExempt(manifest: Manifest): boolean {
  return objectAt(manifest, 'metadata', 'annotations')['kustomize.toolkit.fluxcd.io/substitute'] === 'disabled';
}

/** As texts with sorted keys, in order. */
function byText(objects: readonly unknown[]): readonly string[] {
  return objects.map((object) => JSON.stringify(object, sortedKeys)).sort();
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
