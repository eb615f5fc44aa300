import type { Value } from './value';

/** A parsed expression of CEL, the macros of the language expanded. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'name'; readonly name: string }
  | Access
  /** `has(of.name)` */
  | { readonly kind: 'has'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [key: Expression, value: Expression])[] }
  | Call
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | Choice
  | Comprehension;

/** `of[key]`, as which `of.key` counts too; `of[?key]` and `of.?key` yield an optional value. */
export interface Access {
  readonly kind: 'access';
  readonly of: Expression;
  readonly key: Expression;
  readonly isOptional: boolean;
}

/** A function, an operator, or a method, whose receiver is the first argument. */
export interface Call {
  readonly kind: 'call';
  /** `size/1`, `.size/0`, `_+_/2`: the name and the number of arguments beside the receiver. */
  readonly signature: string;
  readonly arguments: readonly Expression[];
}

/** `condition ? then : otherwise` */
export interface Choice {
  readonly kind: 'choice';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** A macro that binds a variable to each item of a list or each key of a map, such as `range.all(variable, body)`. */
export interface Comprehension {
  readonly kind: 'comprehension';
  readonly macro: ComprehensionMacro;
  readonly range: Expression;
  readonly variable: string;
  /** What must hold of an item for `map` to take it. */
  readonly condition?: Expression;
  readonly body: Expression;
}

export type ComprehensionMacro = 'all' | 'exists' | 'exists_one' | 'filter' | 'map';

/** The expressions that an expression is made of, where it binds no variable for them. */
export function partsOf(expression: Exclude<Expression, Comprehension>): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'access':
      return [expression.of, expression.key];
    case 'has':
      return [expression.of];
    case 'list':
      return expression.items;
    case 'map':
      return expression.entries.flat();
    case 'call':
      return expression.arguments;
    case 'and':
    case 'or':
      return [expression.left, expression.right];
    case 'choice':
      return [expression.condition, expression.then, expression.otherwise];
  }
}
