import { createHash } from 'node:crypto';

/** As long as the name of a Service, or the value of a label, may be. */
const LONGEST = 63;
const HASH_LENGTH = 8;

/**
 * A name of at most 63 characters: of a longer one the end is kept, after a hash of the whole.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/constants/constants.go TruncateNameWithMaxLength
 */
export function truncatedName(name: string): string {
  if (name.length <= LONGEST) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  // A name begins with a letter.
  const head = /^\d/.test(hash) ? `a${hash.slice(1)}` : hash;
  return `${head}-${name.slice(-(LONGEST - HASH_LENGTH - 1))}`;
}
