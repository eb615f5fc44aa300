import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isObject } from '../kubernetes/manifest';

let version: string | undefined;

/** Version of this package, read from the nearest package.json above the code, compiled or not. */
export function packageVersion(): string {
  version ??= readVersion(__dirname);
  return version;
}

function readVersion(folder: string): string {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return dirname(folder) === folder ? 'unknown' : readVersion(dirname(folder));
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return isObject(manifest) && typeof manifest.version === 'string' ? manifest.version : 'unknown';
}
