import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { Accelerator, Cluster, fixedResources, Layers, late, ModelStorage, Namespace, text } from '../../index';
import { lateBoundNames, renderText } from '../../constructs/late-bound';
import { cluster, manifestsOf } from '../synth/fleet';

describe('late-bound text', () => {
  test('is written in the words of the platform', () => {
    const nested = text`${text`--model=${late.modelPath}`}/${7}`;
    expect(renderText(nested, (name) => `<${name}>`)).toBe('--model=<modelPath>/7');
    expect([...lateBoundNames([nested, late.namespace, 'plain'])]).toEqual(['modelPath', 'namespace']);
  });

  test('without late-bound values is the text itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(renderText(text`${one}${other}`, () => '!')).toBe(one + other);
      }),
    );
  });
});

test.each([
  [ModelStorage.pvc('claim'), 'pvc://claim'],
  [ModelStorage.pvc('claim', '/a/b'), 'pvc://claim/a/b'],
  [ModelStorage.s3('bucket', '/a'), 's3://bucket/a'],
  [ModelStorage.gs('bucket', 'a'), 'gs://bucket/a'],
  [ModelStorage.huggingFace('org/model'), 'hf://org/model'],
  [ModelStorage.huggingFace('org/model', 'abc'), 'hf://org/model:abc'],
  [ModelStorage.oci('registry/image:1'), 'oci://registry/image:1'],
  [ModelStorage.https('https://host/a.zip'), 'https://host/a.zip'],
])('storage %# has the address %2$s', ({ location }, uri) => {
  expect(location).toEqual({ kind: 'uri', uri });
});

test('a connection states only the parameters it was given', () => {
  expect(ModelStorage.connection('key', 'path').location).toEqual({ kind: 'connection', key: 'key', path: 'path' });
  expect(ModelStorage.connection('key', 'path', { bucket: 'b' }).location).toMatchObject({
    parameters: { bucket: 'b' },
  });
});

test('an accelerator in another number is the same otherwise', () => {
  const one = Accelerator.nvidia({ product: 'NVIDIA-L40S', cudaVersion: '12.1' });
  expect(one.withCount(4)).toMatchObject({
    count: 4,
    resource: 'nvidia.com/gpu',
    nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L40S' },
    tolerations: one.tolerations,
    softwareVersion: '12.1',
  });
  expect(Accelerator.cpu()).toMatchObject({ count: 0, resource: undefined });
});

test('fixed resources are requested and limited alike', () => {
  expect(fixedResources(4, '8Gi')).toEqual({ requests: { cpu: 4, memory: '8Gi' }, limits: { cpu: 4, memory: '8Gi' } });
});

test('a construct belongs to the nearest cluster and layer around it', () => {
  manifestsOf((app) => {
    const scope = cluster(app, 'c');
    const inner = new Construct(new Chart(scope, 'chart'), 'inner');
    Layers.of(scope).assign('10-platform');
    expect([Cluster.containing(inner), Cluster.containing(app)]).toEqual([scope, undefined]);
    expect([Layers.assignedTo(inner), Layers.assignedTo(app)]).toEqual(['10-platform', undefined]);
    Layers.of(inner).assign('00-crds');
    expect(Layers.assignedTo(inner)).toBe('00-crds');
  });
});

test('a namespace says its Pod Security level in a label', () => {
  expect(
    manifestsOf((app) => new Namespace(cluster(app, 'c', 'other'), 'models', { podSecurity: 'restricted' })),
  ).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'models', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    },
  ]);
});
