/**
 * Resource quantities (`500m`, `80Gi`, `1e3`) in the form the API server stores them: what `ParseQuantity`,
 * `CanonicalizeBytes` and `String` of k8s.io/apimachinery make of them.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.34.5/pkg/api/resource/quantity.go
 * @see https://github.com/kubernetes/apimachinery/blob/v0.34.5/pkg/api/resource/suffix.go
 */

/** What the parser's scanner takes; whether the suffix means something is decided afterwards. */
const QUANTITY = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[+-]?[0-9]*)$/;
const EXPONENT_SUFFIX = /^[eE]([+-]?[0-9]+)$/;

const DECIMAL_EXPONENTS: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
const DECIMAL_SUFFIXES: ReadonlyMap<number, string> = new Map(
  [...DECIMAL_EXPONENTS].map(([suffix, exponent]) => [exponent, suffix]),
);

/** By power of 1024. */
const BINARY_SUFFIXES: readonly string[] = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** Quantities are kept to a billionth; what is smaller is rounded away from zero. */
const SMALLEST_EXPONENT = -9;
const LARGEST_INT64 = 2n ** 63n - 1n;

/** A suffix: powers of ten by letter or by number, or powers of 1024. */
interface Notation {
  readonly kind: 'letter' | 'exponent' | 'binary';
  readonly power: number;
}

/** `mantissa` · 10^`exponent`, not negative. */
interface Decimal {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/**
 * The canonical form of a quantity; undefined if Kubernetes does not parse it. A number counts as its JSON text.
 *
 * Upstream's peculiarities are kept. Some texts stay although a shorter one means the same (`+1`, `1.500`, `0100m`). From
 * 10^21 on a quantity without an exponent loses its magnitude, because there is no letter for it (`1000E` is stored as
 * `1`). A binary quantity that is whole but no multiple of 1024 becomes a plain number, which a second pass may shorten
 * (`1.953125Ki`, `2000`, `2k`); every other result is its own canonical form.
 */
export function canonicalQuantity(quantity: string | number): string | undefined {
  const text = String(quantity);
  const known = recent.get(text);
  if (known !== undefined || recent.has(text)) return known;
  const canonical = canonicalText(text);
  if (recent.size >= MOST_RECENT) recent.clear();
  recent.set(text, canonical);
  return canonical;
}

/** A fleet has few amounts and states them often. */
const recent = new Map<string, string | undefined>();
const MOST_RECENT = 4096;

function canonicalText(text: string): string | undefined {
  const [, sign, integer = '', fraction = '', suffix = ''] = QUANTITY.exec(text) ?? [];
  const notation = sign === undefined || text === '' ? undefined : notationOf(suffix);
  if (notation === undefined) return undefined;

  const isBinary = notation.kind === 'binary';
  const digits = (integer.replace(/^0+/, '') || '0') + fraction;
  // Upstream calculates exponents in 32 bits.
  const exponent = ((isBinary ? 0 : notation.power) - fraction.length) | 0;
  if (fitsInt64(notation, digits, exponent)) {
    if (isKeptAsWritten(notation, digits, exponent)) return text;
  } else if (integer + fraction === '') {
    // Only the general parser minds that there are no digits: `m` is zero, `e-10` is refused.
    return undefined;
  }

  const factor = isBinary ? 1024n ** BigInt(notation.power) : 1n;
  const magnitude = roundedUp({ mantissa: BigInt(digits) * factor, exponent });
  if (magnitude.mantissa === 0n) return '0';
  const canonical = isBinary ? binaryForm(magnitude) : decimalForm(magnitude, notation.kind);
  return sign === '-' ? `-${canonical}` : canonical;
}

function notationOf(suffix: string): Notation | undefined {
  const decimal = DECIMAL_EXPONENTS.get(suffix);
  if (decimal !== undefined) return { kind: 'letter', power: decimal };
  const binary = BINARY_SUFFIXES.indexOf(suffix);
  if (binary > 0) return { kind: 'binary', power: binary };

  const [, exponent] = EXPONENT_SUFFIX.exec(suffix) ?? [];
  if (exponent === undefined) return undefined;
  const power = BigInt(exponent.replace('+', ''));
  if (BigInt.asIntN(64, power) !== power) return undefined;
  return { kind: 'exponent', power: Number(BigInt.asIntN(32, power)) };
}

/** Whether upstream holds the quantity in 64 bits, by its cautious estimate, and so may keep its text. */
function fitsInt64(notation: Notation, digits: string, exponent: number): boolean {
  if (notation.kind === 'binary') return exponent === 0 && digits.length + 3 * notation.power <= 14;
  return exponent >= SMALLEST_EXPONENT && digits.length <= 18;
}

/** Upstream's test for a text that is canonical already; it overlooks signs, dots and zeros around the digits. */
function isKeptAsWritten(notation: Notation, digits: string, exponent: number): boolean {
  if (notation.kind === 'binary') return BigInt(digits) % 8n !== 0n;
  return exponent % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
}

function roundedUp(decimal: Decimal): Decimal {
  const dropped = SMALLEST_EXPONENT - decimal.exponent;
  if (dropped <= 0 || decimal.mantissa === 0n) return decimal;
  // Spares raising ten to a power that only the text of the quantity limits.
  if (dropped > decimal.mantissa.toString().length) return { mantissa: 1n, exponent: SMALLEST_EXPONENT };
  const divisor = 10n ** BigInt(dropped);
  return { mantissa: (decimal.mantissa + divisor - 1n) / divisor, exponent: SMALLEST_EXPONENT };
}

/** Below 1024 and with a fraction, a binary quantity is written as a decimal one, so that nothing is lost. */
function binaryForm(decimal: Decimal): string {
  const unit = 10n ** BigInt(-decimal.exponent);
  if (decimal.mantissa > LARGEST_INT64 * unit) return LARGEST_INT64.toString();
  if (decimal.mantissa < 1024n * unit || decimal.mantissa % unit !== 0n) return decimalForm(decimal, 'letter');
  let value = decimal.mantissa / unit;
  let power = 0;
  while (value % 1024n === 0n) {
    value /= 1024n;
    power++;
  }
  return `${value}${BINARY_SUFFIXES[power] ?? ''}`;
}

/** No fraction, the exponent a multiple of three and as large as that allows. */
function decimalForm(decimal: Decimal, kind: Notation['kind']): string {
  const digits = decimal.mantissa.toString();
  const significant = digits.replace(/0+$/, '');
  const largest = decimal.exponent + digits.length - significant.length;
  const padding = ((largest % 3) + 3) % 3;
  const exponent = largest - padding;
  const number = significant + '0'.repeat(padding);
  if (kind === 'exponent') return exponent === 0 ? number : `${number}e${exponent}`;
  return number + (DECIMAL_SUFFIXES.get(exponent) ?? '');
}
