import { namesOf, previewed } from './previewed';

function set(fields: string): string {
  return `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: cache, namespace: models }
spec:
  serviceName: cache
  selector: { matchLabels: { app: cache } }
  template:
    metadata: { labels: { app: cache } }
    spec: { volumes: [{ name: data, emptyDir: {} }, { name: tmp, emptyDir: {} }], containers: [{ name: a, image: b, volumeMounts: [{ name: data, mountPath: /data }] }] }
  ${fields}
`;
}

const CLAIM =
  'volumeClaimTemplates: [{ metadata: { name: data, labels: { tier: fast } }, spec: { accessModes: [ReadWriteOnce] } }]';

test('pods are numbered from 0', () => {
  const made = previewed('cache', set('replicas: 3'));
  expect(made.pods).toMatchObject([{ component: 'pod', podName: 'cache-<0..2>', replicas: { least: 3, most: 3 } }]);
  expect(made.children).toEqual([]);
});

test('a set that says from where counts from there', () => {
  expect(previewed('cache', set('ordinals: { start: 5 }')).pods[0]?.podName).toBe('cache-5');
});

test('each pod has claims of its own, in the place of volumes of their names', () => {
  const made = previewed('cache', set(`replicas: 2\n  ${CLAIM}`));
  expect(namesOf(made)).toEqual([
    'PersistentVolumeClaim models/data-cache-0',
    'PersistentVolumeClaim models/data-cache-1',
  ]);
  expect(made.children[0]?.object).toEqual({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data-cache-0', namespace: 'models', labels: { tier: 'fast', app: 'cache' } },
    spec: { accessModes: ['ReadWriteOnce'] },
  });
  expect(made.pods[0]?.volumes).toEqual([
    { name: 'data', source: 'persistentVolumeClaim data-cache-<0..1>' },
    { name: 'tmp', source: 'emptyDir' },
  ]);
});

test('of a great many claims, some are listed and the rest is said', () => {
  const made = previewed('cache', set(`replicas: 1000\n  ${CLAIM}`));
  expect(made.children).toHaveLength(8);
  expect(made.children.at(-1)?.inexact).toEqual([{ because: 'those of 992 more pods are made alike' }]);
});
