import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SYNCED_LAYERS } from '../../constructs/layer';
import { isManifest, nameOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { identityAsPath, identityOf } from '../../kubernetes/object-identity';
import { DIST, fleetFiles, fleetManifests, fleetObject } from '../reference-fleet';
import { objectsOfApplication } from './argo-reader';
import { TEMPORARY_PLACE } from '../temporary-place';

const ROOT = join(DIST, '..');

const applications = fleetManifests().filter(({ kind }) => kind === 'Application');

/** The files of layers that sync. */
const synced = fleetFiles().filter((path) => SYNCED_LAYERS.some((layer) => path.split('/')[1] === layer));

describe('the reference fleet', () => {
  test('has an Application for every folder that syncs', () => {
    const folders = new Set(synced.map((path) => `dist/${path.split('/').slice(0, 2).join('/')}`));
    const sources = applications.map((application) => textAt(application, 'spec', 'source', 'path'));
    expect(sources.sort()).toEqual([...folders].sort());
  });

  test.each(applications.map((application) => [nameOf(application), application] as const))(
    'is read by Argo CD for %s as it is written',
    (_name, application) => {
      const path = textAt(application, 'spec', 'source', 'path') ?? '';
      const own = synced.filter((file) => `dist/${file}`.startsWith(`${path}/`));
      const byIdentity = (one: Manifest, other: Manifest) => (keyOf(one) < keyOf(other) ? -1 : 1);
      const found = [...objectsOfApplication(ROOT, application)].sort(byIdentity);
      expect(found).toEqual(own.map(written).sort(byIdentity));
    },
  );

  test('has Applications that its project allows', () => {
    const project = objectAt(fleetObject('argo-cd', 'AppProject', 'fleet'), 'spec');
    for (const application of applications) {
      expect(project.sourceRepos).toContain(textAt(application, 'spec', 'source', 'repoURL'));
      const name = textAt(application, 'spec', 'destination', 'name');
      expect(project.destinations).toContainEqual({ name, namespace: '*' });
      expect(textAt(application, 'spec', 'project')).toBe('fleet');
    }
  });

  test('makes the layers of a cluster one after the other', () => {
    const waves = ['platform', 'runtimes', 'models'].map((layer) =>
      Number(textAt(fleetObject('argo-cd', 'Application', `ome-${layer}`), 'metadata', 'annotations', WAVE)),
    );
    expect(waves).toEqual([10, 20, 30]);
  });
});

describe('the reader that stands for Argo CD', () => {
  let repository: string;
  beforeEach(() => {
    repository = mkdtempSync(join(TEMPORARY_PLACE, 'argo-'));
    mkdirSync(join(repository, 'apps', 'deep'), { recursive: true });
    writeFileSync(join(repository, 'apps', 'one.yaml'), manifest('one'));
    writeFileSync(join(repository, 'apps', 'deep', 'two.yaml'), manifest('two'));
  });
  afterEach(() => {
    rmSync(repository, { recursive: true });
  });

  const namesOf = (directory: object) =>
    objectsOfApplication(repository, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      spec: { source: { path: 'apps', directory: { ...directory } } },
    }).map(nameOf);

  test('does not look into folders unless it is told to', () => {
    expect(namesOf({})).toEqual(['one']);
    expect(namesOf({ recurse: true }).sort()).toEqual(['one', 'two']);
  });

  test('heeds patterns, to which a slash is as any other character', () => {
    writeFileSync(join(repository, 'apps', 'three.json'), JSON.stringify(parse(manifest('three'))));
    expect(namesOf({ recurse: true, include: '*.yaml' }).sort()).toEqual(['one', 'two']);
    expect(namesOf({ recurse: true, exclude: 'deep/*' }).sort()).toEqual(['one', 'three']);
  });

  test('skips files that say so, and fails over those that it cannot read or that are too many', () => {
    writeFileSync(join(repository, 'apps', 'skipped.yaml'), `# +argocd:skip-file-rendering\n${manifest('skipped')}`);
    expect(namesOf({})).toEqual(['one']);
    writeFileSync(join(repository, 'apps', 'broken.yaml'), `${manifest('broken')}\t- x\n`);
    expect(() => namesOf({})).toThrow('Failed to unmarshal');
    writeFileSync(join(repository, 'apps', 'broken.yaml'), `${manifest('large')}#${'x'.repeat(10_000_000)}\n`);
    expect(() => namesOf({})).toThrow('exceeded max combined manifest file size');
  });
});

const WAVE = 'argocd.argoproj.io/sync-wave';

function manifest(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
}

function written(file: string): Manifest {
  const value: unknown = parse(readFileSync(join(DIST, file), 'utf8'));
  if (!isManifest(value)) throw new Error(`${file} holds no object`);
  return value;
}

function keyOf(object: Manifest): string {
  return `${object.apiVersion} ${identityAsPath(identityOf(object))}`;
}
