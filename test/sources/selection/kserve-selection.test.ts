import type { Manifest } from '../../../kubernetes/manifest';
import { kserveSelection } from '../../../sources/selection/kserve-selection';

const SERVICE: Manifest = {
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata: { name: 'iris', namespace: 'models' },
  spec: { predictor: { model: { modelFormat: { name: 'sklearn' } } } },
};

const RUNTIME: Manifest = {
  apiVersion: 'serving.kserve.io/v1alpha1',
  kind: 'ClusterServingRuntime',
  metadata: { name: 'sklearn' },
  spec: { supportedModelFormats: [{ name: 'sklearn', autoSelect: true }], containers: [] },
};

function configuration(defaultDeploymentMode: string, namespace = 'kserve'): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'inferenceservice-config', namespace },
    data: { deploy: JSON.stringify({ defaultDeploymentMode }) },
  };
}

const selected = (...more: readonly Manifest[]) =>
  kserveSelection(SERVICE, [RUNTIME, ...more], {}).runtimes.map(({ name }) => name);

test('where the ConfigMap makes ModelMesh the default, no runtime is selected', () => {
  expect(selected(configuration('ModelMesh'))).toEqual([]);
  expect(selected(configuration('Standard'))).toEqual(['sklearn']);
});

test('what is stated of the cluster comes before its ConfigMap', () => {
  const stated = { kserve: { defaultDeploymentMode: 'Standard' } } as const;
  expect(kserveSelection(SERVICE, [RUNTIME, configuration('ModelMesh')], stated).runtimes).toHaveLength(1);
});

test('the ConfigMap of OME says nothing of KServe', () => {
  expect(selected(configuration('ModelMesh', 'ome'))).toEqual(['sklearn']);
});
