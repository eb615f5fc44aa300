import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { AlaudaAi, Cluster, FleetApp, Kserve, Ome, OpenShiftAi, SynthError } from '../../index';
import type { ClusterProps, ReportedFinding } from '../../index';
import { isObject } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import { notCheckedInWords } from '../../reports/summary';
import { checked, inShort } from '../checked-folder';
import { TemporaryFolder } from '../temporary-folder';
import { workIn } from '../working-directory';
import { synth } from './fleet';

const folder = new TemporaryFolder();
workIn(folder);

/** Kubernetes serves the version up to 1.31. */
function flowSchema(scope: Construct): void {
  new ApiObject(scope, 'flow', {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
    kind: 'FlowSchema',
    metadata: { name: 'flow' },
    spec: { priorityLevelConfiguration: { name: 'exempt' } },
  });
}

/** A service that leaves the deployment mode to the cluster; its name is too long in any but Knative's. */
function longNamedService(scope: Construct): void {
  new ApiObject(scope, 'service', {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'x'.repeat(49), namespace: 'models' },
    spec: { predictor: { model: { modelFormat: { name: 'vLLM' }, runtime: 'vllm', storageUri: 'hf://a/b' } } },
  });
}

/** A service whose runtime KServe selects. */
function anyService(scope: Construct): void {
  new ApiObject(scope, 'service', {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'llama', namespace: 'models', annotations: { 'serving.kserve.io/deploymentMode': 'Standard' } },
    spec: { predictor: { model: { modelFormat: { name: 'made-up' }, storageUri: 'hf://a/b' } } },
  });
}

const RUNTIME = [
  'apiVersion: serving.kserve.io/v1alpha1',
  'kind: ClusterServingRuntime',
  'metadata: { name: made-up }',
  'spec:',
  '  supportedModelFormats: [{ name: made-up, autoSelect: true }]',
  '  containers: [{ name: kserve-container, image: registry.example/made-up:v1 }]',
].join('\n');

type Build = (scope: Construct) => void;

/** Writes a cluster to `dist`. */
function written(build: Build, props: Partial<ClusterProps> = {}) {
  return synth('dist', (app) => {
    build(new Cluster(app, 'GPU-East', { platform: new Kserve(), ...props }));
  });
}

/** What synth finds of a cluster, and what `check` finds of what it wrote. */
function both(build: Build, props: Partial<ClusterProps> = {}) {
  const app = new FleetApp({ outdir: 'dist' });
  build(new Cluster(app, 'GPU-East', { platform: new Kserve(), ...props }));
  written(build, props);
  const inSynth = findingsOf(app).map(inShort);
  const inCheck = checked(['dist']).findings.map(inShort);
  return { inSynth, inCheck };
}

function findingsOf(app: FleetApp): readonly ReportedFinding[] {
  try {
    return app.render().findings;
  } catch (error) {
    if (error instanceof SynthError) return error.findings;
    throw error;
  }
}

function statement(): JsonValue | undefined {
  const index: unknown = JSON.parse(readFileSync('dist/gpu-east/INDEX.json', 'utf8'));
  return isObject(index) ? index.cluster : undefined;
}

describe('what a Cluster states', () => {
  test.each<[string, Build, Partial<ClusterProps>, readonly string[]]>([
    ['the version of Kubernetes, which serves a kind', flowSchema, { kubernetesVersion: '1.31' }, []],
    ['no version of Kubernetes', flowSchema, {}, ['schema/unserved-kind warning']],
    ['that KServe’s default is not known', longNamedService, {}, ['kserve/service-name-length warning']],
    ['no inventory', anyService, {}, ['kserve/runtimes-unknown note']],
  ])('judges in synth as in check: %s', (_, build, props, told) => {
    const { inSynth, inCheck } = both(build, props);
    expect(inSynth.map(({ id, severity }) => `${id} ${severity}`)).toEqual(told);
    expect(inCheck).toEqual(inSynth);
  });

  test.each<[string, Build, Partial<ClusterProps>, string]>([
    ['a version of Kubernetes', flowSchema, { kubernetesVersion: 'v1.32.1' }, 'schema/unserved-kind'],
    [
      'the default mode of KServe',
      longNamedService,
      { platform: new Kserve({ defaultDeploymentMode: 'Standard' }) },
      'kserve/service-name-length',
    ],
    ['the default mode of Alauda AI', longNamedService, { platform: new AlaudaAi() }, 'kserve/service-name-length'],
  ])('may make an error of what is a warning by default: %s', (_, build, props, rule) => {
    const { exitCode, said } = written(build, props);
    expect(exitCode).toBe(1);
    expect(said).toContain(`[${rule}]`);
    expect(existsSync('dist')).toBe(false);
  });

  test('is an inventory, whose runtimes services may get', () => {
    folder.write({ 'inventories/east.yaml': RUNTIME });
    const { inSynth, inCheck } = both(anyService, { runtimes: ['inventories/east.yaml'] });
    expect({ inSynth, inCheck }).toEqual({ inSynth: [], inCheck: [] });
  });

  test('is in the index, in the words of the configuration', () => {
    folder.write({ 'inventories/east.yaml': RUNTIME });
    written(anyService, {
      platform: new OpenShiftAi({ localModels: true, defaultDeploymentMode: 'Standard' }),
      kubernetesVersion: '1.31',
      accelerators: ['nvidia.com/gpu'],
      // As a path is made of where the code lies.
      runtimes: ['openshift-ai', folder.at('inventories/east.yaml')],
    });
    expect(statement()).toEqual({
      name: 'GPU-East',
      platform: 'openshift-ai',
      kubernetesVersion: '1.31',
      accelerators: ['nvidia.com/gpu'],
      runtimes: ['openshift-ai', 'inventories/east.yaml'],
      kserve: { defaultDeploymentMode: 'Standard', localModels: true },
    });
  });

  test('is the platform alone where nothing else is said', () => {
    written(flowSchema, { platform: new Ome() });
    expect(statement()).toEqual({ name: 'GPU-East', platform: 'ome' });
  });

  test('takes a folder that is called as a catalogue for the folder', () => {
    folder.write({ 'kserve/east.yaml': RUNTIME });
    const { inSynth, inCheck } = both(anyService, { runtimes: ['./kserve'] });
    expect({ inSynth, inCheck }).toEqual({ inSynth: [], inCheck: [] });
  });
});

describe('what is configured of a cluster', () => {
  test('judges in synth as in check', () => {
    folder.write({
      'cdk8s-inference.yaml': 'clusters: [{ name: gpu-east, runtimes: [east.yaml] }]',
      'east.yaml': RUNTIME,
    });
    const { inSynth, inCheck } = both(anyService);
    expect({ inSynth, inCheck }).toEqual({ inSynth: [], inCheck: [] });
  });

  test('goes before what the Cluster states, and leaves the rest of it', () => {
    folder.write({
      'cdk8s-inference.yaml':
        "clusters: [{ name: gpu-east, kubernetesVersion: '1.31', kserve: { localModels: true } }]",
    });
    const props = { kubernetesVersion: '1.34', platform: new Kserve({ defaultDeploymentMode: 'Standard' }) };
    const { inSynth, inCheck } = both((scope) => {
      flowSchema(scope);
    }, props);
    expect({ inSynth, inCheck }).toEqual({ inSynth: [], inCheck: [] });
    expect(written(longNamedService, props).exitCode).toBe(1);
    expect(statement()).toMatchObject({ kubernetesVersion: '1.34' });
  });

  test('with paths of its own has what its Cluster states all the same', () => {
    written(flowSchema, { kubernetesVersion: '1.31' });
    folder.write({ 'cdk8s-inference.yaml': 'clusters: [{ name: gpu-east, paths: [dist/gpu-east] }]' });
    expect(checked([]).findings).toEqual([]);
  });

  test('with an inventory that cannot be read stops a synth', () => {
    folder.write({ 'cdk8s-inference.yaml': 'clusters: [{ name: gpu-east, runtimes: [kserve, none.yaml] }]' });
    const { exitCode, said } = written(anyService);
    expect(exitCode).toBe(1);
    expect(said).toContain('[synth/inventory]\n  at:   cdk8s-inference.yaml · clusters[0].runtimes[1]\n');
    expect(existsSync('dist')).toBe(false);
  });
});

describe('nothing is written, and it is told what, where and how to mend it,', () => {
  function refused(build: Build, props: Partial<ClusterProps>): string {
    const { exitCode, said } = written(build, props);
    expect(exitCode).toBe(1);
    expect(existsSync('dist')).toBe(false);
    return said;
  }

  test.each(['latest', '2.0', '1', ' 1.31'])('where a version is none: %j', (kubernetesVersion) => {
    expect(refused(flowSchema, { kubernetesVersion })).toContain(
      [
        `error: '${kubernetesVersion}' is no version  [synth/cluster-facts]`,
        '  at:   GPU-East · kubernetesVersion',
        '  then: By what the objects of the cluster are to be judged is not known.',
        "  mend: Write one such as '1.31'.",
      ].join('\n'),
    );
  });

  test('where an inventory cannot be read', () => {
    expect(refused(anyService, { runtimes: ['kserve', 'inventories/none.yaml'] })).toMatch(
      /error: The inventory cannot be had: 'inventories\/none\.yaml' cannot be read: ENOENT[^\n]*\[synth\/inventory\]\n {2}at: {3}GPU-East · runtimes\[1\]\n/,
    );
  });

  test('where an inventory is no YAML', () => {
    folder.write({ 'east.yaml': 'kind: [' });
    expect(refused(anyService, { runtimes: ['east.yaml'] })).toContain('[source/yaml]\n  at:   east.yaml:2:1\n');
  });

  test('where an inventory leads out of the working directory, since check would not follow it', () => {
    expect(refused(anyService, { runtimes: ['../inventories'] })).toContain(
      "'../inventories' leads out of the working directory",
    );
  });

  test('where a program in JavaScript states what KServe does not have', () => {
    const options: object = { ociModelMode: 'modelcars' };
    expect(refused(anyService, { platform: new Kserve(options) })).toContain(
      '  at:   GPU-East · platform.ociModelMode\n',
    );
  });
});

test('a version whose kinds are not known is a note in synth, and counted in check', () => {
  const { said, exitCode } = written(flowSchema, { kubernetesVersion: '1.27' });
  expect(exitCode).toBe(0);
  expect(said).toContain('note: The kinds of Kubernetes 1.27 are not known  [synth/cluster-facts]');
  expect(checked(['dist']).notChecked).toEqual([
    {
      what: 'cluster by the kinds of Kubernetes 1.27',
      count: 1,
      why: 'the oldest version whose kinds are known is Kubernetes 1.28, by which they are judged',
    },
  ]);
});

describe('an index', () => {
  test.each(['../secret.yaml', '/etc/hostname', 'link.yaml'])(
    'is not believed where it names what lies outside of the working directory: %s',
    (path) => {
      folder.write({ 'work/dist/east/a.yaml': RUNTIME, 'secret.yaml': 'password: [' });
      process.chdir('work');
      symlinkSync('../secret.yaml', 'link.yaml');
      const index = { generator: 'cdk8s-inference 0.1.0', cluster: { name: 'east', runtimes: [path] }, objects: [] };
      folder.write({ 'work/dist/east/INDEX.json': JSON.stringify(index) });
      const { missing, findings } = checked(['dist']);
      expect(missing).toEqual([
        `the index of the cluster 'east' names the inventory '${path}', which leads out of the working directory`,
      ]);
      expect(findings).toEqual([]);
    },
  );
});

test('synth counts what was not checked, as check does', () => {
  const build: Build = (scope) => {
    longNamedService(scope);
    new ApiObject(scope, 'gadget', { apiVersion: 'example.com/v1', kind: 'Gadget' });
  };
  const lines = [
    'not checked: 1 × Gadget (example.com/v1), as no schema is known of this kind',
    `not checked: 1 × pod of an InferenceService (models/${'x'.repeat(49)}), as the runtime that it names stands in no file and in no inventory`,
  ];
  expect(written(build).said).toContain(`\n${lines.join('\n')}\ndist: `);
  expect(checked(['dist']).notChecked.map(notCheckedInWords)).toEqual(lines);
});
