import { isKeyword, unexpected } from './cursor';
import type { Cursor } from './cursor';
import { TemplateProblem } from './fault';
import type { TokenKind } from './lexer';
import { characterCode, numberOf, unquoted, unquotedRaw } from './literals';
import { Scopes } from './scopes';
import type { Command, Operand, Pipeline } from './syntax';

/** Blocks and parentheses inside of each other; Go allows ten thousand parentheses. */
const MOST_NESTING = 200;

const OPERANDS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'identifier',
  'field',
  'dot',
  'variable',
  'number',
  'character',
  'string',
  'raw string',
  'left parenthesis',
]);

/** Parses what stands inside of actions, with the variables that are known there. */
export class PipelineParser {
  private nesting = 0;
  private variables = rootScope();

  constructor(
    private readonly cursor: Cursor,
    private readonly isFunction: (name: string) => boolean,
  ) {}

  /** Parses something whose variables end with it. */
  nested<T>(parse: () => T): T {
    this.variables.enter();
    const result = this.deeper(parse);
    this.variables.leave();
    return result;
  }

  /** Parses a template of its own, in which no variable of the one around it is known. */
  apart<T>(parse: () => T): T {
    const around = this.variables;
    this.variables = rootScope();
    const result = this.deeper(parse);
    this.variables = around;
    return result;
  }

  pipeline(context: string, until: 'close' | 'right parenthesis' = 'close'): Pipeline {
    const { offset } = this.cursor.peek();
    const { variables, binding } = this.binding(context);
    const commands: Command[] = [];
    for (;;) {
      const token = this.cursor.peek();
      if (token.kind === until) {
        this.checkCommands(commands, context);
        this.cursor.next(context);
        return { offset, variables, binding, commands };
      }
      if (token.kind === 'close') throw new TemplateProblem('unclosed left paren', 'parse');
      if (!OPERANDS.has(token.kind) || isKeyword(token)) throw unexpected(this.cursor.next(context), context);
      commands.push(this.command());
    }
  }

  private checkCommands(commands: readonly Command[], context: string): void {
    if (commands.length === 0) throw new TemplateProblem(`missing value for ${context}`, 'parse');
    commands.forEach(({ first, offset }, index) => {
      if (index > 0 && (first.kind === 'constant' || first.kind === 'nil' || first.kind === 'dot')) {
        throw new TemplateProblem(`non executable command in pipeline stage ${index + 1}`, 'parse', offset);
      }
    });
  }

  /** `$x :=`, `$x =`, or `$i, $e :=` of a range. */
  private binding(context: string): Pick<Pipeline, 'variables' | 'binding'> {
    const variables: string[] = [];
    while (this.cursor.peek().kind === 'variable') {
      const follows = this.cursor.peek(1);
      const isLast = follows.kind === 'declare' || follows.kind === 'assign';
      if (!isLast && follows.kind !== 'comma') break;
      const { text } = this.cursor.next(context);
      this.cursor.next(context);
      variables.push(text);
      this.variables.declare(text, true);
      if (isLast) return { variables, binding: follows.kind === 'assign' ? 'assign' : 'declare' };
      if (context !== 'range' || variables.length > 1) {
        throw new TemplateProblem(`too many declarations in ${context}`, 'parse', follows.offset);
      }
    }
    if (variables.length > 0) throw new TemplateProblem('range can only initialize variables', 'parse');
    return { variables, binding: 'declare' };
  }

  private command(): Command {
    const { offset } = this.cursor.peek();
    const operands: Operand[] = [];
    for (;;) {
      const token = this.cursor.peek();
      const separated = operands.length === 0 || token.spaced;
      if (separated && OPERANDS.has(token.kind) && !isKeyword(token)) {
        operands.push(this.operand());
        continue;
      }
      if (token.kind === 'pipe') this.cursor.next('operand');
      else if (token.kind !== 'close' && token.kind !== 'right parenthesis')
        throw unexpected(this.cursor.next('operand'), 'operand');
      const [first, ...rest] = operands;
      if (first === undefined) throw new TemplateProblem('empty command', 'parse');
      return { offset, first, arguments: rest };
    }
  }

  private operand(): Operand {
    const term = this.term();
    const names: string[] = [];
    while (this.cursor.peek().kind === 'field' && !this.cursor.peek().spaced) {
      if (term.kind === 'constant' || term.kind === 'nil' || term.kind === 'dot') {
        const text = term.kind === 'constant' ? term.text : term.kind === 'nil' ? 'nil' : '.';
        throw new TemplateProblem(`unexpected . after term ${JSON.stringify(text)}`, 'parse');
      }
      names.push(this.cursor.next('operand').text.slice(1));
    }
    if (names.length === 0) return term;
    if (term.kind === 'field' || term.kind === 'variable') return { ...term, names: [...term.names, ...names] };
    return { kind: 'chain', offset: term.offset, of: term, names };
  }

  private term(): Operand {
    const token = this.cursor.peek();
    const { offset, text } = token;
    switch (token.kind) {
      case 'identifier':
        return this.identifier();
      case 'dot':
        this.cursor.next('operand');
        return { kind: 'dot', offset };
      case 'field':
        this.cursor.next('operand');
        return { kind: 'field', offset, names: [text.slice(1)] };
      case 'variable':
        if (!this.variables.has(text)) throw new TemplateProblem(`undefined variable ${JSON.stringify(text)}`, 'parse');
        this.cursor.next('operand');
        return { kind: 'variable', offset, variable: text, names: [] };
      case 'left parenthesis':
        this.cursor.next('operand');
        return {
          kind: 'pipeline',
          offset,
          pipeline: this.deeper(() => this.pipeline('parenthesized pipeline', 'right parenthesis')),
        };
      default:
        return this.literal();
    }
  }

  private identifier(): Operand {
    const { offset, text } = this.cursor.peek();
    if (text === 'true' || text === 'false' || text === 'nil') {
      this.cursor.next('operand');
      return text === 'nil' ? { kind: 'nil', offset } : { kind: 'constant', offset, text, value: text === 'true' };
    }
    if (!this.isFunction(text)) throw new TemplateProblem(`function ${JSON.stringify(text)} not defined`, 'parse');
    this.cursor.next('operand');
    return { kind: 'function', offset, name: text };
  }

  private literal(): Operand {
    const { kind, offset, text } = this.cursor.peek();
    const value = literalValue(kind, text);
    this.cursor.next('operand');
    return { kind: 'constant', offset, text, value };
  }

  private deeper<T>(parse: () => T): T {
    this.nesting++;
    if (this.nesting > MOST_NESTING) {
      throw new TemplateProblem(`blocks and parentheses are nested more than ${MOST_NESTING} deep`, 'preview');
    }
    const result = parse();
    this.nesting--;
    return result;
  }
}

function rootScope(): Scopes<true> {
  const variables = new Scopes<true>();
  variables.declare('$', true);
  return variables;
}

function literalValue(kind: TokenKind, text: string) {
  switch (kind) {
    case 'string':
      return unquoted(text);
    case 'raw string':
      return unquotedRaw(text);
    case 'character':
      return characterCode(text);
    default:
      return numberOf(text);
  }
}
