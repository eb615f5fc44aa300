import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import type { Construct } from 'constructs';
import { Layers } from '../../index';
import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';
import type { JsonArray } from '../../kubernetes/manifest';
import { cluster, configMap, contentsOf, findingsOf, synth, temporaryFolder } from './fleet';
import type { Build } from './fleet';

/** The least that its schema demands of a CRD; the other kinds demand nothing. */
const DEFINITION = { group: 'y.io', names: { kind: 'X', plural: 'x' }, scope: 'Cluster', versions: [] };

function object(scope: Construct, apiVersion: string, kind: string, name: string, namespace?: string): ApiObject {
  const id = [apiVersion, kind, namespace ?? '', name].join('.');
  const spec = kind === 'CustomResourceDefinition' ? DEFINITION : undefined;
  return new ApiObject(scope, id, { apiVersion, kind, metadata: { name, namespace }, spec });
}

function pathsOf(build: Build, yamlOutputType?: YamlOutputType): readonly string[] {
  const outdir = temporaryFolder();
  expect(synth(outdir, build, { yamlOutputType })).toMatchObject({ exitCode: 0 });
  return Object.keys(contentsOf(outdir)).filter((path) => !path.endsWith('INDEX.json'));
}

const PATHS: readonly (readonly [string, string, string, string | undefined, string])[] = [
  [
    'serving.kserve.io/v1beta1',
    'InferenceService',
    'llama',
    'a',
    '30-models/a/inferenceservice.serving.kserve.io/llama',
  ],
  ['example.com/v1', 'InferenceService', 'llama', 'a', '30-models/a/inferenceservice.example.com/llama'],
  ['v1', 'ConfigMap', 'llama', 'b', '30-models/b/configmap/llama'],
  ['v1', 'ConfigMap', 'llama', undefined, '30-models/_cluster/configmap/llama'],
  ['v1', 'Namespace', 'a', undefined, '10-platform/_cluster/namespace/a'],
  ['v1', 'ServiceAccount', 'a', 'b', '10-platform/b/serviceaccount/a'],
  ['ome.io/v1beta1', 'ClusterBaseModel', 'm', undefined, '20-runtimes/_cluster/clusterbasemodel.ome.io/m'],
  [
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    'x.y.io',
    undefined,
    '00-crds/_cluster/customresourcedefinition.apiextensions.k8s.io/x.y.io',
  ],
  [
    'rbac.authorization.k8s.io/v1',
    'ClusterRole',
    'system:Viewer',
    undefined,
    '10-platform/_cluster/clusterrole.rbac.authorization.k8s.io/system%3a%56iewer',
  ],
  ['argoproj.io/v1alpha1', 'Rollout', 'a', 'b', '30-models/b/rollout.argoproj.io/a'],
];

test.each(PATHS)('%s %s %s in namespace %s is written to %s.yaml', (apiVersion, kind, name, namespace, path) => {
  const paths = pathsOf((app) => object(cluster(app, 'Berlin'), apiVersion, kind, name, namespace));
  expect(paths).toEqual([`berlin/${path}.yaml`]);
});

test('objects of one name in two groups, two namespaces, or two spellings have a file each', () => {
  const rbac = 'rbac.authorization.k8s.io/v1';
  const paths = pathsOf((app) => {
    const scope = cluster(app, 'berlin');
    object(scope, 'serving.kserve.io/v1beta1', 'InferenceService', 'llama', 'a');
    object(scope, 'example.com/v1', 'InferenceService', 'llama', 'a');
    object(scope, 'example.com/v1', 'InferenceService', 'llama', 'b');
    for (const name of ['viewer', 'Viewer', 'v'.repeat(250), `${'v'.repeat(250)}w`, 'é1', '\u0e91'])
      object(scope, rbac, 'ClusterRole', name);
  });
  expect(new Set(paths).size).toBe(9);
});

test('a layer that was assigned comes before that of the kind', () => {
  const paths = pathsOf((app) => {
    Layers.of(configMap(cluster(app, 'berlin'), 'settings')).assign('10-platform');
  });
  expect(paths).toEqual(['berlin/10-platform/_cluster/configmap/settings.yaml']);
});

test('objects without a cluster go to the folder default', () => {
  expect(pathsOf((app) => configMap(new Chart(app, 'chart'), 'settings'))).toEqual([
    'default/30-models/_cluster/configmap/settings.yaml',
  ]);
});

test.each([
  ['two ids that differ in case', (app) => ['berlin', 'Berlin'].map((id) => configMap(cluster(app, id), 'a'))],
  [
    'an id that stands for no cluster',
    (app) => [cluster(app, 'default'), new Chart(app, 'chart')].map((c, i) => configMap(c, `o${i}`)),
  ],
] satisfies readonly (readonly [string, Build])[])('%s would share a folder, which is an error', (_, build) => {
  expect(findingsOf(build)).toMatchObject([{ id: 'synth/cluster-name-taken', severity: 'error', field: 'id' }]);
});

test('the index names every object, its file and the hash of it, and no time', () => {
  const outdir = temporaryFolder();
  synth(outdir, (app) => {
    const scope = cluster(app, 'berlin', 'models');
    configMap(scope, 'b');
    configMap(scope, 'a');
  });
  const text = readFileSync(join(outdir, 'berlin', 'INDEX.json'), 'utf8');
  expect(text).toMatch(
    /^{\n {2}"generator": "cdk8s-inference \d+\.\d+\.\d+",\n {2}"cluster": {"name":"berlin",[^\n]*},\n {2}"objects": \[/,
  );
  const folder = 'models/configmap';
  expect(indexedIn(join(outdir, 'berlin'))).toEqual(
    ['a', 'b'].map((name) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'models',
      name,
      path: `30-models/${folder}/${name}.yaml`,
      sha256: hashOf(join(outdir, 'berlin', '30-models', folder, `${name}.yaml`)),
    })),
  );
});

function indexedIn(folder: string): JsonArray {
  const index: unknown = JSON.parse(readFileSync(join(folder, 'INDEX.json'), 'utf8'));
  return isObject(index) ? arrayAt(index, 'objects') : [];
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function twoCharts(app: App): void {
  for (const id of ['one', 'Two']) {
    const chart = new Chart(app, id, { namespace: id.toLowerCase() });
    configMap(chart, 'settings');
    configMap(chart, `settings-of-${id.toLowerCase()}`);
  }
}

const TYPES = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

test.each(TYPES)('the output type %i has the file names of plain cdk8s', (yamlOutputType) => {
  const outdir = temporaryFolder();
  const plain = new App({ outdir, yamlOutputType });
  twoCharts(plain);
  plain.synth();
  expect(pathsOf(twoCharts, yamlOutputType)).toEqual(Object.keys(contentsOf(outdir)));
});

test('charts in charts have a file each, without a number that changes with the others', () => {
  const paths = pathsOf((app) => {
    const outer = new Chart(app, 'outer');
    configMap(outer, 'a');
    configMap(new Chart(outer, 'inner'), 'b');
  }, YamlOutputType.FILE_PER_CHART);
  expect(paths).toEqual([expect.stringMatching(/^outer-inner-[0-9a-f]{8}\.k8s\.yaml$/), 'outer.k8s.yaml']);
});

test.each([YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE])(
  'the output type %i loses no object of a name that occurs twice',
  (type) => {
    const outdir = temporaryFolder();
    synth(outdir, twoCharts, { yamlOutputType: type });
    const texts = Object.values(contentsOf(outdir)).filter((text) => !text.startsWith('{'));
    const documents = texts.flatMap((text) => text.split('---\n'));
    expect(documents).toHaveLength(4);
  },
);

test('changing the output type takes the files of the other along', () => {
  const outdir = temporaryFolder();
  const build: Build = (app) => configMap(cluster(app, 'berlin'), 'settings');
  synth(outdir, build);
  const fleet = contentsOf(outdir);
  synth(outdir, build, { yamlOutputType: YamlOutputType.FILE_PER_CHART });
  expect(Object.keys(contentsOf(outdir))).toEqual(['INDEX.json', 'berlin.k8s.yaml']);
  synth(outdir, build);
  expect(contentsOf(outdir)).toEqual(fleet);
});

test('an index in the output folder itself is that of its objects', () => {
  const outdir = temporaryFolder();
  synth(outdir, twoCharts, { yamlOutputType: YamlOutputType.FILE_PER_APP });
  const paths = indexedIn(outdir).map((entry) => textAt(entry, 'path'));
  expect(paths).toEqual(['app.k8s.yaml', 'app.k8s.yaml', 'app.k8s.yaml', 'app.k8s.yaml']);
});
