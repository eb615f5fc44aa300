import { acceleratorFacts } from '../../catalog/accelerators';
import { CCE_MODEL_TYPES, cceModelFacts, cceTemplateFacts } from '../../catalog/cce-model-facts';
import { modelFacts } from '../../catalog/models';

const all = CCE_MODEL_TYPES.map((type) => [type, cceModelFacts(type)] as const);

test.each<string>(['DeepSeek-V3', '', 'constructor'])('nothing is known of %j, which is not preset', (type) => {
  expect(cceModelFacts(type)).toBeUndefined();
});

test('the documented template is that of the smallest model', () => {
  const { npus64GB, cpuRequest, cpuLimit, memoryRequestGiB, memoryLimitGiB } =
    cceModelFacts('DeepSeek-R1-Distill-Qwen-7B');
  const figures = [npus64GB, cpuRequest, cpuLimit, memoryRequestGiB, memoryLimitGiB];
  expect(figures.map(({ value }) => value)).toEqual([1, 1, 8, 64, 72]);
  expect(new Set(figures.map(({ origin }) => origin.source))).toEqual(
    new Set(['https://support.huaweicloud.com/usermanual-cce/cce_10_0996.html']),
  );
  expect(cceTemplateFacts().flags).toContainEqual({ name: '--max-model-len', value: '2048' });
});

describe.each(all)('the facts of %s', (type, facts) => {
  test('name its repository on Hugging Face, whose architecture is known', () => {
    expect(facts.type).toBe(type);
    expect(facts.hfId.value.endsWith(`/${type}`)).toBe(true);
    expect(facts.model).toBe(modelFacts(facts.hfId.value));
  });

  test('say of each figure whether a document states it or how it is derived', () => {
    const { hfId, npus64GB, npus32GB, tensorParallelSizes, safeMaxModelLen } = facts;
    const { cpuRequest, cpuLimit, memoryRequestGiB, memoryLimitGiB } = facts;
    const cards = [npus64GB, tensorParallelSizes, safeMaxModelLen, ...(npus32GB === undefined ? [] : [npus32GB])];
    for (const { origin } of [hfId, ...cards, cpuRequest, cpuLimit, memoryRequestGiB, memoryLimitGiB]) {
      expect(origin.how).toMatch(/\.$/);
      if (origin.basis === 'stated') expect(origin.source).toMatch(/^https:/);
    }
  });

  test('have the sizes that divide the heads, from the least number of cards on', () => {
    const { attentionHeads = 0, kvHeads = 0 } = facts.model;
    const dividing = [1, 2, 4, 8].filter(
      (size) => attentionHeads % size === 0 && (kvHeads % size === 0 || size % kvHeads === 0),
    );
    expect(facts.tensorParallelSizes.value).toEqual(dividing.filter((size) => size >= facts.npus64GB.value));
  });

  test('put weights and the longest safe sequence into the memory that the template lets the engine use', () => {
    const { layers = 0, kvHeads = 0, headDim = 0 } = facts.model;
    const sequenceGiB = (2 * layers * kvHeads * headDim * 2 * facts.safeMaxModelLen.value) / 2 ** 30;
    const memoryGiB = 0.9 * (acceleratorFacts('ascend-910b-64').visibleMemoryGiB ?? 0);
    expect((facts.weightsGiB + sequenceGiB) / facts.npus64GB.value).toBeLessThan(memoryGiB);
  });

  test('ask for host memory of 1.2 times the weights beside the shared memory, and not for much more', () => {
    const needed = 1.2 * facts.weightsGiB + (facts.npus64GB.value > 1 ? 16 : 0);
    expect(facts.memoryRequestGiB.value).toBe(Math.max(64, Math.ceil(needed / 8) * 8));
    expect(facts.memoryLimitGiB.value).toBe(facts.memoryRequestGiB.value + 8);
  });

  test('ask for processors by the number of cards', () => {
    expect([facts.cpuRequest.value, facts.cpuLimit.value]).toEqual([facts.npus64GB.value, 8 * facts.npus64GB.value]);
  });
});
