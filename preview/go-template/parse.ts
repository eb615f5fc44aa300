import { faultAt, TemplateProblem } from './fault';
import type { TemplateFault } from './fault';
import { isFunction, isUnknownHere } from './functions';
import { tokensOf } from './lexer';
import type { Token, TokenKind } from './lexer';
import { characterCode, numberOf, unquoted, unquotedRaw } from './literals';
import { Scopes } from './scopes';
import type { Branch, Command, NodeList, Operand, Pipeline, Range, TemplateNode } from './syntax';

export type ParseResult =
  { readonly ok: true; readonly nodes: NodeList } | { readonly ok: false; readonly fault: TemplateFault };

/** Blocks and parentheses inside of each other; Go allows ten thousand parentheses. */
const MOST_NESTING = 200;

const CONTROLS: ReadonlySet<string> = new Set(['if', 'with', 'range', 'else', 'end', 'break', 'continue']);
const TEMPLATE_CONTROLS: ReadonlySet<string> = new Set(['define', 'block', 'template']);
const KEYWORDS: ReadonlySet<string> = new Set([...CONTROLS, ...TEMPLATE_CONTROLS]);

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

/** Parses a template as Go's text/template does. */
export function parseTemplate(template: string): ParseResult {
  const parser = new Parser(tokensOf(template));
  try {
    return { ok: true, nodes: parser.parse() };
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    return { ok: false, fault: faultAt(template, error.offset ?? parser.offset, error.problem, error.stage) };
  }
}

/** What ends a list of nodes; of `else`, the control that follows it in the same action. */
type ListEnd = { readonly kind: 'end' } | { readonly kind: 'else'; readonly control?: string };

class Parser {
  private at = 0;
  private nesting = 0;
  private ranges = 0;
  private readonly variables = new Scopes<true>();

  constructor(private readonly tokens: readonly Token[]) {
    this.variables.declare('$', true);
  }

  /** Where the parser is. */
  get offset(): number {
    return this.peek().offset;
  }

  parse(): NodeList {
    const nodes: TemplateNode[] = [];
    while (this.peek().kind !== 'end') {
      const offset = this.offset;
      const node = this.node();
      if ('end' in node) throw new TemplateProblem(`unexpected {{${node.end.kind}}}`, 'parse', offset);
      nodes.push(node.node);
    }
    return nodes;
  }

  private list(): { readonly nodes: NodeList; readonly end: ListEnd } {
    const nodes: TemplateNode[] = [];
    while (this.peek().kind !== 'end') {
      const node = this.node();
      if ('end' in node) return { nodes, end: node.end };
      nodes.push(node.node);
    }
    throw new TemplateProblem('unexpected EOF', 'parse');
  }

  private node(): { readonly node: TemplateNode } | { readonly end: ListEnd } {
    const token = this.next('input');
    if (token.kind === 'text') return { node: { kind: 'text', text: token.text } };
    if (token.kind !== 'open') throw unexpected(token, 'input');
    const control = this.peek();
    if (control.kind !== 'identifier' || !KEYWORDS.has(control.text)) {
      return { node: { kind: 'action', pipeline: this.pipeline('command', 'close') } };
    }
    this.next('command');
    switch (control.text) {
      case 'if':
      case 'with':
        return { node: this.branch(control.text) };
      case 'range':
        return { node: this.range() };
      case 'break':
      case 'continue':
        this.expectClose(`{{${control.text}}}`);
        if (this.ranges === 0) {
          throw new TemplateProblem(`{{${control.text}}} outside {{range}}`, 'parse', control.offset);
        }
        return { node: { kind: control.text } };
      case 'end':
        this.expectClose('end');
        return { end: { kind: 'end' } };
      case 'else':
        return { end: this.else() };
      default:
        throw new TemplateProblem(`{{${control.text}}} is not known here`, 'preview', control.offset);
    }
  }

  private else(): ListEnd {
    const follows = this.peek();
    if (follows.kind === 'identifier' && (follows.text === 'if' || follows.text === 'with')) {
      return { kind: 'else', control: follows.text };
    }
    this.expectClose('else');
    return { kind: 'else' };
  }

  private branch(kind: Branch['kind']): Branch {
    return this.nested(() => {
      const pipeline = this.pipeline(kind, 'close');
      const { nodes, end } = this.list();
      return { kind, pipeline, then: nodes, otherwise: this.otherwise(kind, end) };
    });
  }

  private range(): Range {
    return this.nested(() => {
      const pipeline = this.pipeline('range', 'close');
      this.ranges++;
      const { nodes, end } = this.list();
      this.ranges--;
      return { kind: 'range', pipeline, body: nodes, otherwise: this.otherwise('range', end) };
    });
  }

  private otherwise(of: 'if' | 'with' | 'range', end: ListEnd): NodeList {
    if (end.kind === 'end') return [];
    if (end.control !== undefined) {
      const control = this.next('else');
      if (end.control !== of || of === 'range') throw unexpected(control, 'input');
      return [this.branch(of)];
    }
    const offset = this.offset;
    const last = this.list();
    if (last.end.kind === 'end') return last.nodes;
    throw new TemplateProblem('expected end; found {{else}}', 'parse', offset);
  }

  private pipeline(context: string, until: 'close' | 'right parenthesis'): Pipeline {
    const { offset } = this.peek();
    const { variables, binding } = this.binding(context);
    const commands: Command[] = [];
    for (;;) {
      const token = this.peek();
      if (token.kind === until) {
        this.checkCommands(commands, context);
        this.next(context);
        return { offset, variables, binding, commands };
      }
      if (token.kind === 'close') throw new TemplateProblem('unclosed left paren', 'parse');
      if (!OPERANDS.has(token.kind) || isKeyword(token)) throw unexpected(this.next(context), context);
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
    while (this.peek().kind === 'variable') {
      const follows = this.peek(1);
      const isLast = follows.kind === 'declare' || follows.kind === 'assign';
      if (!isLast && follows.kind !== 'comma') break;
      const { text } = this.next(context);
      this.next(context);
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
    const { offset } = this.peek();
    const operands: Operand[] = [];
    for (;;) {
      const token = this.peek();
      const separated = operands.length === 0 || token.spaced;
      if (separated && OPERANDS.has(token.kind) && !isKeyword(token)) {
        operands.push(this.operand());
        continue;
      }
      if (token.kind === 'pipe') this.next('operand');
      else if (token.kind !== 'close' && token.kind !== 'right parenthesis')
        throw unexpected(this.next('operand'), 'operand');
      const [first, ...rest] = operands;
      if (first === undefined) throw new TemplateProblem('empty command', 'parse');
      return { offset, first, arguments: rest };
    }
  }

  private operand(): Operand {
    const term = this.term();
    const names: string[] = [];
    while (this.peek().kind === 'field' && !this.peek().spaced) {
      if (term.kind === 'constant' || term.kind === 'nil' || term.kind === 'dot') {
        throw new TemplateProblem('unexpected . after a term that has no fields', 'parse');
      }
      names.push(this.next('operand').text.slice(1));
    }
    if (names.length === 0) return term;
    if (term.kind === 'field' || term.kind === 'variable') return { ...term, names: [...term.names, ...names] };
    return { kind: 'chain', offset: term.offset, of: term, names };
  }

  private term(): Operand {
    const token = this.peek();
    const { offset, text } = token;
    switch (token.kind) {
      case 'identifier':
        return this.identifier();
      case 'dot':
        this.next('operand');
        return { kind: 'dot', offset };
      case 'field':
        this.next('operand');
        return { kind: 'field', offset, names: [text.slice(1)] };
      case 'variable':
        if (!this.variables.has(text)) throw new TemplateProblem(`undefined variable ${JSON.stringify(text)}`, 'parse');
        this.next('operand');
        return { kind: 'variable', offset, variable: text, names: [] };
      case 'left parenthesis':
        this.next('operand');
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
    const { offset, text } = this.peek();
    if (text === 'true' || text === 'false' || text === 'nil') {
      this.next('operand');
      return text === 'nil' ? { kind: 'nil', offset } : { kind: 'constant', offset, text, value: text === 'true' };
    }
    if (isUnknownHere(text)) throw new TemplateProblem(`the function ${text} is not known here`, 'preview');
    if (!isFunction(text)) throw new TemplateProblem(`function ${JSON.stringify(text)} not defined`, 'parse');
    this.next('operand');
    return { kind: 'function', offset, name: text };
  }

  private literal(): Operand {
    const { kind, offset, text } = this.peek();
    const value = literalValue(kind, text);
    this.next('operand');
    return { kind: 'constant', offset, text, value };
  }

  private nested<T>(parse: () => T): T {
    this.variables.enter();
    const result = this.deeper(parse);
    this.variables.leave();
    return result;
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

  private expectClose(context: string): void {
    if (this.peek().kind !== 'close') throw unexpected(this.next(context), context);
    this.next(context);
  }

  /** The token that many ahead; past the end it is the last one. */
  private peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? this.tokens.at(-1) ?? NO_TOKEN;
  }

  /** Takes a token; one that is a fault, or missing, ends the parse. */
  private next(context: string): Token {
    const token = this.peek();
    if (token.kind === 'fault') throw new TemplateProblem(token.text, 'parse');
    if (token.kind === 'end') throw unexpected(token, context);
    this.at++;
    return token;
  }
}

const NO_TOKEN: Token = { kind: 'end', text: '', offset: 0, spaced: false };

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

function isKeyword({ kind, text }: Token): boolean {
  return kind === 'identifier' && KEYWORDS.has(text);
}

function unexpected({ kind, text, offset }: Token, context: string): TemplateProblem {
  const what = kind === 'end' ? 'EOF' : KEYWORDS.has(text) ? `<${text}>` : JSON.stringify(text);
  return new TemplateProblem(`unexpected ${what} in ${context}`, 'parse', offset);
}
