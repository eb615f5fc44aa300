import { fingerprints } from '../../reports/fingerprint';
import { finding } from './sample';

test('a finding keeps its mark when lines above it come and go', () => {
  const [before] = fingerprints([finding()]);
  const [after] = fingerprints([finding({ place: { file: 'manifests/llama.yaml', line: 80, column: 5 } })]);
  expect(after).toBe(before);
});

test.each([
  ['rule', { id: 'schema/wrong-type' }],
  ['file', { place: { file: 'b.yaml', line: 8, column: 5 } }],
  ['object', { object: { apiVersion: 'v1', kind: 'Service', name: 'llama' } }],
  ['field', { field: 'spec' }],
  ['problem', { problem: 'another' }],
  ['cluster', { cluster: 'gpu-west' }],
])('findings that differ in their %s have marks of their own', (_what, changes) => {
  expect(new Set(fingerprints([finding(), finding(changes)])).size).toBe(2);
});

test('findings that are the same in all have marks of their own', () => {
  expect(new Set(fingerprints([finding(), finding(), finding()])).size).toBe(3);
});
