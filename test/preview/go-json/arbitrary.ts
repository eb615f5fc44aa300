import fc from 'fast-check';
import type { GoStruct, GoType } from '../../../catalog/pod-types';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';

/** JSON that Go reads into a type, with zero values, nulls and fields that it does not have. */
export function arbitraryOf(type: GoStruct, depth = 3): fc.Arbitrary<JsonObject> {
  const fields = [...type.fields].map(([name, field]) => [name, anyOf(field.type, depth)] as const);
  const stated = fc
    .subarray(fields, { maxLength: Math.min(6, fields.length) })
    .chain((chosen) => fc.record(Object.fromEntries(chosen)));
  return fc
    .tuple(stated, fc.boolean())
    .map(([record, hasMore]): JsonObject => (hasMore ? { ...record, unheardOf: 1 } : record));
}

const text = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'c', '<&>', '\\ud800', '\u2028"\\\b\f\n\u0001\u007f', '{{ .Name }}'),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);

function anyOf(type: GoType, depth: number): fc.Arbitrary<JsonValue> {
  switch (type.kind) {
    case 'string':
      return text;
    case 'bool':
      return fc.boolean();
    case 'int':
      return fc.oneof(fc.constantFrom(0, 80, 8080), fc.integer());
    case 'quantity':
      return fc.constantFrom<JsonValue[]>('1', '0', '1.5', '1024Mi', '500m', 1, 0.5);
    case 'int-or-string':
      return fc.constantFrom<JsonValue[]>(0, 80, 'http', '');
    case 'time':
    case 'any':
      return fc.constant(null);
    case 'pointer':
      return depth === 0
        ? fc.constant(null)
        : fc.oneof(fc.constant(null), { arbitrary: anyOf(type.of, depth), weight: 4 });
    case 'list':
      return depth === 0
        ? fc.constantFrom<JsonValue[]>(null, [])
        : fc.array(anyOf(type.of, depth - 1), { maxLength: 4 });
    case 'map':
      return fc.dictionary(
        fc.oneof(fc.constantFrom('a', 'b', '10', '9', '__proto__', '<'), text),
        anyOf(type.of, depth - 1),
        {
          maxKeys: 3,
        },
      );
    case 'struct':
      return depth === 0 ? fc.constant({}) : arbitraryOf(type, depth - 1);
  }
}
