import type { FieldPathSegment } from '../../../kubernetes/field-path';
import { isArray, isObject } from '../../../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';
import { Steps } from '../cel/steps';
import { Failure } from '../cel/value';
import type { Result } from '../cel/value';
import type { Fault } from '../../finding';
import type { CompiledSchema } from '../compiled-schema';
import { compiledRule } from './compiled-rule';
import type { CompiledRule } from './compiled-rule';
import { defaultedField } from './defaulted';
import type { RuledNode } from './ruled-node';
import { schemaValue } from './schema-value';
import { verdictOf } from './verdict';

/** A tenth of a second's work at most; the rules of a large LLMInferenceService take some thousand. */
const STEPS_OF_OBJECT = 300_000;

/** What the rules of a schema refuse of an object by itself. */
export function ruleFaults(manifest: Manifest, root: RuledNode): readonly Fault[] {
  return new RuleWalk('object').faultsOf(manifest, undefined, root);
}

/** What the rules of a schema refuse of a change, those that compare with the object before. */
export function transitionRuleFaults(before: Manifest, after: Manifest, root: RuledNode): readonly Fault[] {
  return new RuleWalk('transition').faultsOf(after, before, root);
}

/**
 * Evaluates the rules along a schema.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/cel/validation.go Validator.validate
 */
class RuleWalk {
  private readonly trail: FieldPathSegment[] = [];
  private readonly faults: Fault[] = [];
  private readonly steps = new Steps(STEPS_OF_OBJECT);

  public constructor(private readonly kind: 'object' | 'transition') {}

  public faultsOf(manifest: Manifest, before: Manifest | undefined, root: RuledNode): readonly Fault[] {
    this.visit(manifest, before, root);
    return this.faults;
  }

  /** `before` is the same value of the object before, where there is one. */
  private visit(value: JsonValue | undefined, before: JsonValue | undefined, node: RuledNode): void {
    // Rules that ask about null stand at the field around it.
    if (value === undefined || value === null) return;
    for (const rule of node.rules) {
      const compilation = compiledRule(rule);
      if (compilation.ok) this.evaluate(compilation.compiled, value, before ?? undefined, node);
    }
    if (isArray(value)) this.visitItems(value, isArray(before) ? before : [], node);
    else if (isObject(value)) this.visitFields(value, isObject(before) ? before : undefined, node);
  }

  private visitItems(items: JsonArray, before: JsonArray, node: RuledNode): void {
    if (node.item === undefined) return;
    const counterpart = this.kind === 'object' ? () => undefined : counterparts(before, node);
    for (const [index, item] of items.entries()) this.inside(index, item, counterpart(item), node.item);
  }

  private visitFields(object: JsonObject, before: JsonObject | undefined, node: RuledNode): void {
    for (const [name, field] of node.fields) {
      const value = defaultedField(object, name, field.compiled);
      this.inside(name, value, before && defaultedField(before, name, field.compiled), field);
    }
    if (node.value === undefined) return;
    for (const name of Object.keys(object)) {
      this.inside(name, object[name], before && Object.hasOwn(before, name) ? before[name] : undefined, node.value);
    }
  }

  private inside(
    step: FieldPathSegment,
    value: JsonValue | undefined,
    before: JsonValue | undefined,
    node: RuledNode,
  ): void {
    this.trail.push(step);
    this.visit(value, before, node);
    this.trail.pop();
  }

  private evaluate(
    compiled: CompiledRule,
    value: JsonValue,
    before: JsonValue | undefined,
    { compiled: schema }: RuledNode,
  ): void {
    if (compiled.isTransition !== (this.kind === 'transition') || this.steps.areSpent) return;
    const isOptional = compiled.rule.optionalOldSelf === true;
    if (compiled.isTransition && before === undefined && !isOptional) return;
    const self = schemaValue(value, schema);
    // What is of another type is told of by the schema itself.
    if (self instanceof Failure && self.kind === 'error') return;
    const variables = { self, oldSelf: oldSelf(before, schema, isOptional) };
    const fault = verdictOf(compiled, variables, this.steps, this.trail);
    if (fault !== undefined) this.faults.push(fault);
  }
}

function oldSelf(before: JsonValue | undefined, schema: CompiledSchema, isOptional: boolean): Result {
  const value = before === undefined ? null : schemaValue(before, schema);
  if (!isOptional || value instanceof Failure) return value;
  return before === undefined ? { kind: 'optional' } : { kind: 'optional', value };
}

/**
 * What finds the item of before that an item of a list was: by its keys, where the list is a map.
 *
 * @see https://github.com/kubernetes/apiserver/blob/master/pkg/cel/common/maplist.go MakeMapList
 */
function counterparts(before: JsonArray, { compiled }: RuledNode): (item: JsonValue) => JsonValue | undefined {
  const keyOf = compiled.schema['x-kubernetes-list-type'] === 'map' ? compiled.keyOf : undefined;
  if (keyOf === undefined) return () => undefined;
  const byKey = new Map(before.map((item) => [keyOf(item), item]));
  return (item) => byKey.get(keyOf(item));
}
