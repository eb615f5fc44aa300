import fc from 'fast-check';
import { shellCommands } from '../../../checks/engines/shell-commands';

test.each<[string, string, readonly (readonly string[])[]]>([
  ['words', 'vllm serve  /model', [['vllm', 'serve', '/model']]],
  ['commands on lines', 'a b\nc', [['a', 'b'], ['c']]],
  ['commands between && and ||', 'a && b || c', [['a'], ['b'], ['c']]],
  ['commands between ; and |', 'a;b | c', [['a'], ['b'], ['c']]],
  ['a command in the background', 'a & b', [['a'], ['b']]],
  ['commands in braces and brackets', '{ a; }; (b c)', [['a'], ['b', 'c']]],
  ['a continued line', 'a \\\n  b', [['a', 'b']]],
  ['single quotes', "a 'b; c' d", [['a', 'b; c', 'd']]],
  ['double quotes', 'a "b && \\"c\\" $d"', [['a', 'b && "c" $d']]],
  ['quotes inside of a word', `--x='{"a": 1}'`, [['--x={"a": 1}']]],
  ['an empty word', `a ''`, [['a', '']]],
  ['an escaped blank', 'a\\ b', [['a b']]],
  ['a substitution', 'a $(b; c (d)) e', [['a', '$(b; c (d))', 'e']]],
  ['a quoted substitution', 'a "$(b; c)" d', [['a', '$(b; c)', 'd']]],
  ['a variable of Kubernetes', 'ray start --address=$(LEADER):6379', [['ray', 'start', '--address=$(LEADER):6379']]],
  ['redirections', 'a >&2 2>&1 &>b; c', [['a', '>&2', '2>&1', '&>b'], ['c']]],
  ['a comment', "a # b's; c\nd#e", [['a'], ['d#e']]],
  ['a here-document', "python3 - <<'END'\nit's; here\nEND\na", [['python3', '-'], ['a']]],
  ['a here-document with tabs before its end', 'cat <<-END\n\tit"s\n\tEND\na', [['cat'], ['a']]],
  ['a here-string', 'a <<< b', [['a', '<<<', 'b']]],
  ['a quotation that does not end', "a 'b c", [['a', 'b c']]],
  ['nothing', ' \n# a\n', []],
])('%s', (_, script, commands) => {
  expect(shellCommands(script)).toEqual(commands);
});

test('words in single quotes are what they were', () => {
  const word = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('{', '}', ';', '#', '<<A', '$('));
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 1 }), { minLength: 1 }), (commands) => {
      const script = commands.map((words) => words.map((each) => `'${each.replaceAll("'", `'\\''`)}'`).join(' '));
      expect(shellCommands(script.join(' && '))).toEqual(commands);
    }),
  );
});

test('takes any text', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom("'", '"', '$(', ')', '`', '\\', '<<A', '\n', '#', '&', '>', '{'));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(shellCommands(pieces.join('')).every((words) => words.length > 0)).toBe(true);
    }),
  );
});
