import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { arrayAt, isObject } from '../kubernetes/manifest';
import { DocumentedFleet } from './documented-fleet';
import { examplesOf, pageText } from './markdown';
import { TemporaryFolder } from './temporary-folder';

const folder = new TemporaryFolder();
const fleet = new DocumentedFleet(folder);

const PAGE = 'docs/promotion.md';
const [program = ''] = examplesOf(PAGE).flatMap(({ language, text }) => (language === 'ts' ? [text] : []));
const [inputs = '', flux = '', kargo = ''] = examplesOf(PAGE).flatMap(({ language, text }) =>
  language === 'yaml' ? [text] : [],
);
const [renovate = ''] = examplesOf(PAGE).flatMap(({ language, text }) => (language === 'json' ? [text] : []));

/** A block inside of a list. */
function indented(language: string): string {
  const block = new RegExp(`^   \`\`\`${language}\\n(.*?)^   \`\`\`$`, 'ms').exec(pageText(PAGE))?.[1] ?? '';
  return block.replace(/^ {3}/gm, '');
}

const RUNTIME = 'dist/prod/20-runtimes/_cluster/clusterservingruntime.serving.kserve.io/vllm.yaml';
const text = (path: string) => readFileSync(folder.at(path), 'utf8');

describe('the promotion of the documentation', () => {
  beforeEach(() => {
    folder.write({ 'images.yaml': inputs, 'main.ts': program });
    expect(fleet.synth()).toMatchObject({ status: 0 });
    fleet.git('init', '--quiet', '--initial-branch=main');
    fleet.git('add', '.');
    fleet.git('commit', '--quiet', '--message=first');
    fleet.git('switch', '--quiet', '--create', 'promotion');
  });

  test('changes what it says, and no more, is reviewed, and merged', async () => {
    writeFileSync(folder.at('promotion.diff'), indented('diff'));
    fleet.git('apply', 'promotion.diff');
    fleet.git('clean', '--quiet', '--force', 'promotion.diff');
    expect(fleet.synth()).toMatchObject({ status: 0 });
    expect(fleet.git('diff', '--name-only', 'main').split('\n').sort()).toEqual(indented('text').split('\n').sort());
    expect(text(RUNTIME)).toContain(`image: docker.io/vllm/vllm-openai:v0.11.2@sha256:${'2'.repeat(64)}`);

    const review = await fleet.command('diff', 'main', '--format', 'markdown');
    expect(review).toMatchObject({ status: 0, stderr: '' });
    expect(review.stdout).toContain('v0.11.0');
    expect(review.stdout).toContain('v0.11.2');
    expect(await fleet.command('check', 'dist')).toMatchObject({ status: 0 });

    fleet.git('commit', '--quiet', '--all', '--message=promotion');
    fleet.git('switch', '--quiet', 'main');
    fleet.git('merge', '--quiet', '--ff-only', 'promotion');
    expect(fleet.synth().stderr).toContain('0 written, 0 removed');
    expect(fleet.git('status', '--porcelain')).toBe('');
  });

  test('without a digest is stopped, and the output stays', () => {
    const before = text(RUNTIME);
    writeFileSync(folder.at('images.yaml'), inputs.replace(/\n *digest: sha256:1+/, ''));
    const { status, stderr } = fleet.synth();
    expect(status).toBe(1);
    expect(stderr).toContain("has no digest, and the environment 'prod' asks for one  [pod/image-digest]");
    expect(text(RUNTIME)).toBe(before);
  });
});

describe('the file of the documentation', () => {
  test('is an object that is applied by nobody', () => {
    expect(parse(inputs)).toMatchObject({
      apiVersion: expect.any(String) as unknown,
      kind: 'Inputs',
      metadata: { name: 'images', annotations: { 'config.kubernetes.io/local-config': 'true' } },
    });
    expect(inputs).toContain('+argocd:skip-file-rendering');
  });

  test('has markers that Flux reads as JSON, each beside the value that it sets', () => {
    const markers = [...inputs.matchAll(/^\s*(\w+): \S+ # (\{.*\})$/gm)].map(([, field, marker = '']) => {
      const content: unknown = JSON.parse(marker);
      return [field, content];
    });
    expect(markers).toEqual([
      ['tag', { $imagepolicy: 'flux-system:vllm:tag' }],
      ['digest', { $imagepolicy: 'flux-system:vllm:digest' }],
    ]);
    const policy: unknown = parse(flux.split('---\n')[0] ?? '');
    expect(policy).toMatchObject({ kind: 'ImagePolicy', metadata: { name: 'vllm', namespace: 'flux-system' } });
  });

  test('has the keys that Kargo sets', () => {
    const steps: unknown = parse(kargo);
    const keys = [...kargo.matchAll(/key: (\S+)/g)].map(([, key = '']) => key.split('.'));
    const content: unknown = parse(inputs);
    expect(steps).toMatchObject([{ uses: 'yaml-update' }]);
    for (const key of keys) expect(content).toHaveProperty(key);
    expect(keys).toHaveLength(2);
  });

  test('has entries that Renovate finds by the comment', () => {
    const commented = inputs.replace(/^( *)tag: v0\.11\.0$/m, (line: string, indent: string) => {
      return `${indent}# renovate: datasource=docker depName=vllm/vllm-openai\n${line}`;
    });
    const configuration: unknown = JSON.parse(renovate);
    const managers = isObject(configuration) ? arrayAt(configuration, 'customManagers') : [];
    const [pattern = 'no pattern'] = managers.flatMap((manager) => arrayAt(manager, 'matchStrings')).map(String);
    const found = [...commented.matchAll(new RegExp(pattern, 'g'))].map(({ groups }) => ({ ...groups }));
    expect(found).toEqual([
      {
        datasource: 'docker',
        depName: 'vllm/vllm-openai',
        currentValue: 'v0.11.0',
        currentDigest: `sha256:${'1'.repeat(64)}`,
      },
    ]);
  });
});
