import * as fc from 'fast-check';
import { CODE_POINT } from '../../code-point';

/** Texts that at least one reader takes for something else, or cannot take, when they are written without care. */
export const HAZARDS: readonly string[] = [
  ...['y', 'n', 'Y', 'N', 'yes', 'No', 'on', 'OFF', 'true', 'False', 'tRuE', 'null', 'NULL', '~', ''],
  ...['0', '-0', '+1', '-1', '007', '012', '089', '1_000', '20240101', '0x1F', '0X1f', '0_x1F', '0b11', '0B11'],
  ...[
    'e1',
    'E10',
    'e+5',
    'e-3',
    '-e0',
    '0o14',
    '0O14',
    '1e3',
    '1E3',
    '6e10',
    '1234e5',
    '0e123',
    '.5',
    '5.',
    '12.1',
    '1.10',
    '3.10',
    '+_5',
    '7E_7',
  ],
  ...['.inf', '-.INF', '.nan', '.NaN', '9007199254740993', '99999999999999999999', '1,000', '1_2_3', '1:', '1:2'],
  ...['1:30', '22:22', '60:30', '190:20:30', '-1:30', '1:30.5', '8000:8000', '2024-01-01', '2024-1-1', '2024-02'],
  ...['2024-01-01T00:00:00Z', '2024-01-01 00:00:00', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5'],
  ...['=', '<<', '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '%', '@', '`', '"', "'", '\\'],
  ...['- a', '-a', '--', '---', '--- a', '...', '? a', '?a', '[a]', '{a: b}', '#a', '&a', '*a', '!a', '!!int 1'],
  ...['|', '|-', '>a', '%YAML 1.1', '@a', '`a', 'a: b', 'a:', 'a :b', ':a', 'a #b', 'a#b', ' a', 'a ', 'a  b', ' '],
  ...['{{.Name}}', '{{ index .Annotations `aml` }}', '$(MODEL_PATH)', '${X}', '<<: a', '\ta', 'a\tb', 'a\t', '\t'],
  ...['a\nb', 'a\nb\n', 'a\n\nb\n', 'a\nb\n\n', '\na', '\n', '\n\n', ' a\nb', '\ta\nb', 'a \nb', 'a\t\nb', 'a\n \nb'],
  ...['a\r\nb', 'a\rb', 'a\r', '\r', 'a\n---\nb', '---\na', 'a\n...', 'a\n--- b', 'a\n# b\n', 'a\n\tb\n', '# a\nb'],
  ...[
    '#!/bin/sh\nset -eu\n\nif true; then\n  exec vllm serve "$MODEL" \\\n    --port 8080\nfi\n',
    '- a\n- b\n',
    'a:\n  b',
  ],
  ...['é', 'ü: ö', '模型', '🚀', '🚀\n🚀', '\u00A0a', '\u200Da', '\u202Eabc', '\uFFFD', 'a\u3000', '\u{10FFFF}'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'a\\nb',
    '\\x41',
    '"quoted"',
    "it's",
    'x'.repeat(2000),
    'x y '.repeat(900),
  ],
];

/** Texts that every reader takes for the string they are. */
export const SAFE_WORDS: readonly string[] = [
  ...['80Gi', '100m', '1h', '30s', '8Ei', 'v1.2', '1.0.0', '12.8.1', 'latest', 'deadbeef', 'a:b', '--port=8080', '-c'],
  ...['http://x', 'hf://org/model', '0.0.0.0:8000', '10.0.0.0/8', '/mnt/models', '$(MODEL_PATH)', 'nvidia.com/gpu'],
  ...['exec vllm serve', 'vllm/vllm-openai:v0.11.0', 'yesterday', 'nullable', '_', 'a,b', 'a=b', 'x@sha256:0a'],
];

const PIECES: readonly string[] = [
  ...[
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    ':',
    ': ',
    '#',
    ' #',
    '-',
    '---',
    '...',
    '?',
    ',',
    '[',
    ']',
    '{',
    '}',
    '&',
    '*',
    '!',
  ],
  ...[
    '|',
    '>',
    '%',
    '@',
    '`',
    '"',
    "'",
    '\\',
    '=',
    '<',
    '<<',
    '.',
    '+',
    '_',
    '~',
    '$',
    'y',
    'n',
    'e',
    'x',
    '0',
    '1',
    '9',
  ],
  ...['a', 'z', 'é', '🚀'],
];

/** Strings without unreadable characters, mostly hostile. */
export const nastyString: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HAZARDS),
  fc.constantFrom(...SAFE_WORDS),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.array(fc.constantFrom(...HAZARDS), { maxLength: 4 }).map((lines) => lines.join('\n')),
  fc.stringMatching(/^[-+.]?[0-9][0-9_.:eExXobTZ+-]{0,12}$/),
  fc.stringMatching(/^[-+._eEnN]?[eE_.0-9]?[-+]?[0-9_]{0,3}$/),
  fc.string({ unit: CODE_POINT }).map((text) => text.replace(UNREADABLE, '')),
);

/** Said anew here, so that a slip in the emitter's own expression shows. */
// eslint-disable-next-line no-control-regex
const UNREADABLE = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF\uD800-\uDFFF]/gu;

const finiteNumber = fc
  .oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.float({ noNaN: true, noDefaultInfinity: true }),
  )
  .map((number) => (number === 0 ? 0 : number));

/** Whether a text may be a key: readers follow no longer ones, and `<<` is refused. */
export function isKey(text: string): boolean {
  return text.length <= 200 && text !== '<<';
}

const nastyKey = nastyString.filter(isKey);

/** JSON values with nasty strings as values and keys. */
export const nastyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    nastyString,
    finiteNumber,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('map'),
  ),
  map: fc
    .array(fc.tuple(nastyKey, tie('value')), { maxLength: 4 })
    .map((entries): Readonly<Record<string, unknown>> => Object.fromEntries(entries)),
}));
