import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { checkAgainstBase } from '../../../checks/immutability/check-against-base';
import { immutabilityRules } from '../../../checks/rules/immutability';
import { isManifest } from '../../../kubernetes/manifest';
import type { LocatedManifest } from '../../../kubernetes/manifest';

const EXAMPLES = join(__dirname, '..', 'examples', 'immutability');

test('every rule has an example', () => {
  expect(readdirSync(EXAMPLES).map((name) => `immutability/${name}`)).toEqual(Object.keys(immutabilityRules).sort());
});

test.each(readdirSync(EXAMPLES))('the example of immutability/%s is refused, and mended is taken', (name) => {
  const base = manifests(name, 'base');
  expect(checkAgainstBase(base, manifests(name, 'bad')).map(({ id }) => id)).toEqual([`immutability/${name}`]);
  expect(checkAgainstBase(base, manifests(name, 'good'))).toEqual([]);
});

function manifests(name: string, file: string): readonly LocatedManifest[] {
  const text = readFileSync(join(EXAMPLES, name, `${file}.yaml`), 'utf8');
  return parseAllDocuments(text).flatMap((document) => {
    const manifest: unknown = document.toJS();
    return isManifest(manifest) ? [{ manifest, where: file }] : [];
  });
}
