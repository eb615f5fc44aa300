import { checkPods } from '../../../checks/pods/check-pods';
import type { Manifest } from '../../../kubernetes/manifest';

/** Where a name of a container is told of. */
function told(...manifests: readonly Manifest[]): readonly string[] {
  return checkPods(manifests.map((manifest) => ({ manifest, where: manifest.kind })))
    .filter(({ id }) => id === 'pod/container-name')
    .map(({ where, field }) => `${where} ${field ?? ''}`);
}

test('an empty name of a container is refused', () => {
  const spec = { containers: [{ name: '', image: 'server:1' }] };
  expect(told({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec })).toEqual([
    'Pod spec.containers[0].name',
  ]);
});

test('a name that is missing in what OME merges is told by the rule of its runners, not as an empty one', () => {
  const runtime = {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterServingRuntime',
    metadata: { name: 'r' },
    spec: { engineConfig: { runner: { image: 'server:1' } } },
  };
  const model = { apiVersion: 'ome.io/v1beta1', kind: 'ClusterBaseModel', metadata: { name: 'm' }, spec: {} };
  const service = {
    apiVersion: 'ome.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 's', namespace: 'a' },
    spec: { engine: {}, model: { name: 'm' }, runtime: { name: 'r' } },
  };
  expect(told(runtime, model, service)).toEqual([]);
});
