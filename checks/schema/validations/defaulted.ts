import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import type { CompiledSchema } from '../compiled-schema';

/**
 * What a field is when the rules are evaluated: the default where the object does not state it, and nothing in place of
 * a null that the schema does not allow.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/defaulting/algorithm.go Default
 */
export function defaultedField(object: JsonObject, name: string, field: CompiledSchema): JsonValue | undefined {
  const stated = Object.hasOwn(object, name) ? object[name] : undefined;
  if (stated !== undefined && (stated !== null || field.isNullable)) return stated;
  return field.schema.default;
}
