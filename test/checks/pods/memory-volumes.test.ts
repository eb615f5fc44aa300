import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject } from '../../../kubernetes/manifest';

const mount = (mountPath: string, others: JsonObject = {}) => ({ name: 'memory', mountPath, ...others });

function container(name: string, memory: string | undefined, ...volumeMounts: readonly JsonObject[]): JsonObject {
  return { name, image: 'server:1', volumeMounts, resources: memory === undefined ? {} : { limits: { memory } } };
}

const volume = (sizeLimit: string | undefined, medium = 'Memory'): JsonObject => ({
  name: 'memory',
  emptyDir: sizeLimit === undefined ? { medium } : { medium, sizeLimit },
});

/** What is told of the volumes in memory of a pod. */
function told(containers: readonly JsonObject[], memory: JsonObject, others: JsonObject = {}): readonly string[] {
  const manifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'llama', namespace: 'models' },
    spec: { containers, volumes: [memory], ...others },
  };
  return checkPods([{ manifest, where: 'pod' }])
    .filter(({ id }) => id === 'pod/memory-volume' || id === 'pod/shared-memory-size')
    .map(({ id, problem }) => `${id}: ${problem}`);
}

const LIMITED = (memory: string) => ({ resources: { limits: { memory } } });

describe('a volume in memory is larger than', () => {
  test('the memory of its container', () => {
    expect(told([container('a', '8Gi', mount('/weights'))], volume('16Gi'))).toEqual([
      "pod/memory-volume: The volume 'memory' may hold '16Gi', and the container that writes to it may use '8Gi' of memory in all",
    ]);
  });

  test('the memory of its container, as shared memory of anything', () => {
    expect(told([container('a', '8Gi', mount('/dev/shm/'))], volume('8192Mi'))).toEqual([
      "pod/shared-memory-size: /dev/shm may hold '8192Mi', and the container that writes to it may use '8Gi' of memory in all",
    ]);
  });

  test('the memory of all containers that write to it', () => {
    const containers = [container('a', '2Gi', mount('/a')), container('b', '2Gi', mount('/b')), container('c', '64Gi')];
    expect(told(containers, volume('5Gi'))).toEqual([
      "pod/memory-volume: The volume 'memory' may hold '5Gi', and the containers that write to it may use no more memory in all",
    ]);
  });

  test('the memory of its pod', () => {
    expect(told([container('a', undefined, mount('/a'))], volume('5Gi'), LIMITED('4Gi'))).toHaveLength(1);
  });
});

describe('nothing is said of a volume', () => {
  const cases: readonly (readonly [what: string, containers: readonly JsonObject[], memory: JsonObject])[] = [
    ['that is smaller', [container('a', '8Gi', mount('/a'))], volume('4Gi')],
    ['without a limit', [container('a', '8Gi', mount('/a'))], volume(undefined)],
    ['on disk', [container('a', '8Gi', mount('/a'))], volume('16Gi', '')],
    ['of a container without a limit', [container('a', undefined, mount('/a'))], volume('16Gi')],
    [
      'that two containers fill together',
      [container('a', '4Gi', mount('/a')), container('b', '4Gi', mount('/b'))],
      volume('6Gi'),
    ],
    ['that is only read', [container('a', '8Gi', mount('/a', { readOnly: true }))], volume('16Gi')],
    ['that nobody mounts', [container('a', '8Gi')], volume('16Gi')],
  ];
  test.each(cases)('%s', (_what, containers, memory) => {
    expect(told(containers, memory)).toEqual([]);
  });
});
