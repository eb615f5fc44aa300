import type { Schema } from '../schema/schema';
import { fieldLines, quoted, type NameOf } from './emit-types';

/** A kind in one version, ready to be written as a class. */
export interface ClassFacts {
  readonly className: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly schema: Schema;
}

/** The properties and the `ApiObject` class of a kind, in the convention of `cdk8s import`. */
export function classText({ className, apiVersion, kind, schema }: ClassFacts, nameOf: NameOf): string {
  const fields = fieldLines(schema, nameOf).filter((line) => !line.startsWith('  readonly metadata'));
  const initial = schema.required === undefined ? ' = {}' : '';
  return `export interface ${className}Props {
${['  readonly metadata?: ApiObjectMetadata;', ...fields].join('\n')}
}

/** \`kind: ${kind}\` of \`apiVersion: ${apiVersion}\`. */
export class ${className} extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: ${quoted(apiVersion)}, kind: ${quoted(kind)} };

  static manifest(props: ${className}Props${initial}): ApiObjectProps {
    return { ...${className}.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: ${className}Props${initial}) {
    super(scope, id, ${className}.manifest(props));
  }
}
`;
}
