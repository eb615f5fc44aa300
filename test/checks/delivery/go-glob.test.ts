import { goGlob } from '../../../checks/delivery/go-glob';

test.each([
  ['*.yaml', 'models/inferenceservice/llama.yaml', true],
  ['*.yaml', 'llama.yml', false],
  ['models/*', 'models/a/b.yaml', true],
  ['models/*', 'other/a.yaml', false],
  ['{a,b}.yaml', 'b.yaml', true],
  ['{a,b}.yaml', 'c.yaml', false],
  ['a?.yaml', 'ab.yaml', true],
  ['[a-c].yaml', 'b.yaml', true],
  ['[!a-c].yaml', 'b.yaml', false],
  ['a.yaml', 'abyaml', false],
  ['a+(b)|^$.yaml', 'a+(b)|^$.yaml', true],
  ['\\*.yaml', '*.yaml', true],
  ['\\*.yaml', 'a.yaml', false],
])('the pattern %s takes the file %s: %p', (pattern, file, expected) => {
  expect(goGlob(pattern)?.test(file)).toBe(expected);
});

test.each(['{a', '[a', '[z-a]'])('the pattern %s is none', (pattern) => {
  expect(goGlob(pattern)).toBeUndefined();
});
