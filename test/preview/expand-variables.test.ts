import { expandVariables } from '../../preview/expand-variables';

const VALUES: Readonly<Record<string, string>> = { A: 'one', B: '$(A)', 'a b': 'odd' };

test.each([
  ['$(A)', 'one'],
  ['--a=$(A)/$(A)', '--a=one/one'],
  ['$(C)', '$(C)'],
  ['$$(A)', '$(A)'],
  ['$$$(A)', '$one'],
  ['$$$$', '$$'],
  ['$A ${A}', '$A ${A}'],
  ['$(A', '$(A'],
  ['$', '$'],
  ['$(B)', '$(A)'],
  ['$(a b)', 'odd'],
  ['$()', '$()'],
])('%s becomes %s', (text, expected) => {
  expect(expandVariables(text, (name) => VALUES[name])).toBe(expected);
});
