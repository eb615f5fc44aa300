import { TemporaryFolder } from '../temporary-folder';
import { deployment, runtime, service } from './manifests';
import { Repository } from './two-trees';

const folder = new TemporaryFolder();
const repository = new Repository(folder);

const longer = { model: { args: ['--max-model-len=8192'] } };

test('two revisions are compared as they were committed', () => {
  repository.commit({ 'a.yaml': [runtime('vllm'), service('llama', 'vllm')] });
  repository.commit({ 'a.yaml': [runtime('vllm'), service('llama', 'vllm', longer)] });
  repository.write({ 'a.yaml': 'nothing' });
  expect(repository.diff('main~1', 'main')).toEqual({
    status: 0,
    stderr: '',
    stdout: [
      '1 workload restarts',
      '',
      '',
      '  rolling restart  InferenceService models/llama',
      '    --max-model-len of its pods',
      '    serves: context length 8192',
      '    --max-model-len  (not set) → 8192',
      '    risk: While its predictor pods are replaced, 2 nvidia.com/gpu must be free beside those in use. See that the nodes have them, or end the old pods first (maxSurge 0 and maxUnavailable 1, or Recreate): the rollout waits for ever where they have not.',
      '',
    ].join('\n'),
  });
});

test('a revision is compared with the files as they are', () => {
  repository.commit({ 'a.yaml': deployment('a') });
  repository.write({ 'a.yaml': deployment('a', { spec: { replicas: 2 } }), 'b.yaml': deployment('b') });
  expect(repository.diff('HEAD').stdout.split('\n')[0]).toBe('1 workload is scaled, 1 object is added');
});

test('two folders are compared, and no repository is needed', () => {
  folder.write({ 'old/a.yaml': JSON.stringify(deployment('a')), 'new/x.json': JSON.stringify(deployment('b')) });
  expect(repository.diff('old', 'new').stdout).toContain('recreate  Deployment models/b, formerly Deployment models/a');
  expect(repository.diff('--base-dir', 'old', 'new').stdout).toEqual(repository.diff('old', 'new').stdout);
});

test('where nothing differs, that is said', () => {
  repository.commit({ 'a.yaml': deployment('a') });
  expect(repository.diff('HEAD')).toEqual({ status: 0, stderr: '', stdout: 'Nothing changes in any cluster\n' });
});

describe('exit codes', () => {
  test.each([
    ['restart', 1],
    ['recreate,prune', 0],
    ['prune,restart', 1],
    ['risk', 1],
    ['gpu>1', 1],
    ['gpu>2', 0],
    ['gpu>8', 0],
  ])('--fail-on %s gives %d', (conditions, status) => {
    repository.commit({ 'a.yaml': [runtime('vllm'), service('llama', 'vllm')] });
    const resources = { limits: { 'nvidia.com/gpu': '4' } };
    repository.write({ 'a.yaml': [runtime('vllm'), service('llama', 'vllm', { model: { resources } })] });
    expect(repository.diff('HEAD', '--fail-on', conditions).status).toBe(status);
  });
});

describe('what cannot be done is told in one line', () => {
  test.each([
    [['nowhere'], "there is no revision and no folder 'nowhere'"],
    [[], 'nothing to compare with: name a revision or a folder'],
    [['HEAD', '--fail-on', 'gpus>3'], "--fail-on: 'gpus>3' is no condition; there are"],
    [['HEAD', '--fail-on', 'none'], "--fail-on: 'none' is no condition; there are"],
    [['HEAD', '--path', 'no/such'], "there is no folder 'no/such'"],
    [['HEAD', 'HEAD', '--base-dir', 'dist'], 'is one too many'],
    [['--', '--upload-pack=x'], "there is no revision and no folder '--upload-pack=x'"],
  ])('diff %j', (args, told) => {
    repository.commit({ 'a.yaml': deployment('a') });
    const { status, stdout, stderr } = repository.diff(...args);
    expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({ status: 2, stdout: '', lines: 1 });
    expect(stderr).toContain(told);
  });

  test('two folders without manifests', () => {
    folder.write({ 'one/notes.txt': '', 'two/notes.txt': '' });
    const { status, stderr } = repository.diff('one', 'two');
    expect(status).toBe(2);
    expect(stderr).toContain("there is no YAML or JSON, neither in 'one' nor in 'two'; name the folder with --path");
  });

  test('a folder that is a revision too', () => {
    repository.commit({ 'a.yaml': deployment('a') });
    folder.write({ 'main/a.yaml': '' });
    const { status, stderr } = repository.diff('main');
    expect(status).toBe(2);
    expect(stderr).toContain("write './main'");
  });
});

test('files that cannot be read are told of, and the others are compared all the same', () => {
  repository.commit({ 'a.yaml': deployment('a'), 'b.yaml': 'a: b: c' });
  repository.write({ 'a.yaml': deployment('a', { spec: { replicas: 2 } }), 'b.yaml': 'a: [', 'c.yaml': 'a: "' });
  const { status, stdout, stderr } = repository.diff('HEAD');
  expect(status).toBe(1);
  expect(stdout).toContain('1 workload is scaled');
  expect(stderr).toContain('warning: dist/b.yaml:1:5 of HEAD:');
  expect(stderr).toContain('error: dist/b.yaml:');
  expect(stderr).toContain('error: dist/c.yaml:');
});

test('--fail-on gpu counts what an autoscaler may come to', () => {
  repository.commit({ 'a.yaml': [runtime('vllm'), service('llama', 'vllm')] });
  repository.write({ 'a.yaml': [runtime('vllm'), service('llama', 'vllm', { predictor: { maxReplicas: 40 } })] });
  expect(repository.diff('HEAD', '--fail-on', 'gpu>8').status).toBe(1);
});

test('prices of accelerators, where they are configured, are part of the verdict', () => {
  folder.write({ 'cdk8s-inference.yaml': 'prices: { nvidia.com/gpu: 2.5 }' });
  repository.commit({ 'a.yaml': deployment('a') });
  const resources = { limits: { 'nvidia.com/gpu': '4' } };
  repository.write({ 'a.yaml': deployment('a', { container: { resources } }) });
  expect(repository.diff('HEAD').stdout.split('\n')[0]).toBe(
    '1 workload restarts, +4 nvidia.com/gpu (0 → 4), +10.00 in an hour (0.00 → 10.00)',
  );
});

test('the JSON form holds everything', () => {
  repository.commit({ 'a.yaml': [runtime('vllm'), service('llama', 'vllm')] });
  repository.write({ 'a.yaml': [runtime('vllm'), service('llama', 'vllm', longer)] });
  expect(JSON.parse(repository.diff('HEAD', '--format', 'json').stdout)).toMatchObject({
    verdict: '1 workload restarts',
    effects: { restart: 1 },
    devices: [],
    clusters: [
      {
        objects: [
          {
            change: 'changed',
            object: { kind: 'InferenceService', namespace: 'models', name: 'llama' },
            path: 'dist/a.yaml',
            changes: [{ what: 'flag', name: '--max-model-len', after: '8192' }],
            model: [{ fact: 'context length', after: '8192' }],
            effects: [{ kind: 'restart' }],
            risks: [{ id: 'spare-devices' }],
          },
        ],
      },
    ],
  });
});
