import { ApiObject } from 'cdk8s';
import { Accelerator, Cluster, Kserve, ModelStorage, Namespace, VllmRuntime } from '../../../index';
import type { FleetApp } from '../../../index';

/**
 * Versions of a fleet. From `before` to `after` everything happens that a synth can bring about: in `berlin` a file
 * changes, one goes and one comes, `paris` stays, `oslo` and `lima` go, `rome` and `quito` come. `serving` has letters
 * whose case depends on the locale.
 */
export const VERSIONS = {
  before: (app: FleetApp): void => {
    const berlin = clusterOf(app, 'berlin');
    configMap(berlin, 'web', 'kept', 'old');
    configMap(berlin, 'web', 'dropped', 'old');
    configMap(berlin, 'abandoned', 'last', 'old');
    configMap(clusterOf(app, 'paris'), 'web', 'same', 'same');
    configMap(clusterOf(app, 'oslo'), 'web', 'dropped', 'old');
    configMap(clusterOf(app, 'lima'), 'web', 'dropped', 'old');
  },
  after: (app: FleetApp): void => {
    const berlin = clusterOf(app, 'berlin');
    configMap(berlin, 'web', 'kept', 'new');
    configMap(berlin, 'web', 'added', 'new');
    configMap(berlin, 'settled', 'first', 'new');
    configMap(clusterOf(app, 'paris'), 'web', 'same', 'same');
    configMap(clusterOf(app, 'rome'), 'web', 'added', 'new');
    configMap(clusterOf(app, 'quito'), 'web', 'added', 'new');
  },
  serving: (app: FleetApp): void => {
    serve(clusterOf(app, 'berlin'));
    serve(clusterOf(app, 'İzmir'));
  },
} as const;

export type Version = keyof typeof VERSIONS;

export function isVersion(text: string | undefined): text is Version {
  return text !== undefined && text in VERSIONS;
}

function clusterOf(app: FleetApp, id: string): Cluster {
  return new Cluster(app, id, { platform: new Kserve({ defaultDeploymentMode: 'Standard' }), namespace: 'models' });
}

function configMap(scope: Cluster, namespace: string, name: string, text: string): void {
  new ApiObject(scope, `${namespace}-${name}`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace },
    data: { text },
  });
}

function serve(scope: Cluster): void {
  new Namespace(scope, 'models');
  const vllm = new VllmRuntime(scope, 'vllm', {
    image: 'vllm/vllm-openai:v0.11.0',
    accelerator: Accelerator.nvidia(),
  });
  vllm.serve(scope, 'granite', {
    model: { storage: ModelStorage.pvc('weights', 'granite') },
    env: { ISTANBUL_iI: 'ı', Title: 'İ' },
    resources: { requests: { cpu: '1000m', memory: '1024Mi' } },
  });
}
