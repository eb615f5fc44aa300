import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';

const ROOT = join(__dirname, '..', '..');
const CDK8S = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'validation-'));
  write('entry.js', [
    `require(${JSON.stringify(join(ROOT, 'node_modules', 'ts-node'))}).register({ transpileOnly: true, cwd: ${JSON.stringify(ROOT)} });`,
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

/** Runs `cdk8s synth` over a plain app that makes one Service, as the CLI's users do. */
function synth(port: number, properties: readonly string[] = []) {
  write('app.js', [
    `const { ApiObject, App, Chart } = require(${JSON.stringify(join(ROOT, 'node_modules', 'cdk8s'))});`,
    'const app = new App();',
    "const chart = new Chart(app, 'models');",
    "new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'llama' },",
    `  spec: { selector: { app: 'llama' }, ports: [{ port: ${port} }] } });`,
    'app.synth();',
  ]);
  write('cdk8s.yaml', [
    'language: typescript',
    'app: node app.js',
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
