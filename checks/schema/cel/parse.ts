import type { ComprehensionMacro, Expression } from './expression';
import { CelProblem, CelSyntaxProblem } from './problem';
import { tokensOf } from './tokens';
import type { Token } from './tokens';

/** Operators of two operands, by how tightly they bind; `in` and comparisons alike. */
const LEVELS: readonly ReadonlySet<string>[] = [
  new Set(['||']),
  new Set(['&&']),
  new Set(['==', '!=', '<', '<=', '>', '>=', 'in']),
  new Set(['+', '-']),
  new Set(['*', '/', '%']),
];

const RESERVED: ReadonlySet<string> = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);

/** How deeply expressions may be nested; CEL's own parser stops at 250 as well. */
const DEEPEST = 250;

/** Longer ones, which nobody writes by hand, could take more of the stack than there is. */
const MOST_TOKENS = 2_000;

/**
 * Parses an expression of CEL.
 *
 * @throws CelProblem where it is none, or has what is not supported
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
 */
export function parseExpression(text: string): Expression {
  const tokens = tokensOf(text);
  if (tokens.length > MOST_TOKENS) throw new CelProblem('it is too long');
  return new Parser(tokens).parse();
}

class Parser {
  private at = 0;
  private depth = 0;

  public constructor(private readonly tokens: readonly Token[]) {}

  public parse(): Expression {
    const expression = this.choice();
    if (this.token.kind !== 'end') throw this.unexpected();
    return expression;
  }

  private choice(): Expression {
    if (++this.depth > DEEPEST) throw new CelProblem('it is nested too deeply');
    const condition = this.operation(0);
    let expression = condition;
    if (this.skips('?')) {
      const then = this.operation(0);
      this.expect(':');
      expression = { kind: 'choice', condition, then, otherwise: this.choice() };
    }
    this.depth--;
    return expression;
  }

  private operation(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.operation(level + 1);
    for (let operator = this.symbol; operator !== undefined && operators.has(operator); operator = this.symbol) {
      this.at++;
      const right = this.operation(level + 1);
      if (operator === '||') left = { kind: 'or', left, right };
      else if (operator === '&&') left = { kind: 'and', left, right };
      else left = { kind: 'call', signature: `_${operator}_/2`, arguments: [left, right] };
    }
    return left;
  }

  private unary(): Expression {
    const operators: string[] = [];
    while (this.symbol === '!' || this.symbol === '-') {
      const next = this.tokens[this.at + 1];
      // The least integer has no positive counterpart, so that the sign belongs to the literal.
      if (this.symbol === '-' && (next?.kind === 'int' || next?.kind === 'double')) break;
      operators.push(this.symbol);
      this.at++;
    }
    return operators.reduceRight<Expression>(
      (operand, operator) => ({ kind: 'call', signature: `${operator}_/1`, arguments: [operand] }),
      this.member(),
    );
  }

  private member(): Expression {
    let expression = this.primary();
    for (;;) {
      if (this.skips('.')) {
        const isOptional = this.skips('?');
        const name = this.name();
        if (!isOptional && this.skips('(')) expression = method(expression, name, this.list(')'));
        else expression = { kind: 'access', of: expression, key: { kind: 'literal', value: name }, isOptional };
      } else if (this.skips('[')) {
        const isOptional = this.skips('?');
        expression = { kind: 'access', of: expression, key: this.choice(), isOptional };
        this.expect(']');
      } else {
        return expression;
      }
    }
  }

  private primary(): Expression {
    const { token } = this;
    this.at++;
    switch (token.kind) {
      case 'string':
        return { kind: 'literal', value: token.text };
      case 'int':
        return { kind: 'literal', value: inRange(token.value) };
      case 'double':
        return { kind: 'literal', value: token.value };
      case 'name':
        return this.named(token.text);
      case 'symbol':
        return this.bySymbol(token.text);
      case 'end':
        this.at--;
        throw this.unexpected();
    }
  }

  private named(name: string): Expression {
    if (RESERVED.has(name)) throw new CelProblem(`'${name}' is a reserved word`);
    return this.skips('(') ? call(name, this.list(')')) : { kind: 'name', name };
  }

  private bySymbol(symbol: string): Expression {
    switch (symbol) {
      case 'true':
      case 'false':
        return { kind: 'literal', value: symbol === 'true' };
      case 'null':
        return { kind: 'literal', value: null };
      case '-':
        return this.negativeNumber();
      case '.':
        return this.named(this.name());
      case '[':
        return { kind: 'list', items: this.list(']') };
      case '{':
        return { kind: 'map', entries: this.entries() };
      case '(': {
        const inner = this.choice();
        this.expect(')');
        return inner;
      }
      default:
        this.at--;
        throw this.unexpected();
    }
  }

  private negativeNumber(): Expression {
    const { token } = this;
    if (token.kind !== 'int' && token.kind !== 'double') throw this.unexpected();
    this.at++;
    return { kind: 'literal', value: token.kind === 'int' ? inRange(-token.value) : -token.value };
  }

  /** Expressions with commas between them, up to a bracket. */
  private list(end: string): readonly Expression[] {
    const items: Expression[] = [];
    while (!this.skips(end)) {
      items.push(this.choice());
      if (!this.skips(',') && this.symbol !== end) throw this.unexpected();
    }
    return items;
  }

  private entries(): readonly (readonly [Expression, Expression])[] {
    const entries: (readonly [Expression, Expression])[] = [];
    while (!this.skips('}')) {
      const key = this.choice();
      this.expect(':');
      entries.push([key, this.choice()]);
      if (!this.skips(',') && this.symbol !== '}') throw this.unexpected();
    }
    return entries;
  }

  private name(): string {
    const { token } = this;
    if (token.kind !== 'name') throw this.unexpected();
    this.at++;
    return token.text;
  }

  private get token(): Token {
    return this.tokens[this.at] ?? { kind: 'end' };
  }

  private get symbol(): string | undefined {
    const { token } = this;
    return token.kind === 'symbol' ? token.text : undefined;
  }

  private skips(symbol: string): boolean {
    if (this.symbol !== symbol) return false;
    this.at++;
    return true;
  }

  private expect(symbol: string): void {
    if (!this.skips(symbol)) throw this.unexpected();
  }

  private unexpected(): CelProblem {
    const { token } = this;
    if (token.kind === 'end') return new CelSyntaxProblem('it ends too early');
    const text = token.kind === 'int' || token.kind === 'double' ? String(token.value) : token.text;
    const problem = `'${text}' stands where it may not`;
    // Optional fields are written with it in dialects.
    return text.includes('?') ? new CelProblem(problem) : new CelSyntaxProblem(problem);
  }
}

function inRange(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new CelProblem(`${value} does not fit into 64 bits`);
  return value;
}

function call(name: string, args: readonly Expression[]): Expression {
  const [of] = args;
  if (name !== 'has' || args.length !== 1)
    return { kind: 'call', signature: `${name}/${args.length}`, arguments: args };
  if (of?.kind !== 'access' || of.isOptional || of.key.kind !== 'literal' || typeof of.key.value !== 'string') {
    throw new CelProblem('has() is asked of something that is no field');
  }
  return { kind: 'has', of: of.of, name: of.key.value };
}

const MACROS: ReadonlyMap<string, ComprehensionMacro> = new Map([
  ['all/2', 'all'],
  ['exists/2', 'exists'],
  ['exists_one/2', 'exists_one'],
  ['existsOne/2', 'exists_one'],
  ['filter/2', 'filter'],
  ['map/2', 'map'],
  ['map/3', 'map'],
]);

function method(receiver: Expression, name: string, args: readonly Expression[]): Expression {
  const macro = MACROS.get(`${name}/${args.length}`);
  if (macro === undefined) {
    // The only name with a dot that functions have.
    if (receiver.kind === 'name' && receiver.name === 'optional') return call(`optional.${name}`, args);
    return { kind: 'call', signature: `.${name}/${args.length}`, arguments: [receiver, ...args] };
  }
  const [variable, first, second] = args;
  if (variable?.kind !== 'name' || first === undefined) throw new CelProblem(`${name}() names no variable`);
  const range = { kind: 'comprehension', macro, range: receiver, variable: variable.name } as const;
  return second === undefined ? { ...range, body: first } : { ...range, condition: first, body: second };
}
