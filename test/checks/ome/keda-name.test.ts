import { findings, manifests } from './manifests';
import type { Patch } from './manifests';

/** What is told of the name of a service with so many characters. */
function told(length: number, spec: Patch = {}, autoscaler = 'keda'): readonly string[] {
  const metadata = { name: 'a'.repeat(length), annotations: { 'ome.io/autoscalerClass': autoscaler } };
  return findings(manifests({ service: { metadata, spec } }))
    .filter(({ field }) => field === 'metadata.name')
    .map(({ id, severity }) => `${severity} ${id}`);
}

const KEDA = ['warning ome/keda-name-length'];

test.each([
  [34, {}, []],
  [35, {}, KEDA],
  [33, { decoder: {} }, []],
  [34, { decoder: {} }, KEDA],
])('KEDA scales the engine of a name of %i characters, and a decoder of fewer', (length, spec, expected) => {
  expect(told(length, spec)).toEqual(expected);
});

test('an HPA scales longer names', () => {
  expect(told(35, {}, 'hpa')).toEqual([]);
});

test('groups of pods have no autoscaler', () => {
  const runner = { name: 'ome-container' };
  expect(told(35, { engine: { leader: { runner }, worker: { size: 1, runner } } })).toEqual([]);
});

test('a name that is too long for Services is told of once', () => {
  expect(told(57)).toEqual(['error ome/service-name-length']);
});
