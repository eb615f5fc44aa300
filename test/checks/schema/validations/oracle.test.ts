import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import type { CelInput } from '@bufbuild/cel';
import fc from 'fast-check';
import type { CompiledSchema } from '../../../../checks/schema/compiled-schema';
import { Steps } from '../../../../checks/schema/cel/steps';
import { Failure } from '../../../../checks/schema/cel/value';
import { compiledRule } from '../../../../checks/schema/validations/compiled-rule';
import type { RuledNode } from '../../../../checks/schema/validations/ruled-node';
import { schemaValue } from '../../../../checks/schema/validations/schema-value';
import type { ValidationRule } from '../../../../imports/schema/schema';
import { isArray, isObject } from '../../../../kubernetes/manifest';
import type { JsonValue } from '../../../../kubernetes/manifest';
import { kindsWithRules } from './kinds-with-rules';
import { runs } from '../../../runs';

/** Each rule once, with the schema of what it is asked of. */
const RULES = new Map<string, readonly [rule: ValidationRule, schema: CompiledSchema]>();
for (const { root } of kindsWithRules()) collect(root);

function collect({ compiled, rules, fields, item, value }: RuledNode): void {
  for (const rule of rules) RULES.set(rule.rule, [rule, compiled]);
  for (const node of [...fields.map(([, field]) => field), item, value]) if (node !== undefined) collect(node);
}

test('there are rules to compare', () => {
  expect(RULES.size).toBeGreaterThan(70);
});

test.each([...RULES])('an independent library agrees on %s', (expression, [rule, schema]) => {
  const words = new Set(expression.match(/\w+/g));
  const independent = plan(celEnv(), parse(expression));
  fc.assert(
    fc.property(valueOf(schema, words), valueOf(schema, words), (self, oldSelf) => {
      expect([self, oldSelf, verdict(rule, schema, self, oldSelf)]).toEqual([
        self,
        oldSelf,
        independentVerdict(independent({ self: celInput(self, schema), oldSelf: celInput(oldSelf, schema) })),
      ]);
    }),
    { numRuns: runs(60) },
  );
});

type Verdict = boolean | 'an error';

function verdict(rule: ValidationRule, schema: CompiledSchema, self: JsonValue, oldSelf: JsonValue): Verdict {
  const compilation = compiledRule(rule);
  if (!compilation.ok) throw new Error(compilation.why);
  const variables = { self: schemaValue(self, schema), oldSelf: schemaValue(oldSelf, schema) };
  const result = compilation.compiled.program.run(variables, new Steps(10_000));
  if (result instanceof Failure) return 'an error';
  if (typeof result !== 'boolean') throw new Error(`${rule.rule} gives no boolean`);
  return result;
}

function independentVerdict(result: unknown): Verdict {
  if (isCelError(result)) return 'an error';
  if (typeof result !== 'boolean') throw new Error('the rule gives no boolean');
  return result;
}

/** Values of a schema, of whose fields there are those that a rule names. */
function valueOf(compiled: CompiledSchema, words: ReadonlySet<string>): fc.Arbitrary<JsonValue> {
  const { type, enum: choices, properties = {} } = compiled.schema;
  switch (type) {
    case 'object': {
      const named = Object.keys(properties).filter((name) => words.has(name));
      const fields = named.flatMap((name) => {
        const field = compiled.field(name);
        return field === undefined ? [] : [[name, valueOf(field, words)] as const];
      });
      return fc.record<Record<string, JsonValue>>(Object.fromEntries(fields), { requiredKeys: [] });
    }
    case 'array': {
      const item = compiled.item();
      return fc.array(item === undefined ? fc.constant(1) : valueOf(item, words), { maxLength: 3 });
    }
    case 'integer':
      return fc.constantFrom(0, 1, 2, 3, 100);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return fc.constantFrom(...(choices ?? textsFor(words)).filter((choice) => typeof choice === 'string'));
    default:
      return fc.constant(null);
  }
}

const TEXTS = ['', '/', '/a', '/a//b', '/a/../b', '/a b', '/%2f', '*', 'Service', 'azure', '0s', '1s', '90s', '1m30s'];

/** The other library takes an empty text for a duration, which Go does not. */
function textsFor(words: ReadonlySet<string>): readonly string[] {
  return words.has('duration') ? TEXTS.filter((text) => text !== '') : TEXTS;
}

/** The same value for the other library, converted apart from what is tested: defaults, and whole numbers as bigint. */
function celInput(value: JsonValue, compiled: CompiledSchema): CelInput {
  if (isArray(value)) {
    const item = compiled.item();
    return item === undefined ? [] : value.map((one) => celInput(one, item));
  }
  if (isObject(value)) {
    const defaults = Object.entries(compiled.schema.properties ?? {}).flatMap(([name]) => {
      const otherwise = compiled.field(name)?.schema.default;
      return otherwise === undefined ? [] : [[name, otherwise] as const];
    });
    const fields = Object.entries({ ...Object.fromEntries(defaults), ...value }).flatMap(([name, inner]) => {
      const field = compiled.field(name);
      return field === undefined ? [] : [[name, celInput(inner, field)] as const];
    });
    return Object.fromEntries(fields);
  }
  return typeof value === 'number' && compiled.schema.type === 'integer' ? BigInt(value) : value;
}
