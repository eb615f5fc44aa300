import { SHIPPED_CONFIGURATION } from '../../../preview/kserve/configuration';
import type { PodConfiguration } from '../../../preview/kserve/configuration';
import { mergedPredictor } from '../../../preview/kserve/merged-predictor';
import { runtime, service } from './predictors';

describe('a deployment mode that KServe does not know', () => {
  const pods = (mode: string, defaultDeploymentMode: PodConfiguration['defaultDeploymentMode']) => {
    const isvc = service({}, {}, { annotations: { 'serving.kserve.io/deploymentMode': mode } });
    const result = mergedPredictor(isvc, runtime(), { ...SHIPPED_CONFIGURATION, defaultDeploymentMode });
    return result.outcome === 'pods'
      ? result.pods.map(({ annotations }) => annotations['serving.kserve.io/deploymentMode'])
      : result.outcome;
  };

  test('gives way to the default where that is Knative, and stays in the pods', () => {
    expect(pods('standard', 'Knative')).toEqual(['standard']);
  });

  test('makes no pods where the default is Standard, of which it is asked once more', () => {
    expect(pods('standard', 'Standard')).toBe('unknown');
  });

  test('is no empty text, for which the default holds', () => {
    expect(pods('', 'Standard')).toEqual(['']);
    expect(pods('', 'Knative')).toEqual(['']);
  });

  test('makes no pods where the default is ModelMesh', () => {
    expect(pods('standard', 'ModelMesh')).toBe('unknown');
  });

  test.each(['RawDeployment', 'Serverless'])('is none that was known once: %s', (mode) => {
    expect(pods(mode, 'Knative')).toEqual([mode === 'Serverless' ? 'Knative' : 'Standard']);
  });
});
