import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { importCrds } from '../../imports/generator/import-crds';
import { explain } from '../../imports/generator/problem';
import { crd, object, version } from './crd';
import { TEMPORARY_PLACE } from '../temporary-place';

const text = { type: 'string' };
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(TEMPORARY_PLACE, 'import-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function importText(content: string | object, name = 'crd.yaml'): Promise<string> {
  await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return importPaths(name);
}

async function importPaths(...names: readonly string[]): Promise<string> {
  const sources = names.map((name) => (/^https?:/.test(name) ? name : join(folder, name)));
  const result = await importCrds(sources, join(folder, 'imports'));
  if (result.ok) return 'ok';
  return result.problems.map(explain).join('\n').replaceAll(`${folder}/`, '');
}

async function written(): Promise<readonly string[]> {
  return readdir(join(folder, 'imports')).catch(() => []);
}

const withVersion = (differences: object): object =>
  crd({}, { versions: [version('v1', object({ a: text }), differences)] });

const broken: readonly (readonly [string, string | object, string])[] = [
  ['broken YAML', 'kind: [\n  a: }', 'crd.yaml:2:6: not valid YAML'],
  ['a repeated key', 'kind: A\nkind: B\n', 'crd.yaml:2:1: not valid YAML: the key kind occurs twice'],
  ['an alias without anchor', 'kind: *a\n', 'crd.yaml: not valid YAML: Unresolved alias'],
  [
    'other objects',
    'kind: Service\n---\nkind: Deployment\n',
    'crd.yaml: no CustomResourceDefinition in it (only Deployment, Service)',
  ],
  ['an empty file', '', 'crd.yaml: no CustomResourceDefinition in it (no Kubernetes object at all)'],
  [
    'an old CRD',
    { ...crd({}), apiVersion: 'apiextensions.k8s.io/v1beta1' },
    'crd.yaml: things.example.org is apiextensions.k8s.io/v1beta1, which Kubernetes removed in 1.22',
  ],
  [
    'a missing schema',
    withVersion({ schema: undefined }),
    'things.example.org has no structural schema for version v1',
  ],
  ['no served version', withVersion({ served: false }), 'things.example.org serves none of its versions'],
  ['a wrong scope', crd(object({}), { scope: 'Galaxy' }), 'things.example.org has no valid spec.scope'],
  ['a group that is no domain', crd(object({}), { group: '../evil' }), 'has no valid spec.group'],
  ['a field without type', crd(object({ a: {} })), 'crd.yaml: things.example.org v1 spec.a has no type'],
  ['a list without items', crd(object({ a: { type: 'array' } })), 'v1 spec.a is an array without items'],
  ['a field that is no schema', crd(object({ a: 'text' })), 'v1 spec.a is not a schema'],
];

it.each(broken)('%s is refused with what is wrong and where, and nothing is written', async (_, content, message) => {
  expect(await importText(content)).toContain(message);
  expect(await written()).toEqual([]);
});

it('A path that does not exist is named', async () => {
  expect(await importPaths('missing.yaml')).toContain('missing.yaml: no such file or folder');
});

it('An empty folder is named', async () => {
  await mkdir(join(folder, 'empty'));
  expect(await importPaths('empty')).toContain('empty: the folder holds no .yaml or .yml file');
});

it('An address that cannot be reached is named with the reason', async () => {
  expect(await importPaths('http://127.0.0.1:1/crd.yaml')).toMatch(/^http:\S+crd\.yaml: cannot be fetched \(.+\)/);
});

it('An address is fetched, and its status is told if it is not there', async () => {
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/crd.yaml' ? 200 : 404;
    response.end(JSON.stringify(crd(object({ a: text }))));
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  expect(await importPaths(`http://127.0.0.1:${port}/crd.yaml`)).toBe('ok');
  expect(await importPaths(`http://127.0.0.1:${port}/other.yaml`)).toContain('cannot be fetched (HTTP 404)');
  server.close();
});

it('All problems of all sources are told at once', async () => {
  await writeFile(join(folder, 'a.yaml'), 'kind: [');
  await writeFile(join(folder, 'b.yaml'), JSON.stringify(crd(object({ a: {}, b: {} }))));
  const problems = await importPaths('a.yaml', 'missing.yaml');
  expect(problems).toMatch(/a\.yaml:1:\d+: not valid YAML.*\n.*missing\.yaml/);
  expect(await importPaths('b.yaml')).toMatch(/spec\.a has no type.*\n.*spec\.b has no type/);
});

it('One kind with two definitions is refused, unless they say the same', async () => {
  const first = crd(object({ a: text }));
  await writeFile(join(folder, 'a.yaml'), JSON.stringify(first));
  await writeFile(join(folder, 'b.yaml'), JSON.stringify(crd(object({ a: { ...text, description: 'prose' } }))));
  await writeFile(join(folder, 'c.yaml'), JSON.stringify(crd(object({ c: text }))));
  expect(await importPaths('a.yaml', 'b.yaml')).toBe('ok');
  expect(await importPaths('a.yaml', 'c.yaml')).toContain(
    'Thing (example.org) is defined twice, and differently: in a.yaml and in c.yaml',
  );
});

it('A broken schema file of an earlier import is named', async () => {
  expect(await importText(crd(object({ a: text })))).toBe('ok');
  await writeFile(join(folder, 'imports/schemas/example.org.json'), '{}');
  expect(await importPaths('crd.yaml')).toContain('imports/schemas/example.org.json: not a schema file of this tool');
});

it('A failed import leaves what was there before', async () => {
  expect(await importText(crd(object({ a: text })))).toBe('ok');
  const before = await readFile(join(folder, 'imports/example.org.ts'), 'utf8');
  expect(await importText('kind: [')).not.toBe('ok');
  expect(await readFile(join(folder, 'imports/example.org.ts'), 'utf8')).toBe(before);
});

it('CRDs are found in a List and beside other objects', async () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [{ kind: 'Service' }, crd(object({ a: text }))] };
  expect(await importText(list)).toBe('ok');
  expect(await written()).toEqual(['example.org.ts', 'kinds.ts', 'schemas', 'shared.ts']);
});
