import { createHash } from 'node:crypto';
import { isArray, isObject, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { OutputTree } from './output-tree';
import { packageVersion } from '../../reports/package-version';

/** File that says which files of a folder this tool wrote; it lies outside of every folder that syncs. */
export const INDEX_FILE = 'INDEX.json';

const GENERATOR = 'cdk8s-inference';

/** What an index says beside its generator, as text. */
export interface IndexEntries {
  /** @default - several clusters share the folder, or none is known */
  readonly cluster?: string;
  /** @default - none has to be brought to the cluster */
  readonly secrets?: string;
  readonly objects: string;
}

/** What an earlier run left behind. */
export interface OwnedFiles {
  /** Paths of files that this tool wrote, or was about to write or remove when it was interrupted. */
  readonly paths: ReadonlySet<string>;
  /** The run that wrote the index did not come to its end. */
  readonly interrupted: boolean;
}

/** What an index says of a tree and its objects; costly, since every file is hashed. */
export function indexEntries(tree: OutputTree): IndexEntries {
  const hashes = new Map<string, string>();
  for (const [path, text] of tree.files) hashes.set(path, createHash('sha256').update(text).digest('hex'));
  const objects = tree.objects
    .map(({ manifest, path, acknowledged }) => ({
      apiVersion: manifest.apiVersion,
      kind: manifest.kind,
      namespace: namespaceOf(manifest),
      name: nameOf(manifest),
      path,
      sha256: hashes.get(path),
      acknowledged,
    }))
    .map((object) => `\n    ${JSON.stringify(object)}`)
    .join(',');
  const secrets = tree.secrets?.map((secret) => `\n    ${JSON.stringify(secret)}`) ?? [];
  return {
    cluster: tree.statement === undefined ? undefined : JSON.stringify(tree.statement),
    secrets: secrets.length === 0 ? undefined : secrets.join(','),
    objects,
  };
}

/**
 * The text of an index. While files are being replaced it also lists the `stale` ones, which is how the next run
 * knows that it has to finish the work.
 */
export function printIndex({ cluster, secrets, objects }: IndexEntries, stale?: readonly string[]): string {
  const members = [
    `"generator": "${GENERATOR} ${packageVersion()}"`,
    ...(stale === undefined ? [] : [`"stale": ${JSON.stringify(stale)}`]),
    ...(cluster === undefined ? [] : [`"cluster": ${cluster}`]),
    ...(secrets === undefined ? [] : [`"secrets": [${secrets}\n  ]`]),
    `"objects": [${objects}\n  ]`,
  ];
  return `{\n  ${members.join(',\n  ')}\n}\n`;
}

/** The files an index claims, `undefined` where the text is no index of this tool. */
export function parseIndex(text: string): OwnedFiles | undefined {
  let index: unknown;
  try {
    index = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(index) || !isArray(index.objects)) return undefined;
  const generator = index.generator;
  if (typeof generator !== 'string' || !generator.startsWith(`${GENERATOR} `)) return undefined;
  const stale = index.stale;
  const paths = [
    ...index.objects.map((object) => (isObject(object) ? object.path : undefined)),
    ...(isArray(stale) ? stale : []),
  ].filter((path): path is string => typeof path === 'string' && isInside(path));
  return { paths: new Set(paths), interrupted: stale !== undefined };
}

/** An index may have been edited by hand: a path that leaves the folder is nobody's to remove. */
function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');
}
