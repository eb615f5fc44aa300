/**
 * A pattern of files as Argo CD reads it, to which a slash is a character as any other: `*.yaml` matches files in folders
 * too. Undefined where the pattern is none, which matches nothing.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/util/glob/glob.go Match
 * @see https://github.com/gobwas/glob
 */
export function goGlob(pattern: string): RegExp | undefined {
  let expression = '';
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '\\') expression += escaped(pattern.charAt(++at));
    else if (character === '*') expression += '.*';
    else if (character === '?') expression += '.';
    else if (character === '{') {
      expression += '(?:';
      depth++;
    } else if (character === '}' && depth > 0) {
      expression += ')';
      depth--;
    } else if (character === ',' && depth > 0) expression += '|';
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end === -1) return undefined;
      const members = pattern.slice(at + 1, end);
      const negated = members.startsWith('!');
      expression += `[${negated ? '^' : ''}${(negated ? members.slice(1) : members).replace(/[\\\]^]/g, '\\$&')}]`;
      at = end;
    } else expression += escaped(character);
  }
  if (depth > 0) return undefined;
  try {
    return new RegExp(`^${expression}$`, 's');
  } catch {
    return undefined;
  }
}

function escaped(character: string): string {
  return character.replace(/[$()*+.?[\\\]^{|}/-]/, '\\$&');
}
