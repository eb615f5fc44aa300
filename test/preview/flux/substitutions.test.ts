import fc from 'fast-check';
import { substitutionsIn } from '../../../preview/flux/substitutions';

describe('what Flux makes of', () => {
  test.each([
    ['${MODEL_PATH}', 'variable', 'MODEL_PATH'],
    ['a ${1} b', 'variable', '1'],
    ['${HOSTNAME##*-}', 'variable', 'HOSTNAME'],
    ['${V//-/_}', 'variable', 'V'],
    ['${V:0:8}', 'variable', 'V'],
    ['${#V}', 'variable', 'V'],
    ['${X:-/mnt/models}', 'default', 'X'],
    ['${X:=a}', 'default', 'X'],
    ['${X=a}', 'default', 'X'],
    ['${X:?must be set}', 'default', 'X'],
    ['${X:+--flag}', 'default', 'X'],
    ['${A[@]}', 'broken', 'A'],
    ['${#A[@]}', 'broken', 'A'],
    ['${!V}', 'broken', ''],
    ['${@}', 'broken', ''],
    ['${a.b}', 'broken', 'a'],
    ['${{ github.sha }}', 'broken', ''],
    ['${X-a}', 'broken', 'X'],
    ['a ${', 'broken', ''],
    ['${X', 'broken', 'X'],
    ['kill $$', 'dollar', ''],
    ['$$(POD_IP)', 'dollar', ''],
  ])('%s is a %s', (text, kind, name) => {
    expect(substitutionsIn(text)).toEqual([expect.objectContaining({ kind, name })]);
  });

  test.each(['', '$X', '$(X)', '$((X+1))', '$@ $# $?', '{{ .X }}', '$${X}', 'a$'])('%j is nothing', (text) => {
    expect(substitutionsIn(text)).toEqual([]);
  });

  test('a default with a variable in it is both', () => {
    expect(substitutionsIn('${A:-${B}}').map(({ kind, name }) => [kind, name])).toEqual([
      ['default', 'A'],
      ['variable', 'B'],
    ]);
  });
});

test('of any text, expressions are parts', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', 'A', ':', '-', '#', '\n', 'ä') }), (text) => {
      for (const { expression } of substitutionsIn(text)) expect(text).toContain(expression);
    }),
  );
});
