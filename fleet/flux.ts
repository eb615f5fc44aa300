import { Cluster, FluxDelivery } from '../index';
import type { FleetApp } from '../index';

/** Each cluster's own Flux brings what was made in it so far, from the folder of the cluster in Git. */
export function deliverWithFlux(app: FleetApp): void {
  for (const child of app.node.children) {
    const cluster = Cluster.containing(child);
    if (cluster === undefined) continue;
    new FluxDelivery(cluster, 'flux', {
      source: { url: 'https://git.example.com/platform/fleet.git', branch: 'main' },
    });
  }
}
