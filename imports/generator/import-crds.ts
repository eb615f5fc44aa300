import { join } from 'node:path';

import { groupSchemas, schemasText } from './emit-schemas';
import { kindsText } from './emit-kinds';
import { typescriptFiles } from './emit-typescript';
import { expandGroup } from './expand';
import { mergeGroups, type GroupFacts } from './groups';
import { collect, success, type Result } from './problem';
import { readCrds, type Crd } from './read-crds';
import { readSchemas } from './read-schemas';
import { readSource } from './read-sources';
import { writeFiles } from './write-files';

/** What an import has done. */
export interface ImportSummary {
  /** The kinds that were imported, as `Kind (group)`. */
  readonly kinds: readonly string[];
  /** The files that have changed. */
  readonly changed: readonly string[];
}

/**
 * Imports CRDs from files, folders and URLs into a folder of types, classes and schemas.
 *
 * The schemas are what an import remembers: kinds which are not among the given CRDs are taken from them, and all
 * TypeScript is written anew from all schemas.
 *
 * @returns the problems, and nothing is written, if anything is wrong with any source
 */
export async function importCrds(sources: readonly string[], output: string): Promise<Result<ImportSummary>> {
  const crds = collect(await Promise.all(sources.map(crdsFrom)));
  if (!crds.ok) return crds;
  const existing = await readSchemas(join(output, 'schemas'));
  if (!existing.ok) return existing;
  const files = renderImports(existing.value.map(expandGroup), crds.value.flat());
  if (!files.ok) return files;
  const written = await writeFiles(output, files.value);
  if (!written.ok) return written;
  return success({ kinds: crds.value.flat().map(({ kind, group }) => `${kind} (${group})`), changed: written.value });
}

async function crdsFrom(where: string): Promise<Result<readonly Crd[]>> {
  const source = await readSource(where);
  return source.ok ? readCrds(source.value) : source;
}

/** The content of all files of the output folder, by their path in it. */
export function renderImports(
  existing: readonly GroupFacts[],
  crds: readonly Crd[],
): Result<ReadonlyMap<string, string>> {
  const groups = mergeGroups(existing, crds);
  if (!groups.ok) return groups;
  const schemas = groups.value.map(
    (group) => [`schemas/${group.group}.json`, schemasText(groupSchemas(group))] as const,
  );
  return success(new Map([...schemas, ...typescriptFiles(groups.value), ['kinds.ts', kindsText(groups.value)]]));
}
