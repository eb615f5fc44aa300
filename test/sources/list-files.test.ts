import { chmodSync, symlinkSync } from 'node:fs';
import { relative } from 'node:path';
import { listFiles } from '../../sources/list-files';
import { TemporaryFolder } from '../temporary-folder';
import { textMatching } from '../text-matching';

const folder = new TemporaryFolder();

/** What paths of the folder come to, as paths of it. */
function listed(...paths: readonly string[]) {
  const { files, missing, leftOut } = listFiles(paths.map((path) => folder.at(path)));
  return {
    files: files.map((file) => relative(folder.path, file).replaceAll('\\', '/')),
    missing: missing.map(({ problem }) => problem.replaceAll(folder.path, '')),
    leftOut: [...leftOut].map(([path, what]) => [relative(folder.path, path).replaceAll('\\', '/'), what]),
  };
}

test('a folder stands for its YAML and JSON files, in the order of their names', () => {
  folder.write({
    'b.yaml': '',
    'a/z.yml': '',
    'a/b.JSON': '',
    'README.md': '',
    'node_modules/x.yaml': '',
    '.git/y.yaml': '',
  });
  expect(listed('.').files).toEqual(['a/b.JSON', 'a/z.yml', 'b.yaml']);
});

test('a file stands for itself, whatever it is called, and once', () => {
  folder.write({ 'notes.txt': '', 'a.yaml': '' });
  expect(listed('notes.txt', 'a.yaml', '.').files).toEqual(['notes.txt', 'a.yaml']);
});

test.each([
  ['*.yaml', ['a.yaml']],
  ['**/*.yaml', ['a.yaml', 'one/b.yaml', 'one/two/c.yaml']],
  ['one/**', ['one/b.yaml', 'one/d.yml', 'one/two/c.yaml']],
  ['{a,one/b}.yaml', ['a.yaml', 'one/b.yaml']],
  ['o?e/*.y{a,}ml', ['one/b.yaml', 'one/d.yml']],
])('the pattern %s is expanded', (pattern, files) => {
  folder.write({ 'a.yaml': '', 'one/b.yaml': '', 'one/d.yml': '', 'one/two/c.yaml': '', 'one/README.md': '' });
  expect(listed(pattern).files).toEqual(files);
});

test('what stands at a path is no pattern', () => {
  folder.write({ 'a[1].yaml': '', 'a1.yaml': '' });
  expect(listed('a[1].yaml').files).toEqual(['a[1].yaml']);
});

test.each([
  ['none.yaml', /^'\/none\.yaml' cannot be read: ENOENT/],
  ['none/**', /^'\/none' cannot be read: ENOENT/],
  ['*.json', /^there is no YAML or JSON in '\/\*\.json'$/],
  ['empty', /^there is no YAML or JSON in '\/empty'$/],
])('%s is told, and the others are listed', (path, problem) => {
  folder.write({ 'a.yaml': '', 'empty/README.md': '' });
  const { files, missing } = listed(path, 'a.yaml');
  expect(files).toEqual(['a.yaml']);
  expect(missing).toEqual([textMatching(problem)]);
});

const isRoot = process.getuid?.() === 0;

(isRoot ? test.skip : test)(
  `a folder that cannot be read is told, and those beside it are listed${isRoot ? ' (skipped: root may read all)' : ''}`,
  () => {
    folder.write({ 'a.yaml': '', 'closed/b.yaml': '', 'open/c.yaml': '' });
    chmodSync(folder.at('closed'), 0);
    const { files, missing } = listed('.');
    chmodSync(folder.at('closed'), 0o700);
    expect(files).toEqual(['a.yaml', 'open/c.yaml']);
    expect(missing).toEqual([textMatching(/closed' cannot be read: EACCES/)]);
  },
);

test('templates of a Helm chart are left out, and those of others are not', () => {
  folder.write({
    'chart/Chart.yaml': '',
    'chart/templates/a.yaml': '',
    'chart/crds/b.yaml': '',
    'templates/c.yaml': '',
  });
  expect(listed('.')).toMatchObject({
    files: ['chart/Chart.yaml', 'chart/crds/b.yaml', 'templates/c.yaml'],
    leftOut: [['chart/templates', 'folder of Helm templates']],
  });
});

test('patches of a kustomization are left out, wherever they stand', () => {
  folder.write({
    'a/patch.yaml': '',
    'app/kustomization.yaml': [
      'resources: [service.yaml]',
      'patchesStrategicMerge: [limits.yaml]',
      'patches:',
      '  - path: ../a/patch.yaml',
      '  - patch: |-',
      '      kind: Service',
    ].join('\n'),
    'app/limits.yaml': '',
    'app/service.yaml': '',
    'broken/kustomization.yaml': 'patches: [',
  });
  expect(listed('.')).toMatchObject({
    files: ['app/kustomization.yaml', 'app/service.yaml', 'broken/kustomization.yaml'],
    leftOut: [
      ['a/patch.yaml', 'patch of a kustomization'],
      ['app/limits.yaml', 'patch of a kustomization'],
    ],
  });
});

test('what is called a patch beside a kustomization is one, unless that takes it for a resource', () => {
  folder.write({
    'app/kustomization.yaml': 'resources: [./pod_patch.yaml, patches/route.yaml]',
    'app/dispatch.yaml': '',
    'app/manager_image_patch.yaml': '',
    'app/pod_patch.yaml': '',
    'app/patches/route.yaml': '',
    'app/patches/webhook.yaml': '',
    'own/kustomization.yaml': 'resources: []',
    'own/patches/kustomization.yaml': 'resources: [a.yaml]',
    'own/patches/a.yaml': '',
    'plain/patch.yaml': '',
  });
  expect(listed('.')).toMatchObject({
    files: [
      'app/dispatch.yaml',
      'app/kustomization.yaml',
      'app/patches/route.yaml',
      'app/pod_patch.yaml',
      'own/kustomization.yaml',
      'own/patches/a.yaml',
      'own/patches/kustomization.yaml',
      'plain/patch.yaml',
    ],
    leftOut: [
      ['app/manager_image_patch.yaml', 'patch of a kustomization'],
      ['app/patches/webhook.yaml', 'patch of a kustomization'],
    ],
  });
});

test('the index of our own output is no source', () => {
  folder.write({ 'dist/INDEX.json': '{}', 'dist/a.yaml': '' });
  expect(listed('dist').files).toEqual(['dist/a.yaml']);
});

test('a link is followed inside of its folder, and otherwise left out', () => {
  folder.write({ 'secret.yaml': '', 'in/a.yaml': '', 'in/sub/b.yaml': '' });
  symlinkSync('a.yaml', folder.at('in/inside.yaml'));
  symlinkSync('../secret.yaml', folder.at('in/outside.yaml'));
  symlinkSync('sub', folder.at('in/folder'));
  symlinkSync('.', folder.at('in/sub/circle'));
  symlinkSync('gone.yaml', folder.at('in/broken.yaml'));
  expect(listed('in')).toEqual({
    files: ['in/a.yaml', 'in/inside.yaml', 'in/sub/b.yaml'],
    missing: [],
    leftOut: [
      ['in/broken.yaml', 'link to nothing'],
      ['in/folder', 'link to a folder'],
      ['in/outside.yaml', 'link that leads out of its folder'],
      ['in/sub/circle', 'link to a folder'],
    ],
  });
});

test('a folder that is a link itself is read', () => {
  folder.write({ 'dist/a.yaml': '' });
  symlinkSync('dist', folder.at('link'));
  expect(listed('link').files).toEqual(['link/a.yaml']);
});
