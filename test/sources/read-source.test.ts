import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { valueAt } from '../../kubernetes/manifest';
import { decode } from '../../sources/decode';
import { readSource } from '../../sources/read-source';
import { runs } from '../runs';
import { CODE_POINT } from '../code-point';

function read(text: string, name = 'a.yaml') {
  return readSource({ name, text });
}

/** The values of a list in YAML, and what they are in JSON. */
function valuesOf(scalars: readonly string[]) {
  const { manifests, findings } = read(listOf(scalars));
  expect(findings).toEqual([]);
  return valueAt(manifests[0]?.manifest, 'spec');
}

function listOf(scalars: readonly string[]): string {
  const items = scalars.map((scalar) => `  - ${scalar}\n`).join('');
  return `apiVersion: example.com/v1\nkind: Foo\nmetadata: { name: a }\nspec:\n${items}`;
}

/** How Kubernetes' reader takes scalars, where it differs from other readers or could. */
const SCALARS: readonly (readonly [scalar: string, value: unknown])[] = [
  ...[
    ['0755', 493],
    ['0o14', 12],
    ['0O14', 12],
    ['-0755', -493],
    ['089', 89],
    ['012', 10],
    ['0o9', '0o9'],
    ['0_7', 7],
  ],
  ...[
    ['0x1F', 31],
    ['-0x1F', -31],
    ['0x1_F', 31],
    ['0x', '0x'],
    ['0b11', 3],
    ['+0b1', 1],
    ['0b12', '0b12'],
  ],
  ...[
    ['1_000', 1000],
    ['_1', '_1'],
    ['+1', 1],
    ['-0', 0],
    ['1:30', '1:30'],
    ['190:20:30', '190:20:30'],
  ],
  ...[
    ['1e3', 1000],
    ['1E3', 1000],
    ['1e', '1e'],
    ['e1', 'e1'],
    ['.5', 0.5],
    ['5.', 5],
    ['1.e3', 1000],
    ['.', '.'],
  ],
  ...[
    ['1.10', 1.1],
    ['1e400', '1e400'],
    ['infinity', 'infinity'],
    ['nan', 'nan'],
    ['685_230.15', 685230.15],
  ],
  ...[
    ['yes', true],
    ['Y', true],
    ['on', true],
    ['TRUE', true],
    ['tRue', 'tRue'],
    ['n', false],
    ['Off', false],
  ],
  ...[
    ['oFF', 'oFF'],
    ['~', null],
    ['Null', null],
    ['nULL', 'nULL'],
    ['""', ''],
    ['"0755"', '0755'],
    ['=', '='],
  ],
  ...[
    ['2024-01-01', '2024-01-01'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
  ],
  ...[
    ['!!str 12', '12'],
    ['!!int "12"', 12],
    ['!!float 1', 1],
    ['!!bool yes', true],
    ['!!binary aGk=', 'hi'],
  ],
  ...[
    ['!foo bar', 'bar'],
    ['12345678901234567890', 12345678901234567000],
    ['0xFFFFFFFFFFFFFFFF', 2 ** 64],
  ],
].map(([scalar, value]) => [String(scalar), value]);

test.each(SCALARS)('%s is %j', (scalar, value) => {
  expect(valuesOf([scalar])).toEqual([value]);
});

/** Of which numbers and near misses are made; digits are drawn more often. */
const LETTERS = '01234567890123456789_.+-eExobynF:'.split(/(?=.)/);
const INDICATORS = '{[}]:,-&*!|>%@`#\n "\'a<'.split(/(?=[^])/);

const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

(kubectl ? describe : describe.skip)(`kubectl${kubectl ? '' : ' (skipped: it is not on this machine)'}`, () => {
  /** What kubectl makes of scalars; it never asks a cluster. */
  function byKubectl(scalars: readonly string[]): unknown {
    const args = ['annotate', '--local', '-f', '-', '-o', 'json', 'a=b'];
    const { stdout, stderr } = spawnSync('kubectl', args, { input: listOf(scalars), encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    const object: unknown = JSON.parse(stdout);
    return typeof object === 'object' && object !== null && 'spec' in object ? object.spec : undefined;
  }

  test('reads the same', () => {
    const scalars = SCALARS.map(([scalar]) => scalar);
    expect(byKubectl(scalars)).toEqual(valuesOf(scalars));
  });

  test('reads the same of words made at random', () => {
    const word = fc
      .string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 6 })
      .filter((text) => !/^-+$|:$/.test(text));
    const words = fc.sample(word, { numRuns: runs(3000), seed: 1 });
    expect(valuesOf(words)).toEqual(byKubectl(words));
  });
});

const FOO = 'apiVersion: example.com/v1\nkind: Foo\n';

test('documents are divided at lines of three dashes, and know where they begin', () => {
  const text = `# first\n${FOO}--- # second\n\n${FOO}---\n# nothing\n---\n${FOO}`;
  expect(read(text).manifests.map(({ where }) => where)).toEqual(['a.yaml:2:1', 'a.yaml:6:1', 'a.yaml:11:1']);
});

test('a byte order mark and line ends of Windows change nothing', () => {
  const plain = read(`${FOO}spec: |\n  one\n  two\n---\n${FOO}`);
  const odd = read(`\uFEFF${FOO}spec: |\n  one\n  two\n---\n${FOO}`.replaceAll('\n', '\r\n'));
  expect(odd.manifests.map(({ manifest, where }) => [manifest, where])).toEqual(
    plain.manifests.map(({ manifest, where }) => [manifest, where]),
  );
});

test('the items of a List stand for themselves', () => {
  const { manifests } = read(
    `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: A}\n- {apiVersion: v1, kind: B}`,
  );
  expect(manifests.map(({ manifest, where }) => [manifest.kind, where])).toEqual([
    ['A', 'a.yaml:1:1 items[0]'],
    ['B', 'a.yaml:1:1 items[1]'],
  ]);
});

test.each(['apiVersion: v1', 'apiVersion: apps/v1'])(
  'items of a list of one kind and %s need not say what they are',
  (version) => {
    const { manifests } = read(`${version}\nkind: DeploymentList\nitems:\n- metadata: { name: a }\n- kind: B`);
    expect(manifests.map(({ manifest }) => manifest)).toEqual([
      { apiVersion: version.slice('apiVersion: '.length), kind: 'Deployment', metadata: { name: 'a' } },
    ]);
  },
);

test('an item of a list that does not say what it is is told', () => {
  const { findings } = read('apiVersion: v1\nkind: List\nitems: [{ metadata: { name: a } }, 1]');
  expect(findings.map(({ id, problem }) => [id, problem])).toEqual([
    ['source/half-manifest', 'The item 0 of the list has no apiVersion, or one that is no text'],
    ['source/half-manifest', 'The item 1 of the list has no apiVersion, or one that is no text'],
  ]);
});

test('objects of a stream of JSON stand one after the other', () => {
  const object = '{ "apiVersion": "v1", "kind": "A", "spec": { "text": "}{\\"" } }';
  expect(read(`${object}\n${object}${object}`).manifests.map(({ where }) => where)).toEqual([
    'a.yaml:1:1',
    'a.yaml:2:1',
    'a.yaml:2:1',
  ]);
});

test('files of other tools with a version or a kind are no broken manifests', () => {
  const chart = readSource({ name: 'chart/Chart.yaml', text: 'apiVersion: v2\nname: chart' });
  const kustomization = readSource({ name: 'kustomization.yaml', text: 'kind: Kustomization\nresources: []' });
  expect([chart, kustomization]).toMatchObject([
    { findings: [], others: 1 },
    { findings: [], others: 1 },
  ]);
});

test('a character that is none in UTF-8 is told, and the file is read', () => {
  const source = { name: 'a.yaml', ...decode(Buffer.from(`${FOO}spec: Größe\n`, 'latin1')) };
  expect(readSource(source)).toMatchObject({
    manifests: [{ manifest: { spec: 'Gr\uFFFD\uFFFDe' } }],
    findings: [{ id: 'source/encoding', where: 'a.yaml:3:9', place: { excerpt: 'spec: Gr\uFFFD\uFFFDe' } }],
  });
});

test('JSON is YAML', () => {
  expect(read('{\n\t"apiVersion": "v1",\n\t"kind": "A"\n}').manifests).toHaveLength(1);
});

test('anchors stand for what they name, and << takes its fields', () => {
  const { manifests } = read(`${FOO}spec: { a: &a { one: 1, two: 2 }, b: *a, c: { <<: *a, two: 3 } }`);
  const a = { one: 1, two: 2 };
  expect(valueAt(manifests[0]?.manifest, 'spec')).toEqual({ a, b: a, c: { one: 1, two: 3 } });
});

test.each([
  ['broken YAML', `${FOO}spec: {`, 'source/yaml', 'a.yaml:4:1'],
  ['an alias of nothing', `${FOO}spec: *none`, 'source/yaml', 'a.yaml:3:12'],
  ['infinity', `${FOO}spec: .inf`, 'source/json', 'a.yaml:1:1'],
  ['what holds itself', `${FOO}spec: &a [*a]`, 'source/json', 'a.yaml:1:1'],
  ['a map without a kind', '\n\napiVersion: v1', 'source/half-manifest', 'a.yaml:3:1'],
  ['a map without a version', 'kind: Foo', 'source/half-manifest', 'a.yaml:1:1'],
])('%s is told, with its place, and the rest is read', (_, text, id, where) => {
  const { manifests, findings } = read(`${text}\n---\n${FOO}`);
  expect(findings.map((finding) => [finding.id, finding.where])).toEqual([[id, where]]);
  expect(manifests).toHaveLength(1);
});

test('a key that is stated twice is told, and the last one counts, as it does for kubectl', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  a: one\n  b: two\n  a: three\n';
  const { manifests, findings } = read(text);
  expect(findings.map(({ id, where }) => [id, where])).toEqual([['source/repeated-key', 'a.yaml:7:3']]);
  expect(manifests.map(({ manifest }) => valueAt(manifest, 'data'))).toEqual([{ a: 'three', b: 'two' }]);
});

test('where the rest of a document with a repeated key is no YAML either, that is told alone', () => {
  expect(read('a: 1\na: 2\nb: ]').findings.map(({ id }) => id)).toEqual(['source/yaml']);
});

test.each([
  ['a kustomization', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: { name: a }'],
  ['a patch that takes an object away', '$patch: delete\napiVersion: v1\nkind: Secret\nmetadata: { name: a }'],
])('%s is no object of the API server', (_, text) => {
  expect(read(text)).toMatchObject({ manifests: [], findings: [], others: 1 });
});

test('documents that were never to be manifests are counted', () => {
  expect(read(`image: { tag: v1 }\n---\n- words\n---\n${FOO}`)).toMatchObject({ findings: [], others: 2 });
});

test('aliases cannot make a document grow beyond measure', () => {
  const lines = Array.from({ length: 30 }, (__, index) => {
    const item = index === 0 ? 'lol' : `*a${index - 1}`;
    return `  a${index}: &a${index} [${Array.from({ length: 9 }, () => item).join(', ')}]`;
  });
  const { findings } = read(`${FOO}spec:\n${lines.join('\n')}`);
  expect(findings.map(({ id }) => id)).toEqual(['source/json']);
});

test('a key of the name __proto__ is a key like others', () => {
  const { manifests } = read(`${FOO}__proto__: { polluted: true }`);
  expect(Object.keys(manifests[0]?.manifest ?? {})).toContain('__proto__');
  expect('polluted' in {}).toBe(false);
});

test('any text is read or told of', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: CODE_POINT }), fc.string({ unit: fc.constantFrom(...INDICATORS) })),
      (text) => {
        for (const { where } of read(text).findings) expect(where).toMatch(/^a\.yaml:\d+:\d+/);
      },
    ),
    { numRuns: runs(2000) },
  );
});

describe('three dots', () => {
  const config = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

  test('end a document, behind which comments and further dots may stand', () => {
    const { manifests, findings } = read(`${config('a')}...\n# end\n... # end\n---\n${config('b')}...`);
    expect(manifests.map(({ manifest }) => valueAt(manifest, 'metadata', 'name'))).toEqual(['a', 'b']);
    expect(findings).toEqual([]);
  });

  test('end it for kubectl too, which drops what follows; that is told at its line', () => {
    const text = `${config('a')}...\n\n${config('b')}`;
    const { manifests, findings } = read(text);
    expect(manifests.map(({ manifest }) => valueAt(manifest, 'metadata', 'name'))).toEqual(['a']);
    expect(findings.map(({ id, where }) => [id, where])).toEqual([['source/after-end', 'a.yaml:6:1']]);
  });

  test('are text inside of a line or of an indented text', () => {
    const { findings } = read(`${config('a')}data:\n  x: |\n    ...\n    b\n  y: a ...\n  z: ...a\n`);
    expect(findings).toEqual([]);
  });
});
