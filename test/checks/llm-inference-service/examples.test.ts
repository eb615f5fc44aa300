import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCluster } from '../../../checks/check-cluster';
import { llmInferenceServiceRules } from '../../../checks/rules/llm-inference-service';
import { readSource } from '../../../sources/read-source';

const EXAMPLES = join(__dirname, '..', 'examples');

function found(id: string, name: 'bad.yaml' | 'good.yaml') {
  const text = readFileSync(join(EXAMPLES, ...id.split('/'), name), 'utf8');
  return checkCluster(readSource({ name, text }).manifests);
}

describe.each(Object.keys(llmInferenceServiceRules))('the examples of %s', (id) => {
  it('are a bad one in which it is found', () => {
    expect(found(id, 'bad.yaml').map((finding) => finding.id)).toContain(id);
  });

  it('are a good one without it, and without any error', () => {
    const findings = found(id, 'good.yaml').filter((finding) => finding.id === id || finding.severity === 'error');
    expect(findings).toEqual([]);
  });
});
