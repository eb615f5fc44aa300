import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isManifest, objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';

/** `reposerver.max.combined.directory.manifests.size`, as it is by default: 10M. */
const MOST_BYTES = 10_000_000;

/** A file with this text is not read, wherever in it the text stands. */
const SKIPPED = '+argocd:skip-file-rendering';

/**
 * The objects that Argo CD finds for an Application in a copy of the repository, read by its rules: files of the folder, with
 * those below where `recurse` says so, by their extension and the patterns; 10 MB at most; YAML 1.1; a file that cannot be
 * read, and looks like a manifest, fails all.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/reposerver/repository/repository.go findManifests
 */
export function objectsOfApplication(repository: string, application: Manifest): readonly Manifest[] {
  const source = objectAt(application, 'spec', 'source');
  const { recurse, include, exclude } = objectAt(source, 'directory');
  const folder = join(repository, textAt(source, 'path') ?? '');
  const files = readdirSync(folder, { recursive: recurse === true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:yaml|yml|json|jsonnet)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => isMatched(include, file.slice(folder.length + 1), true))
    .filter((file) => !isMatched(exclude, file.slice(folder.length + 1), false))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => !text.includes(SKIPPED));
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  if (bytes > MOST_BYTES) throw new Error('exceeded max combined manifest file size');
  return files.flatMap(({ file, text }) =>
    parseAllDocuments(text, { version: '1.1' }).flatMap((document): readonly Manifest[] => {
      const value: unknown = document.errors.length > 0 ? undefined : document.toJS();
      if (isManifest(value)) return [value];
      if (value === null) return [];
      throw new Error(`Failed to unmarshal ${file}`);
    }),
  );
}

/** Patterns have stars alone here, to which a slash is as any other character. */
function isMatched(pattern: unknown, file: string, otherwise: boolean): boolean {
  if (typeof pattern !== 'string') return otherwise;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(file);
}
