/** What Flux would do with a place in a text as it substitutes variables. */
export interface Substitution {
  readonly kind:
    /** The value of a variable, as it is or changed. */
    | 'variable'
    /** The value of a variable, or what stands beside it. */
    | 'default'
    /** Two dollar signs, of which one is left. */
    | 'dollar'
    /** It cannot be read, and the whole Kustomization fails. */
    | 'broken';
  /** The variable; empty where there is none. */
  readonly name: string;
  readonly expression: string;
}

/** A name, or the length of one, and what follows it. */
const EXPRESSION = /\$\{(#?)([\p{L}\p{Nd}_]+)(:[=?+-]|[}:=,^/#%])?/uy;

/** As much of an expression is shown. */
const MOST_SHOWN = 40;

/**
 * The places of a text that Flux changes; `$NAME`, `$(NAME)` and `$${NAME}`, which it leaves as `${NAME}`, are none.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/envsubst/parse/parse.go parseFunc
 */
export function substitutionsIn(text: string): readonly Substitution[] {
  const found: Substitution[] = [];
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at)) {
    if (text.startsWith('$$', at)) {
      if (text[at + 2] !== '{')
        found.push({ kind: 'dollar', name: '', expression: text.slice(at, at + MOST_SHOWN).split('\n', 1)[0] ?? '' });
      at += 2;
    } else if (text.startsWith('${', at)) {
      found.push(expressionAt(text, at));
      at += 2;
    } else {
      at++;
    }
  }
  return found;
}

function expressionAt(text: string, at: number): Substitution {
  EXPRESSION.lastIndex = at;
  const [, length = '', name = '', follows = ''] = EXPRESSION.exec(text) ?? [];
  const end = text.indexOf('}', at);
  const expression = text.slice(at, Math.min(end === -1 ? text.length : end + 1, at + MOST_SHOWN));
  if (follows === '' || end === -1 || (length !== '' && follows !== '}')) return { kind: 'broken', name, expression };
  const hasDefault = follows === '=' || follows.length === 2;
  return { kind: hasDefault ? 'default' : 'variable', name, expression };
}
