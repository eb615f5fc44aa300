import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedFrom } from './generated';

const committed = resolve(__dirname, '../../imports');
const upstream = resolve(__dirname, '../../../shared/crds');

const test = existsSync(upstream) ? it : it.skip;
const where = existsSync(upstream) ? '' : ' (skipped: ../shared/crds is not on this machine)';

test(`The committed files are what the upstream CRDs give, byte for byte${where}`, async () => {
  const generated = await generatedFrom(upstream);
  for (const [name, text] of Object.entries(generated)) {
    expect([name, readFileSync(join(committed, name), 'utf8')]).toEqual([name, text]);
  }
  expect(generatedIn(committed)).toEqual(Object.keys(generated).toSorted());
}, 120_000);

function generatedIn(folder: string): readonly string[] {
  const types = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const schemas = readdirSync(join(folder, 'schemas')).map((name) => join('schemas', name));
  return [...types, ...schemas].toSorted();
}
