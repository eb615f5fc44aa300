import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chdir } from 'node:process';
import { dump } from 'js-yaml';
import { reviewTrees } from '../../sources/trees/review-trees';
import { UnreadableTree } from '../../sources/trees/unreadable-tree';
import { TemporaryFolder } from '../temporary-folder';
import { deployment, runtime, service } from './manifests';
import { Repository, reviewOf, treeOf } from './two-trees';

const folder = new TemporaryFolder();
const repository = new Repository(folder);

const scaled = (name: string) => deployment(name, { spec: { replicas: 2 } });
const index = (name: string) => JSON.stringify({ generator: 'cdk8s-inference 0.1.0', cluster: { name }, objects: [] });

test('a folder that synth wrote is a cluster, and is reviewed apart', () => {
  const clusters = { 'one/INDEX.json': index('One'), 'two/INDEX.json': index('Two') };
  repository.commit({ ...clusters, 'one/a.yaml': deployment('a'), 'two/a.yaml': deployment('a') });
  repository.write({
    ...clusters,
    'one/a.yaml': scaled('a'),
    'two/a.yaml': deployment('a', { container: { image: 'b' } }),
  });
  expect(repository.diff('HEAD').stdout.replace(/\n {4}.*/g, '')).toBe(
    [
      '1 workload restarts, 1 workload is scaled',
      '',
      'Two',
      '',
      '  rolling restart  Deployment models/a',
      '',
      'One',
      '',
      '  scale only  Deployment models/a',
      '',
    ].join('\n'),
  );
});

test('a cluster that has an index on one side alone is the same on the other', () => {
  repository.commit({ 'one/a.yaml': deployment('a') });
  repository.write({ 'one/INDEX.json': index('One'), 'one/a.yaml': scaled('a') });
  expect(repository.diff('HEAD').stdout).toContain('One\n\n  scale only  Deployment models/a');
});

test('a comment says which files could not be read', () => {
  repository.commit({ 'a.yaml': deployment('a') });
  repository.write({ 'a.yaml': scaled('a'), 'b.yaml': 'a: [' });
  expect(repository.diff('HEAD', '--format', 'markdown').stdout).toContain(
    '**Not read**, so that nothing is known of their objects: `dist/b.yaml:',
  );
});

test('files of a configured cluster are its own', () => {
  folder.write({ 'cdk8s-inference.yaml': 'clusters: [{ name: east, paths: [dist/teams/*] }]' });
  repository.commit({ 'teams/a.yaml': deployment('a'), 'b.yaml': deployment('a') });
  repository.write({ 'teams/a.yaml': scaled('a'), 'b.yaml': deployment('a') });
  expect(repository.diff('HEAD').stdout).toContain('\neast\n');
});

test('what a cluster states decides what its changes do', () => {
  const knative = JSON.stringify({
    generator: 'cdk8s-inference 0.1.0',
    cluster: { name: 'c', kserve: { defaultDeploymentMode: 'Standard' } },
    objects: [],
  });
  const undecided = (most: number) => {
    const plain = service('llama', 'vllm', { predictor: { maxReplicas: most } });
    return { ...plain, metadata: { name: 'llama', namespace: 'models' } };
  };
  repository.commit({ 'INDEX.json': knative, 'a.yaml': [runtime('vllm'), undecided(1)] });
  repository.write({ 'INDEX.json': knative, 'a.yaml': [runtime('vllm'), undecided(2)] });
  expect(repository.diff('HEAD').stdout).toContain('1 workload is scaled');
});

test('folders are compared to the last byte of their files', () => {
  const long = (last: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'long', namespace: 'models' },
    data: { text: `${'-'.repeat(200_000)}${last}` },
  });
  const review = (last: string) => reviewOf(folder, { 'a.yaml': long('x') }, { 'a.yaml': long(last) }).clusters.length;
  expect([review('x'), review('y')]).toEqual([0, 1]);
});

test('a repository that lacks the content of a file is told of, and nothing is said of the change', () => {
  repository.commit({ 'a.yaml': deployment('a') });
  const { stdout: id } = spawnSync('git', ['rev-parse', 'HEAD:dist/a.yaml'], { encoding: 'utf8' });
  rmSync(folder.at(`.git/objects/${id.slice(0, 2)}/${id.slice(2).trim()}`), { force: true });
  repository.write({ 'a.yaml': scaled('a') });
  expect(repository.diff('HEAD')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: `error: Git lacks the content ${id.trim()}, which a tree of it names\n`,
  });
});

test.each([
  ['compared', { 'a.yaml': deployment('a') }],
  ['new', {}],
])('a file that is %s and cannot be read ends the review, and is told by its path', (_, before) => {
  folder.write({ 'lost/before/INDEX.json': '', 'lost/after/a.yaml': dump(deployment('a')) });
  for (const [name, manifest] of Object.entries(before)) folder.write({ [`lost/before/${name}`]: dump(manifest) });
  const [old, young] = ['lost/before', 'lost/after'].map((name) => treeOf(folder.at(name)));
  rmSync(folder.at('lost/after/a.yaml'));
  const review = () => old && young && reviewTrees({ before: old, after: young, folder: '.', clusters: [] });
  expect(review).toThrow(UnreadableTree);
  expect(review).toThrow(/^'[^']*lost\/after\/a\.yaml' cannot be read: /);
  rmSync(folder.at('lost'), { recursive: true });
});

test('a file that does not differ is not parsed', () => {
  const broken = { 'broken.yaml': 'a: [', 'large.yaml': '&a [*a, *a' };
  repository.commit({ ...broken, 'a.yaml': deployment('a') });
  repository.write({ ...broken, 'a.yaml': scaled('a') });
  expect(repository.diff('HEAD')).toMatchObject({ status: 0, stderr: '' });
});

test('a folder of a repository is compared from within', () => {
  repository.commit({ 'x/a.yaml': deployment('a'), 'y/b.yaml': deployment('b') });
  repository.write({ 'x/a.yaml': scaled('a'), 'y/b.yaml': scaled('b') });
  chdir(folder.at('dist'));
  const { stdout } = repository.diff('HEAD', '--path', 'x', '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ clusters: [{ objects: [{ path: 'dist/x/a.yaml' }] }] });
});

test('a repository that hashes with SHA-256 is compared as any', () => {
  repository.git('init', '--quiet', '--initial-branch=main', '--object-format=sha256');
  repository.commit({ 'a.yaml': deployment('a'), 'b.yaml': deployment('b') });
  repository.write({ 'a.yaml': deployment('a'), 'b.yaml': scaled('b') });
  expect(repository.diff('HEAD').stdout.split('\n')[0]).toBe('1 workload is scaled');
});

test('files of any name are compared', () => {
  const name = 'ä b/"c\td".yaml';
  repository.commit({ [name]: deployment('a') });
  repository.write({ [name]: scaled('a') });
  repository.git('add', '--all');
  repository.git('commit', '--quiet', '--message', 'next');
  expect(repository.diff('HEAD~1', 'HEAD').stdout.split('\n')[0]).toBe('1 workload is scaled');
});

test('lines that end as on Windows change nothing', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: x }\n';
  repository.commit({ 'a.yaml': text });
  repository.write({ 'a.yaml': text.replaceAll('\n', '\r\n') });
  expect(repository.diff('HEAD').stdout).toContain('Nothing changes in any cluster');
});

test('a tree that is new is all added', () => {
  repository.commit({});
  repository.write({ 'a.yaml': [deployment('a'), deployment('b')] });
  expect(repository.diff('HEAD').stdout.split('\n')[0]).toBe('2 objects are added');
});

test('a comment of a pull request stays within what GitHub takes', () => {
  const many = (of: typeof scaled) => Array.from({ length: 300 }, (_, number) => of(`model-${number}`));
  repository.commit({ 'a.yaml': many(deployment) });
  repository.write({ 'a.yaml': many(scaled) });
  const { stdout } = repository.diff('HEAD', '--format', 'markdown');
  expect(stdout.length).toBeLessThan(60_000);
  expect(stdout).toMatch(/…and \d+ more, which the command shows at a terminal\./);
});

test('objects that are new are told of together in a comment', () => {
  repository.commit({});
  repository.write({ 'a.yaml': Array.from({ length: 60 }, (_, number) => deployment(`model-${number}`)) });
  const { stdout } = repository.diff('HEAD', '--format', 'markdown');
  expect(stdout).toMatch(/^\*\*added\*\*: it is new<br>`Deployment models\/model-0`, .* and 10 more$/m);
});

test.each([
  ['that is no JSON', '{ "generator": '],
  ['that somebody else wrote', '{ "generator": "another" }'],
])('an index %s is told of, and its folder is no cluster', (_how, text) => {
  repository.commit({ 'one/a.yaml': deployment('a') });
  repository.write({ 'one/a.yaml': scaled('a'), 'one/INDEX.json': text });
  const { status, stdout, stderr } = repository.diff('HEAD');
  expect({ status, told: stderr.trim() }).toEqual({
    status: 0,
    told: 'warning: dist/one/INDEX.json: It is no index that synth wrote, so its folder is not taken for that of a cluster',
  });
  expect(stdout).not.toContain('one');
});
