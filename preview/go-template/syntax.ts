import type { Value } from './value';

/** A parsed template. */
export type NodeList = readonly TemplateNode[];

export type TemplateNode = Text | Action | Branch | Range | Jump | TemplateCall;

export interface Text {
  readonly kind: 'text';
  readonly text: string;
}

/** `{{ pipeline }}`: prints the value, or binds it to a variable. */
export interface Action {
  readonly kind: 'action';
  readonly pipeline: Pipeline;
}

export interface Branch {
  readonly kind: 'if' | 'with';
  readonly pipeline: Pipeline;
  readonly then: NodeList;
  readonly otherwise: NodeList;
}

export interface Range {
  readonly kind: 'range';
  readonly pipeline: Pipeline;
  readonly body: NodeList;
  readonly otherwise: NodeList;
}

export interface Jump {
  readonly kind: 'break' | 'continue';
}

/** Renders another template, with the value of the pipeline for its data. */
export interface TemplateCall {
  readonly kind: 'template';
  readonly offset: number;
  readonly name: string;
  /** Without one, the other template has no data. */
  readonly pipeline?: Pipeline;
}

export interface Pipeline {
  readonly offset: number;
  /** Variables that take the value: one, or two of a `range`. */
  readonly variables: readonly string[];
  /** Whether they are new (`:=`) or exist (`=`). */
  readonly binding: 'declare' | 'assign';
  readonly commands: readonly Command[];
}

/** A value, or a function and its arguments. */
export interface Command {
  readonly offset: number;
  readonly first: Operand;
  readonly arguments: readonly Operand[];
}

export type Operand = { readonly offset: number } & (
  | { readonly kind: 'constant'; readonly value: Value; readonly text: string }
  | { readonly kind: 'nil' }
  | { readonly kind: 'dot' }
  | { readonly kind: 'field'; readonly names: readonly string[] }
  | { readonly kind: 'variable'; readonly variable: string; readonly names: readonly string[] }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  | { readonly kind: 'chain'; readonly of: Operand; readonly names: readonly string[] }
);
