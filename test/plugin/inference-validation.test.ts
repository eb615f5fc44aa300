import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';
import { textMatching } from '../text-matching';

const ROOT = join(__dirname, '..', '..');
const CDK8S = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'validation-'));
  write('entry.js', [
    `require(${JSON.stringify(join(ROOT, 'test', 'transpile.cjs'))});`,
    `module.exports = require(${JSON.stringify(join(ROOT, 'index.ts'))});`,
  ]);
  write('package.json', ['{ "name": "an-app", "version": "1.0.0" }']);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, lines: readonly string[]): void {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
}

const CDK8S_IMPORT = `const { ApiObject, App, Chart } = require(${JSON.stringify(join(ROOT, 'node_modules', 'cdk8s'))});`;

/** Runs `cdk8s synth` over a plain app that makes one Service, as the CLI's users do. */
function synth(port: number, properties: readonly string[] = []) {
  return run(
    [
      CDK8S_IMPORT,
      'const app = new App();',
      "const chart = new Chart(app, 'models');",
      "new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'llama' },",
      `  spec: { selector: { app: 'llama' }, ports: [{ port: ${port} }] } });`,
      'app.synth();',
    ],
    properties,
  );
}

/** Runs `cdk8s synth` over a fleet of one cluster with an object of a kind that Kubernetes 1.32 dropped. */
function synthFleet(props: string, then = '') {
  return run([
    CDK8S_IMPORT,
    "const { Checks, Cluster, FleetApp, Kserve } = require('./entry.js');",
    'const app = new FleetApp();',
    `const cluster = new Cluster(app, 'east', { platform: new Kserve(), ${props} });`,
    "new ApiObject(cluster, 'flow', { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3', kind: 'FlowSchema',",
    "  metadata: { name: 'flow' }, spec: { priorityLevelConfiguration: { name: 'exempt' } } });",
    then,
    'app.synth();',
  ]);
}

function run(app: readonly string[], properties: readonly string[] = []) {
  write('app.js', app);
  write('cdk8s.yaml', [
    'language: typescript',
    'app: node app.js',
    'output: .cdk8s/dist',
    'validations:',
    '  - package: ./entry.js',
    '    version: 1.0.0',
    '    class: InferenceValidation',
    ...(properties.length === 0 ? [] : ['    properties:', ...properties.map((line) => `      ${line}`)]),
  ]);
  const { status, stdout } = spawnSync(
    process.execPath,
    [CDK8S, 'synth', '--validation-reports-output-file', 'reports.json'],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' } },
  );
  const report: unknown = JSON.parse(readFileSync(join(folder, 'reports.json'), 'utf8'));
  const [first] = arrayAt(isObject(report) ? report : {}, 'reports');
  return { status, stdout, report: isObject(first) ? first : {} };
}

test('an app without a fault passes', () => {
  const { status, report } = synth(80);
  expect({ status, result: textAt(report, 'summary', 'status'), violations: report.violations }).toEqual({
    status: 0,
    result: 'success',
    violations: [],
  });
});

test('an error fails the synth, and names rule, object, construct and place', () => {
  const { status, stdout, report } = synth(80_000);
  expect(status).toBe(2);
  expect(stdout).toContain('network/port');
  expect(report.violations).toMatchObject([
    { ruleName: 'network/port', violatingConstructs: [{ resourceName: 'llama', constructPath: 'models/service' }] },
  ]);
});

test('a broken configuration fails the synth and says why', () => {
  write('checks.yaml', ['failOn: everything']);
  const { status, report } = synth(80, ['config: checks.yaml']);
  expect(status).toBe(2);
  expect(JSON.stringify(report.violations)).toContain('checks.yaml:1');
});

test.each([
  ['', [{ ruleName: 'schema/unserved-kind' }]],
  ["kubernetesVersion: '1.31'", []],
])('what a Cluster states is what its objects are judged by: %j', (props, violations) => {
  expect(synthFleet(props).report.violations).toMatchObject(violations);
});

test('what is configured of a cluster is what its objects are judged by', () => {
  write('cdk8s-inference.yaml', ["clusters: [{ name: east, kubernetesVersion: '1.31' }]"]);
  expect(synthFleet('').report.violations).toEqual([]);
});

test('what a construct acknowledges fails nothing, and is told with the reason', () => {
  write('cdk8s-inference.yaml', ['failOn: warning']);
  const { status, report } = synthFleet('', "Checks.of(cluster).acknowledge('schema/unserved-kind', 'We know.');");
  expect(status).toBe(0);
  expect(report.violations).toMatchObject([
    {
      recommendation: textMatching(/^warning, acknowledged by the construct east: We know\.: Kubernetes 1\.34 has no/),
    },
  ]);
});

test('an inventory that cannot be read fails the synth', () => {
  write('cdk8s-inference.yaml', ['clusters: [{ name: models, paths: [.cdk8s/dist], runtimes: [none.yaml] }]']);
  const { status, report } = synth(80);
  expect(status).toBe(2);
  expect(JSON.stringify(report.violations)).toContain("'none.yaml' cannot be read: ENOENT");
});

test('what was not checked is counted', () => {
  const { status, report } = run([
    CDK8S_IMPORT,
    'const app = new App();',
    "new ApiObject(new Chart(app, 'models'), 'gadget', { apiVersion: 'example.com/v1', kind: 'Gadget' });",
    'app.synth();',
  ]);
  expect(status).toBe(0);
  expect(JSON.stringify(report.summary)).toContain('1 × Gadget (example.com/v1), as no schema is known of this kind');
});
