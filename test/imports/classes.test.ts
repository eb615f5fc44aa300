import { Testing } from 'cdk8s';

import { InferenceService, LLMInferenceServiceV1Alpha1 } from '../../imports/serving.kserve.io';
import type { Container } from '../../imports/shared';

it('An object is emitted as it was written, with its apiVersion and kind', () => {
  const container: Container = { name: 'main', resources: { limits: { cpu: 2, memory: '16Gi' } } };
  const chart = Testing.chart();
  const spec = { predictor: { hostIPC: true, containers: [container], minReplicas: 0 } };
  new InferenceService(chart, 'served', { metadata: { name: 'served' }, spec });
  expect(Testing.synth(chart)).toEqual([
    { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', metadata: { name: 'served' }, spec },
  ]);
});

it('A field that the types do not know is emitted all the same', () => {
  // The types refuse a new field in a literal, and let it pass in what comes from elsewhere.
  const predictor = { minReplicas: 1, newField: 1 };
  const props = { spec: { predictor } };
  expect(InferenceService.manifest(props)).toEqual({ ...InferenceService.GVK, ...props });
});

it('A version that is not stored has its name in its class', () => {
  expect(LLMInferenceServiceV1Alpha1.GVK.apiVersion).toBe('serving.kserve.io/v1alpha1');
});

it('A wrong value is an error at compile time', () => {
  // @ts-expect-error the API knows no such field
  const misspelt: Container = { name: 'main', hostIpc: true };
  // @ts-expect-error a name is text
  const mistyped: Container = { name: 1 };
  expect([misspelt, mistyped]).toHaveLength(2);
});
