import fc from 'fast-check';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { mergedPredictor } from '../../preview/kserve/merged-predictor';
import { mergedService } from '../../preview/ome/merged-service';
import { podsOf } from '../../preview/pods-of';
import { anyObject, anyValue } from './arbitrary-objects';
import { runs } from '../runs';

function manifest(apiVersion: string, kind: string, spec: JsonObject, metadata: JsonValue): Manifest {
  return { apiVersion, kind, metadata, spec };
}

const STANDARD = { defaultDeploymentMode: 'Standard', customGpuResourceTypes: [], ociModelMode: 'modelcar' } as const;

/** Whatever was made can be asked where it is written. */
function ask(
  pods: readonly { readonly spec: JsonObject; readonly originOf: (field: string) => { readonly field: string } }[],
): void {
  for (const { originOf } of pods) {
    for (const field of ['containers[0].env[0].value', 'containers[1].args[2]', 'volumes[0]', 'x.y', '']) {
      expect(typeof originOf(field).field).toBe('string');
    }
  }
}

test('of whatever a service and a runtime of KServe say, there are pods or a reason why not', () => {
  fc.assert(
    fc.property(anyObject, anyObject, anyValue, (service, runtime, metadata) => {
      const containers = [{ name: 'kserve-container', ...runtime }];
      const isvc = manifest(
        'serving.kserve.io/v1beta1',
        'InferenceService',
        { ...service, predictor: { model: {}, ...service } },
        metadata,
      );
      const of = manifest('serving.kserve.io/v1alpha1', 'ServingRuntime', { containers, ...runtime }, metadata);
      const result = mergedPredictor(isvc, of, STANDARD);
      if (result.outcome === 'pods') ask(result.pods);
    }),
    { numRuns: runs(1000) },
  );
});

test('of whatever a service and a runtime of OME say, there are pods or a reason why not', () => {
  fc.assert(
    fc.property(anyObject, anyObject, anyValue, (service, runtime, metadata) => {
      const isvc = manifest('ome.io/v1beta1', 'InferenceService', { engine: service, ...service }, metadata);
      const of = manifest('ome.io/v1beta1', 'ServingRuntime', { engineConfig: runtime, ...runtime }, metadata);
      const model = manifest('ome.io/v1beta1', 'BaseModel', runtime, metadata);
      const accelerators = { engine: { name: 'a', spec: service, settings: runtime } };
      const result = mergedService(isvc, { runtime: of, model, accelerators });
      if (result.outcome === 'pods') ask(result.pods);
    }),
    { numRuns: runs(1000) },
  );
});

test.each([
  ['apps/v1', 'Deployment'],
  ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet'],
  ['disaggregatedset.x-k8s.io/v1', 'DisaggregatedSet'],
])('whatever a %s %s says, its pods can be looked at', (apiVersion, kind) => {
  fc.assert(
    fc.property(anyObject, anyValue, (spec, metadata) => {
      ask(podsOf(manifest(apiVersion, kind, spec, metadata)));
    }),
  );
});
