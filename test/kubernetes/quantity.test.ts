import * as fc from 'fast-check';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalQuantity } from '../../kubernetes/quantity';
import { runs } from '../runs';

describe('a quantity', () => {
  test.each([
    ['1000m', '1'],
    ['0.5', '500m'],
    ['1.5', '1500m'],
    [1, '1'],
    [0.5, '500m'],
    ['1024Mi', '1Gi'],
    ['1024Ki', '1Mi'],
    ['2.0Gi', '2Gi'],
    ['1.5Gi', '1536Mi'],
    ['1000M', '1G'],
    ['0.1Gi', '107374182400m'],
    ['-1.5Gi', '-1536Mi'],
    ['1000e3', '1e6'],
    ['12E1', '120'],
    ['0.001Ki', '1024m'],
    ['0', '0'],
    ['-0', '0'],
    ['0Gi', '0'],
    ['.5', '500m'],
    ['5.', '5.'],
  ])('%p becomes %p', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });

  test.each(['1500m', '1500Mi', '1000Ki', '1G', '1e3', '100e-3', '8', '80Gi', '250m', '1Ei', '2E3'])(
    '%p is canonical',
    (text) => {
      expect(canonicalQuantity(text)).toBe(text);
    },
  );

  test.each([
    ['0.1n', '1n'],
    ['-0.1n', '-1n'],
    ['1e-20', '1e-9'],
    ['1e-2000000000', '1e-9'],
    ['1.0000000001', '1000000001n'],
  ])('%p is rounded away from zero to %p', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });

  test.each([
    ['8Ei', '9223372036854775807'],
    ['-8Ei', '-9223372036854775807'],
    ['9E', '9E'],
  ])('%p is capped only if it is binary: %p', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });

  test.each([
    ['+1', '+1'],
    ['0100m', '0100m'],
    ['1.500', '1.500'],
    ['1000E', '1'],
    ['1.953125Ki', '2000'],
    ['m', '0'],
    ['1e4294967296', '1e4294967296'],
  ])('%p becomes %p, a peculiarity of upstream', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });

  test.each([
    ...['', ' 1', '1 ', '1 Gi', 'Gi1', '1gi', '1K', '1KI', '1mi', '1B', '1e', '1e1.5', '1ee3', '--1', '1.2.3', '1_000'],
    ...['0x10', 'e-10', '1e9223372036854775808', 'abc', '1é', NaN, Infinity],
  ])('%p is none', (text) => {
    expect(canonicalQuantity(text)).toBeUndefined();
  });
});

const SUFFIXES = [
  '',
  'n',
  'u',
  'm',
  'k',
  'M',
  'G',
  'T',
  'P',
  'E',
  'Ki',
  'Mi',
  'Gi',
  'Ti',
  'Pi',
  'Ei',
  'e3',
  'E-6',
  'e+12',
];

const digits = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom('0', '0', '0', '1', '2', '5', '6', '7', '8', '9'), { minLength: 1, maxLength })
    .map((characters) => characters.join(''));

function quantities(longest: number): fc.Arbitrary<string> {
  const sign = fc.constantFrom('', '', '+', '-');
  const fraction = fc.option(digits(9), { nil: undefined }).map((text) => (text === undefined ? '' : `.${text}`));
  return fc.tuple(sign, digits(longest), fraction, fc.constantFrom(...SUFFIXES)).map((parts) => parts.join(''));
}

/** The value in units of 10^-30, by arithmetic that shares nothing with the code under test. */
function value(text: string): bigint {
  const [, sign, integer = '', fraction = '', suffix = ''] = /^([+-]?)([0-9]*)\.?([0-9]*)(.*)$/.exec(text) ?? [];
  const units: Readonly<Record<string, bigint>> = { n: 10n ** 21n, u: 10n ** 24n, m: 10n ** 27n, '': 10n ** 30n };
  const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].indexOf(suffix) + 1;
  const decimal = ['k', 'M', 'G', 'T', 'P', 'E'].indexOf(suffix) + 1;
  const exponent = /^[eE](.+)$/.exec(suffix)?.[1];
  let unit = units[suffix] ?? 10n ** 30n;
  if (binary > 0) unit *= 2n ** BigInt(10 * binary);
  else if (decimal > 0) unit *= 10n ** BigInt(3 * decimal);
  else if (exponent !== undefined) unit = 10n ** BigInt(30 + Number(exponent));
  const scaled = (BigInt(integer + fraction) * unit) / 10n ** BigInt(fraction.length);
  return sign === '-' ? -scaled : scaled;
}

const NANO = 10n ** 21n;

describe('the canonical form of any quantity', () => {
  test('has the same value, rounded away from zero to a billionth and capped', () => {
    fc.assert(
      fc.property(quantities(6), (text) => {
        const exact = value(text);
        const magnitude = exact < 0n ? -exact : exact;
        const rounded = ((magnitude + NANO - 1n) / NANO) * NANO;
        const most = (2n ** 63n - 1n) * 10n ** 30n;
        const expected = text.endsWith('i') && rounded > most ? most : rounded;
        // From 10^21 on there is no letter for the magnitude.
        fc.pre(expected < 10n ** 51n);
        expect(value(canonicalQuantity(text) ?? '')).toBe(exact < 0n ? -expected : expected);
      }),
      { numRuns: runs(5000) },
    );
  });

  test('is its own canonical form, plain numbers that were binary after one more pass', () => {
    fc.assert(
      fc.property(quantities(25), (text) => {
        const once = canonicalQuantity(text) ?? '';
        const twice = canonicalQuantity(once) ?? '';
        if (!text.endsWith('i')) expect(twice).toBe(once);
        expect(canonicalQuantity(twice)).toBe(twice);
      }),
      { numRuns: runs(5000) },
    );
  });

  test('is undefined for every other text', () => {
    const kubernetesPattern = /^[+-]?[0-9]*\.?[0-9]*([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]+)?$/;
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!kubernetesPattern.test(text));
        expect(canonicalQuantity(text)).toBeUndefined();
      }),
    );
  });
});

const MODULE = 'k8s.io/apimachinery@v0.34.5';
const upstream = moduleInCache();

/** Where Go keeps the module if it was ever downloaded; nothing is downloaded here. */
function moduleInCache(): string | undefined {
  const go = spawnSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' });
  const folder = go.status === 0 ? join(go.stdout.trim(), MODULE) : '';
  return existsSync(folder) ? folder : undefined;
}

(upstream === undefined ? test.skip : test)(
  `agrees with upstream (needs go and ${MODULE} in its module cache)`,
  () => {
    const texts = fc.sample(fc.oneof(quantities(25), fc.string()), { numRuns: runs(10_000), seed: 1 });
    const folder = mkdtempSync(join(tmpdir(), 'quantity-'));
    try {
      const program = join(folder, 'main.go');
      writeFileSync(program, PROGRAM);
      // In the module's own folder, whose go.mod and go.sum settle everything else.
      const output = execFileSync('go', ['run', program], {
        cwd: upstream,
        env: { ...process.env, GOFLAGS: '-mod=readonly', GOPROXY: 'off' },
        input: JSON.stringify(texts),
        encoding: 'utf8',
      });
      expect(texts.map((text) => canonicalQuantity(text) ?? null)).toEqual(JSON.parse(output));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);

const PROGRAM = `package main

import (
	"encoding/json"
	"os"

	"k8s.io/apimachinery/pkg/api/resource"
)

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		panic(err)
	}
	canonical := make([]*string, len(texts))
	for i, text := range texts {
		if quantity, err := resource.ParseQuantity(text); err == nil {
			s := quantity.String()
			canonical[i] = &s
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(canonical); err != nil {
		panic(err)
	}
}
`;
