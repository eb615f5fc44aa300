import {
  Cce,
  CCE_MODEL_TYPES,
  CceModel,
  CceModelRegistrations,
  CceModelTemplates,
  Cluster,
  Namespace,
  ObsVolume,
  SfsTurboVolume,
} from '../index';
import type { FleetApp } from '../index';

const NAMESPACE = 'models';

/** The nine preset models of CCE's AI inference framework, served by Git alone: the add-on is not needed. */
export function serveOnCce(app: FleetApp): void {
  const cce = new Cluster(app, 'cce', { platform: new Cce(), namespace: NAMESPACE });
  new Namespace(cce, NAMESPACE);
  const weights = releaseModels(cce);
  const cache = new SfsTurboVolume(cce, 'fast-models', {
    fileSystemId: '8962a2a2-a583-4b7f-bb74-fe76712d8414',
    exportLocation: '192.168.0.169:/',
    size: '1200Gi',
  });
  for (const type of CCE_MODEL_TYPES) {
    new CceModel(cce, type.toLowerCase().replaceAll('.', '-'), {
      type,
      image: 'swr.cn-north-4.myhuaweicloud.com/ai/ascend-vllm:1.0.0',
      folder: { claim: weights.claimName },
      cache: { claim: cache.claimName },
      instances: { min: 2 },
      imagePullSecrets: ['default-secret'],
    });
  }
}

/** The same models served by the add-on: its templates, and the registration of each model. */
export function registerOnCce(app: FleetApp): void {
  const cce = new Cluster(app, 'cce-add-on', { platform: new Cce(), namespace: NAMESPACE });
  new Namespace(cce, NAMESPACE);
  const weights = releaseModels(cce);
  new CceModelTemplates(cce, 'cce-model-templates');
  new CceModelRegistrations(cce, 'preset-models', {
    // The Job of Flux serves Argo CD as well: its name is another one with each change.
    appliedBy: 'flux',
    deregister: 'on-removal',
    models: CCE_MODEL_TYPES.map((type) => ({
      type,
      version: '1.0.0',
      folder: { claim: weights.claimName },
      instances: { min: 2, max: 4 },
      objectives: { timeToFirstTokenMs: 1000, timePerOutputTokenMs: 20 },
      description: 'This is model description.',
    })),
  });
}

function releaseModels(cluster: Cluster): ObsVolume {
  return new ObsVolume(cluster, 'release-models', {
    bucket: 'release-models',
    region: 'cn-north-4',
    accessKey: { name: 'obs-access-key' },
  });
}
