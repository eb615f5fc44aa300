/** A reference to one key of a Secret in the namespace of what refers to it; the value is never stated anywhere. */
export interface SecretRef {
  readonly name: string;
  readonly key: string;
}

/** The value of a variable: a text, or a Secret's key. */
export type VariableValue = string | SecretRef;
