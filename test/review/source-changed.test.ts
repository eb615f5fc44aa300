import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { risksOf } from './told';

const folder = new TemporaryFolder();

const GIT = 'https://git.example.com/fleet.git';

function application(spec: JsonObject): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'models', namespace: 'argocd' },
    spec: { project: 'models', destination: { name: 'gpu' }, ...spec },
  };
}

const from = (source: JsonObject) => application({ source: { repoURL: GIT, path: 'dist/gpu', ...source } });

function applicationSet(source: JsonObject): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'models', namespace: 'argocd' },
    spec: {
      generators: [{ clusters: {} }],
      template: {
        metadata: { name: '{{name}}' },
        spec: { source: { repoURL: GIT, path: 'dist/{{name}}', ...source } },
      },
    },
  };
}

function ofFlux(kind: string, spec: JsonObject): Manifest {
  const group = kind === 'Kustomization' ? 'kustomize' : 'source';
  return {
    apiVersion: `${group}.toolkit.fluxcd.io/v1`,
    kind,
    metadata: { name: 'fleet', namespace: 'flux-system' },
    spec: { interval: '1m', ...spec },
  };
}

const told = (before: Manifest, after: Manifest) => risksOf(folder, { 'a.yaml': before }, { 'a.yaml': after });

test.each<readonly [string, Manifest, Manifest, string]>([
  [
    'another revision of an Application',
    from({ targetRevision: 'v1' }),
    from({ targetRevision: 'v2' }),
    "What is synced comes from https://git.example.com/fleet at 'v2', and no longer comes from https://git.example.com/fleet at 'v1'",
  ],
  [
    'another repository',
    from({}),
    from({ repoURL: 'https://git.example.com/other.git' }),
    "What is synced comes from https://git.example.com/other at 'HEAD', and no longer comes from https://git.example.com/fleet at 'HEAD'",
  ],
  [
    'another version of a chart',
    application({ source: { repoURL: 'https://charts.example.com', chart: 'kserve', targetRevision: 'v0.15.0' } }),
    application({ source: { repoURL: 'https://charts.example.com', chart: 'kserve', targetRevision: 'v0.16.0' } }),
    "What is synced comes from the chart 'kserve' of https://charts.example.com at 'v0.16.0', and no longer comes from the chart 'kserve' of https://charts.example.com at 'v0.15.0'",
  ],
  [
    'a source more',
    application({ sources: [{ repoURL: GIT, path: 'a' }] }),
    application({
      sources: [
        { repoURL: GIT, path: 'a' },
        { repoURL: 'https://git.example.com/more', path: 'b' },
      ],
    }),
    "What is synced comes from https://git.example.com/more at 'HEAD'",
  ],
  [
    'another revision of the Applications that a set makes',
    applicationSet({ targetRevision: 'main' }),
    applicationSet({ targetRevision: 'next' }),
    "What is synced comes from dist/{{name}} of https://git.example.com/fleet at 'next', and no longer comes from dist/{{name}} of https://git.example.com/fleet at 'main'",
  ],
  [
    'another branch of a GitRepository',
    ofFlux('GitRepository', { url: GIT }),
    ofFlux('GitRepository', { url: GIT, ref: { branch: 'main' } }),
    "What is synced comes from https://git.example.com/fleet at branch 'main', and no longer comes from https://git.example.com/fleet at branch 'master'",
  ],
  [
    'a commit instead of the newest of a branch',
    ofFlux('GitRepository', { url: GIT, ref: { branch: 'main' } }),
    ofFlux('GitRepository', { url: GIT, ref: { branch: 'main', commit: '4f2a' } }),
    "What is synced comes from https://git.example.com/fleet at commit '4f2a', and no longer comes from https://git.example.com/fleet at branch 'main'",
  ],
  [
    'another digest of an artifact',
    ofFlux('OCIRepository', { url: 'oci://registry.example.com/fleet', ref: { digest: 'sha256:1' } }),
    ofFlux('OCIRepository', { url: 'oci://registry.example.com/fleet', ref: { digest: 'sha256:2', tag: 'prod' } }),
    "What is synced comes from oci://registry.example.com/fleet at digest 'sha256:2', and no longer comes from oci://registry.example.com/fleet at digest 'sha256:1'",
  ],
  [
    'another source of a Kustomization',
    ofFlux('Kustomization', { path: './dist', sourceRef: { kind: 'GitRepository', name: 'a' } }),
    ofFlux('Kustomization', { path: './dist', sourceRef: { kind: 'OCIRepository', name: 'a' } }),
    "What is synced comes from the OCIRepository 'a', and no longer comes from the GitRepository 'a'",
  ],
])('%s is a risk', (_what, before, after, problem) => {
  expect(told(before, after)).toEqual([`source-changed: ${problem}; this review does not show what differs there`]);
});

const fleet = (spec: JsonObject) => ofFlux('GitRepository', { url: GIT, ref: { branch: 'main' }, ...spec });

test.each<readonly [string, JsonObject, JsonObject, string]>([
  ['ignored', {}, { ignore: '/*' }, 'spec.ignore differs'],
  ['included', { include: [{ repository: { name: 'a' } }] }, {}, 'spec.include differs'],
  [
    'checked out',
    { sparseCheckout: ['a'], ignore: '/b' },
    { sparseCheckout: ['b'], ignore: '/a' },
    'spec.ignore and spec.sparseCheckout differ',
  ],
])('what else of a repository is %s is a risk', (_what, before, after, fields) => {
  expect(told(fleet(before), fleet(after))).toEqual([
    `source-changed: Other files are taken of https://git.example.com/fleet at branch 'main', as ${fields}; this review does not show which`,
  ]);
});

test.each<readonly [string, Manifest, Manifest]>([
  ['the same branch in full', from({ targetRevision: 'main' }), from({ targetRevision: 'refs/heads/main' })],
  ['the same address without its ending', from({}), from({ repoURL: 'https://git.example.com/fleet' })],
  ['the default that is stated', from({}), from({ targetRevision: 'HEAD' })],
  ['the only source in a list', from({}), application({ sources: [{ repoURL: GIT, path: 'dist/gpu' }] })],
  ['another sync policy', from({}), application({ source: { repoURL: GIT, path: 'dist/gpu' }, syncPolicy: {} })],
  [
    'how often a repository is asked',
    ofFlux('GitRepository', { url: GIT, ref: { tag: 'v1' } }),
    ofFlux('GitRepository', { url: GIT, ref: { tag: 'v1' }, interval: '5m' }),
  ],
])('%s is none', (_what, before, after) => {
  expect(told(before, after)).toEqual([]);
});
