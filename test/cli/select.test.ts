import { registerSelect } from '../../cli/select';
import type { Surroundings } from '../captured-process';
import { runCommand } from '../command-in-process';
import { DIST } from '../reference-fleet';
import { TemporaryFolder } from '../temporary-folder';

const folder = new TemporaryFolder();

function file(path: string, text: string): void {
  folder.write({ [path]: text });
}

/** Runs the command in a folder of its own. */
function select(args: readonly string[], surroundings: Surroundings = {}) {
  return runCommand(registerSelect, ['select', ...args], { cwd: folder.path, ...surroundings });
}

const service = (name: string, format: string) => `
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: ${name}, namespace: models }
spec: { predictor: { model: { modelFormat: { name: ${format} }, storageUri: gs://models/${name} } } }
---`;

const runtime = (name: string, format: string) => `
apiVersion: serving.kserve.io/v1alpha1
kind: ClusterServingRuntime
metadata: { name: ${name} }
spec:
  supportedModelFormats: [{ name: ${format}, autoSelect: true }]
  containers: [{ name: kserve-container, image: example.com/server:1.0.0 }]
---`;

test('a service gets one runtime, and every other is listed with its reason', async () => {
  file('a.yaml', service('churn', 'catboost') + runtime('catboost', 'catboost') + runtime('other-one', 'prophet'));
  expect(await select(['churn'])).toEqual({
    status: 0,
    stderr: '',
    stdout: [
      'InferenceService models/churn',
      "asks for:  'catboost' · v1, since it states no protocol · one node",
      '',
      'gets:      ClusterServingRuntime catboost',
      'because:   it is the only one that fits',
      '',
      'not selected:',
      "  ClusterServingRuntime other-one  it does not load 'catboost'",
      '',
      'Only the runtimes of these files are known. State what else the cluster has with --runtimes: files, or kserve, ome, openshift-ai.',
      '',
    ].join('\n'),
  });
});

test('what KServe ships is an inventory by its name, and a cluster’s own runtime takes the place of a shipped one', async () => {
  file('a.yaml', service('iris', 'sklearn'));
  file('cluster/runtimes.yaml', runtime('kserve-sklearnserver', 'xgboost'));
  expect(await select(['iris', 'a.yaml', '--runtimes', 'kserve'])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('gets:      ClusterServingRuntime kserve-sklearnserver\n') as string,
  });
  const { status, stdout } = await select(['iris', 'a.yaml', '--runtimes', 'kserve', '--runtimes', 'cluster']);
  expect(status).toBe(1);
  expect(stdout).toContain("gets:      none\nbecause:   no runtime is selected for 'sklearn'\n");
});

test('an export of a cluster says how old its runtimes are, without which all that may be selected are listed', async () => {
  file('a.yaml', service('churn', 'catboost'));
  const aged = (name: string, year: number) =>
    runtime(name, 'catboost').replace('{ name: c', `{ creationTimestamp: "${year}-01-01T00:00:00Z", name: c`);
  file('aged.yaml', aged('cat-a', 2025) + aged('cat-b', 2026));
  file('ageless.yaml', runtime('cat-a', 'catboost') + runtime('cat-b', 'catboost'));
  expect((await select(['churn', 'a.yaml', '--runtimes', 'aged.yaml'])).stdout).toContain(
    'gets:      ClusterServingRuntime cat-b\nbecause:   nothing but age decides, and it is the newest\n',
  );
  expect(await select(['churn', 'a.yaml', '--runtimes', 'ageless.yaml'])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(
      'gets:      ClusterServingRuntime cat-a\nor:        ClusterServingRuntime cat-b\n',
    ) as string,
  });
});

test('a service of OME gets the best of what OME ships, with OME’s own reasons', async () => {
  const oss = [
    'apiVersion: ome.io/v1beta1',
    'kind: InferenceService',
    'metadata: { name: oss, namespace: models }',
    'spec: { model: { name: gpt-oss-120b } }',
  ];
  const { status, stdout } = await select(['oss', '-', '--runtimes', 'ome', '--format', 'json'], {
    input: oss.join('\n'),
  });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    service: { apiVersion: 'ome.io/v1beta1', kind: 'InferenceService', namespace: 'models', name: 'oss' },
    asks: ["the model 'gpt-oss-120b'"],
    runtimes: [{ kind: 'ClusterServingRuntime', name: 'srt-gpt-oss-120b-grpc' }],
    isInventoryKnown: true,
    others: expect.arrayContaining([
      {
        kind: 'ClusterServingRuntime',
        name: 'srt-gpt-oss-20b-grpc',
        reasons: ["its score is that of 'srt-gpt-oss-120b-grpc', whose name comes first"],
      },
    ]) as unknown,
  });
});

test('where nothing of OME fits, the reasons against each runtime stand beside it alone', async () => {
  const base = [
    'apiVersion: ome.io/v1beta1',
    'kind: ClusterBaseModel',
    'metadata: { name: own }',
    'spec: { modelFormat: { name: own }, modelArchitecture: Own }',
    '---',
    'apiVersion: ome.io/v1beta1',
    'kind: InferenceService',
    'metadata: { name: own, namespace: models }',
    'spec: { model: { name: own } }',
  ];
  const { status, stdout } = await select(['own', '-', '--runtimes', 'ome'], { input: base.join('\n') });
  expect(status).toBe(1);
  expect(stdout).toContain('because:   no runtime fits its model, so that OME makes no pod\n\nnot selected:\n');
});

test('clusters of a fleet are looked at apart', async () => {
  expect(await select(['models/granite', DIST])).toMatchObject({
    status: 2,
    stderr:
      "error: 'models/granite' is the name of 2 services: kserve/models/granite, openshift/models/granite. Name one like this.\n",
  });
  const { status, stdout } = await select(['openshift/models/granite', DIST]);
  expect(status).toBe(0);
  expect(stdout).toContain('openshift · InferenceService models/granite\n');
  expect(stdout).toContain('gets:      ServingRuntime models/vllm-runtime\nbecause:   the service names it\n');
});

test('without paths, dist is read where there is one', async () => {
  file('dist/a.yaml', service('churn', 'catboost') + runtime('catboost', 'catboost'));
  file('b.yaml', service('churn', 'catboost'));
  expect((await select(['churn'])).status).toBe(0);
  expect((await select(['churn', '.'])).status).toBe(2);
});

test('colours are for terminals', async () => {
  file('a.yaml', service('churn', 'catboost') + runtime('catboost', 'catboost'));
  expect((await select(['churn'], { environment: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[1m');
});

test('what cannot be read is told of and left out', async () => {
  file('a.yaml', service('churn', 'catboost') + runtime('catboost', 'catboost'));
  file('broken.yaml', 'kind: [');
  const { status, stderr } = await select(['churn']);
  expect(status).toBe(0);
  expect(stderr).toMatch(/^warning: broken\.yaml:2:1: The document is no YAML: .*, and was left out\n$/);
});

test.each([
  [['churns', 'a.yaml'], "there is no service 'churns'. Did you mean 'churn'?"],
  [['churn', 'none.yaml'], "'none.yaml' cannot be read: ENOENT"],
  [['churn', 'a.yaml', '--runtimes', 'ksreve'], "'ksreve' cannot be read: ENOENT"],
  [['churn', 'a.yaml', '--format', 'xml'], "option '--format <format>' argument 'xml' is invalid"],
  [[], "missing required argument 'service'"],
])('%j is no usage, and the exit code is 2', async (args, message) => {
  file('a.yaml', service('churn', 'catboost'));
  const { status, stderr } = await select(args);
  expect(status).toBe(2);
  expect(stderr).toContain(`error: ${message}`);
  expect(stderr).not.toContain('    at ');
});
