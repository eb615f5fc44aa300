/** A piece of PromQL: a word, a number, an operator or bracket, or the text that stands in quotation marks. */
type Token =
  | { readonly kind: 'word' | 'number' | 'mark'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string };

const PIECES =
  /\s+|(?<text>"(?:\\.|[^"\\\n])*")|(?<word>[A-Za-z_:][\w:]*)|(?<number>\d[\d.]*(?:e[+-]?\d+)?[smh]?)|(?<mark>>=|[(){}[\],=>*:])/y;

/**
 * The pieces of a query, read by the rules of Prometheus' lexer for the part of the language that is written here.
 *
 * @throws where a piece is none, or a bracket has no partner
 */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  const open: string[] = [];
  let position = 0;
  while (position < query.length) {
    PIECES.lastIndex = position;
    const groups = PIECES.exec(query)?.groups;
    if (groups === undefined) throw new Error(`no PromQL at ${position} of ${query}`);
    position = PIECES.lastIndex;
    const { text, word, number, mark } = groups;
    if (text !== undefined) tokens.push({ kind: 'text', value: unquoted(text) });
    if (word !== undefined) tokens.push({ kind: 'word', text: word });
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    if (mark === undefined) continue;
    tokens.push({ kind: 'mark', text: mark });
    if ('([{'.includes(mark)) open.push(mark);
    if (')]}'.includes(mark) && open.pop() !== '([{'[')]}'.indexOf(mark)]) throw new Error(`a stray ${mark}`);
  }
  if (open.length > 0) throw new Error(`${open.join('')} stays open`);
  return tokens;
}

/** The texts of a query. */
export function textsOf(query: string): readonly string[] {
  return tokensOf(query).flatMap((token) => (token.kind === 'text' ? [token.value] : []));
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/** What Go's `strconv.Unquote` makes of a text. */
function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(u[0-9a-f]{4}|.)/gi, (_, escape: string) => {
    if (escape.length > 1) return String.fromCharCode(parseInt(escape.slice(1), 16));
    const meant = ESCAPES[escape];
    if (meant === undefined) throw new Error(`Go knows no \\${escape}`);
    return meant;
  });
}
