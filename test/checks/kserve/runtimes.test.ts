import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { runtime, told } from './manifests';

const format = (priority: number | undefined, more: JsonObject = {}): JsonObject => ({
  name: 'sklearn',
  version: '1',
  autoSelect: true,
  ...(priority === undefined ? {} : { priority }),
  ...more,
});

const GPU = { resources: { limits: { 'nvidia.com/gpu': '8' } } };
const workers = (fields: JsonObject = {}, container: JsonObject = GPU): JsonObject => ({
  workerSpec: {
    containers: [{ name: 'worker-container', image: 'registry.example/vllm:1.0', ...container }],
    ...fields,
  },
});
const main = (fields: JsonObject): JsonObject => ({
  containers: [{ name: 'kserve-container', image: 'registry.example/vllm:1.0', ...fields }],
});
const variable = (name: string): JsonObject => ({ env: [{ name, value: '2' }] });
const requests = (name: string): JsonObject => ({ resources: { requests: { [name]: '1' } } });

describe('a runtime that is refused, or of which no pod can be made', () => {
  it.each<readonly [id: string, what: string, spec: JsonObject, field: string]>([
    [
      'kserve/different-priorities',
      'entries of one format with different priorities',
      { supportedModelFormats: [format(1), format(2, { version: '2' })] },
      'spec.supportedModelFormats[1].priority',
    ],
    [
      'kserve/worker-containers',
      'two containers of workers',
      { workerSpec: { containers: [{ name: 'worker-container' }, { name: 'metrics' }] } },
      'spec.workerSpec.containers',
    ],
    [
      'kserve/worker-containers',
      'no container of workers',
      { workerSpec: { containers: [] } },
      'spec.workerSpec.containers',
    ],
    [
      'kserve/no-worker-container',
      'a container of workers of another name',
      { workerSpec: { containers: [{ name: 'worker' }] } },
      'spec.workerSpec.containers[0].name',
    ],
    [
      'kserve/parallel-size-variable',
      'a size of its workers as a variable',
      { ...main(variable('PIPELINE_PARALLEL_SIZE')), ...workers() },
      'spec.containers[0].env',
    ],
    [
      'kserve/parallel-size',
      'no part at all',
      workers({ tensorParallelSize: 0 }),
      'spec.workerSpec.tensorParallelSize',
    ],
    [
      'kserve/unknown-device',
      'a slice of a device',
      { ...main(requests('nvidia.com/mig-1g.5gb')), ...workers() },
      'spec.containers[0].resources.requests["nvidia.com/mig-1g.5gb"]',
    ],
    [
      'kserve/unknown-device',
      'large pages for its workers',
      workers({}, requests('hugepages-2Mi')),
      'spec.workerSpec.containers[0].resources.requests["hugepages-2Mi"]',
    ],
    [
      'kserve/device-annotation',
      'devices that are no list',
      { annotations: { 'serving.kserve.io/gpu-resource-types': 'rdma/hca' }, ...workers() },
      'spec.annotations["serving.kserve.io/gpu-resource-types"]',
    ],
    ['kserve/blocked-variable', 'a path of Python', main(variable('PYTHONPATH')), 'spec.containers[0].env[0].name'],
    [
      'kserve/blocked-variable',
      'a path of Python for its workers',
      workers({}, variable('PYTHONPATH')),
      'spec.workerSpec.containers[0].env[0].name',
    ],
    ['kserve/no-main-container', 'no container that serves', { containers: [{ name: 'server' }] }, 'spec.containers'],
    ['kserve/no-main-container', 'no container at all', { containers: [] }, 'spec.containers'],
  ])('%s: %s', (id, _, spec, field) => {
    expect(told([runtime(spec)])).toEqual([[id, field]]);
  });

  it.each<readonly [what: string, spec: JsonObject]>([
    [
      'all entries of a format with the same priority',
      { supportedModelFormats: [format(1), format(1, { version: '2' })] },
    ],
    ['entries without a priority beside others', { supportedModelFormats: [format(1), format(undefined)] }],
    [
      'a different priority where it is not selected',
      { supportedModelFormats: [format(1), format(2, { autoSelect: false })] },
    ],
    ['formats in other letters', { supportedModelFormats: [format(1), format(2, { name: 'SKLearn' })] }],
    ['a size as a variable, on one node', main(variable('TENSOR_PARALLEL_SIZE'))],
    ['a slice of a device, on one node', main(requests('nvidia.com/mig-1g.5gb'))],
    [
      'a slice of a device in another container',
      { ...workers(), containers: [...both(requests('nvidia.com/mig-1g.5gb'))] },
    ],
    [
      'devices that it names',
      {
        annotations: { 'serving.kserve.io/gpu-resource-types': '["rdma/hca"]' },
        ...main(requests('rdma/hca')),
        ...workers({}, requests('rdma/hca')),
      },
    ],
    ['names of ModelMesh', { multiModel: true, containers: [{ name: 'server' }] }],
    ['an adapter of ModelMesh', { builtInAdapter: { serverType: 'ovms' }, containers: [{ name: 'ovms' }] }],
    ['anything, where it is disabled', { disabled: true, containers: [], workerSpec: { containers: [] } }],
  ])('is none with %s', (_, spec) => {
    expect(told([runtime(spec)])).toEqual([]);
  });

  it('has devices that the cluster knows', () => {
    const manifest = runtime({ ...main(requests('rdma/hca')), ...workers() });
    expect(told([manifest], { kserve: { customGpuResourceTypes: ['rdma/hca'] } })).toEqual([]);
  });
});

function both(sidecar: JsonObject): readonly JsonObject[] {
  return [{ name: 'kserve-container' }, { name: 'sidecar', ...sidecar }];
}

describe('two runtimes with one priority', () => {
  const one = runtime({ protocolVersions: ['v1', 'v2'], supportedModelFormats: [format(1)] });
  const other = (spec: JsonObject = {}, metadata: JsonObject = {}): Manifest =>
    runtime({ protocolVersions: ['v2'], supportedModelFormats: [format(1)], ...spec }, { name: 'other', ...metadata });
  const cluster = (manifest: Manifest): Manifest => ({ ...manifest, kind: 'ClusterServingRuntime' });

  it.each<readonly [what: string, manifests: readonly Manifest[]]>([
    ['of one namespace', [one, other()]],
    ['of the cluster', [cluster(one), cluster(other())]],
    ['whose formats differ by capitals', [one, other({ supportedModelFormats: [format(1, { name: 'SKLearn' })] })]],
  ])('are refused: %s', (_, manifests) => {
    expect(told(manifests)).toEqual([['kserve/equal-priorities', 'spec.supportedModelFormats[0].priority']]);
  });

  it.each<readonly [what: string, manifests: readonly Manifest[]]>([
    ['of two namespaces', [one, other({}, { namespace: 'others' })]],
    ['of a namespace and of the cluster', [one, cluster(other())]],
    ['with another priority', [one, other({ supportedModelFormats: [format(2)] })]],
    ['without a priority', [one, other({ supportedModelFormats: [format(undefined)] })]],
    ['for another version', [one, other({ supportedModelFormats: [format(1, { version: '2' })] })]],
    ['that speak different protocols', [one, other({ protocolVersions: ['grpc-v2'] })]],
    ['that state no protocols', [one, other({ protocolVersions: [] })]],
    ['that are not selected', [one, other({ supportedModelFormats: [format(1, { autoSelect: false })] })]],
    ['one of which is disabled', [one, other({ disabled: true })]],
    ['one of which is for ModelMesh', [one, other({ multiModel: true })]],
    [
      'that are one, with the same entry twice',
      [runtime({ protocolVersions: ['v1'], supportedModelFormats: [format(1), format(1)] })],
    ],
  ])('are admitted: %s', (_, manifests) => {
    expect(told(manifests)).toEqual([]);
  });

  it('are compared with those that stand in the cluster', () => {
    expect(told([one], { inventory: [other()] })).toHaveLength(1);
  });

  it('are not compared with what they take the place of', () => {
    const before = runtime({ protocolVersions: ['v1'], supportedModelFormats: [format(2)] });
    const renamed = runtime({ protocolVersions: ['v1'], supportedModelFormats: [format(2)] }, { name: 'new' });
    expect(told([one, renamed], { inventory: [before] })).toEqual([]);
  });
});
