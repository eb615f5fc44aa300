import { fieldPath } from '../../../kubernetes/field-path';
import { compiledRule } from './compiled-rule';
import type { StatedKinds } from '../stated-kinds';
import { rulesOfKind, rulesOfSchema } from './ruled-node';
import type { RuledNode } from './ruled-node';

/** A rule of a schema that cannot be evaluated here. */
export interface SkippedRule {
  /** Where it stands, such as `spec.rules[].filters`; empty at the whole object. */
  readonly field: string;
  readonly rule: string;
  readonly why: string;
}

/** The rules of a kind that are not checked, and why; empty too where the kind is not known. */
export function skippedRules(apiVersion: string, kind: string): readonly SkippedRule[] {
  const root = rulesOfKind(apiVersion, kind);
  return root === undefined ? [] : skippedRulesBelow(root);
}

/** Why rules of a kind that a cluster states are not checked, each by itself. */
export function skippedOfStated(apiVersion: string, kind: string, kinds: StatedKinds): readonly string[] {
  const schema = kinds.schemaOf(apiVersion, kind);
  const root = schema && rulesOfSchema(schema);
  const skipped = root === undefined ? [] : skippedRulesBelow(root);
  return [...kinds.leftOutOf(apiVersion, kind), ...skipped.map(({ why }) => why)];
}

/** The same of a part of a schema, which stands at a field. */
export function skippedRulesBelow(node: RuledNode, field = ''): readonly SkippedRule[] {
  const inner: readonly (readonly [RuledNode | undefined, string])[] = [
    ...node.fields.map(([name, inside]) => [inside, field === '' ? fieldPath([name]) : `${field}.${name}`] as const),
    [node.item, `${field}[]`],
    [node.value, `${field}.*`],
  ];
  const own = node.rules.flatMap((rule) => {
    const compilation = compiledRule(rule);
    return compilation.ok ? [] : [{ field, rule: rule.rule, why: compilation.why }];
  });
  return [...own, ...inner.flatMap(([inside, path]) => (inside === undefined ? [] : skippedRulesBelow(inside, path)))];
}
