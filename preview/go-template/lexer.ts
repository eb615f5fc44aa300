/** What a token is; `fault` is a text that is none, and ends the tokens as `end` does. */
export type TokenKind =
  | 'text'
  | 'open'
  | 'close'
  | 'identifier'
  | 'field'
  | 'dot'
  | 'variable'
  | 'number'
  | 'character'
  | 'string'
  | 'raw string'
  | 'pipe'
  | 'comma'
  | 'declare'
  | 'assign'
  | 'left parenthesis'
  | 'right parenthesis'
  | 'other'
  | 'fault'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As it is written; of a `fault`, the problem. */
  readonly text: string;
  readonly offset: number;
  /** Whether white space stands before it: it separates arguments. */
  readonly spaced: boolean;
}

const SPACE = ' \t\r\n';
const WORD = /[\p{L}\p{Nd}_]+/uy;
const NUMBER =
  /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|0[oO][0-7_]*|0[bB][01_]*|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y;

const PUNCTUATION: ReadonlyMap<string, TokenKind> = new Map([
  ['|', 'pipe'],
  [',', 'comma'],
  ['=', 'assign'],
  ['(', 'left parenthesis'],
  [')', 'right parenthesis'],
]);

/**
 * Splits a template into tokens. A text that is no token becomes a `fault`, the last of them, so that what is wrong
 * before it is told first.
 */
export function tokensOf(template: string): readonly Token[] {
  return new Lexer(template).run();
}

class Lexer {
  private readonly tokens: Token[] = [];
  private at = 0;
  private spaced = false;

  constructor(private readonly template: string) {}

  run(): readonly Token[] {
    let inside = false;
    while (this.last?.kind !== 'end' && this.last?.kind !== 'fault') {
      if (inside) this.readInside();
      else this.readText();
      inside = this.last !== undefined && this.last.kind !== 'text' && this.last.kind !== 'close';
    }
    return this.tokens;
  }

  private get last(): Token | undefined {
    return this.tokens.at(-1);
  }

  /** Text up to the next action and that action's opening, or up to the end; comments leave nothing. */
  private readText(): void {
    const { template } = this;
    const open = template.indexOf('{{', this.at);
    if (open === -1) {
      this.pushText(this.at, template.length);
      this.at = template.length;
      this.push('end', this.at);
      return;
    }
    const trims = template[open + 2] === '-' && this.isSpace(open + 3);
    this.pushText(this.at, trims ? this.withoutSpaceBefore(open) : open);
    this.at = open + (trims ? 4 : 2);
    if (template.startsWith('/*', this.at)) this.skipComment(open);
    else this.push('open', open, this.at);
  }

  private skipComment(open: number): void {
    const { template } = this;
    const end = template.indexOf('*/', this.at + 2);
    if (end === -1) {
      this.fail(open, 'unclosed comment');
      return;
    }
    this.at = end + 2;
    if (this.isSpace(this.at) && template.startsWith('-}}', this.at + 1)) {
      this.at = this.afterSpace(this.at + 4);
    } else if (template.startsWith('}}', this.at)) {
      this.at += 2;
    } else {
      this.fail(this.at, 'comment ends before closing delimiter');
    }
  }

  private readInside(): void {
    const { template } = this;
    const start = this.afterSpace(this.at);
    this.spaced = start > this.at;
    this.at = start;
    const first = template[start];
    if (this.spaced && template.startsWith('-}}', start)) {
      this.push('close', start, start + 3);
      this.at = this.afterSpace(this.at);
    } else if (template.startsWith('}}', start)) {
      this.push('close', start, start + 2);
    } else if (first === undefined) {
      this.fail(start, 'unclosed action');
    } else if (first === '"' || first === "'") {
      this.readQuoted(first);
    } else if (first === '`') {
      const end = template.indexOf('`', start + 1);
      if (end === -1) this.fail(start, 'unterminated raw quoted string');
      else this.push('raw string', start, end + 1);
    } else if (first === '$') {
      this.readWord('variable', start + 1);
    } else if (first === '.' && !/[0-9]/.test(template[start + 1] ?? '')) {
      this.readWord(this.wordEnd(start + 1) === start + 1 ? 'dot' : 'field', start + 1);
    } else if (/[0-9.+-]/.test(first)) {
      this.readNumber();
    } else if (first === ':') {
      if (template[start + 1] === '=') this.push('declare', start, start + 2);
      else this.fail(start, 'expected :=');
    } else if (this.wordEnd(start) > start) {
      this.readWord('identifier', start);
    } else {
      this.readPunctuation(first);
    }
  }

  private readPunctuation(first: string): void {
    const kind = PUNCTUATION.get(first) ?? (/[!-~]/.test(first) ? 'other' : undefined);
    if (kind === undefined) this.fail(this.at, `unrecognized character in action: ${this.characterAt(this.at)}`);
    else this.push(kind, this.at, this.at + 1);
  }

  /** A name, which must be followed by something that ends it. */
  private readWord(kind: TokenKind, from: number): void {
    const end = this.wordEnd(from);
    const next = this.template[end];
    if (next === undefined || this.isSpace(end) || '.,|:)('.includes(next) || this.template.startsWith('}}', end)) {
      this.push(kind, this.at, end);
    } else {
      this.fail(end, `bad character ${this.characterAt(end)}`);
    }
  }

  private readNumber(): void {
    const end = this.numberEnd(this.at);
    const rest = this.template[end];
    const hasMore = rest === '+' || rest === '-';
    const last = hasMore ? this.numberEnd(end) : end;
    if (hasMore && this.template[last - 1] === 'i' && this.wordEnd(last) === last) {
      this.push('number', this.at, last);
    } else if (hasMore || this.wordEnd(end) > end) {
      const text = this.template.slice(this.at, this.wordEnd(last) > last ? last + 1 : last);
      this.fail(this.at, `bad number syntax: ${JSON.stringify(text)}`);
    } else {
      this.push('number', this.at, end);
    }
  }

  private numberEnd(start: number): number {
    NUMBER.lastIndex = start;
    return start + (NUMBER.exec(this.template)?.[0].length ?? 0);
  }

  private readQuoted(quote: '"' | "'"): void {
    const { template } = this;
    let end = this.at + 1;
    while (template[end] !== quote) {
      if (template[end] === '\\') end++;
      const character = template[end];
      if (character === undefined || character === '\n') {
        this.fail(this.at, quote === '"' ? 'unterminated quoted string' : 'unterminated character constant');
        return;
      }
      end++;
    }
    this.push(quote === '"' ? 'string' : 'character', this.at, end + 1);
  }

  private push(kind: TokenKind, start: number, end = start): void {
    this.tokens.push({ kind, text: this.template.slice(start, end), offset: start, spaced: this.spaced });
    this.at = end;
  }

  private pushText(start: number, end: number): void {
    if (end > start) this.push('text', start, end);
  }

  private fail(offset: number, problem: string): void {
    this.tokens.push({ kind: 'fault', text: problem, offset, spaced: this.spaced });
  }

  private isSpace(at: number): boolean {
    const character = this.template[at];
    return character !== undefined && SPACE.includes(character);
  }

  private afterSpace(start: number): number {
    let at = start;
    while (this.isSpace(at)) at++;
    return at;
  }

  /** Where the text before `open` ends without its white space. */
  private withoutSpaceBefore(open: number): number {
    let end = open;
    while (end > this.at && this.isSpace(end - 1)) end--;
    return end;
  }

  private wordEnd(start: number): number {
    WORD.lastIndex = start;
    return start + (WORD.exec(this.template)?.[0].length ?? 0);
  }

  private characterAt(at: number): string {
    const code = this.template.codePointAt(at) ?? 0;
    return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(code)}'`;
  }
}
