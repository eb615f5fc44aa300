import * as fc from 'fast-check';
import { objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { canonicalize } from '../../synth/canonical/canonicalize';

function object(kind: string, spec: JsonObject, annotations: JsonObject = {}): Manifest {
  return { apiVersion: 'ome.io/v1beta1', kind, metadata: { name: 'a', annotations }, spec };
}

function modeOf(spec: JsonObject, annotations: JsonObject = {}): string | undefined {
  const service = canonicalize(object('InferenceService', spec, annotations));
  return textAt(service, 'metadata', 'annotations', 'ome.io/deploymentMode');
}

describe("a service is left as OME's webhook would leave it", () => {
  test.each<[string, JsonObject, string]>([
    ['an engine', { engine: {} }, 'RawDeployment'],
    ['an engine and a router', { engine: {}, router: {} }, 'RawDeployment'],
    ['an engine and a decoder', { engine: {}, decoder: {} }, 'PDDisaggregated'],
    ['a group', { engine: { leader: {}, worker: { size: 1 } } }, 'MultiNode'],
    ['a group of one', { engine: { leader: {}, worker: { size: 0 } } }, 'RawDeployment'],
    ['workers without a leader', { engine: { worker: { size: 1 } } }, 'RawDeployment'],
    ['workers of which the runtime says how many', { engine: { leader: {}, worker: {} } }, 'RawDeployment'],
  ])('with the mode of %s', (_, spec, mode) => {
    expect(modeOf(spec)).toBe(mode);
  });

  test('with the mode that it states', () => {
    expect(modeOf({ engine: {} }, { 'ome.io/deploymentMode': 'MultiNode' })).toBe('MultiNode');
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['engine', {}, { minReplicas: 1, maxReplicas: 3 }],
    ['decoder', {}, { minReplicas: 1, maxReplicas: 3 }],
    ['router', {}, { minReplicas: 1, maxReplicas: 2 }],
    ['engine', { minReplicas: 0, maxReplicas: 0 }, { minReplicas: 0, maxReplicas: 3 }],
    ['engine', { minReplicas: 5 }, { minReplicas: 5, maxReplicas: 3 }],
  ])('with copies of its %s', (component, stated, copies) => {
    const spec = { engine: {}, [component]: stated };
    expect(objectAt(canonicalize(object('InferenceService', spec)), 'spec', component)).toEqual(copies);
  });

  test('unless it has a predictor, of which the webhook makes more than can be known here', () => {
    const service = object('InferenceService', { predictor: { minReplicas: 1 } });
    expect(canonicalize(service)).toEqual({ ...service, metadata: { name: 'a' } });
  });
});

test("a runtime's formats have what the API server would add", () => {
  const formats = [{ modelFormat: { name: 'safetensors' }, modelFramework: { name: 'transformers', weight: 5 } }];
  const runtime = canonicalize(object('ClusterServingRuntime', { supportedModelFormats: formats }));
  expect(runtime.spec).toEqual({
    supportedModelFormats: [
      {
        modelFormat: { name: 'safetensors', operator: 'Equal', weight: 1 },
        modelFramework: { name: 'transformers', operator: 'Equal', weight: 5 },
      },
    ],
  });
});

test('a second time changes nothing', () => {
  const copies = fc.dictionary(fc.constantFrom('minReplicas', 'maxReplicas'), fc.integer({ min: 0, max: 4 }));
  const specs = fc.dictionary(fc.constantFrom('engine', 'decoder', 'router'), copies);
  fc.assert(
    fc.property(specs, (spec) => {
      const once = canonicalize(object('InferenceService', spec));
      expect(canonicalize(once)).toEqual(once);
    }),
  );
});
