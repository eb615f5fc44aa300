import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NEWEST_MINOR, patchOfGroup } from './kubernetes-versions';
import { parseGroupSchemas, parsePatchedSchemas } from './parse-group-schemas';
import type { GroupSchemas, Schema, Scope, Subresources } from './schema';

/** Beside this folder in the repository as well as in the compiled package. */
const IMPORTED = join(__dirname, '..', 'schemas');
const BUILT_IN = join(__dirname, '..', 'kubernetes');

/** What is known of one kind in one version. */
export interface KindSchema {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: Scope;
  /** Whether it is Kubernetes' own, and not of a CRD. */
  readonly isBuiltIn: boolean;
  /** Whether objects are stored in this version. */
  readonly storage: boolean;
  /** @default - the version has no subresources */
  readonly subresources?: Subresources;
  /** The root, whose `$ref`s name `definitions`. */
  readonly root: Schema;
  readonly definitions: Readonly<Record<string, Schema>>;
  /** The schema itself, or the definition that it refers to together with what stands beside the reference. */
  readonly resolve: (schema: Schema) => Schema;
}

/** File of the group that has no name. */
const CORE_GROUP = 'core';

const groups = new Map<string, Group | undefined>();

interface Group extends GroupSchemas {
  readonly isBuiltIn: boolean;
}

/**
 * The schema of a kind, read when its group is first asked for. Of Kubernetes' own kinds it is what cdk8s-plus knows of
 * a minor version, 1.34 where none is asked for: fields and types, without bounds.
 *
 * @returns undefined if the kind has not been imported, or not in this version
 * @throws Error if the file of the group is broken
 */
export function schemaOf(apiVersion: string, kind: string, minor = NEWEST_MINOR): KindSchema | undefined {
  const [name, version] = apiVersion.includes('/') ? apiVersion.split('/') : [CORE_GROUP, apiVersion];
  if (name === undefined || version === undefined) return undefined;
  const group = groupNamed(name, minor);
  const entry = group && own(group.kinds, kind);
  const content = entry && own(entry.versions, version);
  if (group === undefined || entry === undefined || content === undefined) return undefined;
  const { definitions } = group;
  const resolve = (schema: Schema): Schema => {
    const { $ref, ...beside } = schema;
    return $ref === undefined ? schema : { ...definitions[$ref], ...beside };
  };
  const { plural, scope } = entry;
  const { storage, subresources, schema: root } = content;
  const { isBuiltIn } = group;
  return { apiVersion, kind, plural, scope, isBuiltIn, storage, subresources, root, definitions, resolve };
}

function groupNamed(name: string, minor: number): Group | undefined {
  const key = `${name} ${minor}`;
  if (!groups.has(key)) groups.set(key, readGroup(name, minor));
  return groups.get(key);
}

function readGroup(name: string, minor: number): Group | undefined {
  // An apiVersion may come from anybody's YAML, and the name becomes a path here.
  if (!/^[a-z0-9.-]+$/.test(name)) return undefined;
  const imported = join(IMPORTED, `${name}.json`);
  if (existsSync(imported)) return { ...parseGroupSchemas(readFileSync(imported, 'utf8')), isBuiltIn: false };
  const builtIn = join(BUILT_IN, `${name}.json`);
  const patch = patchOfGroup(minor, name);
  if (patch === null || !existsSync(builtIn)) return undefined;
  const text = readFileSync(builtIn, 'utf8');
  return { ...(patch === undefined ? parseGroupSchemas(text) : parsePatchedSchemas(text, patch)), isBuiltIn: true };
}

// A kind called `constructor` must not find what every object inherits.
function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
