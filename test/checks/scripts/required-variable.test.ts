import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const SCRIPT = 'if [ -z "$FAMILY" ]; then\n  exit 1\nfi\nserve --family "$FAMILY"';

function told(variable: JsonObject): readonly string[] {
  const pod: Manifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'llama' },
    spec: {
      containers: [{ name: 'server', image: 'server:1.0', command: ['sh', '-c', SCRIPT], env: [variable] }],
    },
  };
  return checkPods([{ manifest: pod, where: 'pod.yaml' }])
    .filter(({ id }) => id === 'script/required-variable')
    .map(({ severity }) => severity);
}

test.each([
  ['an empty value', { name: 'FAMILY', value: '' }],
  ['no value, which is an empty one', { name: 'FAMILY' }],
])('a variable of %s, without which the script ends, is an error', (_what, variable) => {
  expect(told(variable)).toEqual(['error']);
});

test.each([
  ['a value', { name: 'FAMILY', value: 'llama' }],
  ['a value of a Secret', { name: 'FAMILY', valueFrom: { secretKeyRef: { name: 'family', key: 'name' } } }],
])('nothing is said of a variable with %s', (_what, variable) => {
  expect(told(variable)).toEqual([]);
});
