import { isTried, sizeOfPattern } from '../checks/schema/cel/go-pattern';
import { mapNested } from '../imports/schema/map-nested';
import type { Schema, ValidationRule } from '../imports/schema/schema';

/** All patterns of a cluster's definitions together, which take about a second to read. */
const LARGEST_PATTERNS = 400_000;

/** A schema that does not hold a check up, whoever wrote it. */
export interface BoundedSchema {
  readonly schema: Schema;
  /** For each of its rules that it lacks, why. */
  readonly leftOut: readonly string[];
}

/** Reads the schemas of a cluster's own definitions, as long as that takes. */
export class SchemaBounds {
  private left = LARGEST_PATTERNS;

  /** A schema without the rules that could take long on a text that is made for it. */
  public bounded(schema: Schema): BoundedSchema {
    const leftOut: string[] = [];
    return { schema: this.within(schema, leftOut), leftOut };
  }

  private within(schema: Schema, leftOut: string[]): Schema {
    // What a reference leads to is not known; no structural schema has one.
    if (schema.$ref !== undefined) return { 'x-kubernetes-preserve-unknown-fields': true };
    const { pattern, 'x-kubernetes-validations': rules = [] } = schema;
    const isKept = (why: string | undefined): boolean => {
      if (why !== undefined) leftOut.push(why);
      return why === undefined;
    };
    const kept = rules.filter((rule) => isKept(this.excessOfRule(rule)));
    return {
      ...mapNested(schema, (nested) => this.within(nested, leftOut)),
      pattern: pattern !== undefined && isKept(this.excessOf(pattern)) ? pattern : undefined,
      'x-kubernetes-validations': kept.length === 0 ? undefined : kept,
    };
  }

  private excessOf(pattern: string): string | undefined {
    this.left -= isTried(pattern) ? sizeOfPattern(pattern) : 0;
    return isTried(pattern) && this.left >= 0 ? undefined : 'a pattern of it takes too long to try';
  }

  private excessOfRule({ rule, messageExpression = '' }: ValidationRule): string | undefined {
    const text = `${rule} ${messageExpression}`;
    const literals = [...text.matchAll(LITERAL_PATTERN)].map(([, , literal = '']) => literal);
    if ((text.match(/matches/g)?.length ?? 0) !== literals.length) {
      return 'a pattern of it depends on the object';
    }
    return literals.map((literal) => this.excessOf(literal)).find((why) => why !== undefined);
  }
}

/** A pattern that stands in a rule as it is, and not as what the object says. */
const LITERAL_PATTERN = /\.matches\(\s*r?('''|"""|['"])((?:(?!\1)[^\\\n]|\\.)*)\1\s*\)/g;
