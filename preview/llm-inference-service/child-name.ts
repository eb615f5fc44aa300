import { createHash } from 'node:crypto';

/** As long as the name of a Service may be. */
const LONGEST = 63;

const HASH_LENGTH = 32;

/** What is left beside a hash. */
const HEAD = LONGEST - HASH_LENGTH;

/**
 * The name that controllers give to an object of a service: both texts joined, with a hash in the middle where that is
 * more than 63 characters.
 *
 * @see https://github.com/knative/pkg/blob/main/kmeta/names.go ChildName
 */
export function childName(parent: string, suffix: string): string {
  if (parent.length + suffix.length <= LONGEST) return parent + suffix;
  if (suffix.length < HEAD) return `${parent.slice(0, HEAD - suffix.length)}${md5(parent)}${suffix}`;
  const head = `${parent.slice(0, HEAD)}${md5(parent + suffix)}`;
  return `${head}${suffix.slice(0, LONGEST - head.length)}`.replace(/[^a-zA-Z0-9]+$/, '');
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
