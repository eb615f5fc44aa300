import { byCodeUnit } from '../schema/plain-object';
import type { KindSchemas, VersionSchema } from '../schema/schema';
import type { GroupFacts } from './groups';

/** One version of a kind with the name of its class. */
export interface KindVersion {
  readonly className: string;
  readonly kind: string;
  readonly version: string;
  readonly content: VersionSchema;
}

/** All versions of all kinds of a group, ordered by class name. */
export function kindVersions({ kinds }: Pick<GroupFacts, 'kinds'>): readonly KindVersion[] {
  const all = Object.entries(kinds).flatMap(([kind, schemas]) =>
    Object.entries(schemas.versions).map(([version, content]) => {
      return { className: className(kind, version, schemas), kind, version, content };
    }),
  );
  return all.toSorted((left, right) => byCodeUnit(left.className, right.className));
}

/** The stored version has the plain name; so has an only version. Others carry a suffix: `ThingV1Alpha1`. */
function className(kind: string, version: string, { versions }: KindSchemas): string {
  const plain = versions[version]?.storage === true || Object.keys(versions).length === 1;
  return plain ? kind : kind + version.replace(/(^|\d)[a-z]/g, (start) => start.toUpperCase());
}
