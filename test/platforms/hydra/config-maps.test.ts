import {
  Accelerator,
  Cluster,
  CustomRuntime,
  FleetApp,
  Hydra,
  HydraAgent,
  HydraAgentDeployments,
  HydraRuntimeTemplates,
  VllmRuntime,
} from '../../../index';
import { nameOf, objectAt, textAt } from '../../../kubernetes/manifest';
import { schemaErrors } from '../../manifest-schema';
import { imagesOf, innerText, templatesOf, writtenOn } from './deployments';

const TEMPLATES = `apiVersion: v1
kind: ConfigMap
metadata:
  name: hydra-runtime-template
  namespace: cpaas-system
  uid: 0d7f
data:
  other.yaml: |
    kept: as it is
  config.yaml: |
    # What the platform ships.
    version: 1.10
    templates:
      - runtime: vllm # shipped
        podTemplate:
          containerTemplate:
            argsTemplate: ["--model={{ .MODEL_PATH }}", "--port={{ .MODEL_PORT }}"]
      - runtime: own
        runtimeZH: before
        podTemplate:
          containerTemplate: {}
`;

function offer(cluster: Cluster, name = 'own'): void {
  new CustomRuntime(cluster, name, {
    engine: 'own',
    image: 'registry.example/own:1.0',
    servingPort: 8000,
    formats: [{ name: 'safetensors' }],
    args: ['--quiet', '--fast'],
  });
}

describe('the ConfigMap of the global cluster', () => {
  const { objects, entries } = templatesOf((cluster) => {
    offer(cluster, 'first');
    offer(cluster, 'second');
  });

  test('has every runtime of the cluster', () => {
    expect(objects.map(nameOf)).toEqual(['hydra-runtime-template']);
    expect(entries.map((entry) => textAt(entry, 'runtime'))).toEqual(['first', 'second']);
    expect(objects.flatMap(schemaErrors)).toEqual([]);
  });

  test('is not deleted with its application, and Flux leaves its text as it is', () => {
    expect(objectAt(objects[0], 'metadata')).toEqual({
      name: 'hydra-runtime-template',
      namespace: 'hydra-system',
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
        'kustomize.toolkit.fluxcd.io/substitute': 'disabled',
      },
    });
  });

  test('is not made where nothing is offered', () => {
    expect(templatesOf(() => undefined).objects).toEqual([]);
  });
});

describe('a ConfigMap that exists', () => {
  const written = writtenOn(new Hydra({ existing: { yaml: TEMPLATES } }), offer);
  const [configMap] = written.objects;
  const text = textAt(objectAt(configMap, 'data'), 'config.yaml') ?? '';

  test('stays in its namespace', () => {
    expect(textAt(configMap, 'metadata', 'namespace')).toBe('cpaas-system');
  });

  test('keeps its other keys', () => {
    expect(textAt(objectAt(configMap, 'data'), 'other.yaml')).toBe('kept: as it is\n');
  });

  test('keeps templates, fields and comments that are not ours', () => {
    expect(text).toMatch(/^# What the platform ships\.\nversion: 1\.10\n/);
    expect(text).toContain('- runtime: vllm # shipped\n');
    expect(innerText(configMap).templates).toMatchObject([
      {
        runtime: 'vllm',
        podTemplate: {
          containerTemplate: { argsTemplate: ['--model={{ .MODEL_PATH }}', '--port={{ .MODEL_PORT }}'] },
        },
      },
      { runtime: 'own' },
    ]);
  });

  test('names the runtimes that are not ours', () => {
    expect(textAt(configMap, 'metadata', 'annotations', 'cdk8s-inference/kept-runtimes')).toBe('vllm');
  });

  test('does not stop ours by what is wrong with its own', () => {
    const yaml = TEMPLATES.replace('--port={{ .MODEL_PORT }}', '--ray={{ .RAY_PORT }}');
    const { objects, findings } = writtenOn(new Hydra({ existing: { yaml } }), offer);
    expect(objects).toHaveLength(1);
    expect(findings.map(({ id, severity }) => [id, severity])).toEqual([['hydra/variable', 'warning']]);
  });

  test('has a runtime of ours in the place of what it had under that name', () => {
    expect(written.entries[1]).toEqual({
      runtime: 'own',
      podTemplate: { containerTemplate: { argsTemplate: ['--quiet', '--fast'] } },
    });
  });

  test('is the same when it is read and written once more', () => {
    const yaml = JSON.stringify(configMap);
    expect(writtenOn(new Hydra({ existing: { yaml } }), offer).objects).toEqual(written.objects);
  });

  test.each([
    ['broken YAML', 'data: [', 'Flow sequence'],
    ['another kind', 'apiVersion: v1\nkind: Secret\nmetadata: { name: hydra-runtime-template }', 'no ConfigMap'],
    ['another name', TEMPLATES.replace('name: hydra-runtime-template', 'name: hydra-agent'), "'hydra-agent'"],
    ['a key that is no text', TEMPLATES.replace('other.yaml: |\n    kept: as it is', 'other.yaml: 1'), "'other.yaml'"],
    ['a text that is broken', TEMPLATES.replace('version: 1.10', 'version: [1.10'), 'Flow sequence'],
    ['a text that is no map', TEMPLATES.replace(/config\.yaml: \|[^]*/, 'config.yaml: words'), 'no map'],
    [
      'templates that are no list',
      TEMPLATES.replace(/templates:\n[^]*/, 'templates: none\n'),
      "'templates' is no list",
    ],
  ])('with %s is refused, since its content would be lost', (_, yaml, problem) => {
    const { objects, findings } = writtenOn(new Hydra({ existing: { yaml } }), offer);
    expect(objects).toEqual([]);
    expect(findings.map(({ id, severity }) => [id, severity])).toEqual([['hydra/existing', 'error']]);
    expect(findings[0]?.problem).toContain(problem);
  });
});

describe('the ConfigMap of a work cluster', () => {
  test('says which image runs on which devices, one level inside of the other', () => {
    const { objects } = imagesOf((cluster) => {
      new VllmRuntime(cluster, 'vllm-cpu', { image: 'vllm/vllm-cpu:v0.28.0', accelerator: Accelerator.cpu() });
    });
    expect(objects.map(nameOf)).toEqual(['hydra-agent']);
    expect(textAt(objectAt(objects[0], 'data'), 'configmap')).toBe(
      [
        'deployment_templates:',
        '  - match_runtimes:',
        '      - vllm-cpu',
        '    match_gpu_types:',
        '      - cpu',
        '    container_template:',
        '      image:',
        '        registry: docker.io',
        '        repository: vllm/vllm-cpu',
        '        tag: v0.28.0',
        '',
      ].join('\n'),
    );
    expect(objects.flatMap(schemaErrors)).toEqual([]);
  });

  test.each([
    ['vllm:1', 'docker.io', 'library/vllm', '1'],
    ['vllm/vllm-openai:v0.28.0', 'docker.io', 'vllm/vllm-openai', 'v0.28.0'],
    ['localhost/vllm:1.10', 'localhost', 'vllm', '1.10'],
    ['registry:5000/a/b/vllm:1', 'registry:5000', 'a/b/vllm', '1'],
    ['swr.example.com/ascendhub/mindie:2.1.RC1', 'swr.example.com', 'ascendhub/mindie', '2.1.RC1'],
  ])('takes %s apart', (image, registry, repository, tag) => {
    const deployments = [{ runtimes: ['own'], gpuTypes: ['cpu'], image }];
    const { entries } = writtenOn(new HydraAgent({ existing: 'none', deployments }), offer);
    expect(entries[0]).toEqual({
      match_runtimes: ['own'],
      match_gpu_types: ['cpu'],
      container_template: { image: { registry, repository, tag } },
    });
  });
});

test('the ConfigMaps can be made without a platform of Hydra', () => {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'both', { platform: new Hydra({ existing: 'none' }), namespace: 'hydra-system' });
  new HydraRuntimeTemplates(cluster, 'templates', {
    existing: 'none',
    templates: [{ runtime: 'own', podTemplate: { containerTemplate: { argsTemplate: ['--quiet', '--fast'] } } }],
  });
  new HydraAgentDeployments(cluster, 'deployments', {
    existing: 'none',
    deployments: [{ runtimes: ['own'], gpuTypes: ['cpu'], image: 'registry.example/own:1.0' }],
  });
  const manifests = app.manifests();
  expect(manifests.map(nameOf).sort()).toEqual(['hydra-agent', 'hydra-runtime-template']);
  expect(manifests.map((manifest) => Object.keys(innerText(manifest))).sort()).toEqual([
    ['deployment_templates'],
    ['templates'],
  ]);
});
