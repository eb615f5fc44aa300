import type { Value as SpecValue } from '@bufbuild/cel-spec/cel/expr/value_pb.js';
import type { IncrementalTestSuite } from '@bufbuild/cel-spec/testdata/tests.js';
import { getConformanceSuite } from '@bufbuild/cel-spec/testdata/tests.js';
import { compileCel } from '../../../../checks/schema/cel/program';
import { Steps } from '../../../../checks/schema/cel/steps';
import { Failure, isCompound } from '../../../../checks/schema/cel/value';
import type { Result, Value } from '../../../../checks/schema/cel/value';

/** One test of CEL's own suite: an expression and what it yields. */
interface ConformanceTest {
  readonly name: string;
  readonly expression: string;
  readonly expected: unknown;
}

const ERROR = 'an error';

const TESTS = testsOf(getConformanceSuite());
const EVALUATED = TESTS.flatMap(({ name, expression, expected }) => {
  const compilation = compileCel(expression, []);
  return compilation.ok ? [{ name, expression, expected, program: compilation.program }] : [];
});

test('what CEL itself tests is evaluated as it says', () => {
  const results = EVALUATED.map(({ name, expression, program, expected }) => {
    const result = program.run({}, new Steps(100_000));
    const isUndecided = result instanceof Failure && result.kind === 'undecided';
    return [name, expression, isUndecided ? expected : plain(result)];
  });
  expect(results).toEqual(EVALUATED.map(({ name, expression, expected }) => [name, expression, expected]));
});

test('most of what CEL tests without protocol buffers, bytes, unsigned numbers and times is known', () => {
  expect(EVALUATED.length).toBeGreaterThan(700);
});

function testsOf(suite: IncrementalTestSuite, path = ''): readonly ConformanceTest[] {
  const own = suite.tests.flatMap(({ original }): readonly ConformanceTest[] => {
    const { expr: expression, bindings, container, resultMatcher: matcher } = original;
    if (Object.keys(bindings).length > 0 || container !== '') return [];
    const name = `${path}/${original.name}`;
    if (matcher.case === 'evalError') return [{ name, expression, expected: ERROR }];
    const value = matcher.case === 'typedResult' ? matcher.value.result : matcher.value;
    if (value?.$typeName !== 'cel.expr.Value') return [];
    return [{ name, expression, expected: specValue(value) }];
  });
  return [...own, ...suite.suites.flatMap((inner) => testsOf(inner, `${path}/${inner.name}`))];
}

function specValue({ kind }: SpecValue): unknown {
  switch (kind.case) {
    case 'nullValue':
      return null;
    case 'listValue':
      return kind.value.values.map(specValue);
    case 'mapValue':
      return new Map(kind.value.entries.map(({ key, value }) => [key && specValue(key), value && specValue(value)]));
    case 'typeValue':
      return { type: kind.value };
    default:
      return kind.value;
  }
}

function plain(result: Result | undefined): unknown {
  if (result instanceof Failure) return ERROR;
  return result !== undefined && isCompound(result) ? plainCompound(result) : result;
}

function plainCompound(value: Exclude<Value, null | boolean | bigint | number | string>): unknown {
  switch (value.kind) {
    case 'list':
      return Array.from({ length: value.size }, (_, index) => plain(value.at(index)));
    case 'map':
      return new Map(value.keys().map((key) => [plain(key), plain(value.get(key))]));
    case 'type':
      return { type: value.name };
    default:
      return value;
  }
}
