import { Cluster, FleetApp, FluxDelivery } from '../../index';
import type { ClusterProps, FluxDeliveryProps } from '../../index';
import { nameOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Rendering } from '../../synth/render';

export const SOURCE = { url: 'https://git.example.com/platform/fleet.git', branch: 'main' } as const;

/** What a delivery is made with beside its source. */
export interface DeliverySettings extends Partial<FluxDeliveryProps> {
  /** @default - it has no platform */
  readonly cluster?: ClusterProps;
  /** @default 'east' */
  readonly id?: string;
}

/** A cluster with what `fill` puts into it, and its delivery, as they are rendered. */
export function rendered(fill: (cluster: Cluster) => void, settings: DeliverySettings = {}): Rendering {
  const { cluster: props, id = 'east', ...delivery } = settings;
  const app = new FleetApp();
  const cluster = new Cluster(app, id, { namespace: 'models', ...props });
  fill(cluster);
  new FluxDelivery(cluster, 'flux', { source: SOURCE, ...delivery });
  return app.render();
}

/** Objects of Flux by their names. */
export function fluxObjects({ objects }: Rendering): ReadonlyMap<string, Manifest> {
  const own = objects.filter(({ manifest }) => manifest.apiVersion.includes('.toolkit.fluxcd.io/'));
  return new Map(own.map(({ manifest }) => [nameOf(manifest), manifest]));
}

/** The spec of the Kustomization of a name. */
export function specOf(rendering: Rendering, name: string): unknown {
  return fluxObjects(rendering).get(name)?.spec;
}
