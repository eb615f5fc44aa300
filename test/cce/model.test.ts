import { SloAutoscaling } from '../../index';
import { CCE_MODEL_TYPES, cceModelFacts } from '../../catalog/cce-model-facts';
import { arrayAt, nameOf, objectAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { CceModel } from '../../platforms/cce/model';
import type { CceModelProps } from '../../platforms/cce/model-props';
import { schemaErrors } from '../manifest-schema';
import { onCce } from './cluster';

const SEVEN_B: CceModelProps = {
  type: 'DeepSeek-R1-Distill-Qwen-7B',
  image: 'swr.cn-north-4.myhuaweicloud.com/ai/ascend-vllm:1.0',
  folder: { claim: 'release-models' },
};

function served(props: Partial<CceModelProps> = {}, id = 'deepseek-7b') {
  const written = onCce((cluster) => new CceModel(cluster, id, { ...SEVEN_B, ...props }));
  return { ...written, set: () => written.object('LeaderWorkerSet') };
}

const pod = (set: Manifest) => objectAt(set, 'spec', 'leaderWorkerTemplate', 'leaderTemplate', 'spec');
const container = (set: Manifest) => arrayAt(pod(set), 'containers')[0];
const flag = (set: Manifest, name: string) => {
  const args = arrayAt(container(set), 'args');
  return args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
};

test('a preset model is a set of single pods and a Service', () => {
  const { manifests, found } = served();
  expect(found).toEqual([]);
  expect(manifests).toMatchSnapshot();
});

test('several NPUs, several instances and a cache show in the set', () => {
  const { manifests, found } = served(
    {
      type: 'Qwen2.5-72B-Instruct',
      instances: { min: 2 },
      maxModelLen: 32768,
      imagePullSecrets: ['default-secret'],
      cache: { claim: 'fast-models' },
    },
    'qwen-72b',
  );
  expect(found).toEqual([]);
  expect(manifests).toMatchSnapshot();
});

describe.each(CCE_MODEL_TYPES)('the preset model %s', (type) => {
  const name = type.toLowerCase().replaceAll('.', '-');
  const facts = cceModelFacts(type);

  test('passes the schemas and has no fault', () => {
    const { manifests, found } = served({ type }, name);
    expect(found).toEqual([]);
    expect(manifests.flatMap(schemaErrors)).toEqual([]);
    expect(manifests.map(({ kind }) => kind)).toEqual(['LeaderWorkerSet', 'Service']);
  });

  test('has its NPUs requested, limited, used, and given shared memory where they are several', () => {
    const set = served({ type }, name).set();
    const npus = facts.npus64GB.value;
    for (const amount of ['requests', 'limits']) {
      expect(valueAt(container(set), 'resources', amount, 'huawei.com/ascend-1980')).toBe(String(npus));
    }
    expect(flag(set, '--tensor-parallel-size')).toBe(npus === 1 ? undefined : String(npus));
    const volumes = arrayAt(pod(set), 'volumes').map((volume) => valueAt(volume, 'emptyDir', 'sizeLimit'));
    expect(volumes.filter((size) => size !== undefined)).toEqual(npus === 1 ? [] : ['16Gi']);
  });

  test('is mounted where the engine is told to look', () => {
    const set = served({ type }, name).set();
    const folder = `/workspace/${facts.hfId.value}`;
    expect(flag(set, '--model')).toBe(folder);
    expect(arrayAt(container(set), 'volumeMounts')).toContainEqual({
      name: 'models',
      mountPath: folder,
      subPath: facts.hfId.value,
      readOnly: true,
    });
  });

  test('is given the time to read its weights at a tenth of a GiB per second', () => {
    const probe = valueAt(container(served({ type }, name).set()), 'startupProbe');
    const seconds = Number(valueAt(probe, 'failureThreshold')) * Number(valueAt(probe, 'periodSeconds'));
    expect(seconds).toBeGreaterThanOrEqual(Math.max(600, 300 + 10 * facts.weightsGiB));
  });
});

test('the Service leads to the leaders and is not named like the set', () => {
  const { set, object } = served();
  const service = object('Service');
  expect(nameOf(service)).not.toBe(nameOf(set()));
  expect(valueAt(service, 'spec', 'selector')).toEqual({
    'leaderworkerset.sigs.k8s.io/name': 'deepseek-7b',
    'leaderworkerset.sigs.k8s.io/worker-index': '0',
  });
});

test('no number of replicas stands in Git where an autoscaler decides over it', () => {
  expect(valueAt(served({ instances: { min: 1, max: 3 } }).set(), 'spec', 'replicas')).toBeUndefined();
  expect(valueAt(served({ instances: { min: 3 } }).set(), 'spec', 'replicas')).toBe(3);
});

describe('a preset model that is scaled by its latency', () => {
  const scaled = (props: Partial<CceModelProps>) =>
    onCce((cluster) => {
      const model = new CceModel(cluster, 'deepseek-7b', { ...SEVEN_B, ...props });
      new SloAutoscaling(model, 'Autoscaling', {
        ...model.scaledWorkload,
        engine: { name: 'vllm', version: '0.9.1' },
        objective: { timeToFirstTokenMs: 1000, timePerOutputTokenMs: 25 },
        prometheus: 'http://prometheus-operated.monitoring:9090',
      });
    });

  test('is measured and scaled under its own names, within its instances', () => {
    const { found, manifests, object } = scaled({ instances: { min: 2, max: 4 } });
    expect(found).toEqual([]);
    expect(manifests.flatMap(schemaErrors)).toEqual([]);
    expect(objectAt(object('ScaledObject'), 'spec')).toMatchObject({
      scaleTargetRef: { kind: 'LeaderWorkerSet', name: 'deepseek-7b' },
      minReplicaCount: 2,
      maxReplicaCount: 4,
    });
    const [trigger] = arrayAt(object('ScaledObject'), 'spec', 'triggers');
    expect(valueAt(trigger, 'metadata', 'query')).toContain(
      `model_name=${JSON.stringify(flag(object('LeaderWorkerSet'), '--served-model-name'))}`,
    );
    const [endpoint] = arrayAt(object('PodMonitor'), 'spec', 'podMetricsEndpoints');
    const [port] = arrayAt(container(object('LeaderWorkerSet')), 'ports');
    expect(valueAt(endpoint, 'portNumber')).toBe(valueAt(port, 'containerPort'));
  });

  test('is told of a number of instances that is fixed', () => {
    expect(scaled({ instances: { min: 2 } }).found).toEqual(['lws/scaled-replicas in spec.replicas']);
  });
});

test('a longer sequence takes a longer batch along', () => {
  const lengths = (maxModelLen: number) => {
    const set = served({ maxModelLen }).set();
    return [flag(set, '--max-model-len'), flag(set, '--max-num-batched-tokens')];
  };
  expect(lengths(3000)).toEqual(['3000', '4096']);
  expect(lengths(16384)).toEqual(['16384', '16384']);
});

test('NPUs of 32 GB are as many as Huawei has found to suffice', () => {
  const set = served({ type: 'DeepSeek-R1-Distill-Llama-70B', npuMemoryGB: 32 }).set();
  expect(flag(set, '--tensor-parallel-size')).toBe('8');
  expect(objectAt(container(set), 'resources', 'limits')).toMatchObject({ cpu: '64', memory: '184Gi' });
});

test('arguments and environment of the user are added, a variable in the place of the same name', () => {
  const set = served({ args: ['--seed', '1'], env: { INFER_MODE: 'PREFIX', EXTRA: 'x' } }).set();
  expect(arrayAt(container(set), 'args').slice(-2)).toEqual(['--seed', '1']);
  expect(arrayAt(container(set), 'env').map((variable) => valueAt(variable, 'name'))).toEqual([
    'HF_HUB_OFFLINE',
    'USE_MASKFREE_ATTN',
    'MASKFREE_ATTN_THRESHOLD',
    'INFER_MODE',
    'EXTRA',
  ]);
});

test('labels are those of the template, filled', () => {
  const set = served({ revision: '7', groupId: 'group', modelId: 'model', groupType: 'type' }).set();
  expect(valueAt(set, 'metadata', 'labels')).toEqual({ 'xds/version': '7' });
  expect(valueAt(set, 'spec', 'leaderWorkerTemplate', 'leaderTemplate', 'metadata', 'labels')).toEqual({
    'xds/instanceType': 'head',
    'xds/teGroupId': 'group',
    'xds/modelId': 'model',
    'xds/teGroupType': 'type',
  });
});

test('with a cache the engine reads from it, and the pod fills it first', () => {
  const set = served({ cache: { claim: 'fast-models' }, folder: { claim: 'release-models', path: 'a/b' } }).set();
  const mounts = (of: ReturnType<typeof container>) =>
    arrayAt(of, 'volumeMounts').map((mount) => [valueAt(mount, 'name'), valueAt(mount, 'subPath')]);
  expect(mounts(container(set))).toEqual([['cache', 'a/b']]);
  expect(mounts(arrayAt(pod(set), 'initContainers')[0])).toEqual([
    ['models', 'a/b'],
    ['cache', undefined],
  ]);
});

describe('a preset model is refused', () => {
  test.each<[string, Partial<CceModelProps>]>([
    ['cce/instances in instances', { instances: { min: 0 } }],
    ['cce/instances in instances', { instances: { min: 3, max: 2 } }],
    ['cce/instances in instances', { instances: { min: 1.5 } }],
    ['cce/model-folder in folder.path', { folder: { claim: 'c', path: '/absolute' } }],
    ['cce/model-folder in folder.path', { folder: { claim: 'c', path: 'a/../b' } }],
    ['cce/model-folder in folder.path', { folder: { claim: 'c', path: '' } }],
    ['cce/model-folder in folder.path', { folder: { claim: 'c', path: 'a/' } }],
    ['cce/model-folder in folder.claim', { folder: { claim: '' } }],
    ['cce/tensor-parallel in tensorParallel', { tensorParallel: 8 }],
    ['cce/tensor-parallel in tensorParallel', { tensorParallel: 0 }],
    ['cce/tensor-parallel in tensorParallel', { type: 'Qwen2.5-72B-Instruct', tensorParallel: 2 }],
    ['cce/tensor-parallel in tensorParallel', { type: 'QwQ-32B', npuMemoryGB: 32, tensorParallel: 2 }],
    ['cce/tensor-parallel in tensorParallel', { type: 'Qwen2.5-72B-Instruct', npuMemoryGB: 32, tensorParallel: 4 }],
    ['cce/npu-count in tensorParallel', { type: 'Qwen2.5-72B-Instruct', npuMemoryGB: 32 }],
    ['cce/max-model-len in maxModelLen', { maxModelLen: 0 }],
    ['cce/max-model-len in maxModelLen', { maxModelLen: 200_000 }],
    ['cce/model-cache in cache.claim', { cache: { claim: 'release-models' } }],
    ['cce/model-cache in cache.claim', { cache: { claim: '' } }],
    ['cce/label in modelId', { modelId: 'a/b' }],
    ['cce/settled-flag in args', { args: ['--port=9000'] }],
    ['cce/settled-flag in args', { args: ['-tp', '2'] }],
    ['cce/settled-flag in args', { args: ['--served-model-name', 'other'] }],
    ['cce/tensor-parallel in tensorParallel', { tensorParallel: NaN }],
    ['cce/instances in instances', { instances: { min: NaN } }],
  ])('for %s with %j', (fault, props) => {
    const { findings, found } = served(props);
    expect(found).toEqual([fault]);
    expect(findings).toEqual([expect.objectContaining({ severity: 'error', where: 'cce/deepseek-7b' })]);
  });

  test.each<[string, object]>([
    ['cce/model-type in type', { type: undefined }],
    ['cce/model-folder in folder.claim', { folder: undefined }],
    ['cce/npu-memory in npuMemoryGB', { npuMemoryGB: 16 }],
    ['cce/instances in instances', { instances: 3 }],
    ['construct/image in image', { image: undefined }],
    ['construct/prop-type in env.TOKEN', { env: { TOKEN: undefined } }],
  ])('for %s where nobody checks types (%j)', (fault, changes) => {
    expect(served(Object.assign({}, changes)).found).toEqual([fault]);
  });

  test('for a name that LeaderWorkerSet cannot use, with one that it can', () => {
    const { findings } = served({ name: '7B.Model' });
    expect(findings).toContainEqual(expect.objectContaining({ id: 'cce/model-name', mend: "Name it 'b-model', say." }));
  });

  test('for a name that is too long for the labels of its pods', () => {
    expect(served({ name: 'a'.repeat(50) }).found).toEqual([]);
    expect(served({ name: 'a'.repeat(51) }).found).toEqual(['cce/model-name in name']);
  });

  test('for a type that is mistyped, with the one that was meant', () => {
    const props: object = { type: 'DeepSeek-R1-Distil-Qwen-7B' };
    const { findings, manifests } = served(props);
    expect(manifests).toEqual([]);
    expect(findings).toEqual([
      expect.objectContaining({ id: 'cce/model-type', mend: "Use 'DeepSeek-R1-Distill-Qwen-7B'." }),
    ]);
  });
});

test('72 billion parameters on NPUs of 32 GB are served where their number is stated', () => {
  expect(served({ type: 'Qwen2.5-72B-Instruct', npuMemoryGB: 32, tensorParallel: 8 }).found).toEqual([]);
});

test('a sequence beyond what is known to be safe is warned of', () => {
  const { findings } = served({ maxModelLen: 65_536 });
  expect(findings).toEqual([expect.objectContaining({ id: 'cce/max-model-len', severity: 'warning' })]);
});
