import { App, Chart } from 'cdk8s';
import { FluxGitRepository, FluxKustomization, FluxOciRepository } from '../../index';
import { isManifest, objectAt } from '../../kubernetes/manifest';
import { schemaErrors } from '../manifest-schema';
import { findingsOf } from '../synth/fleet';

function chart(): Chart {
  return new Chart(new App(), 'chart', { disableResourceNameHashes: true });
}

function specOf(made: { toJson(): unknown }): unknown {
  const manifest = made.toJson();
  if (!isManifest(manifest)) throw new Error('it is no object');
  expect(schemaErrors(manifest)).toEqual([]);
  expect(objectAt(manifest, 'metadata')).toMatchObject({ namespace: 'flux-system' });
  return manifest.spec;
}

const url = 'https://git.example.com/fleet.git';

test.each([
  [{ branch: 'main' }, { branch: 'main' }],
  [
    { branch: 'main', commit: '363a6a8fe6a7f13e05d34c163b0ef02a777da20a' },
    { branch: 'main', commit: '363a6a8fe6a7f13e05d34c163b0ef02a777da20a' },
  ],
  [{ tag: 'v1.0.0' }, { tag: 'v1.0.0' }],
  [{ semver: '>=1.0.0' }, { semver: '>=1.0.0' }],
  [{ reference: 'refs/pull/420/head' }, { name: 'refs/pull/420/head' }],
] as const)('a Git repository is watched at %j', (reference, ref) => {
  const repository = new FluxGitRepository(chart(), 'fleet', { url, ...reference });
  expect(specOf(repository)).toEqual({ url, ref, interval: '1m' });
});

test('of a Git repository, one folder may be all that is kept', () => {
  const repository = new FluxGitRepository(chart(), 'fleet', { url, branch: 'main', folder: './deploy/dist/east/' });
  expect(specOf(repository)).toMatchObject({
    ignore: '/*\n!/deploy\n/deploy/*\n!/deploy/dist\n/deploy/dist/*\n!/deploy/dist/east\n',
    sparseCheckout: ['deploy/dist/east'],
  });
});

test('a Git repository may ask for credentials and signatures', () => {
  const verify = { mode: 'HEAD', secretRef: { name: 'keys' } } as const;
  const repository = new FluxGitRepository(chart(), 'fleet', { url, branch: 'main', secret: 'git-token', verify });
  expect(specOf(repository)).toMatchObject({ secretRef: { name: 'git-token' }, verify });
});

test.each([
  [{ tag: 'v1' }, { tag: 'v1' }],
  [{ semver: '1.x' }, { semver: '1.x' }],
  [{ digest: `sha256:${'0'.repeat(64)}` }, { digest: `sha256:${'0'.repeat(64)}` }],
] as const)('an artifact is watched at %j', (reference, ref) => {
  const repository = new FluxOciRepository(chart(), 'fleet', { url: 'oci://registry.example.com/fleet', ...reference });
  expect(specOf(repository)).toEqual({ url: 'oci://registry.example.com/fleet', ref, interval: '5m' });
});

describe('a Kustomization', () => {
  const source = { kind: 'GitRepository', name: 'fleet' } as const;

  test('has what the docs of Flux recommend', () => {
    const kustomization = new FluxKustomization(chart(), 'models', { source, path: 'dist/east/30-models' });
    expect(specOf(kustomization)).toEqual({
      sourceRef: source,
      path: './dist/east/30-models',
      interval: '10m',
      retryInterval: '2m',
      timeout: '5m',
      prune: true,
      force: false,
      deletionPolicy: 'Orphan',
      wait: true,
    });
  });

  test('waits for nothing where the list of health checks is empty', () => {
    const kustomization = new FluxKustomization(chart(), 'models', { source, path: 'models', healthChecks: [] });
    expect(specOf(kustomization)).toMatchObject({ wait: false });
    expect(specOf(kustomization)).not.toHaveProperty('healthChecks');
  });

  test('depends on another', () => {
    const root = chart();
    const platform = new FluxKustomization(root, 'platform', { source, path: 'platform' });
    const models = new FluxKustomization(root, 'models', { source, path: 'models', dependsOn: [platform.dependency] });
    expect(specOf(models)).toMatchObject({ dependsOn: [{ name: 'platform', namespace: 'flux-system' }] });
  });
});

test.each([
  [(scope: Chart) => new FluxGitRepository(scope, 'fleet', { url, branch: '' }), 'branch', "the branch 'master'"],
  [
    (scope: Chart) => new FluxOciRepository(scope, 'fleet', { url: 'oci://registry.example.com/fleet', tag: '' }),
    'tag',
    "the tag 'latest'",
  ],
])('a revision that nobody stated is refused', (make, field, taken) => {
  const findings = findingsOf((app) => {
    make(new Chart(app, 'chart', { disableResourceNameHashes: true }));
  });
  expect(findings).toMatchObject([
    {
      id: 'flux/source',
      severity: 'error',
      where: 'chart/fleet',
      field,
      problem: 'The revision is empty',
      consequence: `Flux takes ${taken}, whatever was meant.`,
    },
  ]);
});
