import { isObject } from './manifest';
import type { JsonValue } from './manifest';
import { canonicalQuantity } from './quantity';

/** Powers of ten of the letters, in billionths, which are the smallest amounts there are. */
const DECIMAL: Readonly<Record<string, number>> = { n: 0, u: 3, m: 6, '': 9, k: 12, M: 15, G: 18, T: 21, P: 24, E: 27 };
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

const BILLION = 10n ** 9n;

/** As large an exponent as an amount of anything needs. */
const MOST_EXPONENT = 30;

/** How much a quantity is, in billionths, to be compared with others; undefined where it cannot be read. */
export function quantityAmount(quantity: JsonValue | undefined): bigint | undefined {
  if (typeof quantity !== 'string' && typeof quantity !== 'number') return undefined;
  const text = String(quantity);
  if (recent.has(text)) return recent.get(text);
  const amount = amountOf(canonicalQuantity(text));
  if (recent.size >= MOST_RECENT) recent.clear();
  recent.set(text, amount);
  return amount;
}

/** A fleet has few amounts and states them often. */
const recent = new Map<string, bigint | undefined>();
const MOST_RECENT = 4096;

function amountOf(canonical: string | undefined): bigint | undefined {
  const [, sign, integer = '', fraction = '', suffix = ''] =
    /^([+-]?)([0-9]*)(?:\.([0-9]*))?([a-zA-Z]*[+-]?[0-9]*)$/.exec(canonical ?? '-') ?? [];
  if (sign === undefined || integer + fraction === '') return undefined;
  const factor = factorOf(suffix);
  if (factor === undefined) return undefined;
  const amount = (BigInt(integer + fraction) * factor) / 10n ** BigInt(fraction.length);
  return sign === '-' ? -amount : amount;
}

function factorOf(suffix: string): bigint | undefined {
  const decimal = Object.hasOwn(DECIMAL, suffix) ? DECIMAL[suffix] : undefined;
  if (decimal !== undefined) return 10n ** BigInt(decimal);
  const binary = BINARY.indexOf(suffix);
  if (binary !== -1) return BILLION * 1024n ** BigInt(binary + 1);
  const exponent = /^[eE]([+-]?[0-9]+)$/.exec(suffix)?.[1];
  const power = exponent === undefined ? undefined : Number(exponent) + 9;
  return power === undefined || power < 0 || power > MOST_EXPONENT ? undefined : 10n ** BigInt(power);
}

/** Whether an amount is a whole number of things. */
export function isWhole(amount: bigint): boolean {
  return amount % BILLION === 0n;
}

/** An amount as a number, of bytes or of things. */
export function amountAsNumber(amount: bigint): number {
  return Number(amount) / Number(BILLION);
}

/** How many whole things a quantity in a map of resources counts; undefined where it is not stated or no number. */
export function countIn(resources: JsonValue | undefined, name: string): number | undefined {
  if (!isObject(resources) || !Object.hasOwn(resources, name)) return undefined;
  const amount = quantityAmount(resources[name]);
  return amount === undefined || !isWhole(amount) ? undefined : amountAsNumber(amount);
}
