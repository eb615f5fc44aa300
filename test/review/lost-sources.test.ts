import { objectAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { runtime, service } from './manifests';
import { reviewOf } from './two-trees';
import type { Files } from './two-trees';

const folder = new TemporaryFolder();

const vllm = runtime('vllm');
const disabled: Manifest = { ...vllm, spec: { ...objectAt(vllm, 'spec'), disabled: true } };
const chosen: Manifest = {
  ...vllm,
  spec: { ...objectAt(vllm, 'spec'), supportedModelFormats: [{ name: 'vLLM', autoSelect: true }] },
};

/** What is told of each object, its risks and the services that are made of it. */
function toldOf(before: Files, after: Files) {
  const { clusters } = reviewOf(folder, before, after);
  return clusters.flatMap(({ objects, devices }) =>
    objects.map(({ object, effects, users, risks }) => ({
      object: object.name,
      effects: effects.map(({ kind }) => kind),
      users: users.map((user) => [user.object.name, ...user.effects.map(({ kind }) => kind)].join(' ')),
      risks: [...risks, ...users.flatMap((user) => user.risks)].map(({ problem }) => problem),
      devices: devices.length,
    })),
  );
}

const PROBLEM =
  "Once the ClusterServingRuntime 'vllm' is deleted, KServe makes nothing of the service any more: pods that run stay, no change reaches them, and a new service like it gets none";

describe('a runtime of KServe that goes', () => {
  test('leaves the pods of services that name it as they are', () => {
    const services = { 's.yaml': [service('a', 'vllm'), service('b', 'vllm')] };
    expect(toldOf({ ...services, 'r.yaml': vllm }, services)).toEqual([
      { object: 'vllm', effects: ['prune'], users: ['a', 'b'], risks: [PROBLEM, PROBLEM], devices: 0 },
    ]);
  });

  test('is told of where it is disabled', () => {
    const services = { 's.yaml': service('a', 'vllm') };
    expect(toldOf({ ...services, 'r.yaml': vllm }, { ...services, 'r.yaml': disabled })).toMatchObject([
      { effects: ['none'], users: ['a'], risks: [PROBLEM.replace('is deleted', 'is disabled')], devices: 0 },
    ]);
  });

  test('leaves a service as it is that changes at the same time', () => {
    const changed = service('a', 'vllm', { model: { resources: { limits: { 'nvidia.com/gpu': '8' } } } });
    const told = toldOf({ 's.yaml': service('a', 'vllm'), 'r.yaml': vllm }, { 's.yaml': changed });
    expect(told.find(({ object }) => object === 'a')).toMatchObject({
      effects: ['none'],
      risks: [PROBLEM],
      devices: 0,
    });
  });

  test('makes no difference where another one of its name takes its place', () => {
    const own = { ...vllm, kind: 'ServingRuntime', metadata: { name: 'vllm', namespace: 'models' } };
    const services = { 's.yaml': service('a', 'vllm') };
    const told = toldOf({ ...services, 'r.yaml': vllm, 'o.yaml': own }, { ...services, 'r.yaml': vllm });
    expect(told).toMatchObject([{ object: 'vllm', risks: [] }]);
  });

  test('makes no difference where the file says that it stays in the cluster', () => {
    const metadata = { name: 'vllm', annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } };
    const services = { 's.yaml': service('a', 'vllm') };
    expect(toldOf({ ...services, 'r.yaml': { ...vllm, metadata } }, services)).toMatchObject([{ risks: [] }]);
  });

  test('leaves services without one that choose', () => {
    const plain = service('a', 'vllm');
    const choosing = { ...plain, spec: { predictor: { model: { modelFormat: { name: 'vLLM' } } } } };
    const services = { 's.yaml': choosing };
    expect(toldOf({ ...services, 'r.yaml': chosen }, services)).toMatchObject([{ users: ['a'], risks: [PROBLEM] }]);
    const other = {
      ...chosen,
      metadata: { name: 'other' },
      spec: { ...objectAt(chosen, 'spec'), nodeSelector: { a: 'b' } },
    };
    expect(toldOf({ ...services, 'r.yaml': chosen, 'z.yaml': other }, { ...services, 'z.yaml': other })).toMatchObject([
      { object: 'vllm', risks: [] },
    ]);
  });
});

test('a service that is told to stay as it is does not follow its runtime', () => {
  const frozen = { annotations: { 'serving.kserve.io/disable-auto-update': 'true' } };
  const services = { 's.yaml': [service('a', 'vllm', frozen), service('b', 'vllm')] };
  const newer = runtime('vllm', [], 'vllm/vllm-openai:v0.12.0');
  expect(toldOf({ ...services, 'r.yaml': vllm }, { ...services, 'r.yaml': newer })).toMatchObject([
    { users: ['a', 'b restart'] },
  ]);
});

test('a runtime that no service uses goes without a risk', () => {
  expect(
    toldOf({ 'r.yaml': vllm, 's.yaml': service('a', 'other') }, { 's.yaml': service('a', 'other') }),
  ).toMatchObject([{ object: 'vllm', users: [], risks: [] }]);
});
