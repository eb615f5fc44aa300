import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { version } from 'yaml/package.json';
import { importCrds } from '../../imports/generator/import-crds';
import { TEMPORARY_PLACE } from '../temporary-place';
import { valueOf } from './crd';

const ROOT = join(__dirname, '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'imported');

/** Of this group's CRDs there is no copy; what an import remembers of them stands in for it. */
const REMEMBERED = join('schemas', 'monitoring.coreos.com.json');

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/**
 * What an import of a folder writes. Reading 18 MB of CRDs takes ten seconds, so that it is kept by everything that it
 * depends on: the CRDs, the generator, its reader of YAML and Node.
 */
export async function generatedFrom(upstream: string): Promise<Files> {
  const imports = join(ROOT, 'imports');
  const hash = createHash('sha256').update(JSON.stringify([version, process.version]));
  for (const folder of [upstream, join(imports, 'generator'), join(imports, 'schema')]) {
    for (const [path, text] of Object.entries(filesIn(folder))) hash.update(JSON.stringify([path, text]));
  }
  hash.update(readFileSync(join(imports, REMEMBERED)));
  const kept = join(CACHE, hash.digest('hex'));
  try {
    return filesIn(kept);
  } catch {
    const files = await generate(upstream, join(imports, REMEMBERED));
    keep(files, kept);
    return files;
  }
}

async function generate(upstream: string, remembered: string): Promise<Files> {
  const output = mkdtempSync(join(TEMPORARY_PLACE, 'imports-'));
  mkdirSync(join(output, 'schemas'));
  copyFileSync(remembered, join(output, REMEMBERED));
  valueOf(await importCrds([upstream], output));
  const files = filesIn(output);
  rmSync(output, { recursive: true });
  return files;
}

/** Keeps nothing but this, and all of it or nothing. */
function keep(files: Files, folder: string): void {
  rmSync(CACHE, { recursive: true, force: true });
  const own = `${folder}.${process.pid}`;
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(own, path, '..'), { recursive: true });
    writeFileSync(join(own, path), text);
  }
  renameSync(own, folder);
}

function filesIn(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
