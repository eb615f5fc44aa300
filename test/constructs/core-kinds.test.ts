import { k8s } from 'cdk8s-plus-28';
import { Cluster, FleetApp, Kserve } from '../../index';

describe('core kinds of cdk8s-plus-28', () => {
  test('are written beside what serves models, in canonical form and in the layer of their kind', () => {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'east', { platform: new Kserve(), namespace: 'models' });
    new k8s.KubePersistentVolumeClaim(cluster, 'weights', {
      metadata: { name: 'weights' },
      spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: k8s.Quantity.fromString('1024Gi') } } },
    });
    new k8s.KubeServiceAccount(cluster, 'reader', { metadata: { name: 'reader' } });
    const [tree] = app.render().trees;
    expect([...(tree?.files.keys() ?? [])].sort()).toEqual([
      '10-platform/models/serviceaccount/reader.yaml',
      '30-models/models/persistentvolumeclaim/weights.yaml',
    ]);
    expect(tree?.files.get('30-models/models/persistentvolumeclaim/weights.yaml')).toContain('storage: 1Ti');
  });
});
