import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject } from '../../../kubernetes/manifest';

/** Where it is told of an engine that its processes have too little memory in common. */
function told(
  args: readonly string[],
  container: JsonObject = {},
  spec: JsonObject = {},
): readonly (string | undefined)[] {
  const engine: JsonObject = {
    name: 'server',
    image: 'vllm/vllm-openai:v0.28.0',
    command: ['vllm', 'serve', 'm'],
    args,
    resources: { limits: { 'nvidia.com/gpu': 4 } },
    ...container,
  };
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [engine], ...spec } };
  return checkPods([{ manifest, where: 'a.yaml' }])
    .filter(({ id }) => id === 'pod/shared-memory')
    .map(({ field }) => field);
}

describe('processes of an engine that share what a container has by itself', () => {
  test.each<[string, readonly string[], string]>([
    ['the tensor parallel size', ['--port=1', '--tensor-parallel-size=4'], 'args[1]'],
    ['its value, which stands apart', ['-tp', '4'], 'args[0]'],
    ['the pipeline parallel size, where the other is one', ['-tp=1', '--pipeline-parallel-size=4'], 'args[1]'],
    ['the copies', ['--data-parallel-size=4'], 'args[0]'],
  ])('are told of at what makes them several: %s', (_, args, field) => {
    expect(told(args)).toEqual([`spec.containers[0].${field}`]);
  });

  test.each<[string, readonly string[], JsonObject, JsonObject]>([
    ['one process', ['--port=1'], { resources: { limits: { 'nvidia.com/gpu': 1 } } }, {}],
    ['memory of its own', ['-tp=4'], { volumeMounts: [{ name: 'shm', mountPath: '/dev/shm/' }] }, {}],
    ["the node's memory", ['-tp=4'], {}, { hostIPC: true }],
  ])('are not told of with %s', (_, args, container, spec) => {
    expect(told(args, container, spec)).toEqual([]);
  });
});
