import { anotherRuntime, findings, manifests } from './manifests';
import type { Patch, Patches } from './manifests';

const runtime = (spec: Patch): Patches => ({ runtime: { spec } });
const runner = { name: 'ome-container', image: 'i' };
const entry = {
  name: 'safetensors',
  modelFormat: { name: 'safetensors', version: '1.0.0' },
  modelFramework: { name: 'transformers', version: '4.36.2' },
  modelArchitecture: 'MistralForCausalLM',
  autoSelect: true,
};
const leader = { runner: { ...runner, readinessProbe: {} } };
const container = (mode: string) => [{ name: 'a', env: [{ name: 'DEPLOYMENT_MODE', value: mode }] }];

/** What is changed, the severity, the finding, the field. */
const FAULTS: readonly (readonly [string, Patches, string, string, string])[] = [
  [
    'a range of sizes without an end',
    runtime({ modelSizeRange: { max: null } }),
    'error',
    'ome/size-range',
    'spec.modelSizeRange',
  ],
  [
    'a range of sizes that ends before it begins',
    runtime({ modelSizeRange: { min: '10B' } }),
    'error',
    'ome/size-range',
    'spec.modelSizeRange',
  ],
  [
    'a size in lower case',
    runtime({ modelSizeRange: { min: '5b' } }),
    'error',
    'ome/size-unit',
    'spec.modelSizeRange.min',
  ],
  [
    'a size in gigabytes',
    runtime({ modelSizeRange: { max: '9G' } }),
    'error',
    'ome/size-unit',
    'spec.modelSizeRange.max',
  ],
  [
    'a size without a unit',
    runtime({ modelSizeRange: { min: '5' } }),
    'error',
    'ome/size-unit',
    'spec.modelSizeRange.min',
  ],
  [
    'a size that is a number',
    runtime({ modelSizeRange: { max: 9 } }),
    'error',
    'ome/size-unit',
    'spec.modelSizeRange.max',
  ],
  [
    'a size under nothing',
    runtime({ modelSizeRange: { min: '-5B' } }),
    'error',
    'ome/size-unit',
    'spec.modelSizeRange.min',
  ],
  [
    'a version with a leading zero',
    runtime({ supportedModelFormats: [{ ...entry, modelFramework: { name: 'transformers', version: '4.06.0' } }] }),
    'error',
    'ome/format-version',
    'spec.supportedModelFormats[0].modelFramework.version',
  ],
  [
    'two priorities under one name',
    runtime({
      supportedModelFormats: [
        { ...entry, priority: 1 },
        { ...entry, modelArchitecture: 'A', priority: 2 },
      ],
    }),
    'error',
    'ome/format-priorities',
    'spec.supportedModelFormats[1].priority',
  ],
  ['old workers of no size', runtime({ workers: { size: 0 } }), 'error', 'ome/legacy-workers', 'spec.workers'],
  [
    'old groups without workers',
    runtime({ containers: container('MultiNode') }),
    'error',
    'ome/legacy-workers',
    'spec.workers',
  ],
  [
    'old single pods with workers',
    runtime({ containers: container('RawDeployment'), workers: { size: 1 } }),
    'error',
    'ome/legacy-workers',
    'spec.workers',
  ],
  [
    'a name that is no label',
    { runtime: { metadata: { name: 'r'.repeat(64) } } },
    'error',
    'ome/runtime-name-length',
    'metadata.name',
  ],
  [
    'an accelerator class that is not here',
    runtime({ acceleratorRequirements: { acceleratorClasses: ['h100', 'h200'] } }),
    'note',
    'ome/accelerator-class',
    'spec.acceleratorRequirements.acceleratorClasses',
  ],
  [
    'a leader without workers',
    runtime({ engineConfig: { runner: null, leader } }),
    'error',
    'ome/leader-without-worker',
    'spec.engineConfig.leader',
  ],
  [
    'workers without a size',
    runtime({ engineConfig: { runner: null, leader, worker: { runner } } }),
    'error',
    'ome/worker-size',
    'spec.engineConfig.worker.size',
  ],
  [
    'workers without anybody who leads them',
    runtime({ engineConfig: { runner: null, worker: { size: 1, runner } } }),
    'error',
    'ome/no-leader',
    'spec.engineConfig.leader',
  ],
  [
    'a leader whose readiness nobody probes',
    runtime({ engineConfig: { runner: null, leader: { runner }, worker: { size: 1, runner } } }),
    'warning',
    'ome/no-readiness',
    'spec.engineConfig.leader.runner.readinessProbe',
  ],
  [
    'a runner of another name whose readiness nobody probes',
    runtime({ engineConfig: { runner: { name: 'sglang', readinessProbe: null } } }),
    'warning',
    'ome/no-readiness',
    'spec.engineConfig.runner.readinessProbe',
  ],
  [
    'a chat template in the command',
    runtime({ engineConfig: { runner: { command: ['sh', '-c', '{% for m in messages %}{{ m }}'] } } }),
    'error',
    'ome/template-text',
    'spec.engineConfig.runner.command[2]',
  ],
];

test.each(FAULTS)('%s is told', (_, patches, severity, id, field) => {
  const found = findings(manifests(patches)).filter(({ where }) => where === 'ClusterServingRuntime');
  expect(found).toMatchObject([{ id, severity, field }]);
});

const RIGHT: readonly (readonly [string, Patches])[] = [
  ['no range of sizes', runtime({ modelSizeRange: null })],
  ['sizes of one kind', runtime({ modelSizeRange: { min: '7000M', max: '0.01T' } })],
  ['a size of nothing', runtime({ modelSizeRange: { min: '0B' } })],
  [
    'priorities of entries that are not selected',
    runtime({
      supportedModelFormats: [
        { ...entry, priority: 1 },
        { ...entry, autoSelect: false, priority: 2 },
      ],
    }),
  ],
  [
    'priorities under two names',
    runtime({
      supportedModelFormats: [
        { ...entry, priority: 1 },
        { ...entry, name: 'b', modelArchitecture: 'A', priority: 2 },
      ],
    }),
  ],
  ['a probe that OME adds', runtime({ engineConfig: { runner: { readinessProbe: null } } })],
  ['workers with a leader', runtime({ engineConfig: { runner: null, leader, worker: { size: 3, runner } } })],
  ['workers that the runner leads', runtime({ engineConfig: { worker: { size: 1, runner } } })],
  ['an accelerator class that is here', runtime({ acceleratorRequirements: { acceleratorClasses: ['h100'] } })],
  [
    'text with a brace of its own',
    runtime({ engineConfig: { runner: { env: [{ name: 'A', value: '{"a": {"b": 1}}' }] } } }),
  ],
];

test.each(RIGHT)('%s is right', (_, patches) => {
  expect(findings(manifests(patches))).toEqual([]);
});

describe('two runtimes', () => {
  const overlaps = (patch: Patch) => findings(manifests({}, [anotherRuntime('z-runtime', patch)]));

  test('that are selected for the same models are told, by both names', () => {
    const [finding, ...others] = overlaps({});
    expect(finding).toMatchObject({ id: 'ome/overlapping-runtimes', severity: 'warning' });
    expect(finding?.problem).toBe(
      "'mistral-runtime' and 'z-runtime' are selected for the same models of the same sizes, with the same priority 1",
    );
    expect(others).toEqual([]);
  });

  test.each<[string, Patch]>([
    ['touch in one size', { spec: { modelSizeRange: { min: '9B', max: '20B' } } }],
    ['of which one is for any size', { spec: { modelSizeRange: null } }],
    ['of which one states no priority, which is 1', { spec: { supportedModelFormats: [entry] } }],
  ])('that %s are told', (_, patch) => {
    expect(overlaps(patch)).toMatchObject([{ id: 'ome/overlapping-runtimes' }]);
  });

  test.each<[string, Patch]>([
    ['of other priorities', { spec: { supportedModelFormats: [{ ...entry, priority: 2 }] } }],
    ['for other sizes', { spec: { modelSizeRange: { min: '10B', max: '20B' } } }],
    ['for other architectures', { spec: { supportedModelFormats: [{ ...entry, modelArchitecture: 'A' }] } }],
    ['for other quantizations', { spec: { supportedModelFormats: [{ ...entry, quantization: 'fp8' }] } }],
    ['of which one is not selected', { spec: { supportedModelFormats: [{ ...entry, autoSelect: false }] } }],
    ['of which one is disabled', { spec: { disabled: true } }],
  ])('%s do not overlap', (_, patch) => {
    expect(overlaps(patch)).toEqual([]);
  });

  test('of a namespace and of the cluster do not overlap, since the namespace comes first', () => {
    const own = { ...anotherRuntime('z-runtime', { metadata: { namespace: 'models' } }), kind: 'ServingRuntime' };
    expect(findings(manifests({}, [own]))).toEqual([]);
  });
});
