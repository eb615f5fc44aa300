import { Cluster, FleetApp } from '../../index';
import type { Finding } from '../../index';
import { nameOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { Cce } from '../../platforms/cce/cce';
import { fleetLayout } from '../../synth/layout';
import { render } from '../../synth/render';

/** What constructs on a CCE cluster become, and what is found on the way. */
export interface Written {
  readonly manifests: readonly Manifest[];
  readonly findings: readonly Finding[];
  /** Identifiers and fields of the findings. */
  readonly found: readonly string[];
  /** The one object of a kind, and of a name where there are several. */
  readonly object: (kind: string, name?: string) => Manifest;
}

export function onCce(make: (cluster: Cluster) => void, platform = new Cce()): Written {
  const app = new FleetApp();
  make(new Cluster(app, 'cce', { platform, namespace: 'models' }));
  const { objects, findings } = render(app, fleetLayout);
  const manifests = objects.map(({ manifest }) => manifest);
  return {
    manifests,
    findings,
    found: findings.map(({ id, field }) => `${id} in ${field ?? ''}`),
    object: (kind, name) => {
      const found = manifests.filter((one) => one.kind === kind && (name === undefined || nameOf(one) === name));
      const [first] = found;
      if (first === undefined || found.length > 1) throw new Error(`${found.length} objects of kind ${kind}`);
      return first;
    },
  };
}
