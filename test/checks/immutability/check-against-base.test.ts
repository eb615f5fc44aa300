import { checkAgainstBase } from '../../../checks/immutability/check-against-base';
import type { LocatedManifest } from '../../../kubernetes/manifest';

function deployment(where: string, app: string, metadata: Readonly<Record<string, string>>): LocatedManifest {
  const spec = { selector: { matchLabels: { app } } };
  return { manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec }, where };
}

const base = [deployment('before.yaml', 'a', { name: 'a', namespace: 'models' })];

test('objects are found by kind, namespace and name, and told of where they stand now', () => {
  const after = [deployment('after.yaml', 'b', { name: 'a', namespace: 'models' })];
  expect(checkAgainstBase(base, after).map(({ id, where }) => [id, where])).toEqual([
    ['immutability/field', 'after.yaml'],
  ]);
});

test.each([
  ['of another name', [deployment('after.yaml', 'b', { name: 'b', namespace: 'models' })]],
  ['of another namespace', [deployment('after.yaml', 'b', { name: 'a' })]],
  ['without a name', [deployment('after.yaml', 'b', { namespace: 'models' })]],
  ['that is gone', []],
])('an object %s is another one', (_, after) => {
  expect(checkAgainstBase(base, after)).toEqual([]);
});

test('an object is the same in another version of its API', () => {
  const older = base.map(({ manifest, where }) => ({ manifest: { ...manifest, apiVersion: 'apps/v1beta2' }, where }));
  const after = [deployment('after.yaml', 'b', { name: 'a', namespace: 'models' })];
  expect(checkAgainstBase(older, after).map(({ id }) => id)).toEqual(['immutability/field']);
});
