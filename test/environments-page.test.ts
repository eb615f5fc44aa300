import { DocumentedFleet } from './documented-fleet';
import { examplesOf } from './markdown';
import { TemporaryFolder } from './temporary-folder';

const folder = new TemporaryFolder();
const fleet = new DocumentedFleet(folder);

const blocks = (language: string) =>
  examplesOf('docs/environments.md').flatMap((example) => (example.language === language ? [example.text] : []));
const [environments = '', table = ''] = blocks('ts');
const [clusters = ''] = blocks('yaml');
const [withoutDigest = '', unknown = ''] = blocks('text');

test('the fleet of the page has no fault', () => {
  folder.write({ 'main.ts': environments });
  const { status, stderr } = fleet.synth();
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^dist: \d+ written, 0 removed, 0 unchanged\n$/)]);
});

test('an image without a digest is told as the page says', () => {
  folder.write({ 'main.ts': environments.replace(/@sha256:[0-9a-f]+/, '') });
  const { status, stderr } = fleet.synth();
  expect(status).toBe(1);
  expect(stderr).toContain(withoutDigest);
  expect(stderr).not.toContain('at:   dev/');
});

test('the table of the page is read, and a mistake in it is told as the page says', () => {
  folder.write({ 'main.ts': table, 'clusters.yaml': clusters });
  expect(fleet.synth()).toMatchObject({ status: 0 });
  folder.write({ 'clusters.yaml': clusters.replace('prod', 'prd') });
  const { status, stderr } = fleet.synth();
  expect(status).toBe(1);
  expect(stderr).toContain(unknown);
});
