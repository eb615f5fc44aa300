import fc from 'fast-check';
import { parseModelSize } from '../../../checks/ome/selection/model-size';
import { matchesVersion } from '../../../checks/ome/selection/matcher';
import { compareVersions, isUnofficial, parseVersion } from '../../../checks/ome/selection/version';

describe('a version as OME reads it', () => {
  it.each([
    ['4.51.3', ['', [4n, 51n, 3n], 3]],
    ['v0.8.0', ['v', [0n, 8n, 0n], 3]],
    ['1', ['', [1n, 0n, 0n], 1]],
    ['v1.12', ['v', [1n, 12n, 0n], 2]],
  ])('%s has these numbers', (text, [prefix, numbers, precision]) => {
    expect(parseVersion(text)).toEqual({ prefix, numbers, precision, preview: [], build: [], dev: [] });
  });

  it.each([
    ['4.43.0.dev0', { dev: ['dev0'] }],
    ['4.51.3-SAM-HQ-preview', { preview: ['SAM-HQ-preview'] }],
    ['4.43.0-rc.1+build.7', { preview: ['rc', '1'], build: ['build', '7'] }],
    ['4.43.0.dev0+b', { dev: ['dev0'], build: ['b'] }],
  ])('%s has more than numbers', (text, parts) => {
    const version = parseVersion(text);
    expect(version).toMatchObject(parts);
    expect(version && isUnofficial(version)).toBe(true);
  });

  it.each([
    '',
    'latest',
    'V1.0.0',
    '01.0',
    '1.02.0',
    '1.0.',
    '1.0.0-',
    '1.0.0+a..b',
    '1.0-rc1',
    '1..0',
    '-1',
    '18446744073709551616',
  ])('%p is none', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });
});

describe('a runtime’s version against a model’s', () => {
  it.each([
    ['4.43.1', 'Equal', '4.43.1', true],
    ['4.43.1', 'Equal', '4.43.0', false],
    ['1', 'Equal', '1.0.0', true],
    ['v1.0.0', 'Equal', '1.0.0', true],
    ['4.44.0', 'GreaterThan', '4.43.0', true],
    ['4.43.0', 'GreaterThan', '4.43.0', false],
    ['4.43.0', 'GreaterThanOrEqual', '4.43.0', true],
    ['4.42.0', 'GreaterThanOrEqual', '4.43.0', false],
    ['4.44', 'GreaterThan', '4.43.0', false],
    ['v4.44.0', 'GreaterThan', '4.43.0', false],
    ['4.44.0', 'GreaterThan', '4.43.0.dev0', false],
    ['4.43.0.dev0', 'GreaterThanOrEqual', '4.43.0.dev0', true],
    ['4.44.0', 'LessThan', '4.43.0', false],
    ['4.43.0', 'LessThan', '4.43.0', true],
    ['latest', 'Equal', 'latest', false],
  ])('%s %s %s: %p', (runtime, operator, model, matches) => {
    expect(matchesVersion(runtime, operator, model)).toBe(matches);
  });
});

describe('comparing versions', () => {
  const part = fc.nat({ max: 12 });
  const suffix = fc.constantFrom('', '.dev0', '.dev1', '-rc1', '+b', '-rc.1+b.2');
  const version = fc
    .tuple(fc.constantFrom('', 'v'), part, part, part, suffix)
    .map(([prefix, major, minor, patch, rest]) => `${prefix}${major}.${minor}.${patch}${rest}`);
  const compared = (one: string, other: string) => {
    const [left, right] = [parseVersion(one), parseVersion(other)];
    return left && right ? Math.sign(compareVersions(left, right)) : NaN;
  };

  it('gives the opposite when the two are exchanged', () => {
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(compared(one, other) + compared(other, one)).toBe(0);
      }),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(version, version, version, (one, two, three) => {
        const [first, second, third] = [one, two, three].sort(compared);
        expect(compared(first ?? '', second ?? '')).toBeLessThanOrEqual(0);
        expect(compared(first ?? '', third ?? '')).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('puts what has more than numbers after what has not', () => {
    expect(compared('1.0.0', '1.0.0-rc1')).toBe(-1);
    expect(compared('1.0.0.dev0', '1.0.0')).toBe(1);
  });
});

describe('a model’s size', () => {
  it.each([
    ['7B', 7e9],
    ['0.5B', 5e8],
    ['500M', 5e8],
    ['1.5T', 1.5e12],
    ['1e3M', 1e9],
    ['42', 42],
    ['1_000', 1000],
    ['-1B', -1e9],
  ])('%s is %d parameters', (size, parameters) => {
    expect(parseModelSize(size)).toBe(parameters);
  });

  it.each(['', 'B', '7b', '30K', '80G', '7 B', 'seven', '1__0B', '_7B', '1e999B', '7BB'])(
    '%p counts as zero',
    (size) => {
      expect(parseModelSize(size)).toBe(0);
    },
  );

  it('grows with its number, whatever the unit', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.constantFrom('', 'M', 'B', 'T'), (one, other, unit) => {
        expect(Math.sign(parseModelSize(`${one}${unit}`) - parseModelSize(`${other}${unit}`))).toBe(
          Math.sign(one - other),
        );
      }),
    );
  });

  it('is a finite number for any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Number.isFinite(parseModelSize(text))).toBe(true);
      }),
    );
  });
});
