import { nameOf, namespaceOf } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { findService } from '../../../sources/selection/find-service';
import type { ManifestsOfCluster } from '../../../sources/selection/find-service';

function object(name: string, namespace?: string, kind = 'InferenceService', group = 'serving.kserve.io'): Manifest {
  const metadata: JsonObject = namespace === undefined ? { name } : { name, namespace };
  return { apiVersion: `${group}/v1`, kind, metadata };
}

const east = { name: 'east', manifests: [object('iris', 'models'), object('churn', 'models'), object('qwen', 'llm')] };
const west = { name: 'west', manifests: [object('iris', 'models'), object('iris', 'other'), object('oss', 'models')] };

/** What is found, or why nothing is. */
function found(asked: string, clusters: readonly ManifestsOfCluster[]): string {
  const result = findService(asked, clusters);
  if (typeof result === 'string') return result;
  return [result.cluster.name, namespaceOf(result.service), nameOf(result.service)].join('/');
}

test.each([
  ['churn', 'east/models/churn'],
  ['models/churn', 'east/models/churn'],
  ['other/iris', 'west/other/iris'],
  ['west/models/iris', 'west/models/iris'],
])('%s means %s', (asked, expected) => {
  expect(found(asked, [east, west])).toBe(expected);
});

test('a service of OME is one too, and other kinds of its name are none', () => {
  const manifests = [object('oss', 'models', 'InferenceService', 'ome.io'), object('oss', 'models', 'Service', 'v1')];
  expect(found('oss', [{ manifests }])).toBe('/models/oss');
});

test('a service without a namespace is named by its name', () => {
  expect(found('iris', [{ name: 'east', manifests: [object('iris')] }])).toBe('east//iris');
});

test.each([
  [
    'iris',
    "'iris' is the name of 3 services: east/models/iris, west/models/iris, west/other/iris. Name one like this.",
  ],
  ['models/iris', "'models/iris' is the name of 2 services: east/models/iris, west/models/iris. Name one like this."],
  ['churns', "there is no service 'churns'. Did you mean 'churn'?"],
  ['model/churn', "there is no service 'model/churn'. Did you mean 'models/churn'?"],
  ['granite', "there is no service 'granite'. There are iris, churn, qwen, oss."],
])('%s means none: %s', (asked, message) => {
  expect(found(asked, [east, west])).toBe(message);
});

test('two services of one name in one cluster are not told apart by it', () => {
  const manifests = [object('iris', 'models'), object('iris', 'models', 'InferenceService', 'ome.io')];
  expect(found('iris', [{ manifests }])).toBe(
    "'iris' is the name of 2 services: models/iris. Give the files of one of them alone.",
  );
});

test.each([
  ['LLMInferenceService', "'qwen' is an LLMInferenceService, which brings its engine and gets no runtime."],
  ['ServingRuntime', "there is no service 'qwen', nor any other InferenceService of KServe or OME."],
])('a name of a %s is no name of a service', (kind, message) => {
  expect(found('qwen', [{ manifests: [object('qwen', 'models', kind)] }])).toBe(message);
});

test('of many services the first ones are listed', () => {
  const manifests = Array.from({ length: 14 }, (_, index) => object(`model-${index}`, 'models'));
  expect(found('granite', [{ manifests }])).toMatch(/There are model-0, .*, model-9 and 4 more\.$/);
});
