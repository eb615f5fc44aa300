import { Accelerator, fixedResources } from '../../../index';
import type { CustomRuntimeProps, ServeProps } from '../../../index';
import { objectAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonValue } from '../../../kubernetes/manifest';
import { written, pod, probed } from './written';

/** A service of the engine, and its spec alone. */
function serviceOf(engine: Partial<CustomRuntimeProps>, service: Partial<ServeProps> = {}) {
  return objectAt(written(engine, { service }).find('InferenceService'), 'spec');
}

describe('a service', () => {
  test('states its references, its copies and its mode, and nothing else that the runtime says', () => {
    const service = written().find('InferenceService');
    expect(objectAt(service, 'metadata', 'annotations')).toEqual({ 'ome.io/deploymentMode': 'RawDeployment' });
    expect(service.spec).toEqual({
      model: { name: 'mistral', kind: 'BaseModel' },
      runtime: { name: 'engine', kind: 'ClusterServingRuntime' },
      engine: { minReplicas: 1, maxReplicas: 1 },
    });
  });

  test("repeats the runtime's arguments before its own, since OME replaces them", () => {
    expect(valueAt(serviceOf({}, { args: ['--fast'] }), 'engine')).toEqual({
      minReplicas: 1,
      maxReplicas: 1,
      runner: { name: 'ome-container', args: ['--serve', '--fast'] },
    });
  });

  test.each<[string, Partial<ServeProps>, JsonValue]>([
    ['copies', { replicas: { min: 2, max: 4 } }, { minReplicas: 2, maxReplicas: 4 }],
    ['variables', { env: { A: 'b' } }, { runner: { env: [{ name: 'A', value: 'b' }] } }],
    ['nodes', { nodeSelector: { a: 'b' } }, { nodeSelector: { a: 'b' } }],
    ['tolerations', { tolerations: [{ operator: 'Exists' }] }, { tolerations: [{ operator: 'Exists' }] }],
    ['an account', { serviceAccountName: 'a' }, { serviceAccountName: 'a' }],
    [
      'memory, with the devices',
      { resources: fixedResources('1', '1Gi') },
      { runner: { resources: { limits: { cpu: '1', memory: '1Gi', 'nvidia.com/gpu': '2' } } } },
    ],
    [
      'devices',
      { accelerator: Accelerator.nvidia({ count: 4, product: 'NVIDIA-L40S' }) },
      {
        nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L40S' },
        runner: { resources: { limits: { 'nvidia.com/gpu': '4' } } },
      },
    ],
  ])('may state %s of its engine', (_, props, fields) => {
    expect(serviceOf({}, props)).toMatchObject({ engine: fields });
  });

  test('that chooses an accelerator class states the devices, which the class would replace', () => {
    const ome = { acceleratorClasses: ['h100'] };
    const spec = serviceOf({ ome }, { ome: { acceleratorClass: 'h100' } });
    expect(spec.acceleratorSelector).toEqual({ acceleratorClass: 'h100' });
    expect(valueAt(spec, 'engine', 'runner', 'resources', 'limits')).toEqual({ 'nvidia.com/gpu': '2' });
  });

  test('takes as many copies as its runtime says, where it says nothing', () => {
    expect(serviceOf({ ome: { replicas: { min: 2, max: 3 } } }).engine).toEqual({ minReplicas: 2, maxReplicas: 3 });
  });

  test('names decoder and router of its runtime, which OME would not make otherwise', () => {
    const decoder = { ...pod, replicas: { min: 2 } };
    const { find, ids } = written({ decoder, router: probed }, { service: { args: ['--fast'] } });
    expect(objectAt(find('InferenceService'), 'metadata', 'annotations')).toEqual({
      'ome.io/deploymentMode': 'PDDisaggregated',
    });
    expect(find('InferenceService').spec).toMatchObject({
      engine: { minReplicas: 1, maxReplicas: 1, runner: { args: ['--serve', '--fast'] } },
      decoder: { minReplicas: 2, maxReplicas: 2, runner: { name: 'ome-container', args: ['--fast'] } },
      router: { minReplicas: 1, maxReplicas: 1 },
    });
    expect(ids).toEqual([]);
  });

  test('may have its own numbers of decoders and routers', () => {
    const ome = { decoderReplicas: { min: 3, max: 5 }, routerReplicas: { min: 2 } };
    expect(serviceOf({ decoder: pod, router: probed }, { ome })).toMatchObject({
      decoder: { minReplicas: 3, maxReplicas: 5 },
      router: { minReplicas: 2, maxReplicas: 2 },
    });
  });

  test('of groups says to leader and workers what it says', () => {
    const engine = { workers: { count: 1 }, probes: { readiness: { path: '/ready' } } };
    const tolerations = [{ operator: 'Exists' as const }];
    const props = {
      args: ['--fast'],
      tolerations,
      nodeSelector: { a: 'b' },
      resources: fixedResources('1', '1Gi'),
    };
    const { find } = written(engine, { service: props });
    const fields = {
      tolerations,
      runner: { name: 'ome-container', args: ['--serve', '--fast'], resources: { limits: { memory: '1Gi' } } },
    };
    expect(valueAt(find('InferenceService'), 'metadata', 'annotations', 'ome.io/deploymentMode')).toBe('MultiNode');
    expect(valueAt(find('InferenceService'), 'spec', 'engine')).toMatchObject({
      nodeSelector: { a: 'b' },
      leader: fields,
      worker: fields,
    });
  });

  test('leaves the arguments of workers alone that run a command of their own', () => {
    const workers = { count: 1, command: ['ray', 'start'] };
    const engine = { workers, probes: { readiness: { path: '/ready' } } };
    expect(serviceOf(engine, { args: ['--fast'] }).engine).toEqual({
      minReplicas: 1,
      maxReplicas: 1,
      leader: { runner: { name: 'ome-container', args: ['--serve', '--fast'] } },
    });
  });
});
