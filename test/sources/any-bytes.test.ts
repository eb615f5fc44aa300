import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { coloured } from '../../reports/colours';
import { FORMATS } from '../../reports/formats';
import { humanReport } from '../../reports/human';
import { checkSources } from '../../sources/check-sources';
import { readConfiguration } from '../../sources/configuration/read-configuration';
import { decode } from '../../sources/decode';
import { examplesOf } from '../markdown';
import { DIST, fleetFiles } from '../reference-fleet';
import { MUTATION, mutated } from '../mutated-bytes';
import { runs } from '../runs';

const FILES = fleetFiles().map((file) => readFileSync(join(DIST, file)));

test('manifests with any faults are checked, and told of in every form', () => {
  const mutations = fc.array(MUTATION, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...FILES), fc.constantFrom(...FILES), mutations, (one, other, changes) => {
      const bytes = mutated(Buffer.concat([one, Buffer.from('---\n'), other]), changes);
      const report = checkSources([{ name: 'a.yaml', ...decode(bytes) }]);
      for (const finding of report.findings) expect(finding.where).toMatch(/^a\.yaml:[1-9]\d*:[1-9]\d*$/);
      for (const write of Object.values(FORMATS)) expect(write(report)).not.toContain('\u001b');
      expect(humanReport(report, { paint: coloured, frames: true })).toContain(' in ');
    }),
    { numRuns: runs(150) },
  );
});

test('configurations with any faults are read or told of', () => {
  const text =
    examplesOf('docs/check.md').find((example) => example.text.startsWith('# yaml-language-server'))?.text ?? '';
  fc.assert(
    fc.property(fc.array(MUTATION, { maxLength: 6 }), (changes) => {
      const reading = readConfiguration('a.yaml', decode(mutated(Buffer.from(text), changes)).text);
      if (reading.ok) return;
      for (const { where } of reading.findings) expect(where).toMatch(/^a\.yaml:[1-9]\d*:[1-9]\d*$/);
    }),
    { numRuns: runs(500) },
  );
});
