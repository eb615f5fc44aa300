import fc from 'fast-check';
import { llmInferenceServiceRules } from '../../../checks/rules/llm-inference-service';
import type { JsonValue } from '../../../kubernetes/manifest';
import { findings } from './services';
import { runs } from '../../runs';

/** Names of fields that rules read, so that values of any type get where they look. */
const KEYS = [
  ...['metadata', 'name', 'namespace', 'annotations', 'labels', 'serving.kserve.io/exp-dra-device-count'],
  ...['spec', 'model', 'uri', 'lora', 'adapters', 'maxRank', 'confidential', 'enabled', 'storageInitializer'],
  ...['parallelism', 'tensor', 'pipeline', 'data', 'dataLocal', 'expert', 'template', 'worker', 'prefill'],
  ...['containers', 'initContainers', 'volumes', 'env', 'value', 'command', 'args', 'resources', 'limits', 'ports'],
  ...['router', 'route', 'http', 'refs', 'gateway', 'group', 'weight', 'scheduler', 'config', 'inline', 'plugins'],
  ...['pool', 'ref', 'scaling', 'wva', 'keda', 'kvCacheOffloading', 'secondary', 'fileSystem', 'rolloutStrategy'],
  ...['maxSurge', 'baseRefs', 'tracing', 'tokenizer', '__proto__', 'constructor'],
];
const LEAVES = [null, true, -1, 0.5, 2, '', 'main', '{{ .Name }}', '{{', 'hf://a/b', 'VLLM_ADDITIONAL_ARGS', '"\n'];

const anyValue = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(...LEAVES),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 8 }),
  ),
})).value;

const anyManifest = fc.record({
  apiVersion: fc.constantFrom('serving.kserve.io/v1alpha1', 'serving.kserve.io/v1alpha2', 'v1'),
  kind: fc.constantFrom('LLMInferenceService', 'LLMInferenceServiceConfig', 'ConfigMap'),
  metadata: anyValue,
  spec: anyValue,
  data: anyValue,
});

it('any manifests are checked to the end', () => {
  fc.assert(
    fc.property(fc.array(anyManifest, { maxLength: 4 }), (manifests) => {
      for (const { id, problem, mend } of findings(manifests)) {
        if (id.startsWith('llmisvc/')) expect(Object.keys(llmInferenceServiceRules)).toContain(id);
        expect(problem).not.toMatch(/undefined|\[object/);
        expect(mend).not.toMatch(/undefined|\[object/);
      }
    }),
    { numRuns: runs(500) },
  );
});
