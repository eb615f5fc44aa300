import { RuntimeIndex } from '../../../preview/kserve/runtime-index';
import { runtimeManifest } from './runtimes';

const names = (runtimes: readonly { readonly name: string; readonly namespace?: string }[]) =>
  runtimes.map(({ name, namespace }) => (namespace === undefined ? name : `${namespace}/${name}`));

test('a namespace sees its own runtimes and those of the cluster', () => {
  const index = new RuntimeIndex([
    runtimeManifest({ name: 'shared' }),
    runtimeManifest({ name: 'own', namespace: 'team' }),
    runtimeManifest({ name: 'foreign', namespace: 'others' }),
  ]);
  expect(names(index.visibleIn('team'))).toEqual(['team/own', 'shared']);
  expect(names(index.visibleIn('nobody'))).toEqual(['shared']);
  expect(index.named('foreign', 'team')).toBeUndefined();
  expect(index.namespaceWith('foreign')).toBe('others');
});

test('a name means the runtime of the namespace before the one of the cluster', () => {
  const index = new RuntimeIndex([
    runtimeManifest({ name: 'same' }),
    runtimeManifest({ name: 'same', namespace: 'team' }),
  ]);
  expect(index.named('same', 'team')?.kind).toBe('ServingRuntime');
  expect(index.named('same', 'others')?.kind).toBe('ClusterServingRuntime');
});

test('a manifest takes the place of what the inventory has under its name, and keeps its age', () => {
  const index = new RuntimeIndex(
    [runtimeManifest({ name: 'r', formats: ['xgboost'] })],
    [runtimeManifest({ name: 'r', createdAt: '1970-01-01T00:01:00Z' })],
  );
  expect(index.selectableFor('sklearn', 'team')).toEqual([]);
  expect(index.selectableFor('xgboost', 'team')).toMatchObject([{ name: 'r', createdAt: 60 }]);
});

test('a ServingRuntime of the inventory without a namespace stands in each, unless one of its name does', () => {
  const { metadata, ...rest } = runtimeManifest({ name: 'template', namespace: 'none' });
  const template = { ...rest, metadata: { name: 'template' } };
  const own = runtimeManifest({ name: 'template', namespace: 'team', formats: ['xgboost'] });
  const index = new RuntimeIndex([own], [template]);
  expect(metadata).toEqual({ name: 'template', namespace: 'none' });
  expect(names(index.visibleIn('others'))).toEqual(['template']);
  expect(names(index.visibleIn('team'))).toEqual(['team/template']);
  expect(index.selectableFor('sklearn', 'team')).toEqual([]);
});

test('runtimes are found by format, and by format and version', () => {
  const index = new RuntimeIndex([
    runtimeManifest({ name: 'one', formats: ['sklearn:1', '!xgboost'] }),
    runtimeManifest({ name: 'any' }),
  ]);
  expect(names(index.selectableFor('sklearn', 'team'))).toEqual(['one', 'any']);
  expect(names(index.selectableFor('sklearn:1', 'team'))).toEqual(['one']);
  expect(names(index.selectableFor('xgboost', 'team'))).toEqual([]);
  expect(names(index.loading('XGBoost', 'team'))).toEqual(['one']);
  expect(index.formatsIn('team')).toEqual(['sklearn', 'xgboost']);
});

test('what is known is complete where an inventory has runtimes', () => {
  const runtimes = [runtimeManifest({ name: 'r' })];
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } };
  expect(new RuntimeIndex(runtimes).isComplete).toBe(false);
  expect(new RuntimeIndex(runtimes, [namespace]).isComplete).toBe(false);
  expect(new RuntimeIndex([], runtimes).isComplete).toBe(true);
});

test('a runtime of OME is none of KServe', () => {
  const ome = { ...runtimeManifest({ name: 'r' }), apiVersion: 'ome.io/v1beta1' };
  expect(new RuntimeIndex([ome]).visibleIn('team')).toEqual([]);
});
