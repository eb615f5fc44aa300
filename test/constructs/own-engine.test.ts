import { Cluster, findingsOf, FleetApp, Kserve, Lws, VllmLwsRuntime } from '../../index';
import type { Platform } from '../../index';

function faultsOn(platform: Platform): readonly string[] {
  const cluster = new Cluster(new FleetApp(), 'cluster', { platform, namespace: 'models' });
  const vllm = new VllmLwsRuntime(cluster, 'vllm', { image: 'vllm/vllm-openai:v0.28.0' });
  const service = vllm.serve(cluster, 'llama', { model: { huggingFaceId: 'meta-llama/Llama-3.1-8B-Instruct' } });
  return findingsOf(service).map(({ id }) => id);
}

test('an engine of its own for each service is refused where services share the object of the runtime', () => {
  expect(faultsOn(new Kserve())).toEqual(['platform/own-engine']);
});

test('an engine of its own for each service is written where the objects of a service hold it', () => {
  expect(faultsOn(new Lws())).toEqual([]);
});
