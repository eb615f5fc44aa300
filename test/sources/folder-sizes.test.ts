import type { FilePlacement, PlacedManifest } from '../../checks/delivery/delivered-tree';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { checkFolderSizes } from '../../sources/folder-sizes';

function placed(file: string, manifest: Manifest): PlacedManifest {
  return { file, manifest, where: `${file}:1:1` };
}

function application(directory?: JsonObject): PlacedManifest {
  const source = {
    repoURL: 'https://git.example.com/fleet.git',
    path: 'dist/gpu/30-models',
    ...(directory === undefined ? {} : { directory }),
  };
  return placed('argo/app.yaml', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'models' },
    spec: { source, destination: { name: 'gpu' } },
  });
}

function large(name: string, file = name): PlacedManifest {
  return placed(`dist/gpu/30-models/large-${file}.yaml`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}

const SMALL = placed('dist/gpu/30-models/small.yaml', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });

/** Names of files say how large they are. */
function told(objects: readonly PlacedManifest[], placement: FilePlacement = 'read') {
  return checkFolderSizes({ clusters: [objects], placement }, (file) => (file.includes('large') ? 5_000_000 : 1));
}

const RECURSE = { recurse: true };

test('of a folder with more than 10 MB of manifests, Argo CD reads nothing', () => {
  expect(told([application(RECURSE), large('one'), large('two')])).toEqual([]);
  expect(told([application(RECURSE), large('one'), large('two'), large('three')])).toMatchObject([
    {
      id: 'argo/folder-size',
      where: 'argo/app.yaml:1:1',
      field: 'spec.source.path',
      problem: "The files of 'dist/gpu/30-models' have 15.0 MB together",
    },
  ]);
  expect(told([application(RECURSE), large('one'), large('two'), SMALL])).toHaveLength(1);
});

test('a file counts once, however many objects it has', () => {
  expect(told([application(RECURSE), large('one', 'all'), large('two', 'all'), large('three', 'all')])).toEqual([]);
});

test('files that the Application leaves out do not count', () => {
  const some = application({ recurse: true, exclude: 'large-t*' });
  expect(told([some, large('one'), large('two'), large('three')])).toEqual([]);
});

test('of what may be a chart or a kustomization nothing is said', () => {
  expect(told([application(), large('one'), large('two'), large('three')])).toEqual([]);
});
