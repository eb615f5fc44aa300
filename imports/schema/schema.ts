/** Any value that JSON can write down. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Where objects of a kind live. */
export type Scope = 'Namespaced' | 'Cluster';

/** One CEL rule of `x-kubernetes-validations`. */
export interface ValidationRule {
  readonly rule: string;
  /** What the API server says where the rule does not hold. */
  readonly message?: string;
  /** An expression for that text, before `message`. */
  readonly messageExpression?: string;
  readonly optionalOldSelf?: boolean;
  readonly fieldPath?: string;
  readonly reason?: string;
}

/**
 * The interface facts of one value: what the API server checks, and none of the prose.
 *
 * Keywords have their OpenAPI names and meanings, with one shorthand: `x-kubernetes-int-or-string` stands alone, without
 * the `anyOf` that upstream repeats beside it. `$ref` names a definition of the same file; `default` and `nullable` may
 * stand beside it, because they belong to the place and not to the shape.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly Json[];
  readonly default?: Json;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[];
}

/** The subresources of a version, as the CRD declares them. */
export interface Subresources {
  readonly status?: Json;
  readonly scale?: Json;
}

/** One served version of a kind. */
export interface VersionSchema {
  /** Whether objects are stored in this version. */
  readonly storage: boolean;
  /** The root of the schema: `apiVersion`, `kind`, plain `metadata` and `status` are left out of it. */
  readonly schema: Schema;
  /** @default - the version has no subresources */
  readonly subresources?: Subresources;
}

/** One kind with its served versions. */
export interface KindSchemas {
  readonly plural: string;
  readonly scope: Scope;
  readonly versions: Readonly<Record<string, VersionSchema>>;
}

/** All that is known of one API group: the content of `schemas/<group>.json`. */
export interface GroupSchemas {
  readonly group: string;
  readonly kinds: Readonly<Record<string, KindSchemas>>;
  /** Each object structure of the group once, under a short name. */
  readonly definitions: Readonly<Record<string, Schema>>;
}
