import type { Manifest } from '../../kubernetes/manifest';
import { verdictOf } from '../../review/verdict';
import { TemporaryFolder } from '../temporary-folder';
import { deployment, runtime, service } from './manifests';
import { reviewOf } from './two-trees';

const folder = new TemporaryFolder();

/** The objects that are told of, with what happens to each and why. */
function effectsOf(before: readonly Manifest[], after: readonly Manifest[]): readonly string[] {
  const { clusters } = reviewOf(folder, { 'a.yaml': before }, { 'a.yaml': after });
  return clusters.flatMap(({ objects }) =>
    objects.flatMap(({ object, effects }) => effects.map(({ kind, reason }) => `${object.name} ${kind}: ${reason}`)),
  );
}

const vllm = runtime('vllm');

describe('of a workload of Kubernetes', () => {
  test.each([
    [
      'another image',
      deployment('a', { container: { image: 'example.com/server:2' } }),
      'restart: the image of its pods',
    ],
    [
      'another variable',
      deployment('a', { container: { env: [{ name: 'LOG', value: 'debug' }] } }),
      'restart: the variable LOG of its pods',
    ],
    ['more pods', deployment('a', { spec: { replicas: 3 } }), 'scale: 1 → 3 pods'],
    [
      'another selector',
      deployment('a', { spec: { selector: { matchLabels: { app: 'a', tier: 'x' } } } }),
      'recreate: \'selector\' has changed from {"matchLabels":{"app":"a"}} to {"matchLabels":{"app":"a","tier":"x"}}, which cannot be changed',
    ],
    [
      'another deadline',
      deployment('a', { spec: { progressDeadlineSeconds: 1200 } }),
      'none: its pods stay as they are',
    ],
    [
      'a label of its own',
      { ...deployment('a'), metadata: { name: 'a', namespace: 'models', labels: { team: 'x' } } },
      'metadata: labels or annotations that reach no pod',
    ],
  ])('%s', (_change, after, told) => {
    expect(effectsOf([deployment('a')], [after])).toEqual([`a ${told}`]);
  });
});

describe('of an object in whose file nothing else changes', () => {
  const map = (level: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'models' },
    data: { level },
  });
  const reader = deployment('a', { container: { envFrom: [{ configMapRef: { name: 'settings' } }] } });
  const scaler = (maxReplicas: number): Manifest => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'a', namespace: 'models' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' }, minReplicas: 1, maxReplicas },
  });

  test.each<[string, Manifest, Manifest, Manifest]>([
    ['a runtime and its service', vllm, runtime('vllm', ['--seed=1']), service('llama', 'vllm')],
    ['a ConfigMap and its reader', map('info'), map('debug'), reader],
    ['an autoscaler and its Deployment', scaler(2), scaler(4), deployment('a')],
  ])('%s: who uses it is told of as from another file', (_what, before, after, user) => {
    const alone = reviewOf(folder, { 'a.yaml': before, 'b.yaml': user }, { 'a.yaml': after, 'b.yaml': user });
    const together = reviewOf(
      folder,
      { 'a.yaml': [before, user], 'b.yaml': '' },
      { 'a.yaml': [after, user], 'b.yaml': '' },
    );
    const told = (review: typeof alone) => review.clusters.flatMap(({ objects }) => objects);
    expect(told(together)).toEqual(told(alone));
    expect(told(together)[0]?.users.map(({ object }) => object.kind)).toEqual([user.kind]);
  });
});

describe('of a runtime and of what is made of it', () => {
  const newer = runtime('vllm', [], 'vllm/vllm-openai:v0.12.0');
  const longer = (name: string) => service(name, 'vllm', { model: { args: ['--max-model-len=8192'] } });

  test('what becomes of a service that changes too is told of it alone', () => {
    const before = [vllm, service('llama', 'vllm')];
    expect(effectsOf(before, [newer, longer('llama')])).toEqual([
      'llama restart: the image of its pods and 1 more',
      'vllm none: told of InferenceService models/llama, changed too',
    ]);
    expect(verdictOf(reviewOf(folder, { 'a.yaml': before }, { 'a.yaml': [newer, longer('llama')] }))).toBe(
      '1 workload restarts',
    );
  });

  test('several are counted, beside those that do not change', () => {
    const before = [vllm, service('a', 'vllm'), service('b', 'vllm')];
    expect(effectsOf(before, [newer, longer('a'), longer('b')])).toContain(
      'vllm none: told of InferenceService models/a and 1 more, changed too',
    );
    expect(effectsOf(before, [newer, longer('a'), service('b', 'vllm')])).toContain(
      'vllm restart: the image of its pods',
    );
  });
});

describe('of an InferenceService', () => {
  const llama = service('llama', 'vllm');

  test.each([
    [
      'another argument',
      service('llama', 'vllm', { model: { args: ['--max-model-len=8192'] } }),
      ['restart: --max-model-len of its pods'],
    ],
    [
      'an annotation, which KServe copies to its pods',
      service('llama', 'vllm', { annotations: { commit: 'abc' } }),
      ['restart: annotations that reach its pods: commit'],
    ],
    ['more replicas', service('llama', 'vllm', { predictor: { maxReplicas: 4 } }), ['scale: 1 → 1 to 4 pods']],
    [
      'a share of the requests',
      service('llama', 'vllm', { predictor: { canaryTrafficPercent: 20 } }),
      ['traffic: another share of the requests goes to the newest revision'],
    ],
    [
      'a way to roll out',
      service('llama', 'vllm', { predictor: { deploymentStrategy: { type: 'Recreate' } } }),
      ['none: its pods stay as they are'],
    ],
    [
      'a logger',
      service('llama', 'vllm', { predictor: { logger: { mode: 'all' } } }),
      ["restart: KServe's agent beside the engine is another one: logger"],
    ],
  ])('%s', (_change, after, told) => {
    expect(effectsOf([vllm, llama], [vllm, after])).toEqual(told.map((effect) => `llama ${effect}`));
  });

  test('that Knative serves, more replicas are a new revision', () => {
    const knative = { 'serving.kserve.io/deploymentMode': 'Knative' };
    const before = service('llama', 'vllm', { annotations: knative });
    const after = service('llama', 'vllm', { annotations: knative, predictor: { maxReplicas: 4 } });
    expect(effectsOf([vllm, before], [vllm, after])).toEqual([
      'llama restart: Knative makes a revision of new pods, as maxReplicas changes',
      'llama scale: 1 → 1 to 4 pods',
    ]);
  });

  test('whose runtime is not here, a restart is likely', () => {
    expect(effectsOf([llama], [service('llama', 'vllm', { model: { args: ['--seed=1'] } })])).toEqual([
      'llama restart: likely, as what becomes of its pods cannot be foreseen: the runtime is not known',
    ]);
  });

  test('that gets another runtime is told of at the service', () => {
    const other = runtime('other', [], 'vllm/vllm-openai:v0.12.0');
    expect(effectsOf([vllm, other, llama], [vllm, other, service('llama', 'other')])).toEqual([
      'llama restart: the image of its pods',
    ]);
  });
});

test.each([
  ['Service', 'v1', { ports: [{ port: 80 }] }, { ports: [{ port: 81 }] }, 'traffic: it says where requests go'],
  [
    'HorizontalPodAutoscaler',
    'autoscaling/v2',
    { scaleTargetRef: { kind: 'Deployment', name: 'x' }, maxReplicas: 2 },
    { scaleTargetRef: { kind: 'Deployment', name: 'x' }, maxReplicas: 3 },
    'scale: it decides how many pods there are',
  ],
])('a %s', (kind, apiVersion, before, after, told) => {
  const object = (spec: Manifest[string]) => ({ apiVersion, kind, metadata: { name: 'a', namespace: 'n' }, spec });
  expect(effectsOf([object(before)], [object(after)])).toEqual([`a ${told}`]);
});

test('a ConfigMap leaves pods as they are until they are restarted', () => {
  const object = (value: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { value } });
  expect(effectsOf([object('1')], [object('2')])).toEqual([
    'a none: pods keep what they have read at their start until they are restarted',
  ]);
});

test('what is new is made, and what is gone is pruned', () => {
  expect(effectsOf([deployment('a')], [{ ...deployment('b'), kind: 'StatefulSet' }])).toEqual([
    'a prune: it is deleted where pruning is on, and stays unmanaged where not',
    'b create: it is new',
  ]);
});

test('an object of another name that says the same is made again', () => {
  expect(
    effectsOf(
      [vllm, service('llama', 'vllm')],
      [vllm, service('llama-3', 'vllm', { model: { storageUri: 'hf://example/llama' } })],
    ),
  ).toEqual(["llama-3 recreate: 'llama' is deleted, and this one is made"]);
});

test('keys in another order, comments and quotes change nothing', () => {
  const before = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: "1", b: x }\n';
  const after = 'kind: ConfigMap\napiVersion: v1\ndata:\n  b: "x"\n  a: "1" # one\nmetadata:\n  name: a\n';
  const { clusters } = reviewOf(folder, { 'a.yaml': before }, { 'a.yaml': after });
  expect(clusters).toMatchObject([{ objects: [], rewritten: 1 }]);
});

describe('of a runtime', () => {
  const services = ['a', 'b', 'c'].map((name) => service(name, 'vllm'));
  const uses = (before: Manifest, after: Manifest) => {
    const files = { 'services.yaml': [...services, service('d', 'other')], 'other.yaml': runtime('other') };
    const { clusters } = reviewOf(folder, { ...files, 'vllm.yaml': before }, { ...files, 'vllm.yaml': after });
    return clusters.flatMap(({ objects }) =>
      objects.map(({ object, effects: [worst], users }) => ({
        name: object.name,
        effect: worst.kind,
        users: users.map((user) => `${user.object.name} ${user.effects.map(({ kind }) => kind).join(' ')}`),
      })),
    );
  };

  test('all services that use it restart, and no others', () => {
    expect(uses(vllm, runtime('vllm', [], 'vllm/vllm-openai:v0.12.0'))).toEqual([
      { name: 'vllm', effect: 'restart', users: ['a restart', 'b restart', 'c restart'] },
    ]);
  });

  test('nobody restarts where no pod shows the change', () => {
    const labelled = { ...vllm, metadata: { name: 'vllm', labels: { team: 'x' } } };
    expect(uses(vllm, labelled)).toEqual([{ name: 'vllm', effect: 'metadata', users: ['a ', 'b ', 'c '] }]);
  });
});

describe('of a ConfigMap', () => {
  const settings = (value: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'models' },
    data: { value },
  });
  const readers = (object: Manifest, changed: Manifest, others: readonly Manifest[]) => {
    const { clusters } = reviewOf(
      folder,
      { 'a.yaml': object, 'b.yaml': others },
      { 'a.yaml': changed, 'b.yaml': others },
    );
    return clusters.flatMap(({ objects }) =>
      objects.flatMap(({ users }) =>
        users.map((user) => `${user.object.name} ${user.effects.map(({ kind }) => kind).join()}`),
      ),
    );
  };

  test('those are named whose pods read it, which nothing restarts', () => {
    const reading = deployment('reader', {
      container: { envFrom: [{ configMapRef: { name: 'settings' } }] },
    });
    const other = deployment('other', { container: { args: ['settings'] } });
    expect(readers(settings('1'), settings('2'), [reading, other])).toEqual(['reader ']);
  });

  test('that configures KServe, services restart that are made otherwise', () => {
    const configuration = (mode: string): Manifest => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'inferenceservice-config', namespace: 'kserve' },
      data: { deploy: JSON.stringify({ defaultDeploymentMode: mode }) },
    });
    const plain = service('plain', 'vllm');
    const undecided = { ...plain, metadata: { name: 'plain', namespace: 'models' } };
    const decided = service('decided', 'vllm');
    expect(readers(configuration('Standard'), configuration('Knative'), [vllm, undecided, decided])).toEqual([
      'decided ',
      'plain restart',
    ]);
  });
});
