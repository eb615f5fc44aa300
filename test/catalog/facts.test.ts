import { acceleratorFacts, allAcceleratorFacts } from '../../catalog/accelerators';
import { type ModelFacts, modelFacts, modelWeightsGiB } from '../../catalog/models';

describe('acceleratorFacts', () => {
  it('tells the memory that an engine sees from the marketed one', () => {
    expect(acceleratorFacts('t4')).toMatchObject({
      resource: 'nvidia.com/gpu',
      nodeLabelValues: ['Tesla-T4'],
      memoryGiB: 16,
      visibleMemoryGiB: 14.56,
      bf16: false,
    });
  });

  it('leaves undefined what no source states', () => {
    expect(acceleratorFacts('ascend-310p').memoryGiB).toBeUndefined();
    expect(acceleratorFacts('ascend-310p').perNode).toEqual([]);
  });

  it('knows nothing of an accelerator that is not catalogued', () => {
    expect(acceleratorFacts('abacus')).toBeUndefined();
  });

  it('names a source for every accelerator', () => {
    expect(allAcceleratorFacts().filter(({ sources }) => sources.length === 0)).toEqual([]);
  });
});

describe('modelFacts', () => {
  it('finds a model by its id in any case', () => {
    expect(modelFacts('qwen/qwen3-8b')).toBe(modelFacts('Qwen/Qwen3-8B'));
    expect(modelFacts('Qwen/Qwen3-8B')).toMatchObject({ hfId: 'Qwen/Qwen3-8B', architecture: 'Qwen3ForCausalLM' });
  });

  it('has the facts that only some models have', () => {
    expect(modelFacts('meta-llama/Llama-4-Scout-17B-16E-Instruct').attentionChunkSize).toBe(8192);
    expect(modelFacts('nvidia/Llama-3_3-Nemotron-Super-49B-v1').headsPerKvGroup).toEqual([8]);
  });

  it('knows nothing of a model that is not catalogued', () => {
    expect(modelFacts('nobody/nothing')).toBeUndefined();
  });
});

describe('modelWeightsGiB', () => {
  const facts: ModelFacts = { hfId: 'a/b', architecture: 'LlamaForCausalLM', sources: [] };

  it('is the size of the checkpoint files where it is known', () => {
    expect(modelWeightsGiB(modelFacts('Qwen/Qwen3-8B-AWQ'))).toBe(5.68);
  });

  it('is two bytes for each parameter of a 16-bit checkpoint, as its files confirm', () => {
    const { weightsFileGiB, ...withoutFileSize } = modelFacts('meta-llama/Llama-3.1-8B-Instruct');
    expect(weightsFileGiB).toBe(14.96);
    expect(modelWeightsGiB(withoutFileSize)).toBeCloseTo(14.96, 2);
  });

  it('takes the nominal size where the exact one is not known', () => {
    expect(modelWeightsGiB({ ...facts, paramsNominalBillions: 8 })).toBeCloseTo(14.9, 1);
  });

  it('is not known for a quantized checkpoint without file size, nor without any size', () => {
    expect(modelWeightsGiB({ ...facts, paramsExact: 8e9, checkpointQuantization: 'fp8' })).toBeUndefined();
    expect(modelWeightsGiB(facts)).toBeUndefined();
  });
});
