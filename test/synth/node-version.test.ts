import { nodeVersionFault } from '../../synth/node-version';

test.each([
  ['18.20.4', 'synth/node-version'],
  ['20.0.0', undefined],
  ['26.1.0', undefined],
])('Node.js %s is told to be %s', (version, id) => {
  expect(nodeVersionFault(version)?.id).toBe(id);
});
