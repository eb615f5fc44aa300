import { stringify } from 'yaml';
import { checkCluster } from '../../checks/check-cluster';
import { nameOf, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { documentsArePresent, documentText, fencedYaml, leavesOfOneLine, objectsInLines } from './document-objects';

const whereDocumentsAre = documentsArePresent ? describe : describe.skip;

/** The rules by which something is found in objects. */
function told(...manifests: readonly Manifest[]): readonly string[] {
  const located = manifests.map((manifest, index) => ({ manifest, where: String(index) }));
  return checkCluster(located).map(({ id, severity }) => `${severity} ${id}`);
}

function configMap(data: Readonly<Record<string, string>>, name: string): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'hydra' }, data };
}

/** A service for a model in a volume. */
function service(model: JsonObject, annotations: JsonObject = {}): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: {
      name: 'qwen',
      namespace: 'models',
      annotations: {
        'serving.kserve.io/deploymentMode': 'Standard',
        'aml-model-repo': 'qwen',
        'aml-pipeline-tag': 'text-generation',
        ...annotations,
      },
    },
    spec: { predictor: { model: { storageUri: 'pvc://models/qwen', ...model } } },
  };
}

whereDocumentsAre('faults of the source documents (skipped where they are absent)', () => {
  const runtimes = documentsArePresent ? objectsInLines(documentText('000')) : [];

  test.each([
    ['templates with their key in quotation marks', 'aml-xinference', 'error kserve/quoted-index'],
    ['MODEL_FAMILY that is required and empty', 'aml-xinference', 'note script/required-variable'],
    ['a server that is waited for without an end', 'aml-xinference', 'note script/endless-wait'],
    ['a label for GPUs, of which none is asked for', 'aml-xinference', 'note pod/no-device'],
    ['a path of a probe with its key in quotation marks', 'aml-mlserver', 'error kserve/quoted-index'],
    ['creationTimestamp and generation in a template', 'aml-mlserver', 'warning metadata/server-field'],
    ['a label for GPUs, of which none is asked for', 'aml-mlserver', 'note pod/no-device'],
    ['--world-size that is read and overwritten', 'mindie', 'warning script/overwritten-option'],
    ['a probe of 180 seconds every 10', 'mindie', 'warning pod/probe-timeout'],
    ['an image for NPUs, of which none is asked for', 'mindie', 'note pod/no-device'],
    ['a script that changes the model, which services have to allow', 'mindie', 'note script/read-only-files'],
  ])('Alauda AI: %s, in %s', (_fault, name, finding) => {
    expect(told(...runtimes.filter((runtime) => nameOf(runtime).startsWith(name)))).toContain(finding);
  });

  describe('Alauda AI, once the templates are mended', () => {
    const mended = documentsArePresent
      ? objectsInLines(documentText('000').replaceAll(/index \.Annotations "([^"]+)"/g, 'index .Annotations `$1`'))
      : [];
    const [xinference = '', mlserver = '', mindie = ''] = mended.map(nameOf);
    const restricted: Manifest = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'models', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    };

    test.each([
      [
        'MODEL_FAMILY that the service does not state either',
        xinference,
        'transformers',
        'error script/required-variable',
      ],
      ['a service without an NPU', mindie, 'transformers', 'warning pod/no-device'],
      ['a service without the annotation', mindie, 'transformers', 'warning script/read-only-files'],
      ['a format of the table of comparison', xinference, 'pytorch', 'error kserve/format-mismatch'],
      ['a format of the table of comparison', mlserver, 'sklearn', 'error kserve/format-mismatch'],
      ['a format of the table of comparison', mlserver, 'xgboost', 'error kserve/format-mismatch'],
      ['a format of the table of comparison', mindie, 'mindspore', 'error kserve/format-mismatch'],
      ['root, where the namespace does not let it in', mindie, 'transformers', 'error pod/security-level'],
    ])('%s, on %s with %s', (_fault, runtime, format, finding) => {
      expect(told(...mended, service({ modelFormat: { name: format }, runtime }), restricted)).toContain(finding);
    });

    test('a service that leaves the choice of its runtime gets none, as no format has autoSelect', () => {
      expect(told(...mended, service({ modelFormat: { name: 'transformers' } }))).toContain('error kserve/no-runtime');
    });

    test('the annotation of the document lets the script change the model', () => {
      const annotations = { 'storage.kserve.io/readonly': 'false' };
      const allowed = service({ modelFormat: { name: 'transformers' }, runtime: mindie }, annotations);
      expect(told(...mended, allowed).join()).not.toContain('script/read-only-files');
    });
  });

  describe('CCE', () => {
    const [template] = documentsArePresent ? objectsInLines(documentText('001')) : [];
    const found = (set: JsonObject | undefined) => told(configMap({ 'template.yaml': stringify(set) }, 'templates'));

    test.each([
      ['a livenessProbe that ends the engine while it loads', 'warning pod/liveness-while-loading'],
      ['a model by a path relative to the folder of the image', 'warning vllm/relative-model'],
    ])('%s', (_fault, finding) => {
      expect(found(template)).toContain(finding);
    });

    test('workers without containers, as soon as a group has some', () => {
      const spec = objectAt(template, 'spec');
      const leaderWorkerTemplate = { ...objectAt(spec, 'leaderWorkerTemplate'), size: 2 };
      expect(found(template).join()).not.toContain('lws/no-worker-container');
      expect(found({ ...template, spec: { ...spec, leaderWorkerTemplate } })).toContain(
        'error lws/no-worker-container',
      );
    });
  });

  test('OpenShift AI: a runtime by its display name', () => {
    const [, line = ''] = [...documentText('002').matchAll(/^apiVersion: .*$/gm)].map(([whole]) => whole);
    const runtime = leavesOfOneLine(line, false).find(([field]) => field === 'runtime')?.[1] ?? '';
    expect(told(service({ modelFormat: { name: 'vLLM' }, runtime }))).toContain('error kserve/runtime-name');
  });

  test.each([
    ['RAY_PORT, which is no variable', 'error hydra/variable'],
    ["the engine's arguments behind 'ray start'", 'error hydra/custom-arguments-to-ray'],
    ['a leader that does not wait for its workers', 'warning hydra/ray-waiting'],
    ['Ray, of which vLLM is not told', 'error hydra/ray-backend'],
  ])("Hydra's template: %s", (_fault, finding) => {
    const example = fencedYaml(documentText('003')).find((yaml) => yaml.includes('ray start')) ?? '';
    expect(told(configMap({ 'config.yaml': example }, 'hydra-runtime-template'))).toContain(finding);
  });

  test.each([
    ['match_gpu_types deeper than its sibling', 'error hydra/yaml'],
    ['image beside container_template', 'error hydra/misplaced-field'],
    ['vllm-cpu with an image of MindIE', 'warning hydra/image-fit'],
  ])("Hydra's images: %s", (_fault, finding) => {
    const example = fencedYaml(documentText('003')).find((yaml) => yaml.includes('deployment_templates:')) ?? '';
    expect(told(configMap({ configmap: example }, 'hydra-agent'))).toContain(finding);
  });

  describe('OME', () => {
    const objects = documentsArePresent ? objectsInLines(documentText('004')) : [];

    test.each([
      ['runners without the name that the CRD requires', 'error schema/missing-field'],
      ['two runtimes that are selected for the same models', 'warning ome/overlapping-runtimes'],
      ['an image of SGLang without anything to start', 'warning sglang/no-command'],
    ])('%s', (_fault, finding) => {
      expect(told(...objects)).toContain(finding);
    });

    test('two GPUs of which one is used, once the server is started', () => {
      const started = objects.map((object) => withRunner(object, { command: SGLANG, name: 'ome-container' }));
      expect(told(...started)).toContain('warning sglang/idle-devices');
    });
  });

  test("OME's catalogue: a model of 253 billion parameters from a repository of 70", () => {
    const model: Manifest = {
      apiVersion: 'ome.io/v1beta1',
      kind: 'ClusterBaseModel',
      metadata: { name: 'llama-3-1-nemotron-ultra-253b-v1' },
      spec: { storage: { storageUri: 'hf://nvidia/Llama-3.1-Nemotron-70B-Instruct', path: '/raid/models/nemotron' } },
    };
    expect(told(model)).toContain('warning ome/model-repository');
  });
});

const SGLANG = ['python3', '-m', 'sglang.launch_server', '--model-path=/model', '--host=0.0.0.0'];

/** A runtime whose engine's container has more fields. */
function withRunner(runtime: Manifest, fields: JsonObject): Manifest {
  const spec = objectAt(runtime, 'spec');
  const engineConfig = objectAt(spec, 'engineConfig');
  const runner = { ...objectAt(engineConfig, 'runner'), ...fields };
  return { ...runtime, spec: { ...spec, engineConfig: { ...engineConfig, runner } } };
}
