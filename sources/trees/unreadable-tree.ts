import { reasonOf } from '../reason';

/** What a tree holds cannot be had, so that nobody can say what a change does. */
export class UnreadableTree extends Error {}

/**
 * Reads a file of a tree.
 *
 * @throws UnreadableTree if it cannot be read
 */
export function readingFile<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof UnreadableTree ? error : new UnreadableTree(`'${path}' cannot be read: ${reasonOf(error)}`);
  }
}
