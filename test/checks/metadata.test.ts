import { checkMetadata } from '../../checks/metadata';
import type { JsonObject } from '../../kubernetes/manifest';

function found(metadata: JsonObject, kind = 'Job'): readonly string[] {
  const faults = checkMetadata({ apiVersion: 'batch/v1', kind, metadata });
  return faults.map(({ id, severity, field }) => `${severity} ${id} at ${field ?? ''}`);
}

describe('the name of an object', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['is stated', { name: 'download' }, []],
    ['is missing', {}, ['error metadata/no-name at metadata.name']],
    ['is empty', { name: '' }, ['error metadata/no-name at metadata.name']],
    ['is null', { name: null }, ['error metadata/no-name at metadata.name']],
    ['is no text', { name: 7 }, ['error metadata/name at metadata.name']],
    [
      'is made up, as hooks of Argo CD may',
      { generateName: 'download-' },
      ['warning metadata/no-name at metadata.generateName'],
    ],
    ['is made up from nothing', { generateName: '' }, ['error metadata/no-name at metadata.name']],
    ['has upper case', { name: 'Download' }, ['error metadata/name at metadata.name']],
  ])('%s', (_, metadata, faults) => {
    expect(found(metadata)).toEqual(faults);
  });
});

test.each([
  ['of a kind that is not known', { apiVersion: 'kind.x-k8s.io/v1alpha4', kind: 'Cluster', nodes: [] }, []],
  ['of a kind that is known', { apiVersion: 'v1', kind: 'Secret' }, ['metadata/no-name']],
  ['whose metadata are empty', { apiVersion: 'example.com/v1', kind: 'Foo', metadata: {} }, ['metadata/no-name']],
])('a document without a name %s', (_, manifest, ids) => {
  expect(checkMetadata(manifest).map(({ id }) => id)).toEqual(ids);
});

test('a placeholder is mended by filling it in', () => {
  const metadata = { name: '<name>', namespace: 'team-<letter>' };
  const faults = checkMetadata({ apiVersion: 'v1', kind: 'Secret', metadata });
  expect(faults.map(({ id, mend }) => [id, mend])).toEqual([
    ['metadata/name', 'Fill in what stands in angle brackets.'],
    ['metadata/namespace', 'Fill in what stands in angle brackets.'],
  ]);
});

test('a label or an annotation that is null is empty, as Go reads it', () => {
  expect(found({ name: 'a', labels: { team: null }, annotations: { note: null } })).toEqual([]);
});

test('what kustomize reads by itself may be called anything', () => {
  const transformer = { apiVersion: 'builtin', kind: 'LabelTransformer', metadata: { name: 'notImportantHere' } };
  expect(checkMetadata(transformer)).toEqual([]);
});
