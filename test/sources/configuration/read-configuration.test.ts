import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { loadConfiguration, readConfiguration } from '../../../sources/configuration/read-configuration';
import { examplesOf } from '../../markdown';
import { TemporaryFolder } from '../../temporary-folder';
import { textMatching } from '../../text-matching';

/** What a text configures, in a folder of its own. */
function configured(text: string) {
  const reading = readConfiguration('config/cdk8s-inference.yaml', text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.findings, null, 2));
  return reading.configuration;
}

/** Faults of a text as `place field: problem. mend`. */
function faultsOf(text: string): readonly string[] {
  const reading = readConfiguration('a.yaml', text);
  if (reading.ok) return [];
  return reading.findings.map(({ where, field, problem, mend }) => `${where} ${field ?? ''}: ${problem}. ${mend}`);
}

const ACKNOWLEDGEMENT = 'rule: schema/unknown-field, object: "*/a/b", reason: r';

test('clusters are read with their facts, and paths lead from the folder of the file', () => {
  const text = [
    'clusters:',
    '  - name: gpu-east',
    '    paths: [a.yaml, ../b]',
    '    platform: openshift-ai',
    "    kubernetesVersion: '1.31'",
    '    runtimes: [openshift-ai, runtimes.yaml]',
    '    kserve: { defaultDeploymentMode: Standard, localModels: true }',
  ];
  expect(configured(text.join('\n')).clusters).toEqual([
    {
      name: 'gpu-east',
      paths: [join('config', 'a.yaml'), 'b'],
      runtimes: ['openshift-ai', join('config', 'runtimes.yaml')],
      facts: {
        platform: 'openshift-ai',
        kubernetesVersion: '1.31',
        kserve: { defaultDeploymentMode: 'Standard', localModels: true },
      },
    },
  ]);
});

test.each([
  ['---', 'only: [schema/*]\n---\nskip: []\n', 'a.yaml:3:1'],
  ['...', 'only: [schema/*]\n...\n# then\nskip: []\n', 'a.yaml:4:1'],
])('a second document after %s is told of', (_mark, text, place) => {
  expect(faultsOf(text)).toEqual([`${place} : It holds a second document. State all in one.`]);
});

test('comments stand before the document, and nothing after its end', () => {
  expect(configured('# ours\n---\nonly: [schema/*]\n...\n# end\n').only).toEqual(['schema/*']);
});

test('absolute paths stay, and a folder that is called as a catalogue is told from it', () => {
  const reading = readConfiguration(
    'cdk8s-inference.yaml',
    'clusters: [{ name: a, paths: [/srv/a.yaml], runtimes: [/srv/b.yaml, kserve, ./kserve] }]',
  );
  expect(reading).toMatchObject({
    configuration: { clusters: [{ paths: ['/srv/a.yaml'], runtimes: ['/srv/b.yaml', 'kserve', './kserve'] }] },
  });
});

test('rules, severities and acknowledgements are read', () => {
  const text = `failOn: warning\nstrict: true\nonly: [schema/*]\nskip: [schema/wrong-type]\nacknowledgements: [{ ${ACKNOWLEDGEMENT} }]`;
  expect(configured(text)).toMatchObject({
    failOn: 'warning',
    strict: true,
    only: ['schema/*'],
    skip: ['schema/wrong-type'],
    acknowledgements: [
      { rule: 'schema/unknown-field', reason: 'r', by: 'configuration', where: 'config/cdk8s-inference.yaml:5:20' },
    ],
  });
});

test.each(['', '# nothing\n', '{}'])('nothing may be configured: %j', (text) => {
  expect(configured(text)).toMatchObject({ clusters: [], only: [], skip: [], acknowledgements: [] });
});

test('the configuration of the documentation is right', () => {
  const text = examplesOf('docs/check.md').find((example) => example.text.startsWith('# yaml-language-server'))?.text;
  expect(faultsOf(text ?? 'no example is shown')).toEqual([]);
});

test.each([
  ['faliOn: warning', "a.yaml:1:1 faliOn: There is no field 'faliOn'. Did you mean 'failOn'?"],
  [
    'failOn: warnings',
    "a.yaml:1:1 failOn: The value is 'warnings', where one of error, warning belongs. Did you mean 'warning'?",
  ],
  ['strict: "yes"', "a.yaml:1:1 strict: The value is 'yes', where true or false belongs. Write true or false."],
  ['only: schema/*', "a.yaml:1:1 only: The value is 'schema/*', where a list of texts belongs. Write a list of texts."],
  ['skip:', 'a.yaml:1:1 skip: The value is null, where a list of texts belongs. Write a list of texts.'],
  [
    'skip:\n- schema/unknown-fild',
    "a.yaml:2:3 skip[0]: There is no rule 'schema/unknown-fild'. Did you mean 'schema/unknown-field'?",
  ],
  ['skip: [nothing/*]', "a.yaml:1:8 skip[0]: There is no rule 'nothing/*'. 'cdk8s-inference explain' lists all rules."],
  [
    'only: [schema/wrong-type]\nskip: [schema/*]',
    "a.yaml:1:8 only[0]: 'schema/wrong-type' is asked for, and 'schema/*' leaves it out. State one of the two.",
  ],
  [
    'clusters:\n- paths: [a]',
    "a.yaml:2:3 clusters[0]: The field 'name' is missing. Name the cluster as its folder or its Cluster construct is named.",
  ],
  [
    'clusters: [{ name: a }, { name: a }]',
    "a.yaml:1:27 clusters[1].name: There is a cluster 'a' already. Give each cluster a name of its own.",
  ],
  [
    'clusters:\n- name: a\n  kubernetesVersion: 1.30',
    'a.yaml:3:3 clusters[0].kubernetesVersion: The value is 1.3, where a text that is not empty belongs. Put it in quotation marks.',
  ],
  [
    'clusters:\n- { name: a, kubernetesVersion: latest }',
    "a.yaml:2:14 clusters[0].kubernetesVersion: 'latest' is no version. Write one such as '1.31'.",
  ],
  [
    "clusters:\n- { name: a, kubernetesVersion: '2.0' }",
    "a.yaml:2:14 clusters[0].kubernetesVersion: '2.0' is no version. Write one such as '1.31'.",
  ],
  [
    'clusters:\n- name: a\n  platform: openshift',
    "a.yaml:3:3 clusters[0].platform: The value is 'openshift', where one of kserve, alauda-ai, openshift-ai, ome, leader-worker-set, cce, hydra belongs. Did you mean 'openshift-ai'?",
  ],
  [
    'clusters: [{ name: a, kserve: { mode: x } }]',
    textMatching("a.yaml:1:33 clusters[0].kserve.mode: There is no field 'mode'. "),
  ],
  [
    'acknowledgements:\n- { rule: schema/wrong-typ, object: x, reason: r }',
    "a.yaml:2:5 acknowledgements[0].rule: There is no rule 'schema/wrong-typ'. Did you mean 'schema/wrong-type'?",
  ],
  [
    'acknowledgements:\n- { rule: schema/wrong-type, object: x }',
    "a.yaml:2:3 acknowledgements[0]: The field 'reason' is missing. State why it is right as it is.",
  ],
  [
    'acknowledgements:\n- { rule: schema/wrong-type, object: x, reason: "" }',
    "a.yaml:2:41 acknowledgements[0].reason: The value is '', where a text that is not empty belongs. Write a text that is not empty.",
  ],
  [
    'acknowledgements:\n- { rule: 5, object: x, reason: r }',
    'a.yaml:2:5 acknowledgements[0].rule: The value is 5, where a text that is not empty belongs. Put it in quotation marks.',
  ],
  [
    'acknowledgements:\n- { rule: schema/wrong-type, reason: r }',
    textMatching("a.yaml:2:3 acknowledgements[0]: The field 'object' is missing."),
  ],
  ['- a', "a.yaml:1:1 : It holds no map. Begin with a field, such as 'clusters:'."],
  ['skip: [', textMatching(/^a\.yaml:2:1 : It is no YAML: .*\. Mend it there, or a line before\.$/)],
  ['skip: .inf', textMatching('a.yaml:1:1 : ')],
])('%j is told with its place and how to mend it', (text, fault) => {
  expect(faultsOf(text)).toEqual([fault]);
});

describe('a file', () => {
  const folder = new TemporaryFolder();

  test('that is named and cannot be read is told', () => {
    expect(loadConfiguration(folder.at('none.yaml'))).toMatchObject({
      ok: false,
      findings: [{ id: 'configuration/invalid', problem: textMatching(/^It cannot be read: ENOENT/) }],
    });
  });

  test('that is named is read', () => {
    folder.write({ 'a.yaml': 'failOn: warning' });
    expect(loadConfiguration(folder.at('a.yaml'))).toMatchObject({ ok: true, configuration: { failOn: 'warning' } });
  });
});

describe('the schema for editors', () => {
  const schema: unknown = JSON.parse(
    readFileSync(join(__dirname, '..', '..', '..', 'docs', 'cdk8s-inference.schema.json'), 'utf8'),
  );
  const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(Object(schema));

  const text = fc.constantFrom('a', 'schema/unknown-field', '**', '1.31', 'error', 'kserve', 'Standard', '');
  const odd = fc.oneof(
    text,
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.constant([]),
    fc.constant({}),
    fc.constant([1]),
  );
  const either = <Value>(value: fc.Arbitrary<Value>) =>
    fc.oneof({ weight: 15, arbitrary: value }, { weight: 1, arbitrary: odd });
  const map = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
    fc.record(
      { ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, either(field)])) },
      { requiredKeys: [] },
    );
  const texts = fc.array(either(fc.constantFrom('a', 'b')), { maxLength: 2 });
  const kserve = map({
    defaultDeploymentMode: fc.constantFrom('Knative', 'Standard', 'ModelMesh'),
    customGpuResourceTypes: texts,
    ociModelMode: fc.constantFrom('modelcar', 'native', 'fetch', 'none'),
    localModels: fc.boolean(),
    domainTemplate: text,
    ingressDomain: text,
    storageSecretName: text,
    other: text,
  });
  const cluster = map({
    name: fc.constant('a'),
    paths: texts,
    runtimes: texts,
    platform: fc.constantFrom('kserve', 'ome', 'leader-worker-set'),
    accelerators: texts,
    kubernetesVersion: fc.constantFrom('1.31', 'v1.31.4', 'new'),
    environment: map({ name: fc.constant('prod'), imagesByDigest: fc.boolean() }),
    kserve,
  });
  const acknowledgement = map({
    rule: fc.constant('schema/unknown-field'),
    reason: fc.constant('r'),
    object: text,
    file: text,
    construct: text,
  });
  const configuration = map({
    clusters: fc.array(either(cluster), { maxLength: 1 }),
    failOn: fc.constantFrom('error', 'warning'),
    strict: fc.boolean(),
    only: fc.constant(['schema/*']),
    skip: fc.constant(['schema/unknown-field']),
    acknowledgements: fc.array(either(acknowledgement), { maxLength: 2 }),
  });

  test('takes what is read without a fault, and nothing else, but for ids of rules', () => {
    const verdicts = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(configuration, (value) => {
        const isTaken = validate(value);
        verdicts[isTaken ? 'taken' : 'refused'] += 1;
        const faults = faultsOf(stringify(value)).filter((fault) => !fault.includes('There is no rule'));
        expect({ value, isTaken: faults.length === 0 }).toEqual({ value, isTaken });
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(100);
  });
});
