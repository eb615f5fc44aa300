import fc from 'fast-check';

/** What mutations write: signs of YAML, of templates and of units, and bytes of broken texts. */
const PIECES = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    '-',
    '&a ',
    '*a',
    '<<: ',
    '|',
    '>',
    '"',
    "'",
    '#',
    '!',
    '? ',
    '\t',
    '\n',
    '\r\n',
    '---\n',
    '\n...\n',
  ],
  ...[
    'null',
    'true',
    '0755',
    '.inf',
    '{{',
    '}}',
    '${',
    '$(X)',
    '__proto__',
    'constructor',
    '1e999',
    '-1',
    '9'.repeat(30),
  ],
  ...['\u0000', '\uFEFF', '\u2028', 'ü', '\u001b[2J'],
);

/** One change of bytes. */
export interface Mutation {
  readonly at: number;
  readonly drop: number;
  readonly insert: string | number;
}

export const MUTATION: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(100_000),
  drop: fc.oneof(fc.constant(0), fc.nat(40)),
  insert: fc.oneof(PIECES, fc.nat(255)),
});

/** Bytes with faults in them. */
export function mutated(bytes: Buffer, mutations: readonly Mutation[]): Buffer {
  return mutations.reduce((before, { at, drop, insert }) => {
    const from = at % (before.length + 1);
    const inserted = typeof insert === 'number' ? Buffer.of(insert) : Buffer.from(insert);
    return Buffer.concat([before.subarray(0, from), inserted, before.subarray(from + drop)]);
  }, bytes);
}
