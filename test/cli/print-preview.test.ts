import { printPreview } from '../../cli/preview/print-preview';
import { objectsAsYaml } from '../../cli/preview/objects-as-yaml';
import { plain } from '../../reports/colours';
import { checkSources } from '../../sources/check-sources';
import { gatherClusters } from '../../sources/gather-clusters';
import { previewService } from '../../sources/preview/preview-service';
import type { ServicePreview } from '../../sources/preview/service-preview';
import { DIST } from '../reference-fleet';

const { clusters } = gatherClusters({ paths: [DIST], clusters: [], runtimes: [] });

function previewed(service: string): ServicePreview {
  const { preview } = previewService(service, clusters);
  if (typeof preview === 'string') throw new Error(preview);
  return preview;
}

const SERVICES = [
  'kserve/models/granite',
  'openshift/models/granite',
  'alauda/ai-serving/qwen-small',
  'alauda/ai-serving/qwen-on-ascend',
  'ome/models/deepseek-r1',
  'ome/models/llama-3-3-70b',
  'lws/models/deepseek-r1',
  'lws/models/llama-70b-router',
  'cce/models/qwq-32b',
];

test.each(SERVICES)('%s of the reference fleet is shown as before', (service) => {
  expect(printPreview(previewed(service), plain)).toMatchSnapshot();
});

test.each(SERVICES)('the API server would take all that is made of %s', (service) => {
  const text = objectsAsYaml(previewed(service).children);
  const { findings } = checkSources([{ name: 'made.yaml', text }]);
  expect(findings.filter(({ id, severity }) => severity === 'error' && id.startsWith('schema/'))).toEqual([]);
});
