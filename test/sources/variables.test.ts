import { checkSources } from '../../sources/check-sources';

/** What is told of an object in YAML, and how many values were left out for their variables. */
function told(...lines: readonly string[]) {
  const { findings, notChecked } = checkSources([{ name: 'a.yaml', text: lines.join('\n') }]);
  const left = notChecked.find(({ why }) => why.startsWith('a variable'))?.count ?? 0;
  return { ids: findings.map(({ id }) => id), left };
}

const SECRET = ['apiVersion: v1', 'kind: Secret'];
const SERVICE = ['apiVersion: v1', 'kind: Service', 'metadata: { name: a }'];

describe('of a value with a variable, nothing is told that depends on what it stands for', () => {
  test.each([
    ['as a name', [...SECRET, 'metadata: { name: "${NAME}-token" }']],
    ['with a default', [...SECRET, 'metadata: { name: a, namespace: "${NAMESPACE:-models}" }']],
    ['without braces', [...SECRET, 'metadata: { name: $NAME-token }']],
    ['of kustomize', [...SECRET, 'metadata: { name: $(prefix)-token }']],
    [
      'of kustomize, as an amount',
      [
        'apiVersion: v1',
        'kind: PersistentVolumeClaim',
        'metadata: { name: a }',
        'spec: { resources: { requests: { storage: $(size) } } }',
      ],
    ],
    ['in place of a number', [...SERVICE, 'spec: { ports: [{ port: "${PORT}" }] }']],
  ])('%s', (_, lines) => {
    expect(told(...lines)).toEqual({ ids: [], left: 1 });
  });
});

test('what does not depend on it is told', () => {
  expect(told(...SERVICE, 'spec: { prots: "${PORTS}" }')).toEqual({ ids: ['schema/unknown-field'], left: 0 });
});

test.each([
  ['a placeholder for people', [...SECRET, 'metadata: { name: <name> }']],
  ['a dollar alone', [...SECRET, 'metadata: { name: a-$ }']],
  ['a dollar before small letters', [...SECRET, 'metadata: { name: $name }']],
  ['a dollar inside of a word', [...SECRET, 'metadata: { name: a$NAME }']],
  ['a dollar that another one escapes', [...SECRET, 'metadata: { name: $$NAME }']],
  ['the beginning of a hash', [...SECRET, 'metadata: { name: $P$NAME }']],
])('%s is no variable', (_, lines) => {
  expect(told(...lines)).toEqual({ ids: ['metadata/name'], left: 0 });
});

describe('a rule of an object that asks for a field with a variable', () => {
  const definition = [
    '---',
    'apiVersion: apiextensions.k8s.io/v1',
    'kind: CustomResourceDefinition',
    'metadata: { name: gadgets.example.com }',
    'spec:',
    '  group: example.com',
    '  names: { kind: Gadget, plural: gadgets }',
    '  scope: Cluster',
    '  versions:',
    '  - name: v1',
    '    served: true',
    '    storage: true',
    '    schema:',
    '      openAPIV3Schema:',
    '        type: object',
    '        properties: { spec: { type: object, properties: { size: { type: integer }, colour: { type: string } } } }',
    '        x-kubernetes-validations: [{ rule: "self.metadata.name.matches(\'^a\') && self.spec.size > 1" }]',
  ];
  const gadget = (name: string, spec: string) =>
    told('apiVersion: example.com/v1', 'kind: Gadget', `metadata: { name: "${name}" }`, `spec: ${spec}`, ...definition);

  test('is not told', () => {
    expect(gadget('${NAME}', '{ size: 2 }')).toEqual({ ids: [], left: 2 });
  });

  test('is told where the variable is in a field that it does not ask for', () => {
    expect(gadget('a', '{ size: 1, colour: "${COLOUR}" }')).toEqual({ ids: ['schema/rule'], left: 0 });
  });
});

test("a shell's variables in a command are its own", () => {
  const container = '{ name: a, image: "vllm/vllm-openai:v0.11.0", args: ["m", "--no-such-flag=${VALUE}"] }';
  const pod = ['apiVersion: v1', 'kind: Pod', 'metadata: { name: a }', `spec: { containers: [${container}] }`];
  expect(told(...pod).ids).toContain('vllm/unknown-flag');
});

test('variables of a text of several words are its own', () => {
  const annotations = '{ serving.kserve.io/deploymentMode: "${MODE} or Standard" }';
  const service = ['apiVersion: serving.kserve.io/v1beta1', 'kind: InferenceService'];
  const metadata = `metadata: { name: a, annotations: ${annotations} }`;
  const spec = 'spec: { predictor: { containers: [{ name: kserve-container, image: "a:1" }] } }';
  expect(told(...service, metadata, spec)).toEqual({ ids: ['kserve/deployment-mode'], left: 0 });
});
