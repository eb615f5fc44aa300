import { existsSync, realpathSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import picomatch from 'picomatch';
import { isInside } from './list-files';

/**
 * Whether a path or a pattern leads out of the working directory, links followed. An index comes with the files that are
 * checked: it names nothing that whoever wrote them might not see.
 */
export function leadsOut(path: string): boolean {
  const start = existsSync(path) ? path : picomatch.scan(posix.normalize(path)).base;
  const real = existsSync(start) ? realpathSync(start) : resolve(start);
  return !isInside(realpathSync('.'), real);
}
