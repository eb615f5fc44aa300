import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { devicesOf, effectsOf, risksOf } from './told';

const folder = new TemporaryFolder();

function pod(image = 'example.com/server:1'): JsonObject {
  return { spec: { containers: [{ name: 'server', image, resources: { limits: { 'nvidia.com/gpu': '8' } } }] } };
}

function groups(spec: JsonObject = {}, template: JsonObject = {}): Manifest {
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: { name: 'a', namespace: 'models' },
    spec: {
      replicas: 2,
      ...spec,
      leaderWorkerTemplate: { size: 2, leaderTemplate: pod(), workerTemplate: pod(), ...template },
    },
  };
}

function roles(prefill: JsonObject = {}, spec: JsonObject = {}): Manifest {
  const role = (name: string, fields: JsonObject) => ({
    name,
    spec: { replicas: 2, leaderWorkerTemplate: { size: 1, workerTemplate: pod() }, ...fields },
  });
  return {
    apiVersion: 'disaggregatedset.x-k8s.io/v1',
    kind: 'DisaggregatedSet',
    metadata: { name: 'a', namespace: 'models' },
    spec: { ...spec, roles: [role('prefill', prefill), role('decode', {})] },
  };
}

describe('groups of a LeaderWorkerSet', () => {
  test.each([
    [
      'are made anew where they are restarted in another way',
      groups({}, { restartPolicy: 'None' }),
      ['a restart: its groups are made anew, as restartPolicy changes'],
    ],
    [
      'stay where what the webhook writes is stated',
      groups({}, { restartPolicy: 'RecreateGroupOnPodRestart' }),
      ['a none: its pods stay as they are'],
    ],
    [
      'stay where they are started in another order',
      groups({ startupPolicy: 'LeaderReady' }),
      ['a none: its pods stay as they are'],
    ],
    [
      'are made anew in another network',
      groups({ networkConfig: { subdomainPolicy: 'UniquePerReplica' } }),
      ['a restart: the variable LWS_LEADER_ADDRESS of its pods'],
    ],
    [
      'stay in the network that is written where none is stated',
      groups({ networkConfig: { subdomainPolicy: 'Shared' } }),
      ['a none: its pods stay as they are'],
    ],
    [
      'are made anew where each has a place of its own',
      {
        ...groups(),
        metadata: {
          name: 'a',
          namespace: 'models',
          annotations: { 'leaderworkerset.sigs.k8s.io/exclusive-topology': 'rack' },
        },
      },
      ['a restart: its groups are made anew, as exclusive-topology changes'],
    ],
    ['are more where more are wanted', groups({ replicas: 3 }), ['a scale: 2 → 3 pods']],
  ])('%s', (_name, after, told) => {
    expect(effectsOf(folder, { 'a.yaml': groups() }, { 'a.yaml': after })).toEqual(told);
  });

  test.each([
    [0, []],
    [
      1,
      [
        'spare-devices: While its leader pods are replaced, 8 nvidia.com/gpu must be free beside those in use',
        'spare-devices: While its worker pods are replaced, 8 nvidia.com/gpu must be free beside those in use',
      ],
    ],
  ])('need devices of their own where %i of them start before old ones end', (maxSurge, told) => {
    const strategy = { rolloutStrategy: { rollingUpdateConfiguration: { maxSurge } } };
    const after = groups(strategy, { leaderTemplate: pod('example.com/server:2') });
    expect(risksOf(folder, { 'a.yaml': groups(strategy) }, { 'a.yaml': after })).toEqual(told);
  });
});

describe('roles of a DisaggregatedSet', () => {
  test.each([
    ['are scaled each by itself', roles({ replicas: 5 }), ['a scale: 2 → 5 pods']],
    [
      'restart together',
      roles({ leaderWorkerTemplate: { size: 1, workerTemplate: pod('example.com/server:2') } }),
      ['a restart: the image of its pods', 'a restart: its roles have one revision, so all of them restart'],
    ],
  ])('%s', (_name, after, told) => {
    expect(effectsOf(folder, { 'a.yaml': roles() }, { 'a.yaml': after })).toEqual(told);
  });

  test('are all there in each slice', () => {
    const after = roles({}, { slices: 3 });
    expect(effectsOf(folder, { 'a.yaml': roles() }, { 'a.yaml': after })).toContain('a scale: 2 → 6 pods');
    expect(devicesOf(folder, { 'a.yaml': roles() }, { 'a.yaml': after })).toEqual(['nvidia.com/gpu 32 → 96']);
  });
});
