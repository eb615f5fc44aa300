import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { deployment, runtime, service } from './manifests';
import { reviewOf } from './two-trees';

const folder = new TemporaryFolder();

/** The risks that are told of, each with its problem. */
function risksOf(before: readonly Manifest[], after: readonly Manifest[]): readonly string[] {
  const { clusters } = reviewOf(folder, { 'a.yaml': before }, { 'a.yaml': after });
  return clusters.flatMap(({ objects }) =>
    objects.flatMap(({ risks, users }) =>
      [...risks, ...users.flatMap((user) => user.risks)].map(({ id, problem }) => `${id}: ${problem}`),
    ),
  );
}

const onGpu = (count: string, spec: JsonObject = {}, image = 'example.com/server:1') =>
  deployment('a', { spec, container: { image, resources: { limits: { 'nvidia.com/gpu': count } } } });

describe('devices that must be free while pods are replaced', () => {
  const next = 'example.com/server:2';
  test.each<readonly [string, JsonObject, readonly string[]]>([
    ['one pod', {}, ['4 nvidia.com/gpu']],
    ['eight pods', { replicas: 8 }, ['8 nvidia.com/gpu']],
    ['a surge that is stated', { replicas: 8, strategy: { rollingUpdate: { maxSurge: 1 } } }, ['4 nvidia.com/gpu']],
    ['no surge', { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } }, []],
    ['pods that end first', { strategy: { type: 'Recreate' } }, []],
  ])('%s', (_case, spec, devices) => {
    expect(risksOf([onGpu('4', spec)], [onGpu('4', spec, next)])).toEqual(
      devices.map((each) => `spare-devices: While its pods are replaced, ${each} must be free beside those in use`),
    );
  });

  test('are none where nothing restarts', () => {
    expect(risksOf([onGpu('4')], [onGpu('4', { progressDeadlineSeconds: 900 })])).toEqual([]);
  });

  test('of a revision of Knative are those of all pods', () => {
    const parts = (seed: string) => ({
      annotations: { 'serving.kserve.io/deploymentMode': 'Knative' },
      predictor: { minReplicas: 3, maxReplicas: 3 },
      model: { args: [`--seed=${seed}`] },
    });
    const [before, after] = ['1', '2'].map((seed) => service('a', 'vllm', parts(seed)));
    expect(
      risksOf(
        [runtime('vllm'), ...[before].flatMap((one) => one ?? [])],
        [runtime('vllm'), ...[after].flatMap((one) => one ?? [])],
      ),
    ).toEqual([
      'spare-devices: While its predictor pods are replaced, 6 nvidia.com/gpu must be free beside those in use',
    ]);
  });
});

test.each([
  ['Namespace', 'v1', "With the Namespace 'a' goes everything in it"],
  ['PersistentVolumeClaim', 'v1', "With the PersistentVolumeClaim 'a' goes its data"],
])('a %s that goes takes more with it', (kind, apiVersion, problem) => {
  expect(risksOf([{ apiVersion, kind, metadata: { name: 'a' } }], [])).toEqual([`data-loss: ${problem}`]);
});

test('replicas that are no longer stated fall back to one', () => {
  expect(risksOf([deployment('a', { spec: { replicas: 5 } })], [deployment('a')])).toEqual([
    'replicas-removed: The field spec.replicas goes, and with it what it said: 5',
  ]);
});

test('a model that is called otherwise breaks its clients', () => {
  const serving = (name: string) => [
    runtime('vllm'),
    service('a', 'vllm', {
      predictor: { deploymentStrategy: { type: 'Recreate' } },
      model: { args: ['--served-model-name', name] },
    }),
  ];
  expect(risksOf(serving('llama'), serving('llama-3'))).toEqual([
    "served-name: Clients that ask for the model 'llama' get an error: it is called 'llama-3'",
  ]);
});

test('an image that loses its digest may be another one tomorrow', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const [pinned, loose] = [`server:1@${digest}`, 'server:2'].map((image) => deployment('a', { container: { image } }));
  expect(
    risksOf(
      [pinned].flatMap((one) => one ?? []),
      [loose].flatMap((one) => one ?? []),
    ),
  ).toEqual(["image-not-pinned: The image 'server:2' has no digest, and the one before had"]);
});

test('an object that the cluster cannot store is told of', () => {
  const config = (text: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { text } });
  expect(risksOf([config('')], [config('x'.repeat(1.5 * 1024 * 1024))])).toEqual([
    'large-object: The object has 1.5 MiB',
  ]);
});
