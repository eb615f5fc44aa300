import { checkDelivery } from '../../../checks/delivery/check-delivery';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

function annotated(wave: string | undefined, more: JsonObject = {}) {
  return { ...(wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': wave }), ...more };
}

function claim(wave: string | undefined, spec: JsonObject = { storageClassName: 'fast' }): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'weights', namespace: 'models', annotations: annotated(wave) },
    spec,
  };
}

function pod(name: string, wave: string | undefined, more: JsonObject = {}): Manifest {
  const volumes = [{ name: 'weights', persistentVolumeClaim: { claimName: 'weights' } }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'models', annotations: annotated(wave, more) },
    spec: { volumes },
  };
}

function storageClass(volumeBindingMode?: string): Manifest {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'fast' },
    ...(volumeBindingMode === undefined ? {} : { volumeBindingMode }),
  };
}

function found(...manifests: readonly Manifest[]) {
  return checkDelivery(manifests.map((manifest, index) => ({ manifest, where: String(index) })));
}

const WAITS = storageClass('WaitForFirstConsumer');

describe('a claim in an earlier wave than its pods', () => {
  test('is never bound where its class waits for the first', () => {
    expect(found(claim('-1'), pod('engine', undefined), WAITS)).toMatchObject([
      {
        id: 'argo/claim-wave',
        severity: 'error',
        where: '0',
        problem: "The claim is in wave -1, and the first that mounts it, the Pod 'engine', in wave 0",
      },
    ]);
  });

  test('is told of its pods where it states no wave itself', () => {
    expect(found(claim(undefined), pod('engine', '5'), WAITS)).toMatchObject([
      { field: 'metadata.annotations', mend: 'Put the claim into wave 5 too.' },
    ]);
  });

  test('may never be bound where its class is not known', () => {
    expect(found(claim('-1'), pod('engine', undefined))).toMatchObject([{ severity: 'warning' }]);
  });

  test.each<[string, readonly Manifest[]]>([
    ['its class binds at once', [claim('-1'), pod('engine', undefined), storageClass('Immediate')]],
    ['its class says nothing, and so binds at once', [claim('-1'), pod('engine', undefined), storageClass()]],
    ['it names its volume', [claim('-1', { volumeName: 'disk' }), pod('engine', undefined), WAITS]],
    ['one pod comes with it', [claim('-1'), pod('engine', undefined), pod('download', '-1'), WAITS]],
    [
      'a hook mounts it first',
      [claim('0'), pod('engine', '5'), pod('h', '9', { 'argocd.argoproj.io/hook': 'PreSync' })],
    ],
    ['no pod mounts it', [claim('-1'), { ...pod('engine', '1'), spec: {} }, WAITS]],
    ['the pod of another namespace mounts its own', [claim('-1'), inNamespace('other', pod('engine', '1')), WAITS]],
    ['nothing has a wave', [claim(undefined), pod('engine', undefined), WAITS]],
  ])('is in order where %s', (_why, manifests) => {
    expect(found(...manifests)).toEqual([]);
  });

  test('is found by the address of a model', () => {
    const service = {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: { name: 'llama', namespace: 'models' },
      spec: { predictor: { model: { storageUri: 'pvc://weights/llama' } } },
    };
    expect(found(claim('-1'), service, WAITS)).toMatchObject([{ id: 'argo/claim-wave' }]);
  });
});

describe('a wave', () => {
  test.each(['0', '-10', '+5', '007'])('%j is read', (wave) => {
    expect(found(pod('engine', wave))).toEqual([]);
  });

  test.each(['', 'first', '1.5', '1e3', ' 1', '0x10'])('%j is not heeded', (wave) => {
    expect(found(pod('engine', wave))).toMatchObject([
      { id: 'argo/sync-wave', field: 'metadata.annotations["argocd.argoproj.io/sync-wave"]' },
    ]);
  });
});

function inNamespace(namespace: string, manifest: Manifest): Manifest {
  return { ...manifest, metadata: { name: 'engine', namespace } };
}
