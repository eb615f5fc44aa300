/**
 * Patterns of Go's regular expressions (RE2) in JavaScript. The two write much alike and mean other things with it: RE2
 * knows `[[:alpha:]]`, `\z` and `(?i)`, its `\s` is of ASCII and its `.` takes all but a line feed.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */

/** JavaScript tries one way to match after the other, which on longer texts takes long with some patterns. */
const LONGEST_TEXT = 1_500;

const known = new Map<string, RegExp | undefined>();

/** Whether Go finds a pattern in a text; undefined where the pattern is not understood, or the text too long to try. */
export function matchesGoPattern(text: string, pattern: string): boolean | undefined {
  if (!known.has(pattern)) known.set(pattern, expressionOf(pattern));
  const expression = known.get(pattern);
  return expression === undefined || text.length > LONGEST_TEXT ? undefined : expression.test(text);
}

function expressionOf(pattern: string): RegExp | undefined {
  const [flags = '', start = '', letters = ''] = /^(\^?)\(\?([is]+)\)/.exec(pattern) ?? [];
  const source = new Translation(start + pattern.slice(flags.length), letters.includes('s')).run();
  if (source === undefined) return undefined;
  try {
    return new RegExp(source, letters.includes('i') ? 'iu' : 'u');
  } catch {
    return undefined;
  }
}

/** What stands in a class of characters; the same outside, in brackets. */
const CLASSES: Readonly<Record<string, string>> = { d: '0-9', w: '0-9A-Za-z_', s: '\\t\\n\\f\\r ' };

/** @see https://github.com/google/re2/wiki/Syntax "ASCII character classes" */
const POSIX_CLASSES: ReadonlyMap<string, string> = new Map([
  ['alnum', '0-9A-Za-z'],
  ['alpha', 'A-Za-z'],
  ['ascii', '\\x00-\\x7f'],
  ['blank', '\\t '],
  ['cntrl', '\\x00-\\x1f\\x7f'],
  ['digit', '0-9'],
  ['graph', '!-~'],
  ['lower', 'a-z'],
  ['print', ' -~'],
  ['punct', '!-\\/:-@\\[-`\\{-~'],
  ['space', '\\t\\n\\v\\f\\r '],
  ['upper', 'A-Z'],
  ['word', '0-9A-Za-z_'],
  ['xdigit', '0-9A-Fa-f'],
]);

const ANCHORS: Readonly<Record<string, string>> = { A: '(?<![^])', z: '(?![^])', b: '\\b', B: '\\B' };

const ESCAPED_CHARACTER = /\\(?:x([\da-fA-F]{2})|x\{([\da-fA-F]{1,6})\}|([aftnrv])|([^A-Za-z0-9]))/uy;
const CATEGORY = /\\([pP])(?:\{(\^?)([A-Z][a-z]?)\}|([A-Z]))/y;
const GROUP = /\((?:\?(?::|P?<\w+>))?(?!\?)/y;
const REPETITION = /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y;
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;

class Translation {
  private at = 0;
  private source = '';

  public constructor(
    private readonly pattern: string,
    private readonly dotTakesAll: boolean,
  ) {}

  /** The pattern in JavaScript, undefined at what is not understood. */
  public run(): string | undefined {
    while (this.at < this.pattern.length) {
      const part = this.part();
      if (part === undefined) return undefined;
      this.source += part;
    }
    return this.source;
  }

  private part(): string | undefined {
    const repetition = this.take(REPETITION);
    if (repetition !== undefined) return repetition[0];
    const next = this.pattern.charAt(this.at);
    switch (next) {
      case '(':
        return this.group();
      case '[':
        return this.bracketed();
      case '\\':
        return this.escape();
      case '^':
      case '$':
      case '|':
      case ')':
        this.at++;
        return next;
      case '.':
        this.at++;
        return this.dotTakesAll ? '[^]' : '[^\\n]';
      default:
        return literal(this.character());
    }
  }

  private group(): string | undefined {
    const group = this.take(GROUP);
    return group === undefined ? undefined : '(?:';
  }

  private escape(): string | undefined {
    const letter = this.pattern.charAt(this.at + 1);
    const special = ANCHORS[letter] ?? bracketedClass(letter);
    if (special !== undefined) {
      this.at += 2;
      return special;
    }
    return this.category() ?? this.escapedCharacter();
  }

  /** `[…]`, whose items are written anew, because `-` and `]` stand for themselves in more places than in JavaScript. */
  private bracketed(): string | undefined {
    this.at++;
    let source = this.skips('^') ? '[^' : '[';
    for (let isFirst = true; isFirst || this.pattern.charAt(this.at) !== ']'; isFirst = false) {
      const item = this.item();
      if (item === undefined) return undefined;
      source += item;
    }
    this.at++;
    return `${source}]`;
  }

  private item(): string | undefined {
    if (this.at >= this.pattern.length) return undefined;
    const [named, isNot, name = ''] = /^\[:(\^?)(\w+):\]/.exec(this.pattern.slice(this.at)) ?? [];
    if (named !== undefined) {
      this.at += named.length;
      return isNot === '' ? POSIX_CLASSES.get(name) : undefined;
    }
    const letter = this.pattern.charAt(this.at) === '\\' ? this.pattern.charAt(this.at + 1) : '';
    const ofClass = CLASSES[letter];
    if (ofClass !== undefined) {
      this.at += 2;
      return ofClass;
    }
    const category = this.category();
    if (category !== undefined) return category;
    const first = this.classCharacter();
    const isRange = /^-[^\]]/.test(this.pattern.slice(this.at, this.at + 2));
    if (first === undefined || !isRange) return first;
    this.at++;
    const last = this.classCharacter();
    return last === undefined ? undefined : `${first}-${last}`;
  }

  private classCharacter(): string | undefined {
    const character = this.pattern.charAt(this.at) === '\\' ? this.escapedCharacter() : literal(this.character());
    return character === '-' ? '\\-' : character;
  }

  private escapedCharacter(): string | undefined {
    const [, hex, long, letter, other] = this.take(ESCAPED_CHARACTER) ?? [];
    const code = hex ?? long;
    if (code !== undefined) return `\\u{${code}}`;
    if (letter !== undefined) return letter === 'a' ? '\\x07' : `\\${letter}`;
    return other === undefined ? undefined : literal(other);
  }

  private category(): string | undefined {
    const [, letter, isNot, long, short] = this.take(CATEGORY) ?? [];
    if (letter === undefined) return undefined;
    const isOpposite = (letter === 'P') !== (isNot === '^');
    return `\\${isOpposite ? 'P' : 'p'}{${long ?? short ?? ''}}`;
  }

  private character(): string {
    const character = String.fromCodePoint(this.pattern.codePointAt(this.at) ?? 0);
    this.at += character.length;
    return character;
  }

  private skips(character: string): boolean {
    if (this.pattern.charAt(this.at) !== character) return false;
    this.at++;
    return true;
  }

  private take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const match = expression.exec(this.pattern);
    if (match === null) return undefined;
    this.at += match[0].length;
    return match;
  }
}

function bracketedClass(letter: string): string | undefined {
  const ofClass = CLASSES[letter];
  if (ofClass !== undefined) return `[${ofClass}]`;
  const opposite = CLASSES[letter.toLowerCase()];
  return opposite === undefined ? undefined : `[^${opposite}]`;
}

function literal(character: string): string {
  return SYNTAX.test(character) ? `\\${character}` : character;
}
