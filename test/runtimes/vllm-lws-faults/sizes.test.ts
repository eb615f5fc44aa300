import fc from 'fast-check';
import { Cluster, FleetApp } from '../../../index';
import { Lws } from '../../../platforms/lws/lws';
import { devicesOfGroup, topologyOf } from '../../../runtimes/vllm/topology';
import { topologyFaults } from '../../../runtimes/vllm/topology-faults';
import { VllmLwsRuntime } from '../../../runtimes/vllm/vllm-lws';
import { fleetLayout } from '../../../synth/layout';
import { render } from '../../../synth/render';
import { storage, known, findings, ids, nvidia } from './findings';
import type { Serve } from './findings';

describe('sizes that do not come out even', () => {
  test.each<[Serve, string, string]>([
    [
      { accelerator: nvidia(8), tensorParallel: 4 },
      'tensorParallel 4 × pipelineParallel 1 × dataParallel 1 = 4 devices, and pods of 8 would be 0.5',
      "Use 4 for the accelerator's count, or 8 for tensorParallel.",
    ],
    [
      { accelerator: nvidia(8), tensorParallel: 12 },
      'tensorParallel 12 × pipelineParallel 1 × dataParallel 1 = 12 devices, and pods of 8 would be 1.5',
      "Use 6 for the accelerator's count, or 16 for tensorParallel.",
    ],
    [
      { accelerator: nvidia(8), tensorParallel: 4, dataParallel: { size: 3 } },
      'tensorParallel 4 × pipelineParallel 1 × dataParallel 3 = 12 devices, and pods of 8 would be 1.5',
      "Use 12 for the accelerator's count, or 8 for tensorParallel, or 4 for dataParallel.",
    ],
    [
      { accelerator: nvidia(4), tensorParallel: 6, dataParallel: { size: 2 } },
      'tensorParallel 6 × pipelineParallel 1 × dataParallel 2 = 12 devices, which are 3 pods of 4, but a copy of the model has 6 and would share a pod with a part of another',
      "Use 3 for the accelerator's count, or 8 for tensorParallel.",
    ],
  ])('are told with the arithmetic (%j)', (props, problem, mend) => {
    expect(findings(props)).toMatchObject([{ id: 'vllm/devices', severity: 'error', problem, mend }]);
  });

  test.each<[Serve, string]>([
    [{ accelerator: nvidia(8), tensorParallel: 0 }, 'tensorParallel is 0'],
    [{ pipelineParallel: 1.5 }, 'pipelineParallel is 1.5'],
    [{ dataParallel: { size: Number.NaN } }, 'dataParallel.size is NaN'],
    [{ dataParallel: { size: 2, loadBalancing: 'hybrid', localSize: -1 } }, 'dataParallel.localSize is -1'],
    [{ accelerator: nvidia(0) }, 'accelerator.count is 0'],
  ])('are none at all (%j)', (props, problem) => {
    expect(findings(props)).toMatchObject([{ id: 'vllm/parallel-size', severity: 'error', problem }]);
  });

  const size = fc.integer({ min: 1, max: 16 });

  test('are the only ones whose pods do not hold what the sizes need', () => {
    fc.assert(
      fc.property(size, size, size, size, (tensorParallel, pipelineParallel, copies, devicesPerPod) => {
        const sizes = { tensorParallel, pipelineParallel, dataParallel: { size: copies }, devicesPerPod };
        const topology = topologyOf(sizes);
        const refused = topologyFaults(topology).some(({ severity }) => severity === 'error');
        const isEven = topology.pods * devicesPerPod === devicesOfGroup(topology);
        const copy = tensorParallel * pipelineParallel;
        const isWhole = copy % devicesPerPod === 0 || devicesPerPod % copy === 0;
        expect(refused).toBe(!(isEven && isWhole));
      }),
    );
  });

  test('are mended by every number that is named', () => {
    fc.assert(
      fc.property(size, size, size, (tensorParallel, copies, devicesPerPod) => {
        const sizes = { tensorParallel, devicesPerPod, dataParallel: { size: copies } };
        for (const { mend } of topologyFaults(topologyOf(sizes)).filter(({ severity }) => severity === 'error')) {
          const named = (what: string) => Number(new RegExp(`(\\d+) for ${what}`).exec(mend)?.[1]);
          const mended = [
            { ...sizes, devicesPerPod: named("the accelerator's count") },
            { ...sizes, tensorParallel: named('tensorParallel') },
            { ...sizes, dataParallel: { size: named('dataParallel') } },
          ].filter((changed) => devicesOfGroup(topologyOf(changed)) > 0 && changed.devicesPerPod > 0);
          expect(mended).not.toEqual([]);
          expect(mended.flatMap((changed) => topologyFaults(topologyOf(changed))).map(({ id }) => id)).not.toContain(
            'vllm/devices',
          );
        }
      }),
    );
  });
});

describe('the numbers that are named', () => {
  test.each<[Serve, string, string]>([
    [{ tensorParallel: 4 }, 'Qwen/Qwen2.5-7B-Instruct', "Use 4 for the accelerator's count."],
    [
      { tensorParallel: 3 },
      'Qwen/Qwen2.5-7B-Instruct',
      "Use 4 both for tensorParallel and for the accelerator's count.",
    ],
    [{ tensorParallel: 3 }, 'meta-llama/Llama-3.3-70B-Instruct', 'Use 8 for tensorParallel.'],
    [
      { dataParallel: { size: 2, loadBalancing: 'external' } },
      'Qwen/Qwen3-30B-A3B',
      "Use 1 for the accelerator's count, or 8 for tensorParallel.",
    ],
    [
      { dataParallel: { size: 16, loadBalancing: 'hybrid', localSize: 3 } },
      'Qwen/Qwen3-30B-A3B',
      'Use 8 for localSize, or internal load balancing.',
    ],
  ])('for %j of %s work', (sizes, model, mend) => {
    expect(findings({ ...sizes, accelerator: nvidia(8) }, { model: known(model) })).toMatchObject([{ mend }]);
  });

  test.each([
    [NaN, 'NaN'],
    [-1, '-1'],
    [Infinity, 'Infinity'],
  ])('are told once where they are none (%d)', (count, words) => {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'cluster', { platform: new Lws(), namespace: 'models' });
    const runtime = new VllmLwsRuntime(cluster, 'vllm', { image: 'vllm/vllm-openai:v0.28.0' });
    runtime.serve(cluster, 'llama', { model: { storage }, accelerator: nvidia(count) });
    const { findings: all } = render(app, fleetLayout);
    expect(all).toMatchObject([{ id: 'vllm/parallel-size', problem: `accelerator.count is ${words}` }]);
  });
});

describe('load balancing', () => {
  test.each<[Serve, string]>([
    [
      { accelerator: nvidia(8), dataParallel: { size: 8, loadBalancing: 'hybrid', localSize: 8 } },
      'Load balancing is hybrid, and tensorParallel 1 × pipelineParallel 1 × dataParallel 8 = 8 devices, all in one pod',
    ],
    [
      { dataParallel: { size: 1, loadBalancing: 'external' } },
      'Load balancing is external, and tensorParallel 1 × pipelineParallel 1 × dataParallel 1 = 1 device, all in one pod',
    ],
    [
      { accelerator: nvidia(8), tensorParallel: 2, dataParallel: { size: 8, loadBalancing: 'hybrid', localSize: 2 } },
      'Each pod of 8 holds 4 copies of 2, and hybrid load balancing is told 2',
    ],
    [
      { accelerator: nvidia(8), tensorParallel: 2, dataParallel: { size: 8, loadBalancing: 'external' } },
      'Each pod of 8 holds 4 copies of 2, and external load balancing is told 1',
    ],
    [
      { accelerator: nvidia(4), tensorParallel: 8, dataParallel: { size: 2, loadBalancing: 'external' } },
      'Load balancing is external, and a copy of the model has 8 devices on pods of 4',
    ],
  ])('that cannot work is told (%j)', (props, problem) => {
    expect(findings(props)).toMatchObject([{ id: 'vllm/load-balancing', severity: 'error', problem }]);
  });

  test('outside is not for dense models', () => {
    const external: Serve = { dataParallel: { size: 4, loadBalancing: 'external' } };
    expect(findings(external, { model: known('Qwen/Qwen3-8B') })).toMatchObject([
      { id: 'vllm/dense-external', mend: 'Leave dataParallel out and use replicas: { min: 4 }.' },
    ]);
    expect(ids(external, { model: known('Qwen/Qwen3-30B-A3B') })).toEqual([]);
    expect(ids(external, { model: known('zai-org/GLM-4.5') })).toEqual([]);
  });
});

describe('tensor parallelism', () => {
  test('over pods is slow', () => {
    const props: Serve = { accelerator: nvidia(8), tensorParallel: 16 };
    expect(findings(props)).toMatchObject([
      {
        id: 'vllm/tensor-parallel-over-pods',
        severity: 'warning',
        mend: "Use tensorParallel 8 with pipelineParallel 2, or 16 for the accelerator's count where a node has as many.",
      },
    ]);
  });

  test.each([
    ['Qwen/Qwen2.5-7B-Instruct', 4, []],
    ['Qwen/Qwen2.5-7B-Instruct', 8, ['vllm/attention-heads']],
    ['Qwen/Qwen2.5-7B-Instruct', 7, ['vllm/attention-heads']],
    ['microsoft/phi-4', 4, ['vllm/attention-heads']],
    ['microsoft/phi-4', 5, []],
    ['Qwen/Qwen3-30B-A3B', 8, []],
    ['deepseek-ai/DeepSeek-R1', 16, []],
  ])('of %s over %i devices finds %j', (model, tensorParallel, found) => {
    expect(ids({ tensorParallel }, { model: known(model) })).toEqual(found);
  });

  test('that heads cannot share names the sizes that they can', () => {
    expect(findings({ tensorParallel: 8 }, { model: known('Qwen/Qwen2.5-7B-Instruct') })).toMatchObject([
      {
        problem:
          'Qwen/Qwen2.5-7B-Instruct has 28 attention heads and 4 key-value heads, which tensorParallel 8 cannot share evenly',
        mend: 'Use 1, 2, 4.',
      },
    ]);
  });
});
