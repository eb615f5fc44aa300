import { ApiObject } from 'cdk8s';
import {
  Cluster,
  FleetApp,
  FluxDelivery,
  InferenceService,
  Kserve,
  Layers,
  Namespace,
  Ome,
  ServingRuntime,
  SynthError,
} from '../../index';
import { schemaErrors } from '../manifest-schema';
import { fluxObjects, rendered, SOURCE, specOf } from './delivered';

const STANDARD = { platform: new Kserve({ defaultDeploymentMode: 'Standard' }) };

function object(cluster: Cluster, id: string, apiVersion: string, kind: string, rest: object = {}): ApiObject {
  return new ApiObject(cluster, id, { apiVersion, kind, metadata: { name: id }, ...rest });
}

function service(cluster: Cluster, name = 'llama'): void {
  new InferenceService(cluster, name, { predictor: { model: { modelFormat: { name: 'vLLM' }, runtime: 'vllm' } } });
}

const RUNTIME = {
  supportedModelFormats: [{ name: 'vLLM' }],
  containers: [{ name: 'kserve-container', image: 'vllm/vllm-openai:v0.11.0' }],
};

function allLayers(cluster: Cluster): void {
  object(cluster, 'things.example.com', 'apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    spec: {
      group: 'example.com',
      names: { kind: 'Thing', plural: 'things' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  });
  new Namespace(cluster, 'models');
  new ServingRuntime(cluster, 'vllm', {
    spec: RUNTIME,
  });
  service(cluster);
}

describe('a delivery', () => {
  const rendering = rendered(allLayers, { cluster: STANDARD });

  test('has a source and a Kustomization for each layer, valid by their schemas', () => {
    const objects = fluxObjects(rendering);
    expect([...objects.keys()].sort()).toEqual(['east', 'east-crds', 'east-models', 'east-platform', 'east-runtimes']);
    expect([...objects.values()].flatMap(schemaErrors)).toEqual([]);
  });

  test('is written to a folder that none of its Kustomizations applies', () => {
    const paths = [...(rendering.trees[0]?.files.keys() ?? [])].filter((path) => path.includes('toolkit.fluxcd.io'));
    expect(paths).toHaveLength(5);
    expect(paths.filter((path) => !path.startsWith('delivery/flux-system/'))).toEqual([]);
  });

  test('applies each layer after the one before', () => {
    const order = ['east-crds', 'east-platform', 'east-runtimes', 'east-models'].map((name) => specOf(rendering, name));
    expect(order).toMatchObject([
      { path: './dist/east/00-crds' },
      { path: './dist/east/10-platform', dependsOn: [{ name: 'east-crds' }] },
      { path: './dist/east/20-runtimes', dependsOn: [{ name: 'east-platform' }] },
      { path: './dist/east/30-models', dependsOn: [{ name: 'east-runtimes' }] },
    ]);
    expect(order[0]).not.toHaveProperty('dependsOn');
  });

  test('waits for all of a layer, but of models for what their controller makes of them', () => {
    expect(specOf(rendering, 'east-runtimes')).toMatchObject({ wait: true });
    expect(specOf(rendering, 'east-models')).toMatchObject({
      wait: false,
      healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'llama-predictor', namespace: 'models' }],
    });
  });

  test('prunes what left Git, and leaves everything where it is when it is deleted itself', () => {
    for (const name of ['east-crds', 'east-platform', 'east-runtimes', 'east-models']) {
      expect(specOf(rendering, name)).toMatchObject({ prune: true, deletionPolicy: 'Orphan', force: false });
    }
  });

  test('changes nothing of the objects on their way', () => {
    const changing = ['postBuild', 'patches', 'images', 'namePrefix', 'targetNamespace', 'commonMetadata', 'suspend'];
    const specs = [...fluxObjects(rendering).values()].map(({ spec }) => JSON.stringify(spec));
    expect(specs.filter((spec) => changing.some((field) => spec.includes(`"${field}"`)))).toEqual([]);
  });

  test('holds the folder of its cluster alone', () => {
    expect(fluxObjects(rendering).get('east')).toMatchObject({
      kind: 'GitRepository',
      spec: { ...{ url: SOURCE.url, ref: { branch: 'main' } }, sparseCheckout: ['dist/east'] },
    });
  });

  test('keeps namespaces and CRDs that leave Git', () => {
    const kept = rendering.objects
      .filter(({ manifest }) => JSON.stringify(manifest).includes('"kustomize.toolkit.fluxcd.io/prune":"disabled"'))
      .map(({ manifest }) => manifest.kind);
    expect(kept).toEqual(['CustomResourceDefinition', 'Namespace']);
  });
});

describe('what may be said of a delivery', () => {
  test('a layer without objects has no Kustomization, and the next depends on the one before it', () => {
    const rendering = rendered((cluster) => {
      new Namespace(cluster, 'models');
      object(cluster, 'engine', 'leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', { spec: GROUPS });
    });
    expect([...fluxObjects(rendering).keys()].sort()).toEqual(['east', 'east-models', 'east-platform']);
    expect(specOf(rendering, 'east-models')).toMatchObject({ dependsOn: [{ name: 'east-platform' }] });
  });

  test('the first layer waits for what is stated', () => {
    const rendering = rendered((cluster) => new Namespace(cluster, 'models'), {
      dependsOn: [{ name: 'kserve', namespace: 'infrastructure' }],
    });
    expect(specOf(rendering, 'east-platform')).toMatchObject({
      dependsOn: [{ name: 'kserve', namespace: 'infrastructure' }],
    });
  });

  test('a source that is there already is used, and none is made', () => {
    const reference = { kind: 'GitRepository', name: 'flux-system' } as const;
    const rendering = rendered((cluster) => new Namespace(cluster, 'models'), {
      source: { kind: 'existing', reference, path: 'deploy/fleet/' },
    });
    expect([...fluxObjects(rendering).keys()]).toEqual(['east-platform']);
    expect(specOf(rendering, 'east-platform')).toMatchObject({
      sourceRef: reference,
      path: './deploy/fleet/east/10-platform',
    });
  });

  test('a registry is a source, too', () => {
    const rendering = rendered((cluster) => new Namespace(cluster, 'models'), {
      source: { kind: 'oci', url: 'oci://registry.example.com/fleet', tag: 'latest', path: '.' },
    });
    expect(fluxObjects(rendering).get('east')).toMatchObject({
      kind: 'OCIRepository',
      spec: { url: 'oci://registry.example.com/fleet', ref: { tag: 'latest' }, ignore: '/*\n!/east\n' },
    });
    expect(specOf(rendering, 'east-platform')).toMatchObject({ path: './east/10-platform' });
  });

  test('the folder is that of the cluster, whatever its name', () => {
    const rendering = rendered((cluster) => new Namespace(cluster, 'models'), { id: 'East EU' });
    expect(specOf(rendering, 'east-eu-platform')).toMatchObject({ path: './dist/east%20eu/10-platform' });
    expect([...rendering.trees].map(({ folder }) => folder)).toEqual(['east%20eu']);
  });

  test('what tenants and other clusters need is in each Kustomization', () => {
    const settings = { serviceAccountName: 'team-a', kubeConfig: { name: 'east-kubeconfig' }, interval: '1h' };
    const rendering = rendered((cluster) => new Namespace(cluster, 'models'), settings);
    expect(specOf(rendering, 'east-platform')).toMatchObject({
      serviceAccountName: 'team-a',
      kubeConfig: { secretRef: { name: 'east-kubeconfig' } },
      interval: '1h',
    });
  });

  test('models get the time that their startup probe allows', () => {
    const slow = { failureThreshold: 360, periodSeconds: 10, httpGet: { path: '/health', port: 8080 } };
    const container = { name: 'engine', image: 'engine:1.0.0', startupProbe: slow };
    const deployment = {
      spec: {
        selector: { matchLabels: { app: 'llama' } },
        template: { metadata: { labels: { app: 'llama' } }, spec: { containers: [container] } },
      },
    };
    const fill = (cluster: Cluster) => object(cluster, 'llama', 'apps/v1', 'Deployment', deployment);
    expect(specOf(rendered(fill), 'east-models')).toMatchObject({ timeout: '70m' });
    expect(specOf(rendered(fill, { modelsTimeout: '3h' }), 'east-models')).toMatchObject({ timeout: '3h' });
  });

  function scaled(cluster: Cluster): void {
    for (const name of ['scaled', 'fixed']) {
      object(cluster, name, 'leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', { spec: { replicas: 1, ...GROUPS } });
    }
    object(cluster, 'scaler', 'keda.sh/v1alpha1', 'ScaledObject', {
      spec: {
        scaleTargetRef: { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name: 'scaled' },
        triggers: [{ type: 'cron', metadata: {} }],
      },
    });
  }

  test('replicas that an autoscaler sets are left to it, and nobody is warned of them', () => {
    expect(rendered(scaled).findings.map(({ id }) => id)).not.toContain('lws/scaled-replicas');
    const app = new FleetApp();
    scaled(new Cluster(app, 'east', { namespace: 'models' }));
    expect(app.render().findings.map(({ id }) => id)).toContain('lws/scaled-replicas');
  });

  test('replicas that an autoscaler sets are left to it, where Git states them', () => {
    const rendering = rendered(scaled);
    expect(specOf(rendering, 'east-models')).toMatchObject({
      ignore: [
        {
          paths: ['/spec/replicas'],
          target: {
            group: 'leaderworkerset\\.x-k8s\\.io',
            kind: 'LeaderWorkerSet',
            name: 'scaled',
            namespace: 'models',
          },
        },
      ],
    });
  });

  test('an InferenceService that was put into another layer is not waited for as a whole either', () => {
    const rendering = rendered(
      (cluster) => {
        new ServingRuntime(cluster, 'vllm', {
          spec: RUNTIME,
        });
        service(cluster);
        for (const child of cluster.node.children) Layers.of(child).assign('20-runtimes');
      },
      { cluster: STANDARD },
    );
    expect(specOf(rendering, 'east-runtimes')).toMatchObject({
      wait: false,
      healthChecks: [{ kind: 'Deployment', name: 'llama-predictor' }],
    });
  });
});

describe('texts that look like variables of Flux', () => {
  const script = { data: { 'start.sh': 'exec vllm serve ${MODEL_PATH}' } };

  function annotationsOf(fill: (cluster: Cluster) => void, settings = {}): unknown {
    const { objects } = rendered(fill, settings);
    return objects.find(({ manifest }) => manifest.kind === 'ConfigMap')?.manifest.metadata;
  }

  test('are kept from it by an annotation', () => {
    expect(annotationsOf((cluster) => object(cluster, 'start', 'v1', 'ConfigMap', script))).toMatchObject({
      annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    });
  });

  test.each(['$NAME', '$(NAME)', '$1'])('are not those such as %s', (text) => {
    const fill = (cluster: Cluster) => object(cluster, 'start', 'v1', 'ConfigMap', { data: { text } });
    expect(annotationsOf(fill)).not.toHaveProperty('annotations');
  });

  test('are left alone where that is asked for', () => {
    const fill = (cluster: Cluster) => object(cluster, 'start', 'v1', 'ConfigMap', script);
    expect(annotationsOf(fill, { disableSubstitution: false })).not.toHaveProperty('annotations');
  });

  test('are left to what is stated, as label or annotation', () => {
    const metadata = { name: 'start', labels: { 'kustomize.toolkit.fluxcd.io/substitute': 'enabled' } };
    const fill = (cluster: Cluster) =>
      new ApiObject(cluster, 'start', { apiVersion: 'v1', kind: 'ConfigMap', metadata, ...script });
    expect(annotationsOf(fill)).not.toHaveProperty('annotations');
  });
});

describe('a delivery that cannot work', () => {
  function findingsOf(make: (app: FleetApp) => void): readonly unknown[] {
    const app = new FleetApp();
    make(app);
    try {
      return app.render().findings;
    } catch (error) {
      if (error instanceof SynthError) return error.findings;
      throw error;
    }
  }

  test('is one that was made first', () => {
    const findings = findingsOf((app) => {
      const cluster = new Cluster(app, 'east');
      new FluxDelivery(cluster, 'flux', { source: SOURCE });
      new Namespace(cluster, 'models');
    });
    expect(findings).toMatchObject([{ id: 'flux/nothing-to-deliver', where: 'east/flux' }]);
  });

  test('is one after which a further layer got its first object', () => {
    const findings = findingsOf((app) => {
      const cluster = new Cluster(app, 'east', { namespace: 'models' });
      new Namespace(cluster, 'models');
      new FluxDelivery(cluster, 'flux', { source: SOURCE });
      object(cluster, 'late', 'v1', 'ConfigMap');
    });
    expect(findings).toMatchObject([{ id: 'synth/undelivered-layer', severity: 'warning', where: 'east/late' }]);
  });

  test('leaves a service out whose deployment mode nobody states', () => {
    const findings = findingsOf((app) => {
      const cluster = new Cluster(app, 'east', { namespace: 'models' });
      service(cluster);
      new FluxDelivery(cluster, 'flux', { source: SOURCE });
    });
    expect(findings).toMatchObject([{ id: 'flux/unknown-health', severity: 'note', where: 'east/flux' }]);
  });

  test('leaves a service of OME out whose runtime is not known', () => {
    const findings = findingsOf((app) => {
      const cluster = new Cluster(app, 'east', { platform: new Ome(), namespace: 'models' });
      object(cluster, 'llama', 'ome.io/v1beta1', 'InferenceService', {
        spec: { engine: { minReplicas: 1 }, runtime: { name: 'ours' } },
      });
      new FluxDelivery(cluster, 'flux', { source: SOURCE });
    });
    expect(findings).toContainEqual(expect.objectContaining({ id: 'flux/unknown-health', where: 'east/flux' }));
  });
});

const GROUPS = {
  leaderWorkerTemplate: {
    workerTemplate: { spec: { containers: [{ name: 'engine', image: 'registry.example.com/engine:1.0.0' }] } },
  },
};
