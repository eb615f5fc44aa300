import { Accelerator, AlaudaAi, Cluster, FleetApp, Kserve, ModelStorage, OpenShiftAi, VllmRuntime } from '../index';
import type { Platform } from '../index';
import { objectAt, textAt } from '../kubernetes/manifest';
import type { Manifest } from '../kubernetes/manifest';

/** One definition of a service; what differs between clusters is the platform alone. */
function granite(platform: Platform): { readonly runtime: Manifest; readonly service: Manifest } {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'cluster', { platform });
  const vllm = new VllmRuntime(cluster, 'vllm', {
    namespace: 'models',
    displayName: 'vLLM',
    image: 'vllm/vllm-openai:v0.11.0',
    accelerator: Accelerator.nvidia({ count: 2, cudaVersion: '12.8' }),
  });
  vllm.serve(cluster, 'granite', {
    model: {
      name: 'granite-7b-instruct',
      task: 'text-generation',
      storage: ModelStorage.connection('weights', 'granite'),
    },
    flags: { maxModelLen: 4096 },
  });
  const [runtime, service] = app.manifests();
  if (runtime === undefined || service === undefined) throw new Error('The platform wrote no runtime or no service');
  return { runtime, service };
}

describe('a service moved to another platform', () => {
  const openshift = granite(new OpenShiftAi({ defaultDeploymentMode: 'Standard' }));
  const kserve = granite(new Kserve({ defaultDeploymentMode: 'Standard' }));
  const alauda = granite(new AlaudaAi());

  test('keeps what it asks for: model, runtime, arguments, devices', () => {
    expect(kserve.service.spec).toEqual(openshift.service.spec);
    expect(alauda.service.spec).toEqual(openshift.service.spec);
  });

  test('keeps the engine on platforms of one template dialect', () => {
    expect(objectAt(kserve.runtime, 'spec').containers).toEqual(objectAt(openshift.runtime, 'spec').containers);
  });

  test('is labelled as the new platform wants it', () => {
    expect(objectAt(openshift.runtime, 'metadata', 'labels')).toEqual({ 'opendatahub.io/dashboard': 'true' });
    expect(objectAt(kserve.runtime, 'metadata', 'labels')).toEqual({});
    expect(objectAt(alauda.runtime, 'metadata', 'labels')).toEqual({
      'cpaas.io/runtime-class': 'vllm',
      'cpaas.io/accelerator-type': 'nvidia',
      'cpaas.io/cuda-version': '12.8',
    });
  });

  test('has its name written in the new template dialect', () => {
    const served = (runtime: Manifest) => /--served-model-name=(.*?)"/.exec(JSON.stringify(runtime))?.[1];
    expect(served(kserve.runtime)).toBe('{{.Name}}');
    expect(served(alauda.runtime)).toBe('{{ index .Annotations `aml-model-repo` }}');
    expect(textAt(alauda.service, 'metadata', 'annotations', 'aml-model-repo')).toBe('granite-7b-instruct');
  });
});
