import type { JsonValue } from '../../../kubernetes/manifest';
import { findings, predicting, service } from './manifests';

describe('a deployment mode that is not known', () => {
  const scaled = (mode: JsonValue) =>
    predicting(
      { model: { modelFormat: { name: 'sklearn' } }, scaleMetric: 'cpu' },
      { 'serving.kserve.io/deploymentMode': mode },
    );

  it('is warned of', () => {
    const manifest = service({ annotations: { 'serving.kserve.io/deploymentMode': 'raw' } });
    expect(findings([manifest])).toMatchObject([{ id: 'kserve/deployment-mode', severity: 'warning' }]);
  });

  it.each(['Knative', 'Standard'] as const)(
    'is told once with what the webhook refuses for it, whatever the default: %s',
    (defaultDeploymentMode) => {
      expect(findings([scaled('standard')], { kserve: { defaultDeploymentMode } })).toMatchObject([
        {
          id: 'kserve/deployment-mode',
          severity: 'error',
          consequence:
            "KServe's webhook takes it for Knative, and refuses the service for its spec.predictor.scaleMetric.",
        },
      ]);
    },
  );

  it.each([
    ['makes no pods where the default is Standard', 'Standard', 'error'],
    ['is warned of where the default is Knative', 'Knative', 'warning'],
  ] as const)('%s', (_, defaultDeploymentMode, severity) => {
    const manifest = service({ annotations: { 'serving.kserve.io/deploymentMode': 'raw' } });
    const found = findings([manifest], { kserve: { defaultDeploymentMode } });
    expect(found).toMatchObject([{ id: 'kserve/deployment-mode', severity }]);
  });

  it('is left to another rule where it is no text', () => {
    expect(findings([scaled(true)])).toEqual([]);
  });
});
