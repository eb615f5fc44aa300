import { KUBERNETES_MINORS } from '../../imports/schema/kubernetes-versions';
import { schemaOf } from '../../imports/schema/load-schema';
import type { KindSchema } from '../../imports/schema/load-schema';
import type { Schema } from '../../imports/schema/schema';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import { versionName } from './cluster-version';

/** Says in which versions of Kubernetes something is that one version lacks; undefined where none has it. */
export function otherVersions(minor: number, isThere: (minor: number) => boolean): string | undefined {
  const since = KUBERNETES_MINORS.find((other) => other > minor && isThere(other));
  if (since !== undefined) return `It is there since ${versionName(since)}`;
  const until = KUBERNETES_MINORS.findLast((other) => other < minor && isThere(other));
  return until === undefined ? undefined : `It was there until ${versionName(until)}`;
}

/** Whether a kind of Kubernetes' own has a field in a version; the last step of the path is the field's name. */
export function hasField({ apiVersion, kind }: KindSchema, path: readonly FieldPathSegment[], minor: number): boolean {
  const found = schemaOf(apiVersion, kind, minor);
  let schema: Schema | undefined = found?.root;
  for (const step of path) {
    const resolved: Schema | undefined = schema && found?.resolve(schema);
    schema = resolved && inside(resolved, step);
  }
  return schema !== undefined;
}

function inside(
  { properties, additionalProperties: additional, items }: Schema,
  step: FieldPathSegment,
): Schema | undefined {
  if (typeof step === 'number') return items;
  if (properties !== undefined && Object.hasOwn(properties, step)) return properties[step];
  return typeof additional === 'object' ? additional : undefined;
}
