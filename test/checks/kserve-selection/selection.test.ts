import { shippedManifests } from '../../../catalog/shipped-manifests';
import { nameOf } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import { runtimeManifest as runtime, serviceManifest as service } from '../../preview/kserve/runtimes';
import { findings } from './findings';

const told = (manifests: readonly Manifest[], inventory?: readonly Manifest[]) =>
  findings(manifests, { inventory }).map(({ severity, id }) => `${severity} ${id}`);

const withoutNamespace = (manifest: Manifest): Manifest => ({ ...manifest, metadata: { name: nameOf(manifest) } });

describe('that no runtime is selected', () => {
  it.each([
    ['the inventory has none for the format', [service('catboost')], [runtime({ name: 'r' })]],
    ['the inventory has one for another version', [service('sklearn:3')], shippedManifests('kserve')],
    [
      'a runtime beside the service is for another version',
      [service('catboost:2'), runtime({ name: 'r', formats: ['catboost:1'] })],
      [],
    ],
    [
      'a runtime beside it spells the format otherwise',
      [service('CatBoost'), runtime({ name: 'r', formats: ['catboost'] })],
      [],
    ],
  ])('is an error where %s', (_, manifests, inventory) => {
    expect(told(manifests, inventory)).toEqual(['error kserve/no-runtime']);
  });

  it.each([
    ['nothing is known of runtimes', [service()]],
    ['runtimes are for other formats', [service('catboost'), runtime({ name: 'r' })]],
    [
      'runtimes are of other namespaces',
      [service('catboost'), runtime({ name: 'r', namespace: 'others', formats: ['catboost'] })],
    ],
    ['KServe ships one that would do', [service('xgboost:2'), runtime({ name: 'r', formats: ['xgboost:9'] })]],
  ])('cannot be said where %s', (_, manifests) => {
    expect(told(manifests)).toEqual(['note kserve/runtimes-unknown']);
  });

  it.each([
    ['a runtime beside the service fits', [service(), runtime({ name: 'r' })], []],
    ['one of the inventory fits', [service('sklearn:1')], shippedManifests('kserve')],
    [
      'one of OpenShift AI may be added to any namespace',
      [service('openvino_ir', { protocolVersion: 'v2' })],
      shippedManifests('openshift-ai'),
    ],
    [
      'a runtime that fits states no namespace, and may be applied to that of the service',
      [service('catboost'), withoutNamespace(runtime({ name: 'r', formats: ['catboost'] }))],
      shippedManifests('kserve'),
    ],
    [
      'the service brings its own container',
      [{ ...service(), spec: { predictor: { containers: [] } } }],
      shippedManifests('kserve'),
    ],
  ])('is not told where %s', (_, manifests, inventory) => {
    expect(told(manifests, inventory)).toEqual([]);
  });

  it('comes with what keeps the nearest runtimes from it', () => {
    const [finding] = findings([
      service('catboost:1', { protocolVersion: 'v1' }),
      runtime({ name: 'far', formats: ['!catboost:1'], protocols: ['v2'] }),
      runtime({ name: 'near', formats: ['catboost:1'], protocols: ['v2'] }),
    ]);
    expect(finding?.problem).toBe(
      "No runtime is selected for 'catboost' 1: 'near' does not do, since it speaks v2, not v1; " +
        "'far' does not do, since its entry for 'catboost' 1 does not have autoSelect: true, and it speaks v2, not v1",
    );
  });

  it.each([
    [
      'version',
      service('c:2'),
      runtime({ name: 'r', formats: ['c:1'] }),
      'State a version that the runtime loads, or none.',
    ],
    [
      'protocol',
      service('c', { protocolVersion: 'v1' }),
      runtime({ name: 'r', formats: ['c'], protocols: ['v2'] }),
      'State `protocolVersion: v2`, if clients speak it, or use another runtime.',
    ],
    ['autoSelect', service('c'), runtime({ name: 'r', formats: ['!c'] }), 'Name it: `runtime: r`.'],
    ['letters', service('C'), runtime({ name: 'r', formats: ['c'] }), "Write it as 'c'."],
    [
      'several nodes',
      service('c'),
      runtime({ name: 'r', formats: ['c'], spec: { workerSpec: {} } }),
      'State `workerSpec: {}` in the predictor, or add a runtime for one node.',
    ],
    [
      'one node',
      service('c', {}, { workerSpec: {} }),
      runtime({ name: 'r', formats: ['c'] }),
      'Add a runtime with a workerSpec, or leave the one of the service out.',
    ],
    [
      'disabling',
      service('c'),
      runtime({ name: 'r', formats: ['c'], spec: { disabled: true } }),
      'Enable it, or add another for the format.',
    ],
    [
      'ModelMesh',
      service('c'),
      runtime({ name: 'r', formats: ['c'], spec: { multiModel: true } }),
      'Add a runtime for the format that is not for ModelMesh.',
    ],
  ])('is mended by the one thing that is wrong: %s', (_, asking, known, mend) => {
    expect(findings([asking, known])).toMatchObject([{ id: 'kserve/no-runtime', mend }]);
  });

  it('is mended by the nearest format, where the name is of none', () => {
    expect(findings([service('sklern')], { inventory: shippedManifests('kserve') })).toMatchObject([
      { id: 'kserve/no-runtime', field: 'spec.predictor.model.modelFormat', mend: "Did you mean 'sklearn'?" },
    ]);
  });

  it('is told once for all services where nothing is known', () => {
    const services = ['a', 'b', 'c'].map((format) => service(format));
    expect(findings(services)).toMatchObject([
      {
        id: 'kserve/runtimes-unknown',
        problem:
          "The runtimes that this service could have are not known, and neither are those of 2 other services (formats 'a', 'b', 'c')",
      },
    ]);
  });
});

describe('a tie between runtimes', () => {
  const young = runtime({ name: 'young', createdAt: '2026-02-01T00:00:00Z' });
  const old = runtime({ name: 'old', createdAt: '2026-01-01T00:00:00Z' });

  it('is a warning at the service that would get one of them', () => {
    expect(findings([service(), runtime({ name: 'a' }), runtime({ name: 'b', formats: ['sklearn:1'] })])).toMatchObject(
      [
        {
          id: 'kserve/runtime-tie',
          severity: 'warning',
          where: 'iris',
          problem: "Several runtimes would serve 'sklearn', and nothing but their age decides: 'a', 'b'",
        },
      ],
    );
  });

  it.each([
    ['a priority decides', [runtime({ name: 'a' }), runtime({ name: 'b', formats: ['sklearn=1'] })]],
    ['the namespace decides', [runtime({ name: 'a' }), runtime({ name: 'b', namespace: 'team' })]],
    ['protocols decide', [runtime({ name: 'a', protocols: ['v1'] }), runtime({ name: 'b' })]],
  ])('is none where %s', (_, runtimes) => {
    expect(told([service(), ...runtimes])).toEqual([]);
  });

  it('is none where ages are known, as in an export of a cluster', () => {
    expect(told([service()], [old, young])).toEqual([]);
    expect(told([service()], [old, runtime({ name: 'unknown' })])).toEqual(['warning kserve/runtime-tie']);
  });

  it('is none where the inventory has the ages of the runtimes that are applied', () => {
    expect(told([service(), runtime({ name: 'old', formats: ['sklearn:7'] })], [old, young])).toEqual([]);
  });
});

describe('runtimes that are selected for the same', () => {
  const overlap = 'warning kserve/overlapping-runtimes';

  it.each([
    ['without priorities', runtime({ name: 'a' }), runtime({ name: 'b' })],
    [
      'with equal priorities and any protocol',
      runtime({ name: 'a', formats: ['c:1=2'] }),
      runtime({ name: 'b', formats: ['c:1=2'] }),
    ],
    [
      'with the same first protocol',
      runtime({ name: 'a', protocols: ['v2', 'v1'] }),
      runtime({ name: 'b', protocols: ['v1'] }),
    ],
    ['in one namespace', runtime({ name: 'a', namespace: 'n' }), runtime({ name: 'b', namespace: 'n' })],
  ])('are a warning %s', (_, one, other) => {
    expect(told([one, other])).toEqual([overlap]);
  });

  it.each([
    ['for other versions', runtime({ name: 'a', formats: ['c:1'] }), runtime({ name: 'b', formats: ['c:2'] })],
    ['with priorities', runtime({ name: 'a', formats: ['c=1'] }), runtime({ name: 'b', formats: ['c=2'] })],
    ['in two scopes', runtime({ name: 'a', namespace: 'n' }), runtime({ name: 'b' })],
    ['in two namespaces', runtime({ name: 'a', namespace: 'n' }), runtime({ name: 'b', namespace: 'm' })],
    ['of which one is disabled', runtime({ name: 'a' }), runtime({ name: 'b', spec: { disabled: true } })],
    [
      'of which one is not selected automatically',
      runtime({ name: 'a' }),
      runtime({ name: 'b', formats: ['!sklearn'] }),
    ],
    ['of which one is for several nodes', runtime({ name: 'a' }), runtime({ name: 'b', spec: { workerSpec: {} } })],
    [
      'with other first protocols',
      runtime({ name: 'a', protocols: ['v1'] }),
      runtime({ name: 'b', protocols: ['v2'] }),
    ],
    [
      'that the webhook refuses, since both state priorities and protocols',
      runtime({ name: 'a', formats: ['c=1'], protocols: ['v1'] }),
      runtime({ name: 'b', formats: ['c=1'], protocols: ['v1'] }),
    ],
  ])('are none %s', (_, one, other) => {
    expect(told([one, other])).toEqual([]);
  });

  it('are told of those that are checked, not of the inventory', () => {
    const [a, b] = [runtime({ name: 'a' }), runtime({ name: 'b' })];
    expect(told([], [a, b])).toEqual([]);
    expect(told([b], [a])).toEqual([overlap]);
    expect(told([b, runtime({ name: 'a', formats: ['c'] })], [a])).toEqual([]);
  });

  it('are none in what KServe ships', () => {
    expect(told(shippedManifests('kserve'))).toEqual([]);
  });
});

describe('a runtime that is named', () => {
  const naming = (name: string, format = 'sklearn') => service(format, { runtime: name });

  it('may be mistyped, which the nearest of those that are known tells', () => {
    expect(findings([naming('vllm-coda')], { inventory: [runtime({ name: 'vllm-cuda' })] })).toMatchObject([
      { id: 'kserve/unknown-runtime', mend: "Did you mean 'vllm-cuda'?" },
    ]);
  });

  it.each([
    [
      'neither here nor in the inventory',
      [naming('r')],
      [runtime({ name: 'other' })],
      ['error kserve/unknown-runtime'],
    ],
    [
      'in another namespace alone',
      [naming('r'), runtime({ name: 'r', namespace: 'others' })],
      [],
      ['warning kserve/unknown-runtime'],
    ],
    [
      'in no stated namespace, so that it may be applied to that of the service',
      [naming('r'), withoutNamespace(runtime({ name: 'r' }))],
      shippedManifests('kserve'),
      [],
    ],
    [
      'in a namespace, which may be that of a service without one',
      [withoutNamespace(naming('r')), runtime({ name: 'r', namespace: 'others' })],
      shippedManifests('kserve'),
      [],
    ],
    ['not here, and nothing is known of the cluster', [naming('r'), runtime({ name: 'other' })], [], []],
    ['in the inventory', [naming('kserve-mlserver', 'xgboost:1')], shippedManifests('kserve'), []],
    ['under a display name', [naming('My Runtime')], shippedManifests('kserve'), ['error kserve/runtime-name']],
    [
      'disabled',
      [naming('r'), runtime({ name: 'r', spec: { disabled: true } })],
      [],
      ['error kserve/runtime-disabled'],
    ],
    ['for another format', [naming('r', 'onnx'), runtime({ name: 'r' })], [], ['error kserve/format-mismatch']],
    [
      'for another version',
      [naming('r', 'sklearn:2'), runtime({ name: 'r', formats: ['sklearn:1'] })],
      [],
      ['error kserve/format-mismatch'],
    ],
    [
      'for the format, but not selected automatically',
      [naming('r'), runtime({ name: 'r', formats: ['!sklearn'] })],
      [],
      [],
    ],
    [
      'over another protocol than the webhook writes',
      [naming('r', 'vLLM'), runtime({ name: 'r', formats: ['vLLM'], protocols: ['v1'] })],
      [],
      ['error kserve/protocol-mismatch'],
    ],
    [
      'over v2 alone, where the service states no protocol',
      [naming('r'), runtime({ name: 'r', protocols: ['v2'] })],
      [],
      [],
    ],
    [
      'for one node, by a service for several',
      [service('sklearn', { runtime: 'r' }, { workerSpec: {} }), runtime({ name: 'r' })],
      [],
      ['error kserve/runtime-without-workers'],
    ],
    [
      'for several nodes, by a service for one',
      [naming('r'), runtime({ name: 'r', spec: { workerSpec: {} } })],
      [],
      ['warning kserve/runtime-workers-unused'],
    ],
  ])('and is %s', (_, manifests, inventory, expected) => {
    expect(told(manifests, inventory)).toEqual(expected);
  });
});

test('what ten thousand services and as many runtimes of one namespace cost is not their product', () => {
  const count = 10_000;
  const runtimes = Array.from({ length: count }, (_, index) => runtime({ name: `r${index}`, formats: [`f${index}`] }));
  const services = Array.from({ length: count }, (_, index) => service(`f${index}:1`));
  expect(told([...runtimes, ...services])).toHaveLength(count);
  // The product would not come to an end before this.
}, 60_000);
