import { checkClusters, checkSources } from '../../sources/check-sources';
import type { CheckSettings } from '../../sources/check-sources';
import { readSource } from '../../sources/read-source';
import { readConfiguration } from '../../sources/configuration/read-configuration';
import type { Acknowledgement } from '../../checks/acknowledge/acknowledgement';
import { fails } from '../../reports/report';

/** A Service with a mistake in a field. */
function service(name: string, annotations = '{}'): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: models, annotations: ${annotations} }\nspec:\n  port: 80\n`;
}

function acknowledgement(rule: string, reason = 'So it is.'): string {
  return `{ acknowledge.cdk8s-inference.dev/${rule.replace('/', '.')}: ${reason} }`;
}

/** What is acknowledged by a configuration in the working directory. */
function configured(...lines: readonly string[]): readonly Acknowledgement[] {
  const reading = readConfiguration('cdk8s-inference.yaml', ['acknowledgements:', ...lines].join('\n'));
  if (!reading.ok) throw new Error(JSON.stringify(reading.findings));
  return reading.configuration.acknowledgements;
}

/** Ids with places of findings in a text, and whether they are acknowledged. */
function told(text: string, settings: CheckSettings = {}) {
  const { findings } = checkSources([{ name: 'a.yaml', text }], settings);
  return findings.map(({ id, where, accepted }) => (accepted === undefined ? [id, where] : [id, where, accepted.by]));
}

test('findings come in the order of lines, with their objects', () => {
  const text = `${service('b')}  typ: x\n---\n${service('a')}`;
  const { findings } = checkSources([{ name: 'a.yaml', text }]);
  expect(findings).toMatchObject([
    {
      place: { line: 5, column: 3, excerpt: '  port: 80' },
      object: { kind: 'Service', namespace: 'models', name: 'b' },
    },
    { place: { line: 6, column: 3 }, object: { name: 'b' } },
    { place: { line: 12, column: 3 }, object: { name: 'a' } },
  ]);
});

test('files come in the order in which they were given', () => {
  const sources = ['b.yaml', 'a.yaml'].map((name) => ({ name, text: `${service('x')}---\nkind: [` }));
  expect(checkSources(sources).findings.map(({ where }) => where)).toEqual([
    'b.yaml:5:3',
    'b.yaml:8:1',
    'a.yaml:5:3',
    'a.yaml:8:1',
  ]);
});

test('what was not checked is counted', () => {
  const text = ['apiVersion: v1\nkind: Gadget', 'apiVersion: v1\nkind: Gadget', 'image: x'].join('\n---\n');
  expect(checkSources([{ name: 'a.yaml', text }])).toMatchObject({
    files: ['a.yaml'],
    objects: 2,
    notChecked: [
      { what: 'Gadget (v1)', count: 2, why: 'no schema is known of this kind' },
      { what: 'document', count: 1, why: 'it is no manifest' },
    ],
  });
});

test('a kind that another version of Kubernetes has is known', () => {
  const text = [
    'apiVersion: flowcontrol.apiserver.k8s.io/v1beta3',
    'kind: FlowSchema',
    'metadata: { name: a }',
    'spec: { priorityLevelConfiguration: { name: exempt } }',
  ].join('\n');
  const sources = [{ name: 'a.yaml', text }];
  for (const kubernetesVersion of ['1.31', '1.32']) {
    const { findings, notChecked } = checkClusters([{ sources, facts: { kubernetesVersion } }], { strict: true });
    expect(findings.filter(({ id }) => id === 'schema/unknown-kind')).toEqual([]);
    expect(notChecked).toEqual([]);
  }
  expect(checkSources(sources).notChecked).toEqual([]);
});

describe('pods of services whose runtime is not known are counted', () => {
  const service = (name: string, runtime: string) => `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: ${name}, namespace: models }
spec: { predictor: { model: { modelFormat: { name: a }, ${runtime} storageUri: 'hf://a/b' } } }
`;
  const vllm = `apiVersion: serving.kserve.io/v1alpha1
kind: ServingRuntime
metadata: { name: vllm, namespace: models }
spec: { supportedModelFormats: [{ name: a }], containers: [{ name: kserve-container, image: 'example.com/a:v1' }] }
`;
  const clusterOf = (name: string, ...texts: readonly string[]) => {
    return { name, sources: [{ name: `${name}.yaml`, text: texts.join('---\n') }] };
  };
  const why = 'the runtime that it names stands in no file and in no inventory';

  test('in all clusters together', () => {
    const named = service('one', 'runtime: vllm,');
    const report = checkClusters([
      clusterOf('east', named, service('two', 'runtime: none,')),
      clusterOf('west', named),
    ]);
    expect(report.notChecked).toEqual([
      { what: 'pod of an InferenceService', count: 3, why, names: ['models/one', 'models/two'] },
    ]);
  });

  test('those of OME too, and those for which it selects by a model that is not known', () => {
    const ome = (name: string, refers: string) => `apiVersion: ome.io/v1beta1
kind: InferenceService
metadata: { name: ${name}, namespace: models }
spec: { model: { name: llama }${refers}, engine: {} }
`;
    const report = checkClusters([clusterOf('east', ome('one', ', runtime: { name: none }'), ome('two', ''))]);
    expect(report.notChecked).toEqual([
      { what: 'pod of an InferenceService', count: 1, why, names: ['models/one'] },
      {
        what: 'pod of an InferenceService',
        count: 1,
        names: ['models/two'],
        why: 'the model by which OME selects its runtime stands in no file and in no inventory',
      },
    ]);
  });

  test('and those of others are not: the runtime is there, or KServe selects it', () => {
    const texts = [service('one', 'runtime: vllm,'), service('two', ''), vllm];
    expect(checkClusters([clusterOf('east', ...texts)]).notChecked).toEqual([]);
  });
});

test('where kinds must be known, one that is not is an error', () => {
  const text = 'apiVersion: v1\nkind: Gadget\nmetadata: { name: a }';
  const { findings, notChecked } = checkSources([{ name: 'a.yaml', text }], { strict: true });
  expect(findings).toMatchObject([{ id: 'schema/unknown-kind', severity: 'error', where: 'a.yaml:2:1' }]);
  expect(notChecked).toEqual([]);
});

test('what may not be changed of what is applied now is told in its place', () => {
  const text =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\nimmutable: true\ndata: { a: "1" }';
  const base = readSource({ name: 'base.yaml', text: text.replace('"1"', '"2"') }).manifests;
  const { findings } = checkClusters([{ sources: [{ name: 'a.yaml', text }], base }]);
  expect(findings).toMatchObject([
    { id: 'immutability/immutable-data', place: { file: 'a.yaml' }, object: { name: 'a' } },
  ]);
});

describe('several clusters', () => {
  const shared = { name: 'shared.yaml', text: service('x') };
  const clusters = ['east', 'west'].map((name) => ({ name, sources: [shared] }));

  test('are told apart, and a file that they share is read once', () => {
    const { findings, files, objects } = checkClusters(clusters);
    expect(findings).toMatchObject([{ cluster: 'east' }, { cluster: 'west' }]);
    expect({ files, objects }).toEqual({ files: ['shared.yaml'], objects: 1 });
  });

  test('have broken documents told once', () => {
    const broken = { name: 'broken.yaml', text: 'kind: [' };
    const { findings } = checkClusters(clusters.map((cluster) => ({ ...cluster, sources: [broken] })));
    expect(findings).toMatchObject([{ id: 'source/yaml', cluster: undefined }]);
  });

  test('are not named where there is one', () => {
    expect(checkClusters(clusters.slice(0, 1)).findings).toMatchObject([{ cluster: undefined }]);
  });
});

describe('rules', () => {
  const text = `${service('x')}---\nkind: [`;

  test.each([
    [{ only: ['schema/unknown-field'], skip: [] }, ['schema/unknown-field', 'source/yaml']],
    [{ only: ['schema/*'], skip: ['schema/unknown-field'] }, ['source/yaml']],
    [{ only: [], skip: ['schema/*'] }, ['source/yaml']],
    [{ only: [], skip: ['source/*'] }, ['schema/unknown-field']],
    [{ only: ['schema/wrong-type'], skip: [] }, ['source/yaml']],
  ])('are chosen: %j', (rules, ids) => {
    expect(checkSources([{ name: 'a.yaml', text }], { rules }).findings.map(({ id }) => id)).toEqual(ids);
  });
});

describe('an acknowledgement', () => {
  test('by an annotation holds for its object alone', () => {
    const text = `${service('x', acknowledgement('schema/unknown-field'))}---\n${service('z')}`;
    expect(told(text)).toEqual([
      ['schema/unknown-field', 'a.yaml:5:3', 'annotation'],
      ['schema/unknown-field', 'a.yaml:11:3'],
    ]);
  });

  test('keeps an error from failing, and its reason is told', () => {
    const text = service('x', acknowledgement('schema/unknown-field', 'We know.'));
    const { findings, failOn } = checkSources([{ name: 'a.yaml', text }]);
    expect(findings).toMatchObject([{ severity: 'error', accepted: { reason: 'We know.', by: 'annotation' } }]);
    expect(findings.some((finding) => fails(finding, failOn))).toBe(false);
  });

  test.each(['""', '" "', '5'])('with the reason %s has no effect, and is an error', (reason) => {
    const ids = told(service('x', acknowledgement('schema/unknown-field', reason))).map(([id]) => id);
    expect(ids).toEqual(expect.arrayContaining(['acknowledgement/no-reason', 'schema/unknown-field']));
  });

  test('that holds for nothing is a warning', () => {
    const text = service('x', acknowledgement('schema/wrong-type'));
    expect(checkSources([{ name: 'a.yaml', text }]).findings[0]).toMatchObject({
      id: 'acknowledgement/unused',
      severity: 'warning',
      where: 'a.yaml:3:56',
      problem: "'schema/wrong-type' is acknowledged where it finds nothing",
    });
  });

  test('of an unknown rule is told with the nearest', () => {
    const text = service('x', acknowledgement('schema/unknown-fild'));
    expect(checkSources([{ name: 'a.yaml', text }]).findings[0]).toMatchObject({
      id: 'acknowledgement/unused',
      mend: "Did you mean 'schema/unknown-field'?",
    });
  });

  test('cannot silence what is said of acknowledgements', () => {
    const ids = told(service('x', acknowledgement('acknowledgement/unused'))).map(([id]) => id);
    expect(ids).toContain('acknowledgement/unused');
  });

  test('of a rule that is left out is not unused', () => {
    const rules = { only: [], skip: ['schema/*'] };
    expect(told(service('x', acknowledgement('schema/unknown-field')), { rules })).toEqual([]);
  });

  test('inside of the template of a pod is not read', () => {
    const text = [
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec:\n  selector: {}\n  typo: 1\n  template:',
      `    metadata: { annotations: ${acknowledgement('schema/unknown-field')} }`,
    ].join('\n');
    const unknown = told(text).filter(([id]) => id === 'schema/unknown-field');
    expect(unknown).toEqual([['schema/unknown-field', 'a.yaml:6:3']]);
  });

  test.each([
    ['object: Service/models/x', true],
    ['object: Service/*/x', true],
    ['object: "**"', true],
    ['object: Service/x', false],
    ['object: Deployment/models/x', false],
    ['file: a.yaml', true],
    ['file: "*.yaml"', true],
    ['file: b.yaml', false],
    ['file: b.yaml, object: Service/models/x', false],
    ['construct: a.yaml', false],
  ])('of the configuration holds for what its patterns match: %s', (patterns, holds) => {
    const acknowledgements = configured(`- { rule: schema/unknown-field, reason: r, ${patterns} }`);
    expect(told(service('x'), { acknowledgements })).toContainEqual([
      'schema/unknown-field',
      'a.yaml:5:3',
      ...(holds ? ['configuration'] : []),
    ]);
  });

  test('of a folder holds for what is in it', () => {
    const acknowledgements = configured('- { rule: schema/unknown-field, reason: r, file: teams }');
    const { findings } = checkSources([{ name: 'teams/one/a.yaml', text: service('x') }], { acknowledgements });
    expect(findings).toMatchObject([{ accepted: { by: 'configuration' } }]);
  });

  test('of the configuration is unused where it matches what was checked, or everything was', () => {
    const acknowledgements = configured(
      '- { rule: schema/wrong-type, reason: r, object: Service/models/x }',
      '- { rule: schema/wrong-type, reason: r, file: gone.yaml }',
      '- { rule: schema/wrong-type, reason: r, construct: gpu-east }',
    );
    const unused = (isWhole: boolean) =>
      told(service('x'), { acknowledgements, isWhole }).filter(([id]) => id === 'acknowledgement/unused');
    expect(unused(false)).toEqual([['acknowledgement/unused', 'cdk8s-inference.yaml:2:3']]);
    expect(unused(true)).toEqual([
      ['acknowledgement/unused', 'cdk8s-inference.yaml:2:3'],
      ['acknowledgement/unused', 'cdk8s-inference.yaml:3:3'],
    ]);
  });
});
