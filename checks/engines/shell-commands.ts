/** The words of one command of a shell, without their quotation marks. */
export type Command = readonly string[];

/**
 * The commands of a script in the order in which they are written, split at `;`, `&`, `|`, brackets and line ends.
 * Quoted text, substitutions, comments and here-documents are stepped over as a shell would; nothing is expanded, and
 * reserved words such as `then` stay words.
 */
export function shellCommands(script: string): readonly Command[] {
  const known = SPLIT.get(script);
  if (known !== undefined) return known;
  const splitter = new Splitter(script);
  splitter.run();
  if (SPLIT.size >= MOST_KEPT) SPLIT.clear();
  SPLIT.set(script, splitter.commands);
  return splitter.commands;
}

/** All pods of a runtime start one script, and several checks look into it. */
const SPLIT = new Map<string, readonly Command[]>();
const MOST_KEPT = 100;

const QUOTED_ESCAPES: ReadonlySet<string> = new Set(['"', '\\', '$', '`', '\n']);

class Splitter {
  readonly commands: string[][] = [];
  private at = 0;
  private words: string[] = [];
  private word: string | undefined;
  private isQuoted = false;
  /** Lines that end the here-documents which begin on the next line. */
  private readonly hereEnds: string[] = [];

  constructor(private readonly script: string) {}

  run(): void {
    while (this.at < this.script.length) this.step();
    this.endCommand();
  }

  private step(): void {
    const character = this.script.charAt(this.at);
    switch (character) {
      case '\\':
        if (this.script[this.at + 1] !== '\n') this.append(this.script.charAt(this.at + 1));
        this.at += 2;
        return;
      case "'":
        this.isQuoted = true;
        this.append(this.takeUntil("'", this.at + 1));
        return;
      case '"':
        this.doubleQuoted();
        return;
      case '`':
        this.append(this.takeUntil('`', this.at + 1));
        return;
      case '$':
        if (this.script[this.at + 1] === '(') this.append(this.takeSubstitution());
        else this.appendHere();
        return;
      case '#':
        if (this.word === undefined) this.at = endOfLine(this.script, this.at);
        else this.appendHere();
        return;
      case ' ':
      case '\t':
      case '\r':
        this.endWord();
        this.at++;
        return;
      case '\n':
        this.at++;
        this.endCommand();
        this.skipHereDocuments();
        return;
      case ';':
      case '|':
      case '(':
      case ')':
        this.at++;
        this.endCommand();
        return;
      case '&':
        if (this.isRedirection()) this.appendHere();
        else {
          this.at++;
          this.endCommand();
        }
        return;
      case '<':
        if (!this.hereDocument()) this.appendHere();
        return;
      default:
        this.appendHere();
    }
  }

  /** Whether the `&` belongs to `>&2`, `<&3` or `&>file`. */
  private isRedirection(): boolean {
    const before = this.script[this.at - 1];
    return before === '>' || before === '<' || this.script[this.at + 1] === '>';
  }

  private doubleQuoted(): void {
    this.isQuoted = true;
    this.append('');
    for (this.at++; this.at < this.script.length;) {
      const character = this.script.charAt(this.at);
      const next = this.script.charAt(this.at + 1);
      if (character === '"') break;
      if (character === '\\' && QUOTED_ESCAPES.has(next)) {
        if (next !== '\n') this.append(next);
        this.at += 2;
      } else if (character === '$' && next === '(') this.append(this.takeSubstitution());
      else this.appendHere();
    }
    this.at++;
  }

  /** Takes `$(…)`, whose brackets may hold others. */
  private takeSubstitution(): string {
    const start = this.at;
    let depth = 0;
    for (this.at++; this.at < this.script.length; this.at++) {
      const character = this.script.charAt(this.at);
      if (character === '\\') this.at++;
      else if (character === "'") {
        const end = this.script.indexOf("'", this.at + 1);
        this.at = end === -1 ? this.script.length : end;
      } else if (character === '(') depth++;
      else if (character === ')' && --depth === 0) break;
    }
    this.at++;
    return this.script.slice(start, this.at);
  }

  private takeUntil(quote: string, from: number): string {
    const end = this.script.indexOf(quote, from);
    const until = end === -1 ? this.script.length : end;
    this.at = until + 1;
    return this.script.slice(from, until);
  }

  /** `<<END`, `<<-END`, `<<'END'`; not `<<<`. */
  private hereDocument(): boolean {
    const rest = this.script.slice(this.at, this.at + 100);
    const [whole, quoted, plain] = /^<<-?[ \t]*(?:["']([^"'\n]+)["']|\\?([A-Za-z_]\w*))/.exec(rest) ?? [];
    const end = quoted ?? plain;
    if (whole === undefined || end === undefined) {
      if (!rest.startsWith('<<')) return false;
      this.append(rest.startsWith('<<<') ? '<<<' : '<<');
      this.at += rest.startsWith('<<<') ? 3 : 2;
      return true;
    }
    this.hereEnds.push(end);
    this.at += whole.length;
    return true;
  }

  private skipHereDocuments(): void {
    for (const end of this.hereEnds.splice(0)) {
      while (this.at < this.script.length) {
        const next = endOfLine(this.script, this.at);
        const line = this.script.slice(this.at, next);
        this.at = next + 1;
        if (line.replace(/^\t+/, '') === end) break;
      }
    }
  }

  private appendHere(): void {
    this.append(this.script.charAt(this.at));
    this.at++;
  }

  private append(text: string): void {
    this.word = (this.word ?? '') + text;
  }

  private endWord(): void {
    // Braces around commands are no words of theirs.
    const isBrace = !this.isQuoted && this.words.length === 0 && (this.word === '{' || this.word === '}');
    if (this.word !== undefined && !isBrace) this.words.push(this.word);
    this.word = undefined;
    this.isQuoted = false;
  }

  private endCommand(): void {
    this.endWord();
    if (this.words.length > 0) this.commands.push(this.words);
    this.words = [];
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
