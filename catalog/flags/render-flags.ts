import type { EngineFlags } from './engine-flags';
import type { FlagFacts } from './flag-facts';
import { negationOf } from './resolve-flag';

/**
 * The arguments that state these flags, in the order of the catalog, so that the order in which they were written does
 * not show.
 *
 * A value is joined to its flag (`--port=8080`), `true` and `false` are `--x` and `--no-x`, JSON is compact with sorted
 * keys, and a list of several values is the flag followed by one argument each. An empty list is left out, as the
 * parser demands a value, and so is the `false` of a flag that has no `--no-` form. A property that is no flag of the
 * catalogued version, which the types rule out, is written all the same, after the others: `checkArgs` says what is wrong
 * with it.
 */
export function renderFlags(engine: EngineFlags, flags: object): readonly string[] {
  const given = new Map<string, unknown>(Object.entries(flags));
  const rendered = [...engine.catalog().flags.values()].flatMap((facts) => {
    const property = propertyOfFlag(facts.flag);
    const value = given.get(property);
    given.delete(property);
    return value === undefined ? [] : renderFlag(facts, value);
  });
  const others = [...given].sort(([left], [right]) => (left < right ? -1 : 1));
  return [
    ...rendered,
    ...others.flatMap(([property, value]) =>
      value === undefined ? [] : renderFlag({ flag: flagOfProperty(property), type: 'boolean' }, value),
    ),
  ];
}

/** The property for a flag in an engine's typed flags: `maxModelLen` for `--max-model-len`. */
export function propertyOfFlag(flag: string): string {
  return flag.slice(2).replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function flagOfProperty(property: string): string {
  return `--${property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function renderFlag({ flag, type }: Pick<FlagFacts, 'flag' | 'type'>, value: unknown): readonly string[] {
  if (value === true) return [flag];
  if (value === false) return type === 'boolean' ? [negationOf(flag)] : [];
  if (type === 'list' && Array.isArray(value)) return renderList(flag, value.map(String));
  return [`${flag}=${typeof value === 'string' ? value : sortedJson(value)}`];
}

function renderList(flag: string, values: readonly string[]): readonly string[] {
  const [first] = values;
  if (first === undefined) return [];
  return values.length === 1 ? [`${flag}=${first}`] : [flag, ...values];
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}
