import { githubReport } from '../../reports/github';
import { ACCEPTED, constructFinding, finding, report } from './sample';
import { commandOf } from './workflow-commands';
import { textMatching } from '../text-matching';

test('a finding is an annotation of its line', () => {
  const [line = ''] = githubReport(report([finding()])).split('\n');
  expect(commandOf(line)).toEqual({
    command: 'error',
    properties: { file: 'manifests/llama.yaml', line: '8', col: '5', title: 'schema/unknown-field' },
    data: [
      "There is no field 'minReplica'",
      'InferenceService models/llama · spec.predictor.minReplica',
      'kubectl refuses the object.',
      "Did you mean 'minReplicas'?",
    ].join('\n'),
  });
});

test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['note', 'notice'],
] as const)('an %s is a command %s', (severity, command) => {
  const [line = ''] = githubReport(report([finding({ severity })])).split('\n');
  expect(commandOf(line)?.command).toBe(command);
});

test('a finding of a construct names it, and no file', () => {
  const [line = ''] = githubReport(report([constructFinding()])).split('\n');
  expect(commandOf(line)?.properties).toEqual({ title: 'schema/unknown-field' });
  expect(commandOf(line)?.data).toContain('InferenceService models/llama · gpu-east/llama · spec');
});

test('what is acknowledged is a notice with the reason', () => {
  const [line = ''] = githubReport(report([finding({ accepted: ACCEPTED })])).split('\n');
  expect(commandOf(line)).toMatchObject({
    command: 'notice',
    properties: { title: 'acknowledged: schema/unknown-field' },
    data: textMatching('\nacknowledged: The fork knows it.\n'),
  });
});

test('signs that mean something to commands come through', () => {
  const place = { file: 'a,b:c%.yaml', line: 1, column: 1 };
  const [line = ''] = githubReport(report([finding({ place, problem: '100% ::error::%0A' })])).split('\n');
  expect(commandOf(line)).toMatchObject({
    properties: { file: 'a,b:c%.yaml' },
    data: textMatching(/^100% ::error::%0A\n/),
  });
});

test('the summary follows, and is no command', () => {
  expect(githubReport(report([]))).toBe('0 errors, 0 warnings, 0 notes in 3 objects of 1 file');
});
