import { readFileSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 ** 30;

/**
 * Where tests make their folders: in memory where the system offers that, as disks take longer to make and remove
 * folders than most tests take for all else.
 */
export const TEMPORARY_PLACE = isMemoryOffered() ? MEMORY : tmpdir();

/** Containers often have a memory of 64 MiB, where programs must not be run besides. */
function isMemoryOffered(): boolean {
  try {
    const mounted = /^\S+ \/dev\/shm tmpfs (\S+)/m.exec(readFileSync('/proc/mounts', 'utf8'))?.[1]?.split(',') ?? [];
    const { bavail, bsize } = statfsSync(MEMORY);
    return mounted.includes('rw') && !mounted.includes('noexec') && bavail * bsize > ENOUGH_BYTES;
  } catch {
    return false;
  }
}
