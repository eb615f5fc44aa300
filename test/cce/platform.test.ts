import { Accelerator, ModelStorage, VllmRuntime } from '../../index';
import type { VllmServeProps } from '../../index';
import { arrayAt, objectAt, valueAt } from '../../kubernetes/manifest';
import { Cce } from '../../platforms/cce/cce';
import { schemaErrors } from '../manifest-schema';
import { onCce } from './cluster';

const QWQ = { huggingFaceId: 'Qwen/QwQ-32B', storage: ModelStorage.pvc('release-models', 'weights/qwq') };

function served(props: Partial<VllmServeProps> = {}, platform?: Cce) {
  const { manifests, found, object } = onCce((cluster) => {
    const vllm = new VllmRuntime(cluster, 'vllm-ascend', {
      image: 'quay.io/ascend/vllm-ascend:v0.11.0',
      accelerator: Accelerator.ascend({ chip: 'ascend-1980', count: 2 }),
      resources: { limits: { cpu: 16, memory: '96Gi' } },
    });
    vllm.serve(cluster, 'qwq', { model: QWQ, ...props });
  }, platform);
  const template = objectAt(object('LeaderWorkerSet'), 'spec', 'leaderWorkerTemplate', 'leaderTemplate');
  return { manifests, found, set: object('LeaderWorkerSet'), template, pod: objectAt(template, 'spec') };
}

test('a service of any engine has the labels of the templates, and Volcano as its scheduler', () => {
  const { manifests, found, set, template, pod } = served();
  expect(found).toEqual([]);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(valueAt(set, 'metadata', 'labels')).toEqual({ 'xds/version': '1' });
  expect(valueAt(template, 'metadata', 'labels')).toEqual({
    'xds/instanceType': 'head',
    'xds/teGroupId': 'qwq',
    'xds/modelId': 'qwq',
    'xds/teGroupType': 'default',
  });
  expect(pod.schedulerName).toBe('volcano');
});

test('a claim is mounted where the templates mount it', () => {
  const [container] = arrayAt(served().pod, 'containers');
  expect(arrayAt(container, 'args')).toContain('--model=/workspace/Qwen/QwQ-32B');
  expect(arrayAt(container, 'volumeMounts')).toContainEqual(
    expect.objectContaining({ mountPath: '/workspace/Qwen/QwQ-32B', subPath: 'weights/qwq' }),
  );
});

test('a model without an identifier is mounted as on any LeaderWorkerSet', () => {
  const [container] = arrayAt(served({ model: { storage: QWQ.storage } }).pod, 'containers');
  expect(arrayAt(container, 'args')).toContain('--model=/mnt/models');
});

test('labels and scheduler can be stated', () => {
  const { set, pod } = served({}, new Cce({ revision: '4', schedulerName: 'default-scheduler' }));
  expect(valueAt(set, 'metadata', 'labels')).toEqual({ 'xds/version': '4' });
  expect(pod.schedulerName).toBe('default-scheduler');
});
