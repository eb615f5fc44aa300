import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkClusters } from '../../sources/check-sources';
import type { Source } from '../../sources/source';
import { splitDocuments } from '../../sources/split-documents';

const EXAMPLES = join(__dirname, 'examples');

/** The documents of each example that has several. */
const examples = readdirSync(EXAMPLES)
  .flatMap((family) => readdirSync(join(EXAMPLES, family)).map((name) => `${family}/${name}`))
  .map((id) => [id, splitDocuments(readFileSync(join(EXAMPLES, id, 'bad.yaml'), 'utf8'))] as const)
  .filter(([, documents]) => documents.length > 1);

interface Told {
  readonly id: string;
  readonly severity: string;
  readonly field?: string;
  readonly problem: string;
}

/** What is found, without the places of files. */
function found(sources: readonly Source[], words: (finding: Told) => readonly unknown[]): readonly string[] {
  const { findings } = checkClusters([{ sources, facts: {} }]);
  return findings.map((finding) => JSON.stringify(words(finding))).sort();
}

test.each(examples)(
  'the example of %s is found however its objects are spread over files, in any order',
  (_, documents) => {
    const texts = documents.map(({ text }) => text);
    const apart = texts.map((text, index) => ({ name: `${index}.yaml`, text }));
    const together = [{ name: '0.yaml', text: texts.join('---\n') }];
    const whole = ({ id: rule, severity, field, problem }: Told) => [rule, severity, field, problem];
    expect(found(apart, whole)).toEqual(found(together, whole));
    // Of two that do not go together, the second is told of the first.
    const rules = ({ id: rule, severity }: Told) => [rule, severity];
    expect(found(apart.toReversed(), rules)).toEqual(found(together, rules));
  },
);
