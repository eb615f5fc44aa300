import { gitlabReport } from '../../reports/gitlab';
import { ACCEPTED, constructFinding, finding, report } from './sample';
import { textMatching } from '../text-matching';

test('a finding has the fields that GitLab reads', () => {
  expect(JSON.parse(gitlabReport(report([finding()])))).toEqual([
    {
      description: "There is no field 'minReplica'. kubectl refuses the object. Did you mean 'minReplicas'?",
      check_name: 'schema/unknown-field',
      fingerprint: textMatching(/^[0-9a-f]{32}$/),
      severity: 'critical',
      location: { path: 'manifests/llama.yaml', lines: { begin: 8 } },
    },
  ]);
});

test.each([
  ['error', 'critical'],
  ['warning', 'minor'],
  ['note', 'info'],
] as const)('an %s is %s', (severity, expected) => {
  expect(JSON.parse(gitlabReport(report([finding({ severity })])))).toMatchObject([{ severity: expected }]);
});

test('what is acknowledged is information, with the reason', () => {
  expect(JSON.parse(gitlabReport(report([finding({ accepted: ACCEPTED })])))).toMatchObject([
    { severity: 'info', description: textMatching(/ \(acknowledged: The fork knows it\.\)$/) },
  ]);
});

test('a finding of a construct has its path for a file', () => {
  expect(JSON.parse(gitlabReport(report([constructFinding()])))).toMatchObject([
    { location: { path: 'gpu-east/llama', lines: { begin: 1 } } },
  ]);
});

test('nothing found is an empty list', () => {
  expect(JSON.parse(gitlabReport(report([])))).toEqual([]);
});
