import { fieldPath } from '../../kubernetes/field-path';

test.each([
  [[], ''],
  [['spec', 'containers', 0, 'args', 1], 'spec.containers[0].args[1]'],
  [
    ['metadata', 'annotations', 'serving.kserve.io/deploymentMode'],
    'metadata.annotations["serving.kserve.io/deploymentMode"]',
  ],
  [['data', ''], 'data[""]'],
  [['data', '1'], 'data["1"]'],
  [['data', 'say "x"\n\u2028'], 'data["say \\"x\\"\\n\\u2028"]'],
])('%j reads %s', (segments, expected) => {
  expect(fieldPath(segments)).toBe(expected);
});
