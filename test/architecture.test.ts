import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const ROOT = join(__dirname, '..');

/** Each room of the house and what its files may import, as docs/architecture.md says. */
const ROOMS: ReadonlyMap<string, readonly string[]> = new Map(
  readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8')
    .split('\n')
    .flatMap((line): readonly (readonly [string, readonly string[]])[] => {
      const [, room, , imports] = line.split('|');
      const name = /^ `([a-z]+\/)`/.exec(room ?? '')?.[1];
      if (name === undefined) return [];
      return [[name, [...(imports ?? '').matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)]];
    }),
);

const FILES = [...ROOMS.keys()].flatMap(filesIn);

/** What each file imports of the repository, types too. */
const IMPORTS = new Map(FILES.map((file) => [file, importsOf(file)]));

test('every room is described', () => {
  const folders = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && filesIn(`${entry.name}/`).length > 0)
    .map(({ name }) => `${name}/`);
  const others = ['bench/', 'bin/', 'fleet/', 'lib/', 'node_modules/', 'test/', 'tools/'];
  expect(folders.filter((folder) => !ROOMS.has(folder) && !others.includes(folder))).toEqual([]);
});

test('files import only what their room may', () => {
  const strays = [...IMPORTS].flatMap(([file, imports]) => {
    const room = `${file.split('/')[0] ?? ''}/`;
    const allowed = [room, ...(ROOMS.get(room) ?? [])];
    return imports.filter((path) => !allowed.some((prefix) => path.startsWith(prefix))).map((path) => [file, path]);
  });
  expect(strays).toEqual([]);
});

test('no file imports itself by way of others', () => {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start !== -1) cycles.push([...way.slice(start), file].join(' > '));
    if (start !== -1 || done.has(file)) return;
    for (const path of IMPORTS.get(file) ?? []) visit(path, [...way, file]);
    done.add(file);
  };
  for (const file of FILES) visit(file, []);
  expect(cycles).toEqual([]);
});

function filesIn(folder: string): readonly string[] {
  if (folder === 'node_modules/' || folder === 'lib/') return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${folder}${path.replaceAll('\\', '/')}`);
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/from '(\.[^']+)'/g)].flatMap(([, path = '']) => {
    const target = normalize(join(dirname(file), path)).replaceAll('\\', '/');
    return existsSync(join(ROOT, `${target}.ts`)) ? [`${target}.ts`] : [];
  });
}
