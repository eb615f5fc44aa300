import type { JsonObject } from '../../kubernetes/manifest';
import { ContainerEnvironment } from '../../preview/container-environment';
import type { MergedPod } from '../../preview/merged-pod';

const POD: MergedPod = {
  component: 'pod',
  namespace: 'models',
  labels: { tier: 'gold' },
  annotations: {},
  spec: {},
  addedVolumes: new Set(),
  originOf: () => ({ author: 'controller', manifest: { apiVersion: 'v1', kind: 'Pod' }, field: 'spec' }),
};

function environment(...env: readonly JsonObject[]): ContainerEnvironment {
  return new ContainerEnvironment({ name: 'main', env }, POD);
}

test('a value sees those before it, and those after it stay as they are written', () => {
  const { variables } = environment(
    { name: 'A', value: '1' },
    { name: 'B', value: '$(A)-$(C)' },
    { name: 'C', value: '$(B)' },
  );
  expect(variables.map(({ value }) => value)).toEqual(['1', '1-$(C)', '1-$(C)']);
});

test('of several of one name the last one holds', () => {
  const made = environment({ name: 'A', value: '1' }, { name: 'B', value: '$(A)' }, { name: 'A', value: '2' });
  expect(made.variables).toEqual([
    { name: 'B', value: '1' },
    { name: 'A', value: '2' },
  ]);
  expect(made.expand('$(A)')).toBe('2');
});

test.each<[JsonObject, { readonly value?: string; readonly from: string }]>([
  [{ secretKeyRef: { name: 'hf', key: 'token' } }, { from: 'key token of Secret hf' }],
  [{ configMapKeyRef: { name: 'c', key: 'k', optional: true } }, { from: 'key k of ConfigMap c, if there is one' }],
  [{ fieldRef: { fieldPath: 'metadata.namespace' } }, { value: 'models', from: 'field metadata.namespace of the pod' }],
  [
    { fieldRef: { fieldPath: "metadata.labels['tier']" } },
    { value: 'gold', from: "field metadata.labels['tier'] of the pod" },
  ],
  [{ fieldRef: { fieldPath: 'status.podIP' } }, { from: 'field status.podIP of the pod' }],
  [{ resourceFieldRef: { resource: 'limits.cpu' } }, { from: 'limits.cpu of the container main' }],
])('a variable from %j is told by where it comes from', (valueFrom, expected) => {
  expect(environment({ name: 'A', valueFrom }).variables).toEqual([{ name: 'A', ...expected }]);
});

test('what only the cluster knows stays a reference in a command', () => {
  const made = environment({ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } });
  expect(made.expand('--token=$(TOKEN)')).toBe('--token=$(TOKEN)');
});

test('whole sources stand before the others', () => {
  const envFrom: readonly JsonObject[] = [{ secretRef: { name: 's' }, prefix: 'X_' }, { configMapRef: { name: 'c' } }];
  expect(new ContainerEnvironment({ name: 'main', envFrom, env: [{ name: 'A', value: '1' }] }, POD).variables).toEqual([
    { name: '', from: 'all keys of Secret s, with X_ before their names' },
    { name: '', from: 'all keys of ConfigMap c' },
    { name: 'A', value: '1' },
  ]);
});
