import { arrayAt, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonArray, JsonObject } from '../../kubernetes/manifest';
import { sarifReport } from '../../reports/sarif';
import type { Report } from '../../reports/report';
import { ACCEPTED, constructFinding, finding, report } from './sample';
import { textMatching } from '../text-matching';

/** The one run of a report. */
function run(all: Report): JsonObject {
  const log: unknown = JSON.parse(sarifReport(all));
  expect(log).toMatchObject({ version: '2.1.0', $schema: textMatching(/sarif-2\.1\.0\.json$/) });
  const runs = isObject(log) ? arrayAt(log, 'runs') : [];
  expect(runs).toHaveLength(1);
  return objectAt(runs[0]);
}

function rulesOf(all: Report): JsonArray {
  return arrayAt(run(all), 'tool', 'driver', 'rules');
}

test('the driver says who it is', () => {
  expect(run(report([])).tool).toMatchObject({
    driver: { name: 'cdk8s-inference', semanticVersion: textMatching(/^\d+\.\d+\.\d+/) },
  });
});

test('the driver describes the rules that results name, each once, and no other', () => {
  const all = report([finding(), constructFinding({ id: 'my/rule' }), finding()]);
  expect(rulesOf(all).map((rule) => textAt(rule, 'id'))).toEqual(['my/rule', 'schema/unknown-field']);
  expect(run(all).results).toMatchObject([
    { ruleId: 'schema/unknown-field', ruleIndex: 1 },
    { ruleId: 'my/rule', ruleIndex: 0 },
    { ruleId: 'schema/unknown-field', ruleIndex: 1 },
  ]);
});

test('a rule is described with what GitHub shows of it', () => {
  expect(rulesOf(report([finding()]))[0]).toEqual({
    id: 'schema/unknown-field',
    shortDescription: { text: 'A field that the schema does not know' },
    fullDescription: { text: textMatching('kubectl validates strictly') },
    help: { text: textMatching('Mend: ') },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['schema'] },
  });
});

test('a result has a level, a message, a region of a file and a name of the object', () => {
  expect(run(report([finding()])).results).toEqual([
    {
      ruleId: 'schema/unknown-field',
      ruleIndex: 0,
      level: 'error',
      message: {
        text: "spec.predictor.minReplica: There is no field 'minReplica'. kubectl refuses the object. Did you mean 'minReplicas'?",
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'manifests/llama.yaml' },
            region: { startLine: 8, startColumn: 5 },
          },
          logicalLocations: [{ fullyQualifiedName: 'InferenceService/models/llama#spec.predictor.minReplica' }],
        },
      ],
      partialFingerprints: { 'cdk8sInference/v1': textMatching(/^[0-9a-f]{32}$/) },
      suppressions: [],
    },
  ]);
});

test.each([
  ['annotation', 'inSource'],
  ['construct', 'inSource'],
  ['configuration', 'external'],
] as const)('what is acknowledged by %s is suppressed: %s', (by, kind) => {
  expect(run(report([finding({ accepted: { reason: 'so it is', by } })])).results).toMatchObject([
    { suppressions: [{ kind, status: 'accepted', justification: 'so it is' }] },
  ]);
});

test.each([
  ['a b/ü#?.yaml', 'a%20b/%C3%BC%23%3F.yaml'],
  ['../up.yaml', '../up.yaml'],
  ['c:a.yaml', 'c%3Aa.yaml'],
  ['/tmp/a b.yaml', 'file:///tmp/a%20b.yaml'],
])('the file %s is the URI %s', (file, uri) => {
  expect(run(report([finding({ place: { file, line: 1, column: 1 } })])).results).toMatchObject([
    { locations: [{ physicalLocation: { artifactLocation: { uri } } }] },
  ]);
});

test('what was not checked is a notification of the run', () => {
  const notChecked = [{ what: 'Gadget (v1)', count: 3, why: 'no schema is known of this kind' }];
  expect(run(report([finding({ accepted: ACCEPTED })], { notChecked })).invocations).toEqual([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [
        { level: 'note', message: { text: 'not checked: 3 × Gadget (v1), as no schema is known of this kind' } },
      ],
    },
  ]);
});
