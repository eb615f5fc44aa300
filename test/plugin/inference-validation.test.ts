import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { PluginManager } from '../../node_modules/cdk8s-cli/lib/plugins/_manager';
import { findConstructMetadata, findManifests, validateApp } from '../../node_modules/cdk8s-cli/lib/util';
import { captured } from '../captured-process';
import { TemporaryFolder } from '../temporary-folder';
import { textMatching } from '../text-matching';

const ROOT = join(__dirname, '..', '..');
const CDK8S = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
const OUTPUT = '.cdk8s/dist';
const REPORTS = 'reports.json';

const folder = new TemporaryFolder();

beforeEach(() => {
  write('entry.js', [
    `require(${JSON.stringify(join(ROOT, 'test', 'transpile.cjs'))});`,
    `module.exports = require(${JSON.stringify(join(ROOT, 'index.ts'))});`,
  ]);
  write('package.json', ['{ "name": "an-app", "version": "1.0.0" }']);
});

function write(name: string, lines: readonly string[]): void {
  folder.write({ [name]: `${lines.join('\n')}\n` });
}

const CDK8S_IMPORT = `const { ApiObject, App, Chart } = require(${JSON.stringify(join(ROOT, 'node_modules', 'cdk8s'))});`;

/** A plain app that makes one Service. */
const serviceApp = (port: number) => [
  CDK8S_IMPORT,
  'const app = new App();',
  "const chart = new Chart(app, 'models');",
  "new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'llama' },",
  `  spec: { selector: { app: 'llama' }, ports: [{ port: ${port} }] } });`,
  'app.synth();',
];

/** A fleet of one cluster with an object of a kind that Kubernetes 1.32 dropped. */
const fleetApp = (props: string, then = '') => [
  CDK8S_IMPORT,
  "const { Checks, Cluster, FleetApp, Kserve } = require('./entry.js');",
  'const app = new FleetApp();',
  `const cluster = new Cluster(app, 'east', { platform: new Kserve(), ${props} });`,
  "new ApiObject(cluster, 'flow', { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3', kind: 'FlowSchema',",
  "  metadata: { name: 'flow' }, spec: { priorityLevelConfiguration: { name: 'exempt' } } });",
  then,
  'app.synth();',
];

const validation = (properties?: Readonly<Record<string, string>>) => {
  return { package: './entry.js', version: '1.0.0', class: 'InferenceValidation', properties };
};

/** Does in this process what `cdk8s synth` does: it runs the app, and has the plug-in validate what the app wrote. */
async function synth(app: readonly string[], properties?: Readonly<Record<string, string>>) {
  write('app.js', app);
  const environment = { CDK8S_OUTDIR: OUTPUT, CDK8S_RECORD_CONSTRUCT_METADATA: 'true' };
  const { status, stdout } = await captured(
    async () => {
      jest.requireActual(folder.at('app.js'));
      const written = { manifests: await findManifests(OUTPUT), constructMetadata: findConstructMetadata(OUTPUT) };
      await validateApp(written, false, [validation(properties)], new PluginManager('plugins'), REPORTS);
    },
    { cwd: folder.path, environment },
  );
  return { status, stdout, report: firstReport() };
}

/** Runs `cdk8s synth` over an app, as the CLI's users do. */
function synthByCli(app: readonly string[]) {
  write('app.js', app);
  const settings = { language: 'typescript', app: 'node app.js', output: OUTPUT, validations: [validation()] };
  write('cdk8s.yaml', [stringify(settings)]);
  const { status, stdout } = spawnSync(
    process.execPath,
    [CDK8S, 'synth', '--validation-reports-output-file', REPORTS],
    { cwd: folder.path, encoding: 'utf8', env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' } },
  );
  return { status, stdout, report: firstReport() };
}

function firstReport(): JsonObject {
  const report: unknown = JSON.parse(readFileSync(folder.at(REPORTS), 'utf8'));
  const [first] = arrayAt(isObject(report) ? report : {}, 'reports');
  return isObject(first) ? first : {};
}

test('an app without a fault passes', async () => {
  const { status, report } = await synth(serviceApp(80));
  expect({ status, result: textAt(report, 'summary', 'status'), violations: report.violations }).toEqual({
    status: 0,
    result: 'success',
    violations: [],
  });
});

test('an error fails the synth, and names rule, object, construct and place', () => {
  const { status, stdout, report } = synthByCli(serviceApp(80_000));
  expect(status).toBe(2);
  expect(stdout).toContain('network/port');
  expect(report.violations).toMatchObject([
    { ruleName: 'network/port', violatingConstructs: [{ resourceName: 'llama', constructPath: 'models/service' }] },
  ]);
});

test('a broken configuration fails the synth and says why', async () => {
  write('checks.yaml', ['failOn: everything']);
  const { status, report } = await synth(serviceApp(80), { config: 'checks.yaml' });
  expect(status).toBe(2);
  expect(JSON.stringify(report.violations)).toContain('checks.yaml:1');
});

test.each([
  ['', [{ ruleName: 'schema/unserved-kind' }]],
  ["kubernetesVersion: '1.31'", []],
])('what a Cluster states is what its objects are judged by: %j', async (props, violations) => {
  expect((await synth(fleetApp(props))).report.violations).toMatchObject(violations);
});

test('what is configured of a cluster is what its objects are judged by', async () => {
  write('cdk8s-inference.yaml', ["clusters: [{ name: east, kubernetesVersion: '1.31' }]"]);
  expect((await synth(fleetApp(''))).report.violations).toEqual([]);
});

test('what a construct acknowledges fails nothing, and is told with the reason', () => {
  write('cdk8s-inference.yaml', ['failOn: warning']);
  const { status, report } = synthByCli(
    fleetApp('', "Checks.of(cluster).acknowledge('schema/unserved-kind', 'We know.');"),
  );
  expect(status).toBe(0);
  expect(report.violations).toMatchObject([
    {
      recommendation: textMatching(/^warning, acknowledged by the construct east: We know\.: Kubernetes 1\.34 has no/),
    },
  ]);
});

test('an inventory that cannot be read fails the synth', async () => {
  write('cdk8s-inference.yaml', ['clusters: [{ name: models, paths: [.cdk8s/dist], runtimes: [none.yaml] }]']);
  const { status, report } = await synth(serviceApp(80));
  expect(status).toBe(2);
  expect(JSON.stringify(report.violations)).toContain("'none.yaml' cannot be read: ENOENT");
});

test('what was not checked is counted', async () => {
  const { status, report } = await synth([
    CDK8S_IMPORT,
    'const app = new App();',
    "new ApiObject(new Chart(app, 'models'), 'gadget', { apiVersion: 'example.com/v1', kind: 'Gadget' });",
    'app.synth();',
  ]);
  expect(status).toBe(0);
  expect(JSON.stringify(report.summary)).toContain('1 × Gadget (example.com/v1), as no schema is known of this kind');
});
