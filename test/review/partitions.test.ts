import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { effectsOf } from './told';

const folder = new TemporaryFolder();

function pods(image: string): JsonObject {
  return { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'server', image }] } };
}

function statefulSet(image: string, partition: number, spec: JsonObject = { replicas: 4 }): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'a', namespace: 'models' },
    spec: {
      ...spec,
      serviceName: 'a',
      selector: { matchLabels: { app: 'a' } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } },
      template: pods(image),
    },
  };
}

function groups(image: string, partition: number, replicas = 4): Manifest {
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: { name: 'a', namespace: 'models' },
    spec: {
      replicas,
      rolloutStrategy: { type: 'RollingUpdate', rollingUpdateConfiguration: { partition } },
      leaderWorkerTemplate: { size: 2, workerTemplate: pods(image) },
    },
  };
}

const scaler: Manifest = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'a', namespace: 'models' },
  spec: { scaleTargetRef: { kind: 'StatefulSet', name: 'a' }, minReplicas: 2, maxReplicas: 6 },
};

test.each<readonly [string, readonly Manifest[], readonly Manifest[], readonly string[]]>([
  [
    'pods below the partition stay',
    [statefulSet('s:1', 3)],
    [statefulSet('s:2', 3)],
    ['a restart: the image of its pods; pods below number 3 stay, as the partition says'],
  ],
  [
    'groups below the partition stay',
    [groups('s:1', 1)],
    [groups('s:2', 1)],
    ['a restart: the image of its pods; groups below number 1 stay, as the partition says'],
  ],
  [
    'all of them stay where the partition is above them',
    [groups('s:1', 4)],
    [groups('s:2', 4)],
    ['a none: the image of its pods; its groups get it once the partition is lowered, which is 4'],
  ],
  [
    'a partition that is raised with the template holds at once',
    [statefulSet('s:1', 0)],
    [statefulSet('s:2', 4)],
    ['a none: the image of its pods; its pods get it once the partition is lowered, which is 4'],
  ],
  [
    'a partition that is lowered lets go of those that it kept',
    [groups('s:2', 3)],
    [groups('s:2', 0)],
    ['a restart: groups 0 to 2 restart if the template has changed while the partition kept them'],
  ],
  [
    'of those that it kept, there are no more than there are',
    [statefulSet('s:2', 9, { replicas: 1 })],
    [statefulSet('s:2', 0, { replicas: 1 })],
    ['a restart: pod 0 restarts if the template has changed while the partition kept it'],
  ],
  [
    'a partition that is raised alone changes no pod',
    [groups('s:2', 0)],
    [groups('s:2', 3)],
    ['a none: its pods stay as they are'],
  ],
  [
    'where an autoscaler counts, there may be any number above it',
    [statefulSet('s:1', 4, {}), scaler],
    [statefulSet('s:2', 4, {}), scaler],
    ['a restart: the image of its pods; pods below number 4 stay, as the partition says'],
  ],
])('%s', (_case, before, after, told) => {
  expect(effectsOf(folder, { 'a.yaml': before }, { 'a.yaml': after })).toEqual(told);
});
