import { Cluster, Environments, FleetApp, Inputs, Kserve } from '../../index';
import type { ReportedFinding } from '../../index';
import { findingsOf, synth } from '../synth/fleet';
import { TemporaryFolder } from '../temporary-folder';
import { workIn } from '../working-directory';

const folder = new TemporaryFolder();
workIn(folder);

const containing = (text: string): unknown => expect.stringContaining(text);

const ONE = `sha256:${'1'.repeat(64)}`;
const TWO = `sha256:${'2'.repeat(64)}`;
const COMMIT = 'c'.repeat(40);
const HEAD = 'apiVersion: cdk8s-inference.dev/v1alpha1\nkind: Inputs\n';

const FILE = `# +argocd:skip-file-rendering
apiVersion: cdk8s-inference.dev/v1alpha1
kind: Inputs
metadata:
  name: images
  annotations:
    config.kubernetes.io/local-config: 'true'
images:
  vllm:
    repository: docker.io/vllm/vllm-openai
    tag: v0.11.0 # {"$imagepolicy": "flux-system:vllm:tag"}
    digest: ${ONE} # {"$imagepolicy": "flux-system:vllm:digest"}
  triton:
    repository: localhost:5000/tritonserver
    tag: '25.08'
models:
  granite:
    repository: ibm-granite/granite-3.1-8b-instruct
    revision: main
    commit: ${COMMIT}
  qwen: { repository: Qwen/Qwen3-8B, revision: main }
environments:
  dev:
    images:
      vllm: { tag: v0.12.0, digest: '${TWO}' }
    models:
      granite: { revision: next }
`;

const environments = new Environments({ dev: {}, prod: {} });

describe('inputs', () => {
  const read = () => {
    folder.write({ 'images.yaml': FILE });
    const app = new FleetApp();
    const inputs = new Inputs(app, 'images.yaml', { environments });
    const [dev, prod] = environments.names.map(
      (name) => new Cluster(app, name, { platform: new Kserve(), environment: environments.get(name) }),
    );
    return { inputs, dev, prod };
  };

  test('give an image by tag and digest', () => {
    expect(read().inputs.image('vllm')).toBe(`docker.io/vllm/vllm-openai:v0.11.0@${ONE}`);
  });

  test('give an image that was not looked up yet by its tag', () => {
    expect(read().inputs.image('triton')).toBe('localhost:5000/tritonserver:25.08');
  });

  test('give the commit of a model, else its revision', () => {
    const { inputs } = read();
    expect([inputs.revision('granite'), inputs.revision('qwen')]).toEqual([COMMIT, 'main']);
  });

  test('give where a model lies', () => {
    expect(read().inputs.storage('granite').location).toEqual({
      kind: 'uri',
      uri: `hf://ibm-granite/granite-3.1-8b-instruct:${COMMIT}`,
    });
  });

  test('give what an environment states on its own, of the repository that all share', () => {
    const { inputs, dev, prod } = read();
    expect(inputs.image('vllm', dev)).toBe(`docker.io/vllm/vllm-openai:v0.12.0@${TWO}`);
    expect(inputs.image('vllm', prod)).toBe(`docker.io/vllm/vllm-openai:v0.11.0@${ONE}`);
    expect(inputs.image('triton', dev)).toBe(inputs.image('triton', prod));
  });

  test('do not take the digest or commit of another tag or revision', () => {
    const { inputs, dev } = read();
    expect(inputs.revision('granite', dev)).toBe('next');
    folder.write({ 'b.yaml': FILE.replace(`v0.12.0, digest: '${TWO}'`, 'v0.12.0') });
    const app = new FleetApp();
    const cluster = new Cluster(app, 'dev', { environment: environments.get('dev') });
    expect(new Inputs(app, 'b.yaml', { environments }).image('vllm', cluster)).toBe(
      'docker.io/vllm/vllm-openai:v0.12.0',
    );
  });
});

describe('a name that is not there', () => {
  const unknown = (ask: (inputs: Inputs, cluster: Cluster) => unknown) => {
    folder.write({ 'images.yaml': FILE });
    return findingsOf((app) => {
      ask(new Inputs(app, 'images.yaml', { environments }), new Cluster(app, 'east'));
    });
  };

  test('is told with the one that is probably meant', () => {
    expect(unknown((inputs) => inputs.image('vlm'))).toEqual([
      expect.objectContaining({
        id: 'inputs/unknown-name',
        severity: 'error',
        where: 'images.yaml',
        problem: "There is no 'vlm' among the images of images.yaml",
        mend: "Did you mean 'vllm'?",
      }),
    ]);
  });

  test('is told at the construct that it is asked for, with all that there are', () => {
    expect(unknown((inputs, cluster) => inputs.revision('mistral', cluster))).toEqual([
      expect.objectContaining({
        where: 'east',
        problem: "There is no 'mistral' among the models of images.yaml",
        mend: 'It has granite, qwen. Add it there, or use one of them.',
      }),
    ]);
  });

  test('is not told where the file itself is wrong', () => {
    folder.write({ 'images.yaml': `${HEAD}images: [` });
    const found = findingsOf((app) => new Inputs(app, 'images.yaml').image('vllm'));
    expect(found.map(({ id }) => id)).toEqual(['inputs/invalid']);
  });
});

describe('a file that is wrong', () => {
  const faultsOf = (text: string): readonly string[] => {
    folder.write({ 'images.yaml': text });
    const found: readonly ReportedFinding[] = findingsOf((app) => new Inputs(app, 'images.yaml', { environments }));
    return found.map(({ id, where, field = '', problem, mend }) => {
      expect(id).toBe('inputs/invalid');
      return `${where} ${field}: ${problem}. ${mend}`;
    });
  };
  const image = (fields: string) => `${HEAD}images:\n  vllm: { ${fields} }\n`;

  test.each([
    ['', 'images.yaml:1:1 : It holds nothing. '],
    ['- a', 'images.yaml:1:1 : It holds no map. '],
    [
      'images: {}',
      "images.yaml:1:1 : The field 'apiVersion' is missing. State 'apiVersion: cdk8s-inference.dev/v1alpha1'.",
    ],
    [HEAD.replace('v1alpha1', 'v1'), "images.yaml:1:1 apiVersion: The version is 'cdk8s-inference.dev/v1'. "],
    [HEAD.replace('Inputs', 'List'), "images.yaml:2:1 kind: The kind is 'List'. Write 'Inputs'."],
    [`${HEAD}imags: {}`, "images.yaml:3:1 imags: There is no field 'imags'. Did you mean 'images'?"],
    [`${HEAD}images: []`, 'images.yaml:3:1 images: The value is [], where a map belongs. '],
    [`${HEAD}images: { vllm: v1 }`, "images.yaml:3:11 images.vllm: The value is 'v1', where a map belongs. "],
    [image('repository: a/b'), "images.yaml:4:3 images.vllm: The field 'tag' is missing. "],
    [image('tag: v1'), "images.yaml:4:3 images.vllm: The field 'repository' is missing. "],
    [image('repository: a/b, tag: 1.10'), 'images.yaml:4:28 images.vllm.tag: The value is 1.1, where a text'],
    [image("repository: a/b, tag: 'v 1'"), "images.yaml:4:28 images.vllm.tag: 'v 1' is no tag. "],
    [image("repository: 'a/b:v1', tag: v1"), "images.yaml:4:11 images.vllm.repository: 'a/b:v1' is more than a repo"],
    [image('repository: A/b, tag: v1'), ''],
    [image('repository: a/B, tag: v1'), "images.yaml:4:11 images.vllm.repository: 'a/B' is no repository of images. "],
    [image(`repository: a/b, tag: v1, digest: '${ONE.slice(0, -1)}'`), 'images.yaml:4:37 images.vllm.digest: '],
    [image(`repository: a/b, tag: v1, digest: '${ONE.toUpperCase()}'`), 'images.yaml:4:37 images.vllm.digest: '],
    [image('repository: a/b, tag: v1, tag: v2'), 'images.yaml:4:37 : It is no YAML: duplicated mapping key. '],
    [`${HEAD}images:\n  a.b: { repository: a/b, tag: v1 }`, 'images.yaml:4:3 images["a.b"]: \'a.b\' is no name here. '],
    [
      `${HEAD}models: { m: { repository: granite, revision: main } }`,
      "images.yaml:3:16 models.m.repository: 'granite' is no model of Hugging Face. ",
    ],
    [`${HEAD}models: { m: { repository: a/b, revision: main, commit: abc } }`, 'images.yaml:3:49 models.m.commit: '],
    [`${HEAD}models: { m: { repository: a/b, revision: 'a:b' } }`, 'images.yaml:3:33 models.m.revision: '],
    [
      `${HEAD}environments: { prd: { images: {} } }`,
      "images.yaml:3:17 environments.prd: There is no field 'prd'. Did you mean 'prod'?",
    ],
    [
      `${HEAD}environments: { prod: { images: { vllm: { tag: v1 } } } }`,
      "images.yaml:3:35 environments.prod.images.vllm: The field 'repository' is missing. ",
    ],
    [`${HEAD}---\n${HEAD}`, 'images.yaml:4:1 : It holds a second document. '],
  ])('is told with the place: %j', (text, fault) => {
    const [first = ''] = faultsOf(text);
    expect(first).toContain(fault);
    if (fault === '') expect(first).toBe('');
  });

  test('is told of all that is wrong with it at once', () => {
    expect(faultsOf(`${HEAD}images: { a: { tag: 1 }, b: {} }`)).toHaveLength(4);
  });

  test('is told where it states environments that the code does not', () => {
    folder.write({ 'images.yaml': FILE });
    expect(findingsOf((app) => new Inputs(app, 'images.yaml'))).toEqual([
      expect.objectContaining({
        where: 'images.yaml:22:1',
        problem: 'The environments of the fleet are not known here',
      }),
    ]);
  });

  test('is told where it cannot be read', () => {
    expect(findingsOf((app) => new Inputs(app, 'none.yaml'))).toEqual([
      expect.objectContaining({ where: 'none.yaml:1:1', problem: containing('ENOENT') }),
    ]);
  });

  test('stops the synth, and nothing is written', () => {
    folder.write({ 'images.yaml': image('repository: a/b, tag: v1, digest: latest') });
    const { exitCode, said } = synth('dist', (app) => new Inputs(app, 'images.yaml').image('vllm'));
    expect(exitCode).toBe(1);
    expect(said).toContain(
      "error: 'latest' is no digest  [inputs/invalid]\n  at:   images.yaml:4:37 · images.vllm.digest",
    );
    expect(said).toContain('nothing was written');
  });
});
