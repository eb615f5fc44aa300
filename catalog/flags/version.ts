/**
 * What is known of the versions that have a flag: it is certainly absent before, certainly there from `from` on, and
 * undecided between. A source gives a release, or two branch points where it does not know the release.
 */
export interface VersionRange {
  /** The last version that certainly lacks it. */
  readonly after?: string;
  /** The first version that certainly has it. */
  readonly from?: string;
  /** Whether `from` is the exact release, so that every version before lacks it. */
  readonly exact: boolean;
}

/** Whether something had happened by a version: `undecided` where the sources name only two branch points. */
export type Certainty = 'yes' | 'no' | 'undecided';

/** Reads `0.9.0`, `<=0.6.0`, `>0.24.0` and `>0.10.2,<=0.19.x`. */
export function parseVersionRange(text: string): VersionRange {
  const after = />([^,=]+)/.exec(text)?.[1];
  const from = /<=(.+)/.exec(text)?.[1];
  return after === undefined && from === undefined ? { from: text, exact: true } : { after, from, exact: false };
}

// A branch point such as 0.19.x stands for all its patch releases: what came after it is in none of them.
const numbersOf = (version: string): readonly number[] =>
  (version.match(/\d+|x/g) ?? []).map((part) => (part === 'x' ? Number.POSITIVE_INFINITY : Number(part)));

/** Negative when `left` is the older version. `0.6.1.post1` is newer than `0.6.1`; a release candidate is its release. */
export function compareVersions(left: string, right: string): number {
  const [leftNumbers, rightNumbers] = [numbersOf(left.replace(/rc\d+/, '')), numbersOf(right.replace(/rc\d+/, ''))];
  for (let index = 0; index < Math.max(leftNumbers.length, rightNumbers.length); index += 1) {
    const [leftPart, rightPart] = [leftNumbers[index] ?? 0, rightNumbers[index] ?? 0];
    if (leftPart !== rightPart) return leftPart < rightPart ? -1 : 1;
  }
  return 0;
}

/** Whether what a range dates had happened by `version`. */
export function happenedBy(range: VersionRange, version: string): Certainty {
  if (range.from !== undefined && compareVersions(version, range.from) >= 0) return 'yes';
  if (range.exact || (range.after !== undefined && compareVersions(version, range.after) <= 0)) return 'no';
  return 'undecided';
}

/** The range in words: `in 0.10.0`, `after 0.10.2 and by 0.19.x`. */
export function describeRange({ after, from, exact }: VersionRange): string {
  if (exact && from !== undefined) return `in ${from}`;
  return [after !== undefined && `after ${after}`, from !== undefined && `by ${from}`].filter(Boolean).join(' and ');
}
