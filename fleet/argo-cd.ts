import { ArgoDelivery, ArgoHealthChecks, Checks, Cluster } from '../index';
import type { FleetApp } from '../index';

/** The cluster in which Argo CD runs: it delivers all others, which it knows by their names. */
export function deliverWithArgoCd(app: FleetApp): void {
  const clusters = app.node.children.flatMap((child) => Cluster.containing(child) ?? []);
  const management = new Cluster(app, 'argo-cd');
  new ArgoHealthChecks(management, 'health');
  const delivery = new ArgoDelivery(management, 'fleet', {
    repository: { url: 'https://git.example.com/platform/fleet.git', revision: 'refs/heads/main' },
    clusters: clusters.map((cluster) => ({ cluster, name: cluster.node.id })),
    project: {
      description: 'Models on all clusters',
      syncWindows: [
        { kind: 'deny', schedule: '0 8 * * 1-5', duration: '10h', timeZone: 'Europe/Berlin', clusters: ['openshift'] },
      ],
    },
  });
  Checks.of(delivery).acknowledge('argo/flux-owner', 'An example of either tool: a fleet keeps one of them.');
}
