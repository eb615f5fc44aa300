import { stringify } from 'yaml';
import { checkCluster } from '../../checks/check-cluster';
import type { JsonValue } from '../../kubernetes/manifest';

const environment = { name: 'prod', imagesByDigest: true };
const DIGEST = `sha256:${'a'.repeat(64)}`;

/** What is said of digests where a ConfigMap holds a text. */
function toldOf(name: string, key: string, text: JsonValue, facts = { environment }) {
  const manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'models' },
    data: { [key]: stringify(text, { lineWidth: 0 }) },
  };
  return checkCluster([{ manifest, where: 'a.yaml' }], facts)
    .filter(({ id }) => id === 'pod/image-digest')
    .map(({ severity, field, problem }) => `${severity} at ${field ?? ''}: ${problem}`);
}

function agent(tag: string) {
  const image = { registry: 'quay.io', repository: 'vllm/vllm-openai', tag };
  const entry = { match_runtimes: ['custom'], match_gpu_types: ['nvidia'], container_template: { image } };
  return { deployment_templates: [entry] };
}

function set(image: string) {
  const containers = [{ name: 'server', image }];
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: { name: '${name}', namespace: '${namespace}' },
    spec: { leaderWorkerTemplate: { size: 1, workerTemplate: { spec: { containers } } } },
  };
}

describe('where an environment asks for digests', () => {
  test("an image of Hydra's agent has none, and cannot", () => {
    expect(toldOf('hydra-agent', 'configmap', agent('v0.12.0'))).toEqual([
      "warning at data.configmap deployment_templates[0].container_template.image.tag: 'quay.io/vllm/vllm-openai:v0.12.0' has no digest, which the environment 'prod' asks for, and Hydra has no field for one",
    ]);
  });

  test("an image of a template of CCE's add-on is an error", () => {
    expect(toldOf('templates', 'qwen.yaml', set('vllm:1'))).toEqual([
      expect.stringMatching(/^error at data\["qwen.yaml"\]\.spec\.leaderWorkerTemplate.*'vllm:1' has no digest/),
    ]);
  });

  test.each([
    ["that CCE's add-on fills in", set('${leader_image}')],
    ['with a digest', set(`vllm:1@${DIGEST}`)],
  ])('an image %s is sound', (_which, template) => {
    expect(toldOf('templates', 'qwen.yaml', template)).toEqual([]);
  });
});

test('elsewhere, tags will do', () => {
  const facts = { environment: { name: 'dev', imagesByDigest: false } };
  expect(toldOf('hydra-agent', 'configmap', agent('v0.12.0'), facts)).toEqual([]);
  expect(toldOf('templates', 'qwen.yaml', set('vllm:1'), facts)).toEqual([]);
});
