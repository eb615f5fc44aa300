import {
  Accelerator,
  ArgoWaves,
  Checks,
  Cluster,
  FleetApp,
  Kserve,
  Layers,
  ModelStorage,
  Namespace,
  VllmRuntime,
} from '../../index';
import type { ArgoDeliverySettings } from '../../index';
import { objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { deliver, delivered, object, workload } from './deliver';

/** What the first object of a kind tells Argo CD. */
function annotationsOf(manifests: readonly Manifest[], kind: string): JsonObject {
  const manifest = manifests.find((one) => one.kind === kind);
  return Object.fromEntries(
    Object.entries(objectAt(manifest, 'metadata', 'annotations'))
      .filter(([key]) => key.startsWith(PREFIX))
      .map(([key, value]) => [key.slice(PREFIX.length), value]),
  );
}

const PREFIX = 'argocd.argoproj.io/';

const CLAIM = {
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'fast' },
};

describe('the objects of a cluster that Argo CD delivers', () => {
  const BEFORE = [
    ['Namespace', 'v1', '-30'],
    ['ResourceQuota', 'v1', '-30'],
    ['ServiceAccount', 'v1', '-20'],
    ['Role', 'rbac.authorization.k8s.io/v1', '-20'],
    ['SecretStore', 'external-secrets.io/v1', '-20'],
    ['ClusterServingRuntime', 'serving.kserve.io/v1alpha1', '-10'],
    ['ClusterBaseModel', 'ome.io/v1beta1', '-10'],
  ] as const;
  const AFTER = [
    ['HorizontalPodAutoscaler', 'autoscaling/v2', '10'],
    ['ScaledObject', 'keda.sh/v1alpha1', '10'],
    ['HTTPRoute', 'gateway.networking.k8s.io/v1', '20'],
    ['InferencePool', 'inference.networking.k8s.io/v1', '20'],
  ] as const;

  /** What an incomplete object of a kind is annotated with. */
  function waveOf(kind: string, apiVersion: string, settings: ArgoDeliverySettings) {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'gpu', { namespace: 'models' });
    object(cluster, kind, apiVersion);
    deliver(app, cluster, settings);
    Checks.of(app).acknowledge('schema/missing-field', 'only its kind matters here');
    return annotationsOf(app.manifests('gpu'), kind)['sync-wave'];
  }

  test.each(BEFORE)('%s of %s comes in wave %s', (kind, apiVersion, wave) => {
    expect(waveOf(kind, apiVersion, {})).toBe(wave);
    expect(waveOf(kind, apiVersion, { waves: 'none' })).toBeUndefined();
  });

  test.each(AFTER)('%s of %s comes with models, and in wave %s where that is stated', (kind, apiVersion, wave) => {
    expect(waveOf(kind, apiVersion, {})).toBeUndefined();
    expect(waveOf(kind, apiVersion, { waves: 'all' })).toBe(wave);
  });

  test('are in the wave that is assigned to a scope of theirs, unless they state one', () => {
    const { manifests } = delivered((cluster) => {
      const early = object(cluster, 'ConfigMap', 'v1');
      const namespace = new Namespace(cluster, 'models');
      const secret = object(
        cluster,
        'Service',
        'v1',
        { spec: { ports: [{ port: 80 }] } },
        {
          'argocd.argoproj.io/sync-wave': '7',
        },
      );
      for (const construct of [early, namespace, secret])
        ArgoWaves.of(construct).assign(construct === namespace ? 0 : -5);
    });
    expect(annotationsOf(manifests, 'ConfigMap')).toEqual({ 'sync-wave': '-5' });
    expect(annotationsOf(manifests, 'Namespace')).not.toHaveProperty('sync-wave');
    expect(annotationsOf(manifests, 'Service')).toEqual({ 'sync-wave': '7' });
  });

  test('have claims in the wave of the first pod that mounts them', () => {
    const { manifests } = delivered((cluster) => {
      object(cluster, 'PersistentVolumeClaim', 'v1', CLAIM);
      ArgoWaves.of(object(cluster, 'Deployment', 'apps/v1', workload())).assign(3);
      ArgoWaves.of(object(cluster, 'StatefulSet', 'apps/v1', workload())).assign(5);
    });
    expect(annotationsOf(manifests, 'PersistentVolumeClaim')['sync-wave']).toBe('3');
  });

  test('have claims in the wave of a service, and not of the runtime that mounts them in it', () => {
    const { manifests } = delivered((cluster) => {
      object(cluster, 'PersistentVolumeClaim', 'v1', CLAIM);
      const volumes = [{ name: 'weights', persistentVolumeClaim: { claimName: 'it' } }];
      const containers = [{ name: 'kserve-container', image: 'example.com/engine:v1', args: ['--model=/mnt/models'] }];
      const runtime = object(cluster, 'ServingRuntime', 'serving.kserve.io/v1alpha1', {
        spec: { supportedModelFormats: [{ name: 'vLLM' }], containers, volumes },
      });
      Layers.of(runtime).assign('30-models');
    });
    expect(annotationsOf(manifests, 'PersistentVolumeClaim')).not.toHaveProperty('sync-wave');
    expect(annotationsOf(manifests, 'ServingRuntime')['sync-wave']).toBe('-10');
  });

  test('have hooks left to their own order', () => {
    const { manifests } = delivered((cluster) => {
      object(cluster, 'ServiceAccount', 'v1', {}, { 'argocd.argoproj.io/hook': 'PreSync' });
    });
    expect(annotationsOf(manifests, 'ServiceAccount')).toEqual({ hook: 'PreSync' });
  });

  test('are deleted after somebody has confirmed it where they serve, and not at all where they hold weights', () => {
    const { manifests } = delivered((cluster) => {
      new Namespace(cluster, 'models');
      object(cluster, 'PersistentVolumeClaim', 'v1', CLAIM);
      object(cluster, 'Deployment', 'apps/v1', workload({ 'nvidia.com/gpu': 1 }));
      object(cluster, 'StatefulSet', 'apps/v1', workload({ cpu: '1', memory: '1Gi' }));
    });
    expect(annotationsOf(manifests, 'Namespace')['sync-options']).toBe('Prune=confirm,Delete=confirm');
    expect(annotationsOf(manifests, 'PersistentVolumeClaim')['sync-options']).toBe('Prune=false,Delete=false');
    expect(annotationsOf(manifests, 'Deployment')['sync-options']).toBe('Prune=confirm,Delete=confirm');
    expect(annotationsOf(manifests, 'StatefulSet')).not.toHaveProperty('sync-options');
  });

  test('keep the options that they state', () => {
    const { manifests } = delivered((cluster) => {
      const stated = { 'argocd.argoproj.io/sync-options': 'Replace=true, Prune=false' };
      object(cluster, 'PersistentVolumeClaim', 'v1', CLAIM, {
        'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=true',
      });
      object(cluster, 'Deployment', 'apps/v1', workload({ 'nvidia.com/gpu': 1 }), stated);
    });
    expect(annotationsOf(manifests, 'PersistentVolumeClaim')['sync-options']).toBe('Delete=confirm,Prune=true');
    expect(annotationsOf(manifests, 'Deployment')['sync-options']).toBe('Replace=true,Prune=false,Delete=confirm');
  });

  test('are deleted with Git alone where that is stated', () => {
    const { manifests } = delivered((cluster) => new Namespace(cluster, 'models'), { protect: false });
    expect(annotationsOf(manifests, 'Namespace')).toEqual({ 'sync-wave': '-30' });
  });

  test('get their annotations whoever makes them, and whenever', () => {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'gpu', { platform: new Kserve(), namespace: 'models' });
    const vllm = new VllmRuntime(cluster, 'vllm', {
      image: 'vllm/vllm-openai:v0.11.0',
      accelerator: Accelerator.nvidia(),
    });
    const serve = (name: string) =>
      vllm.serve(cluster, name, { model: { storage: ModelStorage.pvc('weights', name) } });
    serve('first');
    deliver(app, cluster);
    serve('second');
    const services = app.manifests('gpu').filter(({ kind }) => kind === 'InferenceService');
    expect(
      services.map((service) => textAt(service, 'metadata', 'annotations', 'argocd.argoproj.io/sync-options')),
    ).toEqual(['Prune=confirm,Delete=confirm', 'Prune=confirm,Delete=confirm']);
  });
});
