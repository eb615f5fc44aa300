import { allRules } from '../../checks/rules/all-rules';
import { jsonReport } from '../../reports/json';
import { ACCEPTED, constructFinding, finding, report } from './sample';

test('a finding is written with its place, its object and the sources of its rule', () => {
  const data: unknown = JSON.parse(jsonReport(report([finding()])));
  expect(data).toMatchObject({
    version: 1,
    tool: { name: 'cdk8s-inference' },
    failed: true,
    failOn: 'error',
    counts: { files: 1, objects: 3, errors: 1, warnings: 0, notes: 0, acknowledged: 0 },
    findings: [
      {
        id: 'schema/unknown-field',
        severity: 'error',
        file: 'manifests/llama.yaml',
        line: 8,
        column: 5,
        object: {
          apiVersion: 'serving.kserve.io/v1beta1',
          kind: 'InferenceService',
          namespace: 'models',
          name: 'llama',
        },
        field: 'spec.predictor.minReplica',
        sources: allRules.get('schema/unknown-field')?.sources,
      },
    ],
    notChecked: [],
  });
});

test('what was not checked is named in full', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `models/${name}`);
  const notChecked = [{ what: 'pod', count: 7, why: 'nobody knows it', names }];
  expect(JSON.parse(jsonReport(report([], { notChecked })))).toMatchObject({ notChecked });
});

test('a finding of a construct has no file', () => {
  const data: unknown = JSON.parse(jsonReport(report([constructFinding()])));
  expect(data).toMatchObject({ findings: [{ where: 'gpu-east/llama' }] });
  expect(JSON.stringify(data)).not.toContain('"file"');
});

test('what is acknowledged says so, and does not fail', () => {
  const data: unknown = JSON.parse(jsonReport(report([finding({ accepted: ACCEPTED })])));
  expect(data).toMatchObject({ failed: false, findings: [{ acknowledged: ACCEPTED }] });
});

test.each(['error', 'warning'] as const)('a warning fails only where it is said: %s', (failOn) => {
  const data: unknown = JSON.parse(jsonReport(report([finding({ severity: 'warning' })], { failOn })));
  expect(data).toMatchObject({ failed: failOn === 'warning' });
});
