import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { boundsInWords } from '../../review/pods/bounds';
import { TemporaryFolder } from '../temporary-folder';
import { deployment, runtime, service } from './manifests';
import { reviewOf } from './two-trees';

const folder = new TemporaryFolder();

/** Accelerators that new objects ask for in total, by resource. */
function devicesOf(...objects: readonly Manifest[]): readonly string[] {
  const { clusters } = reviewOf(folder, { 'x.yaml': '' }, { 'a.yaml': objects });
  return clusters.flatMap(({ devices }) => devices.map(({ resource, after }) => `${boundsInWords(after)} ${resource}`));
}

const container = (devices: JsonObject) => ({ name: 'main', image: 'a', resources: { limits: devices } });

function groups(size: number, template: JsonObject): Manifest {
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: { name: 'a', namespace: 'n' },
    spec: { replicas: 3, leaderWorkerTemplate: { size, ...template } },
  };
}

const gpu = (count: string) => ({ spec: { containers: [container({ 'nvidia.com/gpu': count })] } });

const scaler = (kind: string, name: string): Manifest => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name, namespace: 'models' },
  spec: { scaleTargetRef: { kind, name }, minReplicas: 2, maxReplicas: 6 },
});

test.each<readonly [string, readonly Manifest[], readonly string[]]>([
  [
    'a Deployment',
    [deployment('a', { spec: { replicas: 2 }, container: container({ 'amd.com/gpu': 4 }) })],
    ['8 amd.com/gpu'],
  ],
  [
    'a Deployment that is scaled',
    [deployment('a', { container: container({ 'nvidia.com/gpu': '4' }) }), scaler('Deployment', 'a')],
    ['8–24 nvidia.com/gpu'],
  ],
  ['groups of like pods', [groups(4, { workerTemplate: gpu('8') })], ['96 nvidia.com/gpu']],
  [
    'groups with a leader of their own',
    [groups(3, { leaderTemplate: gpu('1'), workerTemplate: gpu('8') })],
    ['51 nvidia.com/gpu'],
  ],
  [
    'a service of KServe',
    [runtime('vllm'), service('a', 'vllm', { predictor: { minReplicas: 1, maxReplicas: 3 } })],
    ['2–6 nvidia.com/gpu'],
  ],
  [
    'two kinds of devices',
    [deployment('a', { container: container({ 'huawei.com/Ascend910': '8', 'nvidia.com/gpu': '1' }) })],
    ['8 huawei.com/Ascend910', '1 nvidia.com/gpu'],
  ],
  ['no devices', [deployment('a', { container: container({ cpu: '8' }) })], []],
])('%s', (_case, objects, devices) => {
  expect(devicesOf(...objects)).toEqual(devices);
});

test('of a runtime that asks for more, those of its services count', () => {
  const asking = (count: string): Manifest => {
    const plain = runtime('vllm');
    return {
      ...plain,
      spec: {
        supportedModelFormats: [{ name: 'vLLM' }],
        containers: [{ ...container({ 'nvidia.com/gpu': count }), name: 'kserve-container' }],
      },
    };
  };
  const services = ['a', 'b'].map((name) => service(name, 'vllm', { model: { resources: {} } }));
  const { clusters } = reviewOf(
    folder,
    { 's.yaml': services, 'r.yaml': asking('1') },
    { 's.yaml': services, 'r.yaml': asking('4') },
  );
  expect(clusters).toMatchObject([{ devices: [{ before: { least: 2 }, after: { least: 8 } }] }]);
});

test('of an autoscaler that is changed alone, what it scales is shown', () => {
  const target = deployment('a', { container: container({ 'nvidia.com/gpu': '4' }) });
  const wider = scaler('Deployment', 'a');
  const { clusters } = reviewOf(
    folder,
    { 'd.yaml': target, 'h.yaml': wider },
    {
      'd.yaml': target,
      'h.yaml': {
        ...wider,
        spec: { scaleTargetRef: { kind: 'Deployment', name: 'a' }, minReplicas: 2, maxReplicas: 10 },
      },
    },
  );
  expect(clusters).toMatchObject([{ devices: [{ before: { least: 8, most: 24 }, after: { least: 8, most: 40 } }] }]);
});
