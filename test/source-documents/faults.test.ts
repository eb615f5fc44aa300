import { stringify } from 'yaml';
import { checkCluster } from '../../checks/check-cluster';
import type { Manifest } from '../../kubernetes/manifest';
import { documentsArePresent, documentText, objectsInLines } from './document-objects';

const whereDocumentsAre = documentsArePresent ? describe : describe.skip;

/** What is found wrong with objects, as `id field`. */
function told(...manifests: readonly Manifest[]): readonly string[] {
  const located = manifests.map((manifest, index) => ({ manifest, where: String(index) }));
  return checkCluster(located).map(({ id, field }) => `${id} ${field ?? ''}`);
}

function configMap(data: Readonly<Record<string, string>>, name: string): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'hydra' }, data };
}

whereDocumentsAre('faults of the source documents (skipped where they are absent)', () => {
  const runtimes = documentsArePresent ? objectsInLines(documentText('000')) : [];
  const alauda = (name: string) => runtimes.filter(({ metadata }) => JSON.stringify(metadata).includes(name));

  test.each([
    ['templates with their key in quotation marks', 'aml-xinference', 'kserve/quoted-index'],
    ['MODEL_FAMILY that is required and empty', 'aml-xinference', 'script/required-variable'],
    ['a server that is waited for without an end', 'aml-xinference', 'script/endless-wait'],
    ['a path of a probe with its key in quotation marks', 'aml-mlserver', 'kserve/quoted-index'],
    ['creationTimestamp and generation in a template', 'aml-mlserver', 'metadata/server-field'],
    ['--world-size that is read and overwritten', 'mindie', 'script/overwritten-option'],
    ['a probe of 180 seconds every 10', 'mindie', 'pod/probe-timeout'],
  ])('Alauda AI: %s', (_fault, name, id) => {
    expect(told(...alauda(name)).map((each) => each.split(' ')[0])).toContain(id);
  });

  test.each([
    ['a livenessProbe that ends the engine while it loads', 'pod/liveness-while-loading'],
    ['a model by a path relative to the folder of the image', 'vllm/relative-model'],
  ])('CCE: %s', (_fault, id) => {
    const [template] = objectsInLines(documentText('001'));
    const found = told(configMap({ 'template.yaml': stringify(template) }, 'templates'));
    expect(found.map((each) => each.split(' ')[0])).toContain(id);
  });

  test.each([
    ['runners without the name that the CRD requires', 'ome/runner-name'],
    ['two runtimes that are selected for the same models', 'ome/overlapping-runtimes'],
    ['an image of SGLang without anything to start', 'sglang/no-command'],
  ])('OME: %s', (_fault, id) => {
    expect(told(...objectsInLines(documentText('004'))).map((each) => each.split(' ')[0])).toContain(id);
  });
});
