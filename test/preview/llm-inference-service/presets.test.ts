import { isShippedPreset, presetPods } from '../../../catalog/llm-presets';
import type { JsonObject } from '../../../kubernetes/manifest';
import { groupSize } from '../../../preview/llm-inference-service/parallelism';
import { presetSpec } from '../../../preview/llm-inference-service/preset-spec';
import { presetsFor } from '../../../preview/llm-inference-service/presets';

const worker = { containers: [] };
const data = { worker, parallelism: { data: 16, dataLocal: 8 } };
const pipeline = { worker, parallelism: { pipeline: 2 } };
const plugins = (...types: readonly string[]): JsonObject => ({
  config: { inline: { plugins: types.map((type) => ({ type })) } },
});

describe('the presets of a service', () => {
  test.each<readonly [spec: JsonObject, presets: readonly string[]]>([
    [{}, ['template']],
    [data, ['worker-data-parallel']],
    [pipeline, ['worker-pipeline-parallel']],
    [{ worker }, []],
    [{ prefill: {} }, ['prefill-template', 'decode-template']],
    [{ ...data, prefill: data }, ['prefill-worker-data-parallel', 'decode-worker-data-parallel']],
    [{ ...data, prefill: pipeline }, ['prefill-worker-pipeline-parallel', 'decode-worker-data-parallel']],
    [{ tracing: {} }, ['tracing', 'template']],
    [{ router: {} }, ['template']],
    [{ router: { route: {} } }, ['router-route', 'template']],
    [{ router: { route: { http: { refs: [{ name: 'own' }] } } } }, ['template']],
    [{ router: { scheduler: {} } }, ['scheduler', 'template']],
    [{ router: { scheduler: { pool: { ref: { name: 'own' } } } } }, ['template']],
    [{ router: { scheduler: { pool: { ref: { name: '' } } } } }, ['scheduler', 'template']],
    [{ router: { scheduler: { tokenizer: {} } } }, ['scheduler', 'tokenizer', 'template']],
    [{ router: { scheduler: plugins('token-producer') } }, ['scheduler', 'tokenizer', 'template']],
    [{ router: { scheduler: plugins('precise-prefix-cache-scorer') } }, ['scheduler', 'tokenizer', 'template']],
    [
      { router: { scheduler: plugins('predicted-latency-producer') } },
      ['scheduler', 'scheduler-latency-predictor', 'template'],
    ],
    [{ router: { scheduler: plugins('queue-scorer') } }, ['scheduler', 'template']],
  ])('that states %j are %j', (spec, presets) => {
    expect(presetsFor(spec)).toEqual(presets.map((name) => `kserve-config-llm-${name}`));
  });

  test('are shipped, but for those of workers that share layers', () => {
    const chosen = [{}, data, pipeline, { ...data, prefill: data }].flatMap(presetsFor);
    expect(chosen.filter((name) => !isShippedPreset(name))).toEqual(['kserve-config-llm-worker-pipeline-parallel']);
  });
});

describe('a group', () => {
  test.each([
    [{}, 1],
    [{ tensor: 8 }, 1],
    [{ data: 16, dataLocal: 8 }, 2],
    [{ data: 4, dataLocal: 8 }, 1],
    [{ data: 12, dataLocal: 8 }, 1],
    [{ data: 4 }, 4],
    [{ pipeline: 3 }, 3],
    [{ pipeline: 3, data: 2, dataLocal: 1 }, 2],
  ])('of %j has %i pods', (parallelism, pods) => {
    expect(groupSize(parallelism)).toBe(pods);
  });
});

describe('the outline of a preset', () => {
  test('has the container, its port and its probes where the preset has them', () => {
    const { prefill } = presetSpec('kserve-config-llm-prefill-worker-data-parallel');
    expect(prefill).toMatchObject({
      template: {
        containers: [{ name: 'main', ports: [{ containerPort: 8000 }], readinessProbe: { httpGet: { port: 8000 } } }],
      },
      worker: { containers: [{ name: 'main', ports: [{ containerPort: 8000 }] }] },
    });
    expect(JSON.stringify(prefill).match(/readinessProbe/g)).toHaveLength(1);
  });

  test('has the proxy of what decodes', () => {
    expect(presetSpec('kserve-config-llm-decode-template')).toMatchObject({
      template: {
        containers: [{ ports: [{ containerPort: 8001 }] }],
        initContainers: [{ name: 'llm-d-routing-sidecar', ports: [{ containerPort: 8000 }] }],
      },
    });
  });

  test('mounts no volume that it does not have', () => {
    const outline = presetSpec('config-llm-template');
    expect(outline).toMatchObject({ template: { volumes: expect.any(Array) as unknown } });
    expect(presetPods('config-llm-template')).toHaveLength(1);
  });

  test('of a router is empty', () => {
    expect(presetSpec('kserve-config-llm-router-route')).toEqual({});
  });
});
