import type { HYDRA_VARIABLES } from '../../checks/hydra/variables';

/** What a template of Hydra may write; anything else renders as the text `<no value>`. */
export type HydraVariable = Exclude<(typeof HYDRA_VARIABLES)[number], HydraCondition | 'CUSTOM_ARGS'>;

/** What a template of Hydra may decide by. */
export type HydraCondition = 'IS_DISTRIBUTED' | 'IS_LEADER';

/** A template in Go's language, made by the functions of this file alone and written by `printTemplate`. */
export type Template = readonly TemplateNode[];

export type TemplateNode = TextNode | ValueNode | ParametersNode | ChoiceNode;

interface TextNode {
  readonly kind: 'text';
  readonly text: string;
}

interface ValueNode {
  readonly kind: 'value';
  readonly variable: HydraVariable;
}

/** Something for each parameter of a deployment (`CUSTOM_ARGS`), with text around it. */
interface ParametersNode {
  readonly kind: 'parameters';
  readonly before: string;
  readonly after: string;
}

interface ChoiceNode {
  readonly kind: 'choice';
  readonly condition: HydraCondition;
  readonly then: Template;
  readonly otherwise: Template;
}

export function verbatim(text: string): TemplateNode {
  return { kind: 'text', text };
}

/** The text of a variable. */
export function valueOf(variable: HydraVariable): TemplateNode {
  return { kind: 'value', variable };
}

/** Every parameter of a deployment, with the same text before and after each. */
export function eachParameter(before: string, after: string): TemplateNode {
  return { kind: 'parameters', before, after };
}

/** One template where the condition holds, and another where it does not. */
export function choice(condition: HydraCondition, then: Template, otherwise: Template): TemplateNode {
  return { kind: 'choice', condition, then, otherwise };
}
