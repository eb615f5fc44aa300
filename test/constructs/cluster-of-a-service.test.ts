import { Cluster, FleetApp, findingsOf, Kserve, VllmRuntime } from '../../index';

const image = 'vllm/vllm-openai:v0.11.0';

describe('a service', () => {
  test('belongs into the cluster of its runtime', () => {
    const app = new FleetApp();
    const [east, west] = ['east', 'west'].map((id) => new Cluster(app, id, { platform: new Kserve() }));
    if (east === undefined || west === undefined) throw new Error('There are two clusters');
    const runtime = new VllmRuntime(east, 'vllm', { image });
    expect(findingsOf(runtime.serve(east, 'here', { model: {} }))).toEqual([]);
    expect(findingsOf(runtime.serve(west, 'there', { model: {} }))).toMatchObject([
      { id: 'construct/other-cluster', where: 'west/there' },
    ]);
  });
});
