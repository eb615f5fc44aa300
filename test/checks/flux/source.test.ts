import { checkKustomizations } from '../../../checks/flux/check-kustomizations';
import type { JsonObject } from '../../../kubernetes/manifest';

function told(kind: string, spec: JsonObject): readonly string[] {
  const manifest = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind,
    metadata: { name: 'fleet', namespace: 'flux-system' },
    spec: { interval: '1m', ...spec },
  };
  return checkKustomizations([{ manifest, where: 'source' }]).map(
    ({ id, severity, field = '', problem }) => `${severity} ${id} ${field}: ${problem}`,
  );
}

const git = (ref: JsonObject) => told('GitRepository', { url: 'https://git.example.com/fleet', ref });
const artifact = (ref: JsonObject, url = 'oci://registry.example.com/fleet') => told('OCIRepository', { url, ref });

const COMMIT = '363a6a8fe6a7f13e05d34c163b0ef02a777da20a';
const DIGEST = `sha256:${'4f'.repeat(32)}`;

test.each<JsonObject>([
  {},
  { branch: 'main' },
  { branch: 'main', commit: COMMIT },
  { branch: 'main', tag: '' },
  { tag: 'v1.0.0' },
  { semver: '>=1.0.0 <2.0.0' },
  { name: 'refs/pull/420/head' },
  { branch: '${branch}' },
])('a Git repository may be watched at %j', (ref) => {
  expect(git(ref)).toEqual([]);
});

test.each<readonly [JsonObject, string]>([
  [{ branch: 'ma in' }, "error flux/source spec.ref.branch: No branch or tag can be called 'ma in'"],
  [{ tag: 'v1:2' }, "error flux/source spec.ref.tag: No branch or tag can be called 'v1:2'"],
  [{ name: 'refs/heads/' }, "error flux/source spec.ref.name: No branch or tag can be called 'refs/heads/'"],
  [{ branch: 'main', commit: '363a6a8' }, "error flux/source spec.ref.commit: '363a6a8' is no whole commit"],
  [{ branch: '' }, 'warning flux/source spec.ref.branch: The revision is empty'],
])('a Git repository cannot be watched at %j', (ref, problem) => {
  expect(git(ref)).toEqual([problem]);
});

test.each<JsonObject>([{}, { tag: 'prod' }, { digest: DIGEST }, { semver: '1.x' }])(
  'an artifact may be watched at %j',
  (ref) => {
    expect(artifact(ref)).toEqual([]);
    expect(artifact(ref, 'oci://localhost:5000/fleet')).toEqual([]);
  },
);

test.each<readonly [JsonObject, string]>([
  [{ tag: 'feature/a' }, "error flux/source spec.ref.tag: No tag can be called 'feature/a'"],
  [{ digest: '4f4f' }, "error flux/source spec.ref.digest: '4f4f' is no digest"],
  [{ tag: '' }, 'warning flux/source spec.ref.tag: The revision is empty'],
])('an artifact cannot be watched at %j', (ref, problem) => {
  expect(artifact(ref)).toEqual([problem]);
});

test('the address of an artifact has no tag', () => {
  expect(artifact({}, 'oci://registry.example.com/fleet:prod')).toEqual([
    "error flux/source spec.url: The address has the tag or digest 'prod' in it",
  ]);
});
