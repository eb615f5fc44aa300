/** A property name as a type name: `podAffinityTerm` becomes `PodAffinityTerm`. */
export function pascalCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(joined) ? joined : `Field${joined}`;
}

/** The English singular, as far as property names need it: `policies` becomes `policy`, `boxes` `box`. */
export function singular(plural: string): string {
  if (/[^aeiou]ies$/.test(plural)) return plural.replace(/ies$/, 'y');
  if (/(ss|x|ch|sh|us|ias)es$/.test(plural)) return plural.replace(/es$/, '');
  return /[^su]s$/.test(plural) ? plural.replace(/s$/, '') : plural;
}
