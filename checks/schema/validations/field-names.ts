/** Words of CEL, which a field of that name is written between two underscores for. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'true false null in as break const continue else for function if import let loop package namespace return ' +
    'var void while'
  ).split(' '),
);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['underscores', '__'],
  ['dot', '.'],
  ['dash', '-'],
  ['slash', '/'],
]);

/**
 * The field that a rule means by a name, such as `foo-bar` by `foo__dash__bar`; undefined where it means none.
 *
 * @see https://github.com/kubernetes/apiserver/blob/master/pkg/cel/escaping.go Unescape
 */
export function fieldOfName(name: string): string | undefined {
  if (!name.includes('__')) return name;
  const unknown: string[] = [];
  const field = name.replaceAll(/__([^_]+)__/g, (escape, word: string) => {
    const character = ESCAPES.get(word) ?? (RESERVED.has(word) && escape === name ? word : undefined);
    if (character === undefined) unknown.push(escape);
    return character ?? '';
  });
  return unknown.length === 0 ? field : undefined;
}
