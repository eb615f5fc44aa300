import type { KindSchema } from '../../imports/schema/load-schema';

/** Kinds whose schemas stand among the objects of a cluster, in its CustomResourceDefinitions. */
export interface StatedKinds {
  /** Undefined where none states it, or none that can be used. */
  readonly schemaOf: (apiVersion: string, kind: string) => KindSchema | undefined;
  /** Why rules that are stated are not in the schema, each by itself. */
  readonly leftOutOf: (apiVersion: string, kind: string) => readonly string[];
  /** The file or the construct of the definition; of several that say the same, the first. */
  readonly placeOf: (apiVersion: string, kind: string) => string | undefined;
}
