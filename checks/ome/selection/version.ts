/** A version as OME reads it: `[v]major[.minor[.patch]]`, then `.devN`, `-preview` and `+build` after the patch. */
export interface Version {
  /** `v` or empty. */
  readonly prefix: string;
  /** Major, minor and patch; those that are not written are zero. */
  readonly numbers: readonly [bigint, bigint, bigint];
  /** How many of the three numbers are written. */
  readonly precision: number;
  readonly preview: readonly string[];
  readonly build: readonly string[];
  readonly dev: readonly string[];
}

const LARGEST_UINT64 = 2n ** 64n - 1n;

/**
 * The version that a text says, undefined where OME cannot read it.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/modelver/util.go Parse
 */
export function parseVersion(text: string): Version | undefined {
  const [first = '', second, ...others] = text.split('.');
  const prefix = first.startsWith('v') ? 'v' : '';
  const written = others.length > 0 ? others.join('.') : undefined;
  const [beforeBuild, build] = cut(written ?? '0', '+');
  const [beforePreview, preview] = cut(beforeBuild, '-');
  const [patch, dev] = cut(beforePreview, '.');
  const numbers = [first.slice(prefix.length), second ?? '0', patch].map(parseNumber);
  const [major, minor, patchNumber] = numbers;
  if (major === undefined || minor === undefined || patchNumber === undefined) return undefined;
  if ([...preview, ...build, ...dev].includes('')) return undefined;
  const precision = written === undefined ? (second === undefined ? 1 : 2) : 3;
  return { prefix, numbers: [major, minor, patchNumber], precision, preview, build, dev };
}

/**
 * Whether a version has more than numbers.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/modelver/util.go ContainsUnofficialVersion
 */
export function isUnofficial({ preview, build, dev }: Version): boolean {
  return preview.length > 0 || build.length > 0 || dev.length > 0;
}

/**
 * Negative where the first version comes before the second, 0 where they are the same. What follows the numbers is
 * compared as text, and having it comes after not having it: `1.0.0-rc1` comes after `1.0.0`.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/modelver/util.go CompareVersion
 */
export function compareVersions(one: Version, other: Version): number {
  return (
    one.numbers.map((number, index) => compare(number, other.numbers[index] ?? 0n)).find(isDifferent) ??
    [
      compareTexts(one.preview, other.preview),
      compareTexts(one.build, other.build),
      compareTexts(one.dev, other.dev),
    ].find(isDifferent) ??
    0
  );
}

/** The text before the first separator, and the parts that dots make of what follows it. */
function cut(text: string, separator: string): readonly [string, readonly string[]] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, []] : [text.slice(0, index), text.slice(index + 1).split('.')];
}

function parseNumber(text: string): bigint | undefined {
  if (!/^(0|[1-9][0-9]*)$/.test(text)) return undefined;
  const number = BigInt(text);
  return number > LARGEST_UINT64 ? undefined : number;
}

function compareTexts(one: readonly string[], other: readonly string[]): number {
  const differing = one.map((text, index) => compare(text, other[index] ?? text)).find(isDifferent);
  return differing ?? compare(one.length, other.length);
}

function compare<T extends bigint | number | string>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function isDifferent(comparison: number): boolean {
  return comparison !== 0;
}
