import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kserveSelectionRules } from '../../../checks/rules/kserve-selection';
import { readSource } from '../../../sources/read-source';
import { findings } from './findings';

const EXAMPLES = join(__dirname, '..', 'examples');

function found(id: string, file: 'bad.yaml' | 'good.yaml') {
  const text = readFileSync(join(EXAMPLES, ...id.split('/'), file), 'utf8');
  return findings(readSource({ name: file, text }).manifests.map(({ manifest }) => manifest));
}

describe.each(Object.entries(kserveSelectionRules))('the examples of %s', (id) => {
  it('are a bad one in which it is found', () => {
    expect(found(id, 'bad.yaml').map((finding) => finding.id)).toContain(id);
  });

  it('are a good one without any', () => {
    expect(found(id, 'good.yaml')).toEqual([]);
  });
});
