import fc from 'fast-check';
import type { FlagCatalog, FlagFacts } from '../../catalog/flags/flag-facts';
import { propertyOfFlag } from '../../catalog/flags/render-flags';

/** A generator for each flag that is not deprecated, of the values that its type allows. */
export function arbitraryFlags(catalog: FlagCatalog): Record<string, fc.Arbitrary<unknown>> {
  const flags = [...catalog.flags.values()].filter(({ deprecated }) => !deprecated);
  return Object.fromEntries(flags.map((facts) => [propertyOfFlag(facts.flag), arbitraryValue(facts)]));
}

function arbitraryValue({ type, of, choices, bounds = {} }: FlagFacts): fc.Arbitrary<unknown> {
  if (choices !== undefined) {
    const choice = fc.constantFrom<string | number>(...choices);
    return type === 'list' ? fc.array(choice) : choice;
  }
  const integer = fc.integer({ min: bounds.min ?? (bounds.exclusiveMin ?? -1) + 1, max: 1e6 });
  const word = fc.stringMatching(/^[a-z/][\w./-]*$/);
  switch (type) {
    case 'flag':
    case 'boolean':
      return fc.boolean();
    case 'boolean-or-string':
      return fc.oneof(fc.constant(true), word);
    case 'string':
      return fc.string();
    case 'integer':
      return integer;
    case 'integer-human':
      return fc.oneof<fc.Arbitrary<unknown>[]>(integer, fc.constantFrom('1k', '25.6k', '2M'));
    case 'integer-auto':
      return fc.oneof<fc.Arbitrary<unknown>[]>(integer, fc.constantFrom(-1, 'auto', '16K'));
    case 'number':
      return fc.double({
        min: 0.001,
        max: Math.min(bounds.max ?? 1e6, bounds.exclusiveMax ?? 1e6) - 0.001,
        noNaN: true,
      });
    case 'list':
      if (of === 'list[float]') return fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }));
      return of === 'list[int]' ? fc.array(fc.nat()) : fc.array(word);
    case 'json':
      if (of === 'list[int]') return fc.array(fc.nat());
      return of?.startsWith('list') ? fc.array(fc.string()) : fc.dictionary(fc.string(), fc.jsonValue());
  }
}
