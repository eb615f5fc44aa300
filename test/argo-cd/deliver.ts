import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { ArgoDelivery, Cluster, FleetApp } from '../../index';
import type { ArgoDeliveryProps, ArgoDeliverySettings } from '../../index';

export const REPOSITORY = { url: 'https://git.example.com/platform/fleet.git', revision: 'refs/heads/main' };

/** A cluster and what delivers it. */
interface Delivered {
  readonly cluster: Cluster;
  readonly management: Cluster;
}

export function deliver(app: FleetApp, cluster: Cluster, settings: ArgoDeliverySettings = {}): Delivered {
  const management = new Cluster(app, 'argo-cd');
  const props: ArgoDeliveryProps = { repository: REPOSITORY, clusters: [{ cluster, name: 'gpu-east' }], ...settings };
  new ArgoDelivery(management, 'fleet', props);
  return { cluster, management };
}

/** The objects of a cluster `gpu`, made by `build`, and delivered as the settings say. */
export function delivered(build: (cluster: Construct) => void, settings: ArgoDeliverySettings = {}) {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'gpu', { namespace: 'models' });
  build(cluster);
  deliver(app, cluster, settings);
  const { objects, findings } = app.render();
  const manifests = objects.map(({ manifest }) => manifest);
  return { findings, applications: manifests.filter(({ kind }) => kind === 'Application'), manifests };
}

export function object(
  scope: Construct,
  kind: string,
  apiVersion: string,
  rest: object = {},
  annotations?: Record<string, string>,
) {
  return new ApiObject(scope, `${kind}-${apiVersion}`, {
    apiVersion,
    kind,
    metadata: { name: 'it', annotations },
    ...rest,
  });
}

export function workload(limits: object = {}) {
  const volumes = [{ name: 'weights', persistentVolumeClaim: { claimName: 'it' } }];
  const containers = [
    {
      name: 'engine',
      image: 'example.com/engine:v1',
      resources: { limits },
      volumeMounts: [{ name: 'weights', mountPath: '/weights' }],
    },
  ];
  return {
    spec: {
      selector: { matchLabels: { app: 'it' } },
      template: { metadata: { labels: { app: 'it' } }, spec: { containers, volumes } },
    },
  };
}
