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
  ['(?i:a)b', 'Ab', true],
  ['(?i:a)b', 'aB', false],
  ['^[\\S]$', ' ', false],
])('%s is tried on %j as Go does', (pattern, text, expected) => {
  expect(matchesGoPattern(text, pattern)).toBe(expected);
  expect(independent({ text, pattern })).toBe(expected);
});

test.each<[string, string, boolean]>([
  ['^\\Qa.b\\E$', 'a.b', true],
  ['^\\Qa.b\\E$', 'acb', false],
  ['[^[:^alpha:]]', 'a', true],
  ['[^[:^alpha:]]', '1', false],
])('%s is tried on %j as Go does, which the other engine does not know', (pattern, text, expected) => {
  expect(matchesGoPattern(text, pattern)).toBe(expected);
});

test.each(['(?=a)', '(a)\\1', '(', 'a**', 'a{1001}', '(a{100}){100}', '\\C'])('%s is not judged', (pattern) => {
  expect(matchesGoPattern('a', pattern)).toBeUndefined();
});

test('a pattern that becomes large is not judged', () => {
  expect(matchesGoPattern('a', '(abcdefgh?){1000}')).toBeUndefined();
});

test.each(['^(a|a)*b$', '^(a+)+$', '^(.*)*(.*)*x$'])('%s takes no longer than its text is long', (pattern) => {
  const start = performance.now();
  expect(matchesGoPattern(`${'a'.repeat(100_000)}!`, pattern)).toBe(false);
  expect(performance.now() - start).toBeLessThan(2_000);
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
