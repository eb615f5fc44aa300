import { byCodeUnit } from '../schema/plain-object';
import type { KindSchemas } from '../schema/schema';
import { quoted } from './emit-types';
import { GENERATED } from './emit-typescript';
import type { GroupFacts } from './groups';

/** Writes the list of all kinds, which answers what the large schemas need not be read for. */
export function kindsText(groups: readonly GroupFacts[]): string {
  const lines = groups.flatMap(({ group, kinds }) =>
    Object.entries(kinds).map(([kind, schemas]) => {
      const { plural, scope } = schemas;
      const versions = storedFirst(schemas).map(quoted).join(', ');
      return `  { group: ${quoted(group)}, kind: ${quoted(kind)}, plural: ${quoted(plural)}, scope: '${scope}', versions: [${versions}] },`;
    }),
  );
  return `${GENERATED}
export interface ImportedKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** The served versions; the stored one comes first. */
  readonly versions: readonly string[];
}

/** Every imported kind, ordered by group and kind. */
export const IMPORTED_KINDS: readonly ImportedKind[] = [
${lines.join('\n')}
];
`;
}

function storedFirst({ versions }: KindSchemas): readonly string[] {
  const rank = (name: string): number => (versions[name]?.storage === true ? 0 : 1);
  return Object.keys(versions).toSorted((left, right) => rank(left) - rank(right) || byCodeUnit(left, right));
}
