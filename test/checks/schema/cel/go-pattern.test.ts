import { celEnv, parse, plan } from '@bufbuild/cel';
import fc from 'fast-check';
import { matchesGoPattern } from '../../../../checks/schema/cel/go-pattern';
import { runs } from '../../../runs';

const independent = plan(celEnv(), parse('text.matches(pattern)'));

test.each<[string, string, boolean]>([
  ['[[:alpha:]]+$', 'abc', true],
  ['^[[:alpha:]]+$', 'abc1', false],
  ['^\\pL+$', 'é', true],
  ['\\Aa\\z', 'a\n', false],
  ['(?i)^abc$', 'ABC', true],
  ['^(?i)(abort|warn)?$', 'WARN', true],
  ['^a.c$', 'a\rc', true],
  ['^a.c$', 'a\nc', false],
  ['(?s)^a.c$', 'a\nc', true],
  ['^\\s$', '\u00a0', false],
  ['^[\\w-.]+$', 'a-b.c', true],
  ['^[]a]+$', ']', true],
  ['^a{,2}$', 'a{,2}', true],
  ['^\\_$', '_', true],
])('%s is tried on %j as Go does', (pattern, text, expected) => {
  expect(matchesGoPattern(text, pattern)).toBe(expected);
  expect(independent({ text, pattern })).toBe(expected);
});

test.each(['(?i:a)b', '(?=a)', '(a)\\1', '\\Qa.b\\E', '[^[:^alpha:]]', '[\\S]', '(', 'a**'])(
  '%s is not judged',
  (pattern) => {
    expect(matchesGoPattern('a', pattern)).toBeUndefined();
  },
);

test('a text that would take long to try is not judged', () => {
  expect(matchesGoPattern('a'.repeat(2_000), '^(a|a)*b$')).toBeUndefined();
});

test('an independent engine finds the same', () => {
  const part = fc.constantFrom(
    ...['a', 'b', '.', '\\.', '\\d', '\\w', '\\s', '\\S', '-', ']', '}', ',', '[a-c]', '[^a]', '[\\w-]', '[a\\-\\]]'],
    ...['(a|b)', '(?:ab)?', '(?P<name>a)', 'a{2}', 'a{1,2}', 'b*', 'b+?', '^', '$', '|', '\\x41', '[[:digit:]_]', 'é'],
  );
  const pattern = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', 'A', '1', '_', '-', '.', ']', ' ', '\n', '\r', 'é', '😀'),
  });
  fc.assert(
    fc.property(pattern, text, (source, value) => {
      const found = independent({ text: value, pattern: source });
      // A name stands for two groups, which Go refuses.
      fc.pre(typeof found === 'boolean');
      expect([source, value, matchesGoPattern(value, source)]).toEqual([source, value, found]);
    }),
    { numRuns: runs(2000) },
  );
});
