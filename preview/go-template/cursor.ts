import { TemplateProblem } from './fault';
import type { Token } from './lexer';

const NO_TOKEN: Token = { kind: 'end', text: '', offset: 0, spaced: false };

const CONTROLS: readonly string[] = ['if', 'with', 'range', 'else', 'end', 'break', 'continue'];
const TEMPLATE_CONTROLS: readonly string[] = ['define', 'block', 'template'];
const KEYWORDS: ReadonlySet<string> = new Set([...CONTROLS, ...TEMPLATE_CONTROLS]);

/** Goes over the tokens of a template once. */
export class Cursor {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get offset(): number {
    return this.peek().offset;
  }

  /** The token that many ahead; past the end it is the last one. */
  peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? this.tokens.at(-1) ?? NO_TOKEN;
  }

  /** Takes a token; one that is a fault, or missing, ends the parse. */
  next(context: string): Token {
    const token = this.peek();
    if (token.kind === 'fault') throw new TemplateProblem(token.text, 'parse');
    if (token.kind === 'end') throw unexpected(token, context);
    this.at++;
    return token;
  }

  expectClose(context: string): void {
    if (this.peek().kind !== 'close') throw unexpected(this.next(context), context);
    this.next(context);
  }
}

export function isKeyword({ kind, text }: Token): boolean {
  return kind === 'identifier' && KEYWORDS.has(text);
}

export function unexpected(token: Token, context: string): TemplateProblem {
  const problem =
    token.kind === 'right parenthesis' ? 'unexpected right paren' : `unexpected ${shown(token)} in ${context}`;
  return new TemplateProblem(problem, 'parse', token.offset);
}

/** @see https://github.com/golang/go/blob/master/src/text/template/parse/lex.go item.String */
function shown({ kind, text }: Token): string {
  if (kind === 'end') return 'EOF';
  if (KEYWORDS.has(text)) return `<${text}>`;
  return Buffer.byteLength(text) > 10
    ? `${JSON.stringify(Array.from(text).slice(0, 10).join(''))}...`
    : JSON.stringify(text);
}
