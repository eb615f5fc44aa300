import fc from 'fast-check';

const LAST = 0x10ffff;
/** Halves of pairs, which are no characters. */
const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * Unit of texts of any characters at all: fast-check's `binary`, which takes a second to list a million of them before
 * its first text.
 */
export const CODE_POINT: fc.Arbitrary<string> = fc
  .nat({ max: LAST - SURROGATES.count })
  .map((number) => String.fromCodePoint(number < SURROGATES.first ? number : number + SURROGATES.count), numberOf);

function numberOf(text: unknown): number {
  const number = typeof text === 'string' ? (text.codePointAt(0) ?? NaN) : NaN;
  const isOther = Number.isNaN(number) || String.fromCodePoint(number) !== text;
  if (isOther) throw new Error(`${String(text)} is not one character`);
  return number < SURROGATES.first ? number : number - SURROGATES.count;
}
