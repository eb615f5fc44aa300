import { createHash } from 'node:crypto';

/** Longest name a file may have on common file systems is 255 bytes; the extension and a hash must fit. */
const LONGEST_STEM = 200;

/**
 * A text as one component of a path; two texts never give the same. Capital letters are escaped too: names of roles
 * may differ in nothing else, and some file systems do not tell them apart.
 */
export function fileName(text: string): string {
  // A leading dot would hide the file, and a name of dots alone would leave the folder.
  const safe = text.replace(/^\.|[^a-z0-9._-]/gu, (character) =>
    Buffer.from(character).toString('hex').replace(/../g, '%$&'),
  );
  if (safe.length <= LONGEST_STEM) return safe;
  return `${safe.slice(0, LONGEST_STEM)}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}

/** The folder of a cluster below the output folder. */
export function clusterFolder(cluster: string): string {
  return fileName(cluster.toLowerCase());
}
