import { relative } from 'node:path';
import { nameOf } from '../../kubernetes/manifest';
import type { ClusterConfiguration } from '../../sources/configuration/configuration';
import { gatherClusters } from '../../sources/gather-clusters';
import type { GatherRequest } from '../../sources/gather-clusters';
import { TemporaryFolder } from '../temporary-folder';

const folder = new TemporaryFolder();

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
const INDEX = '{ "generator": "cdk8s-inference 0.1.0", "objects": [] }';

function gathered(changes: Partial<GatherRequest>) {
  return gatherClusters({ paths: [], clusters: [], runtimes: [], ...changes });
}

/** Names of clusters with the paths of their files. */
function clustersOf(changes: Partial<GatherRequest>) {
  return gathered(changes).clusters.map(({ name, sources }) => [
    name,
    sources.map((source) => relative(folder.path, source.name).replaceAll('\\', '/')),
  ]);
}

function configured(name: string, changes: Partial<ClusterConfiguration> = {}): ClusterConfiguration {
  return { name, paths: [], runtimes: [], facts: {}, ...changes };
}

test('all files are one cluster', () => {
  folder.write({ 'a.yaml': MAP, 'deep/b.yaml': MAP });
  expect(clustersOf({ paths: [folder.at('a.yaml'), folder.at('deep')] })).toEqual([
    [undefined, ['a.yaml', 'deep/b.yaml']],
  ]);
});

test('each folder that synth wrote is a cluster of its own, and all others are one', () => {
  folder.write({
    'one/INDEX.json': INDEX,
    'one/models/a.yaml': MAP,
    'two/INDEX.json': INDEX,
    'two/b.yaml': MAP,
    'c.yaml': MAP,
  });
  expect(clustersOf({ paths: [folder.path] })).toEqual([
    [undefined, ['c.yaml']],
    ['one', ['one/models/a.yaml']],
    ['two', ['two/b.yaml']],
  ]);
});

test('a part of such a folder is of its cluster', () => {
  folder.write({ 'one/INDEX.json': INDEX, 'one/models/a.yaml': MAP });
  expect(clustersOf({ paths: [folder.at('one/models')] })).toEqual([['one', ['one/models/a.yaml']]]);
});

test.each(['{}', '[', '{ "generator": "other", "objects": [] }'])(
  'an index of somebody else means nothing: %s',
  (index) => {
    folder.write({ 'one/INDEX.json': index, 'one/a.yaml': MAP });
    expect(clustersOf({ paths: [folder.path] })).toEqual([[undefined, ['one/a.yaml']]]);
  },
);

test('configured clusters have the files of their paths, and may share some', () => {
  folder.write({ 'east/a.yaml': MAP, 'west/b.yaml': MAP, 'shared.yaml': MAP, 'other.yaml': MAP });
  const clusters = ['east', 'west'].map((name) =>
    configured(name, { paths: [folder.at(name), folder.at('shared.yaml')] }),
  );
  expect(clustersOf({ clusters })).toEqual([
    ['east', ['east/a.yaml', 'shared.yaml']],
    ['west', ['shared.yaml', 'west/b.yaml']],
  ]);
  expect(clustersOf({ clusters, paths: [folder.path] })).toEqual([
    ['east', ['east/a.yaml', 'shared.yaml']],
    [undefined, ['other.yaml']],
    ['west', ['shared.yaml', 'west/b.yaml']],
  ]);
});

test('facts of a cluster hold for the folder that synth wrote under its name', () => {
  folder.write({ 'gpu-east/INDEX.json': INDEX, 'gpu-east/a.yaml': MAP });
  const clusters = [configured('GPU-East', { facts: { platform: 'ome' } })];
  expect(gathered({ clusters, paths: [folder.path] }).clusters).toMatchObject([
    { name: 'GPU-East', facts: { platform: 'ome' } },
  ]);
});

test('standard input is a source like others', () => {
  expect(gathered({ paths: ['-'], input: Buffer.from(MAP) }).clusters).toMatchObject([
    { sources: [{ name: 'stdin', text: MAP }] },
  ]);
});

test('inventories of a cluster and those of all are what stands in it', () => {
  folder.write({
    'a.yaml': MAP,
    'own.yaml': MAP.replace('name: a', 'name: own'),
    'all.yaml': MAP.replace('name: a', 'name: all'),
  });
  const clusters = [configured('east', { paths: [folder.at('a.yaml')], runtimes: [folder.at('own.yaml')] })];
  const [cluster] = gathered({ clusters, runtimes: [folder.at('all.yaml')] }).clusters;
  expect(cluster?.facts?.inventory?.map(nameOf)).toEqual(['own', 'all']);
});

test('a platform is an inventory of what it ships', () => {
  folder.write({ 'a.yaml': MAP });
  const [cluster] = gathered({ paths: [folder.at('a.yaml')], runtimes: ['kserve'] }).clusters;
  expect(cluster?.facts?.inventory?.map(nameOf)).toContain('kserve-huggingfaceserver');
});

test('what cannot be had is told once, and the rest is gathered', () => {
  folder.write({ 'a.yaml': MAP, 'broken.yaml': 'kind: [' });
  const { clusters, missing, findings } = gathered({
    paths: [folder.at('a.yaml'), folder.at('none'), folder.at('none')],
    runtimes: [folder.at('gone'), folder.at('broken.yaml')],
  });
  expect(clusters).toHaveLength(1);
  expect(missing.map(({ path }) => relative(folder.path, path))).toEqual(['none', 'gone']);
  expect(findings.map(({ id }) => id)).toEqual(['source/yaml']);
});

test('what is left out is counted with the reason', () => {
  folder.write({
    'a.yaml': MAP,
    'one/Chart.yaml': '',
    'one/templates/a.yaml': '',
    'two/Chart.yaml': '',
    'two/templates/a.yaml': '',
  });
  expect(gathered({ paths: [folder.path] }).notChecked).toEqual([
    { what: 'folder of Helm templates', count: 2, why: 'they are YAML only once they are rendered' },
  ]);
});

describe('what is applied now', () => {
  test('is that of the cluster of the same name, else of none', () => {
    folder.write({
      'now/one/INDEX.json': INDEX,
      'now/one/a.yaml': MAP,
      'now/b.yaml': MAP.replace('name: a', 'name: b'),
      'next/one/INDEX.json': INDEX,
      'next/one/a.yaml': MAP,
      'next/two/INDEX.json': INDEX,
      'next/two/a.yaml': MAP,
    });
    const { clusters } = gathered({ paths: [folder.at('next')], base: [folder.at('now')] });
    expect(clusters.map(({ name, base }) => [name, base?.map(({ manifest }) => nameOf(manifest))])).toEqual([
      ['one', ['a']],
      ['two', ['b']],
    ]);
  });

  test('is that of the same name whichever of the two was written before indexes named clusters', () => {
    const named = '{ "generator": "cdk8s-inference 0.1.0", "cluster": { "name": "GPU-East" }, "objects": [] }';
    folder.write({
      'now/gpu-east/INDEX.json': INDEX,
      'now/gpu-east/a.yaml': MAP,
      'next/gpu-east/INDEX.json': named,
      'next/gpu-east/a.yaml': MAP,
    });
    const { clusters } = gathered({ paths: [folder.at('next')], base: [folder.at('now')] });
    expect(clusters.map(({ name, base }) => [name, base?.length])).toEqual([['GPU-East', 1]]);
  });

  test('is told where it cannot be read', () => {
    folder.write({ 'a.yaml': MAP });
    expect(gathered({ paths: [folder.at('a.yaml')], base: [folder.at('none')] }).missing).toHaveLength(1);
  });
});
