import { findings, manifests } from './manifests';
import type { Patch, Patches } from './manifests';

const storage = (fields: Patch): Patches => ({ model: { spec: { storage: fields } } });
const uri = (storageUri: string) => storage({ storageUri });
const benchmark = (spec: Patch): Patches => ({ benchmark: { spec } });
const skipped = { metadata: { annotations: { 'ome.oracle.com/skip-config-parsing': 'true' } } };

/** What is changed, the finding, the field. */
const ERRORS: readonly (readonly [string, Patches, string, string])[] = [
  ['a model with a dot in its name', { model: { metadata: { name: 'qwen2.5' } } }, 'ome/model-name', 'metadata.name'],
  ['a vendor with a space', { model: { spec: { vendor: 'Mistral AI' } } }, 'ome/model-vendor', 'spec.vendor'],
  [
    'a model of 7 gigabytes',
    { model: { spec: { modelParameterSize: '7GB' } } },
    'ome/size-unit',
    'spec.modelParameterSize',
  ],
  ['a model without a folder', storage({ path: null }), 'ome/model-path', 'spec.storage.path'],
  ['a model in a volume', uri('pvc://models/mistral'), 'ome/pvc-model', 'spec.storage.storageUri'],
  ['a model in S3', uri('s3://bucket/mistral'), 'ome/storage-not-downloaded', 'spec.storage.storageUri'],
  ['a model in Azure', uri('az://account/container/mistral'), 'ome/storage-not-downloaded', 'spec.storage.storageUri'],
  ['a model in an OCI image', uri('oci://registry.example/mistral:1'), 'ome/storage-uri', 'spec.storage.storageUri'],
  ['a model in no bucket', uri('oci://namespace@us-chicago-1/'), 'ome/storage-uri', 'spec.storage.storageUri'],
  ['a model at an address', uri('https://example.com/mistral'), 'ome/storage-uri', 'spec.storage.storageUri'],
  ['a model of no name', uri('hf://@main'), 'ome/storage-uri', 'spec.storage.storageUri'],
  [
    'a model whose configuration is not to be parsed',
    { model: skipped },
    'ome/skip-config-parsing',
    'metadata.annotations["ome.oracle.com/skip-config-parsing"]',
  ],
  [
    'a class whose memory has no unit',
    { accelerator: { spec: { capabilities: { memoryGB: 80 } } } },
    'ome/accelerator-memory',
    'spec.capabilities.memoryGB',
  ],
  [
    'a benchmark of nothing',
    benchmark({ endpoint: { inferenceService: null } }),
    'ome/benchmark-endpoint',
    'spec.endpoint',
  ],
  [
    'a benchmark of two things',
    benchmark({ endpoint: { endpoint: { url: 'http://a', apiFormat: 'openai' } } }),
    'ome/benchmark-endpoint',
    'spec.endpoint',
  ],
  [
    'a scenario of another task',
    benchmark({ trafficScenarios: ['D(1,1)', 'E(64,1)'] }),
    'ome/benchmark-scenario',
    'spec.trafficScenarios[1]',
  ],
  [
    "OME's own scenarios of embeddings",
    benchmark({ task: 'text-to-embeddings', trafficScenarios: null }),
    'ome/benchmark-scenario',
    'spec.trafficScenarios',
  ],
  [
    'a temperature that is no number',
    benchmark({ additionalRequestParams: { temperature: 'warm' } }),
    'ome/benchmark-parameter',
    'spec.additionalRequestParams.temperature',
  ],
  [
    'a truth that is none',
    benchmark({ additionalRequestParams: { ignore_eos: 'True' } }),
    'ome/benchmark-parameter',
    'spec.additionalRequestParams.ignore_eos',
  ],
  [
    'results to nowhere',
    benchmark({ outputLocation: { storageUri: '/results' } }),
    'ome/storage-uri',
    'spec.outputLocation.storageUri',
  ],
  [
    'results to a bucket alone, which is enough for models only',
    benchmark({ outputLocation: { storageUri: 'oci://bucket/results' } }),
    'ome/storage-uri',
    'spec.outputLocation.storageUri',
  ],
];

test.each(ERRORS)('%s is an error', (_, patches, id, field) => {
  const found = findings(manifests(patches)).filter(({ where }) => where !== 'InferenceService');
  expect(found).toMatchObject([{ id, severity: 'error', field }]);
});

const RIGHT: readonly (readonly [string, Patches])[] = [
  ['a branch', uri('hf://mistralai/Mistral-7B-Instruct-v0.2@main')],
  ['an object store of OCI', uri('oci://n/namespace/b/bucket/o/mistral')],
  ['a bucket', uri('oci://models/mistral')],
  ['a bucket of a namespace and a region', uri('oci://namespace@us-chicago-1/models/mistral')],
  ['a folder of every node', uri('local:///mnt/data/models/mistral')],
  ['a vendor', uri('vendor://oracle/model/mistral')],
  ['a vendor and nothing else', uri('vendor://oracle')],
  ['files that are there and not parsed', { model: { ...skipped, spec: { storage: { storageUri: 'local:///a' } } } }],
  ['a model of unknown size', { model: { spec: { modelParameterSize: null } } }],
  ["OME's own scenarios of text", benchmark({ trafficScenarios: null })],
  ['pictures of three numbers', benchmark({ task: 'image-to-text', trafficScenarios: ['I(512,512,2)'] })],
  ['a memory in bytes', { accelerator: { spec: { capabilities: { memoryGB: '85899345920' } } } }],
  ['a memory with a unit', { accelerator: { spec: { capabilities: { memoryGB: '80Gi' } } } }],
];

test.each(RIGHT)('%s is right', (_, patches) => {
  expect(findings(manifests(patches))).toEqual([]);
});

test('a model that is nowhere downloaded may leave its folder out, and pods then have none', () => {
  const found = findings(manifests(storage({ storageUri: 'vendor://oracle/model/mistral', path: null })));
  expect(found).toMatchObject([{ id: 'ome/model-path', severity: 'warning' }]);
});

/** A model and where its weights come from. */
function findingsOfRepository(name: string, repository: string) {
  const model = {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterBaseModel',
    metadata: { name },
    spec: { storage: { storageUri: `hf://${repository}`, path: '/mnt/data/models/a' } },
  };
  return findings([model]);
}

test.each([
  ['llama-3-1-nemotron-ultra-253b-v1', 'nvidia/Llama-3.1-Nemotron-70B-Instruct'],
  ['qwen2-5-0-5b', 'Qwen/Qwen2.5-7B@main'],
])('%s from %s, a repository of another size, is a warning', (name, repository) => {
  expect(findingsOfRepository(name, repository)).toMatchObject([
    { id: 'ome/model-repository', severity: 'warning', field: 'spec.storage.storageUri' },
  ]);
});

test.each([
  ['my-qwen-7b', 'Qwen/Qwen2.5-7B-Instruct'],
  ['qwen2-5-0-5b', 'Qwen/Qwen2.5-0.5B'],
  ['mixtral-8x7b-instruct', 'mistralai/Mixtral-8x7B-Instruct-v0.1'],
  ['assistant', 'nvidia/Llama-3.1-Nemotron-70B-Instruct'],
  ['granite-8b', 'mirror/granite'],
])('%s from %s may well be right', (name, repository) => {
  expect(findingsOfRepository(name, repository)).toEqual([]);
});
