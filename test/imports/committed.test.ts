import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { importCrds } from '../../imports/generator/import-crds';
import { valueOf } from './crd';

const committed = resolve(__dirname, '../../imports');
const upstream = resolve(__dirname, '../../../shared/crds');

/** Of this group's CRDs there is no copy; what an import remembers of them stands in for it. */
const REMEMBERED = 'monitoring.coreos.com.json';

const test = existsSync(upstream) ? it : it.skip;
const where = existsSync(upstream) ? '' : ' (skipped: ../shared/crds is not on this machine)';

test(`The committed files are what the upstream CRDs give, byte for byte${where}`, async () => {
  const output = await mkdtemp(join(tmpdir(), 'imports-'));
  await mkdir(join(output, 'schemas'));
  await copyFile(join(committed, 'schemas', REMEMBERED), join(output, 'schemas', REMEMBERED));
  const { changed } = valueOf(await importCrds([upstream], output));
  for (const path of changed) {
    const name = path.slice(output.length + 1);
    expect([name, await readFile(path, 'utf8')]).toEqual([name, await readFile(join(committed, name), 'utf8')]);
  }
  expect(await generatedIn(committed)).toEqual(await generatedIn(output));
  await rm(output, { recursive: true });
}, 120_000);

async function generatedIn(folder: string): Promise<readonly string[]> {
  const [types, schemas] = await Promise.all([readdir(folder), readdir(join(folder, 'schemas'))]);
  return [...types.filter((name) => name.endsWith('.ts')), ...schemas].toSorted();
}
