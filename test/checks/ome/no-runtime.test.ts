import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { checkOme } from '../../../checks/ome/check-ome';

/** Fields, of which those that are undefined are not stated. */
type Fields = Readonly<Record<string, JsonObject[string] | undefined>>;

function stated(fields: Fields): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

const service = (spec: JsonObject = {}): Manifest => ({
  apiVersion: 'ome.io/v1beta1',
  kind: 'InferenceService',
  metadata: { name: 's', namespace: 'models' },
  spec: { engine: {}, model: { name: 'zebra' }, ...spec },
});

const model = (spec: Fields = {}): Manifest => ({
  apiVersion: 'ome.io/v1beta1',
  kind: 'ClusterBaseModel',
  metadata: { name: 'zebra' },
  spec: stated({
    modelFormat: { name: 'safetensors', version: '1.0.0' },
    modelFramework: { name: 'transformers', version: '4.51.0' },
    modelArchitecture: 'ZebraForCausalLM',
    modelParameterSize: '8B',
    ...spec,
  }),
});

function runtime(format: JsonObject = {}, metadata: Fields = {}, spec: JsonObject = {}): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ServingRuntime',
    metadata: stated({ name: 'r', namespace: 'models', ...metadata }),
    spec: {
      supportedModelFormats: [
        {
          modelFormat: { name: 'safetensors', version: '1.0.0' },
          modelFramework: { name: 'transformers', version: '4.51.0' },
          modelArchitecture: 'ZebraForCausalLM',
          autoSelect: true,
          priority: 1,
          ...format,
        },
      ],
      modelSizeRange: { min: '7B', max: '9B' },
      ...spec,
    },
  };
}

/** What is told of runtimes that are not selected. */
function told(manifests: readonly Manifest[], inventory: readonly Manifest[] = []): readonly string[] {
  return checkOme(
    manifests.map((manifest) => ({ manifest, where: manifest.kind })),
    { inventory },
  )
    .filter(({ id }) => id === 'ome/no-runtime')
    .map(({ where, field = '', problem }) => `${where} ${field}: ${problem}`);
}

test.each<readonly [string, readonly Manifest[]]>([
  ['one that is not to be selected', [runtime({ autoSelect: false })]],
  ['one for smaller models', [runtime({}, {}, { modelSizeRange: { min: '1B', max: '3B' } })]],
  ['one that is disabled', [runtime({}, {}, { disabled: true })]],
])('beside a service with %s alone, no runtime is selected', (_case, runtimes) => {
  expect(told([service(), model(), ...runtimes])).toEqual([
    expect.stringMatching(
      /^InferenceService spec\.model: No runtime is selected for the model 'zebra': 'r' does not do/,
    ),
  ]);
});

test.each<readonly [string, readonly Manifest[]]>([
  ['one that fits', [service(), model(), runtime()]],
  ['one that fits in no stated namespace', [service(), model(), runtime({}, { namespace: undefined })]],
  ['a runtime that it names', [service({ runtime: { name: 'r' } }), model(), runtime({ autoSelect: false })]],
  ['a size that an agent finds', [service(), model({ modelParameterSize: undefined }), runtime({ autoSelect: false })]],
  [
    'no runtime for the architecture, which may be in the cluster',
    [service(), model(), runtime({ modelArchitecture: 'Other' })],
  ],
  ['a model that is not here', [service(), runtime({ autoSelect: false })]],
])('of a service with %s, nothing is told', (_case, manifests) => {
  expect(told(manifests)).toEqual([]);
});

test('where an inventory says which runtimes there are, none of another architecture is hoped for', () => {
  const other = runtime({ modelArchitecture: 'Other' });
  expect(told([service(), model()], [other])).toHaveLength(1);
});
