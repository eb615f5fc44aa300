import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ClusterFacts } from '../../checks/cluster-facts';
import type { Finding, Severity } from '../../checks/finding';
import { checkAgainstBase } from '../../checks/immutability/check-against-base';
import { allRules } from '../../checks/rules/all-rules';
import { checkClusters } from '../../sources/check-sources';
import { readConfiguration } from '../../sources/configuration/read-configuration';
import { readSource } from '../../sources/read-source';
import type { Source } from '../../sources/source';

const EXAMPLES = join(__dirname, 'examples');
const SEVERITIES: readonly Severity[] = ['note', 'warning', 'error'];

const examples = readdirSync(EXAMPLES).flatMap((family) =>
  readdirSync(join(EXAMPLES, family)).map((name) => `${family}/${name}`),
);

test('every rule that reads manifests has an example', () => {
  const rules = [...allRules].filter(([, { reads }]) => reads === 'manifests').map(([id]) => id);
  expect(rules.filter((id) => !examples.includes(id))).toEqual([]);
});

test('every example is of a rule that reads manifests', () => {
  expect(examples.filter((id) => allRules.get(id)?.reads !== 'manifests')).toEqual([]);
});

describe.each(examples)('the example of %s', (id) => {
  test('is found where it is bad, and no worse than the rule says', () => {
    const found = findings(id, 'bad.yaml').filter((finding) => finding.id === id);
    expect(found).not.toEqual([]);
    const worst = SEVERITIES.indexOf(allRules.get(id)?.severity ?? 'error');
    expect(found.filter(({ severity }) => SEVERITIES.indexOf(severity) > worst)).toEqual([]);
  });

  test('has neither this fault nor any error once it is mended', () => {
    const left = findings(id, 'good.yaml').filter((finding) => finding.id === id || finding.severity === 'error');
    expect(left).toEqual([]);
  });
});

/** What is found in an example; where it has a base, that is what stands in the cluster before. */
function findings(id: string, name: string): readonly Finding[] {
  const folder = join(EXAMPLES, ...id.split('/'));
  const source = sourceOf(folder, name);
  const alone = checkClusters([{ sources: [source], facts: factsOf(folder) }]).findings;
  if (!existsSync(join(folder, 'base.yaml'))) return alone;
  const base = readSource(sourceOf(folder, 'base.yaml'));
  return [...alone, ...checkAgainstBase(base.manifests, readSource(source).manifests)];
}

/** What is known of the cluster of an example; nothing, where no configuration says it. */
function factsOf(folder: string): ClusterFacts {
  const path = join(folder, 'configuration.yaml');
  const reading = readConfiguration(path, existsSync(path) ? readFileSync(path, 'utf8') : '');
  return reading.ok ? (reading.configuration.clusters[0]?.facts ?? {}) : {};
}

function sourceOf(folder: string, name: string): Source {
  // Whose file it is may depend on its folders.
  return {
    name: join(basename(dirname(folder)), basename(folder), name),
    text: readFileSync(join(folder, name), 'utf8'),
  };
}
