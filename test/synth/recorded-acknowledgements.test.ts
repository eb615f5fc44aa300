import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { ApiObject, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { Accelerator, Checks, Cluster, FleetApp, Kserve, Lws, ModelStorage, report, VllmRuntime } from '../../index';
import type { Platform } from '../../index';
import { arrayAt, isObject } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import { checked, inShort } from '../checked-folder';
import { TemporaryFolder } from '../temporary-folder';
import { textMatching } from '../text-matching';
import { workIn } from '../working-directory';
import { cluster, configMap, contentsOf, synth } from './fleet';
import type { Build } from './fleet';

const folder = new TemporaryFolder();
workIn(folder);

const FILE = 'dist/east/30-models/_cluster/flowschema.flowcontrol.apiserver.k8s.io/old.yaml';
const RULE = 'schema/unserved-kind';
const RECORD = { rule: RULE, reason: 'It is right.', construct: 'east/old' };

/** An object of a kind that the newest Kubernetes does not serve, which is a warning. */
function oldObject(app: FleetApp, id = 'east'): ApiObject {
  return new ApiObject(cluster(app, id), 'old', {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
    kind: 'FlowSchema',
    metadata: { name: 'old' },
    spec: { priorityLevelConfiguration: { name: 'exempt' } },
  });
}

const open: Build = (app) => {
  oldObject(app);
};

/** The same, which its construct accepts. */
const accepted: Build = (app) => {
  Checks.of(oldObject(app)).acknowledge(RULE, 'It is right.');
};

function recorded(): readonly (JsonValue | undefined)[] {
  return arrayAt(index(), 'objects').map((object) => (isObject(object) ? object.acknowledged : undefined));
}

function index() {
  const read: unknown = JSON.parse(readFileSync('dist/east/INDEX.json', 'utf8'));
  return isObject(read) ? read : {};
}

function told() {
  return checked(['dist']).findings.map(({ id, accepted }) => [id, accepted?.reason]);
}

test('what a construct acknowledges, check shows with the reason and the construct', () => {
  synth('dist', accepted);
  const { findings, failed } = checked(['dist']);
  expect(findings).toMatchObject([
    { id: RULE, place: { file: FILE }, accepted: { reason: 'It is right.', by: 'construct', construct: 'east/old' } },
  ]);
  expect(failed).toBe(false);
  expect(recorded()).toEqual([[RECORD]]);
});

test('synth and check tell the same, of each construct around an object', () => {
  const build: Build = (app) => {
    const scope = cluster(app, 'east');
    const group = new Construct(scope, 'group');
    configMap(group, 'One_Map');
    configMap(scope, 'Other_Map');
    Checks.of(group).acknowledge('metadata/name', 'By the group.');
    Checks.of(app).acknowledge('metadata/name', 'By the app.');
  };
  synth('dist', build);
  const app = new FleetApp();
  build(app);
  const byName = (one: { readonly problem: string }, other: { readonly problem: string }) =>
    one.problem < other.problem ? -1 : 1;
  const inCheck = checked(['dist']).findings.map(inShort).sort(byName);
  expect(inCheck).toEqual(app.render().findings.map(inShort).sort(byName));
  expect(inCheck.map((finding) => finding.accepted)).toEqual([
    { reason: 'By the group.', by: 'construct', construct: 'east/group' },
    { reason: 'By the app.', by: 'construct', construct: 'app' },
  ]);
});

test('what an object acknowledges itself, and what holds for nothing, is not recorded', () => {
  synth('dist', (app) => {
    const object = oldObject(app);
    object.metadata.addAnnotation('acknowledge.cdk8s-inference.dev/schema.unserved-kind', 'It says so itself.');
    Checks.of(object).acknowledge('schema/unknown-field', 'There is none.');
  });
  expect(recorded()).toEqual([undefined]);
  expect(told()).toEqual([[RULE, 'It says so itself.']]);
});

test('what the configuration acknowledges of constructs is recorded, since files do not show it', () => {
  folder.write({
    'cdk8s-inference.yaml': 'acknowledgements: [{ rule: schema/unserved-kind, construct: east/*, reason: Fine. }]',
  });
  synth('dist', open);
  expect(recorded()).toEqual([[{ ...RECORD, reason: 'Fine.', by: 'configuration' }]]);
  expect(checked(['dist']).findings).toMatchObject([{ accepted: { reason: 'Fine.', by: 'configuration' } }]);
});

test('the order in which rules are acknowledged, and found, changes no byte', () => {
  const outputs = [false, true].map((isTurned) => {
    synth('dist', (app) => {
      const scope = cluster(app, 'east');
      const object = new ApiObject(scope, 'a', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'My_Map' },
      });
      const rules = ['metadata/name', 'metadata/label'];
      for (const rule of isTurned ? rules.reverse() : rules) Checks.of(object).acknowledge(rule, 'It is right.');
      object.metadata.addLabel('a', '-');
    });
    return contentsOf('dist');
  });
  expect(outputs[0]).toEqual(outputs[1]);
  expect(recorded()).toMatchObject([[{ rule: 'metadata/label' }, { rule: 'metadata/name' }]]);
});

describe('what props tell already, and is acknowledged there,', () => {
  /** A runtime with a flag that vLLM does not have. */
  function fork(platform: Platform): Build {
    return (app) => {
      const scope = new Cluster(app, 'east', { platform, namespace: 'models' });
      const vllm = new VllmRuntime(scope, 'vllm', {
        image: 'registry.example.com/vllm:v0.11.0',
        accelerator: Accelerator.nvidia(),
        args: ['--fork-only-flag'],
      });
      vllm.serve(scope, 'granite', { model: { storage: ModelStorage.pvc('models') } });
      Checks.of(vllm).acknowledge('vllm/unknown-flag', 'Our fork has this flag.');
    };
  }

  test.each([
    ['KServe', new Kserve({ defaultDeploymentMode: 'Standard' })],
    ['LeaderWorkerSet', new Lws()],
  ])('is acknowledged in the objects that come of them on %s', (_, platform) => {
    expect(synth('dist', fork(platform)).exitCode).toBe(0);
    const findings = checked(['dist']).findings.filter(({ id }) => id === 'vllm/unknown-flag');
    expect(findings).toMatchObject([
      { accepted: { reason: 'Our fork has this flag.', by: 'construct', construct: 'east/vllm' } },
    ]);
  });

  test('is not acknowledged where nobody does', () => {
    const said = { problem: 'the same', consequence: 'It breaks.', mend: 'Mend.' };
    const build = (accepts: boolean): Build => {
      return (app) => {
        const object = oldObject(app);
        report(object, { id: RULE, severity: 'warning', ...said });
        if (accepts) Checks.of(object).acknowledge(RULE, 'It is right.');
      };
    };
    synth('dist', build(true));
    expect(recorded()).toEqual([[RECORD]]);
    synth('dist', build(false));
    expect(recorded()).toEqual([undefined]);
  });
});

describe('a record is not believed', () => {
  test('of a file that was edited since, which is told', () => {
    synth('dist', accepted);
    writeFileSync(FILE, `${readFileSync(FILE, 'utf8')}dat: {}\n`);
    expect(told()).toEqual([
      ['source/changed-output', undefined],
      [RULE, undefined],
      ['schema/unknown-field', undefined],
    ]);
  });

  test('where it names a file of another folder', () => {
    synth('dist', accepted);
    synth('plain', open);
    cpSync('dist/east', 'plain/west', { recursive: true });
    const text = readFileSync('plain/west/INDEX.json', 'utf8');
    writeFileSync('plain/west/INDEX.json', text.replace('"path":"', '"path":"../east/'));
    expect(checked(['plain/east']).findings).toMatchObject([{ id: RULE, accepted: undefined }]);
    expect(checked(['plain']).findings.map(({ accepted }) => accepted)).toEqual([undefined, undefined]);
  });

  test('of a folder around the folder that the file is of', () => {
    synth('dist', accepted);
    const outer = readFileSync('dist/east/INDEX.json', 'utf8').replace('"path":"', '"path":"east/');
    synth('dist', open);
    folder.write({ 'dist/INDEX.json': outer });
    expect(told()).toEqual([[RULE, undefined]]);
  });

  test('where it is about another object of the file', () => {
    synth('dist', accepted);
    const text = readFileSync('dist/east/INDEX.json', 'utf8');
    writeFileSync('dist/east/INDEX.json', text.replace('"name":"old"', '"name":"other"'));
    expect(told()).toEqual([[RULE, undefined]]);
  });

  test('where two objects of the file are called the same', () => {
    synth(
      'dist',
      (app) => {
        accepted(app);
        oldObject(app, 'west');
      },
      { yamlOutputType: YamlOutputType.FILE_PER_APP },
    );
    expect(told()).toEqual([
      [RULE, undefined],
      [RULE, undefined],
    ]);
  });
});

test('a record holds whatever line ends Git gave the file', () => {
  synth('dist', accepted);
  writeFileSync(FILE, readFileSync(FILE, 'utf8').replaceAll('\n', '\r\n'));
  expect(told()).toEqual([[RULE, 'It is right.']]);
});

test('the rule of a record may be left out without a word', () => {
  synth('dist', accepted);
  folder.write({ 'cdk8s-inference.yaml': 'skip: [schema/unserved-kind]' });
  expect(told()).toEqual([]);
});

describe('an index that is not as synth writes it is told of with its place, and nothing in it is believed:', () => {
  test.each<[string, (text: string) => string, string, string]>([
    [
      'both sides of a merge',
      (text) => text.replace('  "objects"', '<<<<<<< ours\n  "objects"'),
      'dist/east/INDEX.json:1:1',
      'It is no JSON: ',
    ],
    [
      'no objects',
      (text) => text.replace('"objects": [', '"object": ['),
      'dist/east/INDEX.json:1:1 · objects',
      'It has no list of objects',
    ],
    [
      'a blank reason',
      (text) => text.replace('It is right.', ' '),
      'dist/east/INDEX.json:5:\\d+ · objects\\[0\\]\\.acknowledged\\[0\\]\\.reason',
      'The reason is blank',
    ],
    [
      'no construct',
      (text) => text.replace('"construct"', '"constructs"'),
      'dist/east/INDEX.json:5:\\d+ · objects\\[0\\]\\.acknowledged\\[0\\]',
      "The field 'construct' is missing",
    ],
    [
      'acknowledgements that are no list',
      (text) => text.replace(/"acknowledged":\[(.*?)\]/, '"acknowledged":$1'),
      'dist/east/INDEX.json:5:\\d+ · objects\\[0\\]\\.acknowledged',
      'where a list of maps belongs',
    ],
    [
      'facts that are none',
      (text) => text.replace('"kserve":{', '"kubernetesVersion":"new","kserve":{'),
      'dist/east/INDEX.json:3:\\d+ · cluster\\.kubernetesVersion',
      "'new' is no version",
    ],
  ])('%s', (_, change, where, problem) => {
    synth('dist', accepted);
    writeFileSync('dist/east/INDEX.json', change(readFileSync('dist/east/INDEX.json', 'utf8')));
    const { findings } = checked(['dist']);
    const [first] = findings;
    expect(`${first?.where ?? ''}${first?.field === undefined ? '' : ` · ${first.field}`}`).toMatch(
      new RegExp(`^${where}$`),
    );
    expect(first).toMatchObject({
      id: 'source/index',
      severity: 'error',
      problem: textMatching(problem),
      consequence: 'Neither facts of the cluster nor acknowledgements of its constructs are known here.',
      mend: 'Run synth again, or restore it from Git.',
    });
    expect(findings.at(-1)).toMatchObject({ id: RULE, accepted: undefined });
  });

  test('its folder is a cluster of its own all the same', () => {
    synth('dist', (app) => {
      for (const id of ['east', 'west']) configMap(cluster(app, id), 'settings');
    });
    writeFileSync('dist/east/INDEX.json', `<<<<<<<\n${readFileSync('dist/east/INDEX.json', 'utf8')}`);
    expect(checked(['dist']).findings.map(({ id }) => id)).toEqual(['source/index']);
  });

  test('it is told once, however many files it is of', () => {
    synth('dist', (app) => {
      for (const id of ['a', 'b', 'c']) configMap(cluster(app, id), 'settings');
      accepted(app);
    });
    writeFileSync('dist/a/INDEX.json', '{ "generator": "cdk8s-inference 0.1.0" }');
    expect(told()).toEqual([
      ['source/index', undefined],
      [RULE, 'It is right.'],
    ]);
  });
});
