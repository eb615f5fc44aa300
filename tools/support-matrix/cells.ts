import { Cluster, FleetApp, SynthError } from '../../index';
import type { Finding } from '../../index';
import type { Manifest } from '../../kubernetes/manifest';
import { ENGINES } from './engines';
import type { AcceleratorName } from './engines';
import { PLATFORMS } from './platforms';

/** One engine on one platform with one accelerator, as it came out when it was tried. */
export interface Cell {
  readonly runtime: string;
  readonly accelerator: AcceleratorName;
  readonly platform: string;
  readonly outcome: Written | Refused;
}

export interface Written {
  readonly kind: 'written';
  readonly manifests: readonly Manifest[];
  readonly yaml: string;
}

export interface Refused {
  readonly kind: 'refused';
  readonly reason: Finding;
}

/** Tries every engine on every platform with every accelerator it is made for. */
export function tryAll(): readonly Cell[] {
  return Object.entries(ENGINES).flatMap(([runtime, serveOn]) =>
    Object.entries(PLATFORMS).flatMap(([platform, { create, model }]) =>
      [...serveOn].map(([accelerator, serve]): Cell => {
        const app = new FleetApp();
        serve(new Cluster(app, 'cluster', { platform: create(), namespace: 'models' }), model);
        return { runtime, accelerator, platform, outcome: outcomeOf(app) };
      }),
    ),
  );
}

function outcomeOf(app: FleetApp): Written | Refused {
  try {
    return { kind: 'written', manifests: app.manifests(), yaml: app.synthYaml() };
  } catch (error) {
    if (!(error instanceof SynthError)) throw error;
    const reason = error.findings.find(({ severity }) => severity === 'error');
    if (reason === undefined) throw error;
    return { kind: 'refused', reason };
  }
}
