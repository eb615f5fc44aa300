import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from '../../kubernetes/manifest';
import { SynthError } from '../../synth/error';
import { FleetApp } from '../../synth/fleet-app';
import type { Finding } from '../../checks/finding';

/** What a chart of OME objects is written as, and what is said of it; errors throw. */
export function written(build: (chart: Construct) => void): {
  readonly manifests: readonly Manifest[];
  readonly findings: readonly Finding[];
} {
  const app = new FleetApp();
  build(new Chart(app, 'ome', { namespace: 'models' }));
  const { objects, findings } = app.render();
  return { manifests: objects.map(({ manifest }) => manifest), findings };
}

/** What is said of a chart that is not written. */
export function refused(build: (chart: Construct) => void): readonly Finding[] {
  try {
    written(build);
  } catch (error) {
    if (error instanceof SynthError) return error.findings;
    throw error;
  }
  throw new Error('the chart was written');
}
