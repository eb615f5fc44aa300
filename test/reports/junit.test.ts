import { junitReport } from '../../reports/junit';
import type { Report } from '../../reports/report';
import { ACCEPTED, constructFinding, finding, report } from './sample';
import { parseXml } from './xml';
import { textMatching } from '../text-matching';

/** Suites with the outcomes of their cases. */
function outcomes(all: Report) {
  return parseXml(junitReport(all)).children.map((suite) => [
    suite.attributes.name,
    suite.children.map(({ children }) => children[0]?.name ?? 'passed'),
  ]);
}

test('a file is a suite, a finding a case that fails where the run does, and a file without findings passes', () => {
  const findings = [finding(), finding({ severity: 'warning' }), finding({ accepted: ACCEPTED }), constructFinding()];
  expect(outcomes(report(findings, { files: ['manifests/llama.yaml', 'clean.yaml'] }))).toEqual([
    ['manifests/llama.yaml', ['failure', 'system-out', 'skipped']],
    ['clean.yaml', ['passed']],
    ['gpu-east/llama', ['failure']],
  ]);
});

test('warnings fail where they are told to', () => {
  expect(outcomes(report([finding({ severity: 'warning' })], { failOn: 'warning' }))).toEqual([
    ['manifests/llama.yaml', ['failure']],
  ]);
});

test('a failure says what, where and how to mend it', () => {
  const [suite] = parseXml(junitReport(report([finding({ problem: `<"it's" & more>` })]))).children;
  const [testCase] = suite?.children ?? [];
  expect(testCase?.attributes).toEqual({
    name: 'schema/unknown-field · InferenceService models/llama · spec.predictor.minReplica',
    classname: 'manifests/llama.yaml',
    file: 'manifests/llama.yaml',
    line: '8',
  });
  expect(testCase?.children).toMatchObject([
    {
      name: 'failure',
      attributes: { message: `<"it's" & more>`, type: 'error' },
      text: textMatching("\n  mend: Did you mean 'minReplicas'?"),
    },
  ]);
});

test('the numbers of suites and of the whole are those of their cases', () => {
  const all = report([finding(), finding({ severity: 'note' }), finding({ accepted: ACCEPTED })], {
    files: ['manifests/llama.yaml', 'clean.yaml'],
  });
  const { attributes, children } = parseXml(junitReport(all));
  expect(attributes).toEqual({ name: 'cdk8s-inference', tests: '4', failures: '1', errors: '0', skipped: '1' });
  expect(children.map((suite) => suite.attributes)).toEqual([
    { name: 'manifests/llama.yaml', tests: '3', failures: '1', errors: '0', skipped: '1' },
    { name: 'clean.yaml', tests: '1', failures: '0', errors: '0', skipped: '0' },
  ]);
});

test('what was not checked is a suite of skipped cases, with the reason', () => {
  const notChecked = [{ what: 'Gadget (v1)', count: 3, why: 'no schema is known of this kind' }];
  const { attributes, children } = parseXml(junitReport(report([finding({ accepted: ACCEPTED })], { notChecked })));
  expect(attributes).toEqual({ name: 'cdk8s-inference', tests: '2', failures: '0', errors: '0', skipped: '2' });
  const last = children.at(-1);
  expect(last?.attributes).toEqual({ name: 'not checked', tests: '1', failures: '0', errors: '0', skipped: '1' });
  expect(last?.children).toMatchObject([
    {
      attributes: { name: 'Gadget (v1)', classname: 'not checked' },
      children: [
        {
          name: 'skipped',
          attributes: { message: 'not checked: 3 × Gadget (v1), as no schema is known of this kind' },
        },
      ],
    },
  ]);
});
