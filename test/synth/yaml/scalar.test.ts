import { emitInline, emitNumber, emitText } from '../../../synth/yaml/scalar';
import { HAZARDS, SAFE_WORDS } from './nasty-strings';

describe('text on one line', () => {
  test.each(SAFE_WORDS)('%j is plain', (text) => {
    expect(emitInline(text)).toBe(text);
  });

  const plainHazards = ['a:b', 'constructor', 'toString', '__proto__', '-a', '$(MODEL_PATH)'];
  const longSentence = 'x y '.repeat(900);
  const hazards = HAZARDS.filter((text) => !plainHazards.includes(text) && !/^x+$/.test(text) && text !== longSentence);
  test.each(hazards)('%j is quoted', (text) => {
    expect(emitInline(text)).toBe(JSON.stringify(text));
  });

  test('a long text stays on one line', () => {
    expect(emitText('word '.repeat(500) + 'end', '')).toBe('word '.repeat(500) + 'end');
  });

  test.each([
    '\0',
    '\x07',
    '\x1B[1m',
    '\x7F',
    '\x80',
    '\x85',
    '\u2028',
    '\u2029',
    '\uFEFF',
    '\uFFFE',
    '\uFFFF',
    '\uD83D',
    '\uDE80',
  ])('%j is unreadable', (character) => {
    expect(emitInline(`a${character}b`)).toBeUndefined();
    expect(emitText(`a\n${character}b`, '  ')).toBeUndefined();
  });

  test('is decided the same when asked again and when many others were asked in between', () => {
    for (let index = 0; index < 20_000; index++) emitInline(`word-${index}`);
    expect([emitInline('on'), emitInline('on'), emitInline('word-1')]).toEqual(['"on"', '"on"', 'word-1']);
  });
});

describe('text of several lines', () => {
  test.each([
    ['a\nb\n', '|\n  a\n  b'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\n\n\nb\n', '|\n  a\n\n\n  b'],
    ['a\n  b\n\tc\n', '|\n  a\n    b\n  \tc'],
    ['# a\n- b: c\n', '|\n  # a\n  - b: c'],
    ['-----BEGIN KEY-----\nabc\n-----END KEY-----\n', '|\n  -----BEGIN KEY-----\n  abc\n  -----END KEY-----'],
  ])('%j is a literal block', (text, expected) => {
    expect(emitText(text, '  ')).toBe(expected);
  });

  test.each([
    ...['\n', '\na', ' a\nb', '\ta\nb', 'a \nb', 'a\t\nb', 'a\n \nb', 'a\nb ', 'a\nb\t', 'a\r\nb\r\n', 'a\nb\rc'],
    ...['a\nb\n\n', 'a\n---\nb', '---\na', 'a\n...', 'a\n--- b', '... \na'],
  ])('%j is quoted on one line', (text) => {
    expect(emitText(text, '  ')).toBe(JSON.stringify(text));
  });
});

describe('a number', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [42, '42'],
    [-1.5, '-1.5'],
    [0.000001, '0.000001'],
    [1e-7, '1.0e-7'],
    [-1.5e-7, '-1.5e-7'],
    [1e21, '1.0e+21'],
    [1.25e300, '1.25e+300'],
    [5e-324, '5.0e-324'],
    [2 ** 53 - 1, '9007199254740991'],
    [2 ** 63, '9223372036854775808'],
    [-(2 ** 63), '-9223372036854775808'],
  ])('%d is written %s', (number, expected) => {
    expect(emitNumber(number)).toBe(expected);
  });

  test.each([NaN, Infinity, -Infinity])('%d cannot be written', (number) => {
    expect(emitNumber(number)).toBeUndefined();
  });
});
