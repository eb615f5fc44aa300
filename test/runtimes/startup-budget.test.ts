import { startupSeconds } from '../../runtimes/startup-budget';

test.each([
  ['a model of which nothing is known', undefined, 600],
  ['a small model', { weightsGiB: 1 }, 600],
  ['stated weights, at a fifth of a GiB per second and five minutes besides', { weightsGiB: 100 }, 800],
  ['weights of the catalogue', { huggingFaceId: 'Qwen/Qwen2.5-72B-Instruct' }, 978],
  ['a quantized checkpoint of unknown size, by its parameters', { huggingFaceId: 'deepseek-ai/DeepSeek-R1' }, 3425],
])('a start may take as long as it takes to read %s', (_, model, seconds) => {
  expect(startupSeconds(model)).toBe(seconds);
});
