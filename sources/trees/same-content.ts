import { closeSync, openSync, readSync } from 'node:fs';
import { readingFile } from './unreadable-tree';

/** Read into again and again: a buffer for each of ten thousand files would keep the garbage collector busy. */
const mine = Buffer.alloc(64 * 1024);
const theirs = Buffer.alloc(mine.length);

/**
 * Whether two files say the same, byte by byte; both are read no further than where they differ.
 *
 * @throws UnreadableTree if one cannot be read
 */
export function hasSameContent(one: string, other: string): boolean {
  return opened(one, (first) => opened(other, (second) => isSameToTheEnd(first, second)));
}

function isSameToTheEnd(first: number, second: number): boolean {
  for (;;) {
    const [length, otherLength] = [filled(mine, first), filled(theirs, second)];
    if (length !== otherLength || mine.compare(theirs, 0, length, 0, length) !== 0) return false;
    if (length < mine.length) return true;
  }
}

/** How many bytes a file still had, up to as many as the buffer holds. */
function filled(buffer: Buffer, file: number): number {
  let length = 0;
  for (;;) {
    const read = readSync(file, buffer, length, buffer.length - length, null);
    length += read;
    if (read === 0 || length === buffer.length) return length;
  }
}

function opened<T>(path: string, use: (file: number) => T): T {
  return readingFile(path, () => {
    const file = openSync(path, 'r');
    try {
      return use(file);
    } finally {
      closeSync(file);
    }
  });
}
