import fc from 'fast-check';
import { compileCel } from '../../../../checks/schema/cel/program';
import { Steps } from '../../../../checks/schema/cel/steps';
import { listOf } from '../../../../checks/schema/cel/value';
import { runs } from '../../../runs';

const WORDS = [
  ...['self', 'x', 'true', 'null', '1', '1.5', "'a'", 'r"\\d"', '[', ']', '(', ')', '{', '}', '.', ',', ':', '?', '.?'],
  ...[
    '!',
    '-',
    '+',
    '*',
    '/',
    '%',
    '==',
    '<',
    'in',
    '&&',
    '||',
    'has',
    'size',
    'all',
    'map',
    'matches',
    'duration',
    '//',
  ],
];

test('any text is evaluated or refused with a reason', () => {
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 20 }).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, (expression) => {
      const compilation = compileCel(expression, ['self']);
      if (compilation.ok) compilation.program.run({ self: listOf([1n, 'a', null]) }, new Steps(1_000));
      else expect(compilation.why).not.toBe('');
    }),
    { numRuns: runs(3_000) },
  );
});

test.each([
  ['brackets', `${'('.repeat(100_000)}1`],
  ['signs', `${'!'.repeat(100_000)}true`],
  ['fields', `self${'.a'.repeat(100_000)}`],
  ['operators', Array.from({ length: 100_000 }, () => 'true').join(' && ')],
  ['an open text', `'${'a'.repeat(100_000)}`],
  ['an open comment', `//${'/'.repeat(100_000)}`],
])('%s without end are refused', (_, expression) => {
  expect(compileCel(expression, ['self']).ok).toBe(false);
});

test.each([
  ['signs', `${'!'.repeat(1_900)}true`],
  ['fields', `self${'.a'.repeat(900)}`],
  ['operators', Array.from({ length: 900 }, () => 'true').join(' && ')],
])('as many %s as may be are evaluated', (_, expression) => {
  const compilation = compileCel(expression, ['self']);
  expect(compilation).toMatchObject({ ok: true });
  if (compilation.ok) compilation.program.run({ self: listOf([]) }, new Steps(10_000));
});
