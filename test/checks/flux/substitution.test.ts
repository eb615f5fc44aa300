import { checkSubstitution } from '../../../checks/flux/substitution';
import type { Finding } from '../../../checks/finding';
import type { JsonObject, LocatedManifest } from '../../../kubernetes/manifest';

const SCRIPT = 'exec vllm serve ${MODEL_PATH}';

function kustomization(postBuild: JsonObject, path = './apps/prod'): LocatedManifest {
  const metadata = { name: 'apps', namespace: 'flux-system' };
  return {
    where: 'clusters/prod/apps.yaml:1:1',
    manifest: {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata,
      spec: { path, postBuild },
    },
  };
}

function deployment(arg: string, where = 'apps/prod/llama.yaml:1:1', metadata: JsonObject = {}): LocatedManifest {
  const spec = { template: { spec: { containers: [{ name: 'engine', args: ['-c', arg] }] } } };
  return {
    where,
    manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'llama', ...metadata }, spec },
  };
}

const CONFIG_MAP: LocatedManifest = {
  where: 'clusters/prod/settings.yaml:1:1',
  manifest: {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'flux-system' },
    data: { MODEL_PATH: '/mnt' },
  },
};

const SOME = { substitute: { cluster: 'prod' } };
const FROM = { substituteFrom: [{ kind: 'ConfigMap', name: 'settings' }] };

const bad: readonly (readonly [string, readonly LocatedManifest[], Partial<Finding>])[] = [
  [
    'a variable of a shell',
    [kustomization(SOME), deployment(SCRIPT)],
    { severity: 'error', where: 'apps/prod/llama.yaml:1:1', field: 'spec.template.spec.containers[0].args[1]' },
  ],
  [
    'a variable where defaults are substituted always',
    [kustomization({ substituteStrategy: 'Always' }), deployment(SCRIPT)],
    { severity: 'error' },
  ],
  [
    'a variable that no ConfigMap has',
    [kustomization(FROM), CONFIG_MAP, deployment('${OTHER}')],
    { severity: 'error' },
  ],
  [
    'a variable that an optional object may have',
    [kustomization({ ...SOME, substituteFrom: [{ kind: 'Secret', name: 'x', optional: true }] }), deployment(SCRIPT)],
    { severity: 'error' },
  ],
  [
    'a list of a shell, whatever the variables are',
    [kustomization(FROM), deployment('${ARGS[@]}')],
    { severity: 'error' },
  ],
  ['a default in a script', [kustomization(SOME), deployment('set -e\nexec ${BIN:-vllm}')], { severity: 'warning' }],
  ["a shell's number", [kustomization(SOME), deployment('echo $$')], { severity: 'warning' }],
  [
    'a variable in a file below the path',
    [kustomization(SOME), deployment(SCRIPT, '/repo/apps/prod/llama/all.yaml:3:1 items[2]')],
    { severity: 'error' },
  ],
];

test.each(bad)('%s is found', (_what, objects, finding) => {
  expect(checkSubstitution(objects)).toEqual([
    expect.objectContaining({ id: 'template/flux-substitution', ...finding }),
  ]);
});

const good: readonly (readonly [string, readonly LocatedManifest[]])[] = [
  ['no Kustomization', [deployment(SCRIPT)]],
  ['a Kustomization without variables', [kustomization({}), deployment(SCRIPT)]],
  ['a Kustomization of other files', [kustomization(SOME, './apps/test'), deployment(SCRIPT)]],
  ['a Kustomization of all files, maybe of another repository', [kustomization(SOME, './'), deployment(SCRIPT)]],
  ['an object of no file', [kustomization(SOME), deployment(SCRIPT, 'apps/prod/llama')]],
  ['a variable that is substituted', [kustomization({ substitute: { MODEL_PATH: '/mnt' } }), deployment(SCRIPT)]],
  ['a variable of a ConfigMap', [kustomization(FROM), CONFIG_MAP, deployment(SCRIPT)]],
  ['a variable that an unknown object may have', [kustomization(FROM), deployment(SCRIPT)]],
  ['a default of one line, which may be for Flux', [kustomization(SOME), deployment('--replicas=${REPLICAS:-2}')]],
  ['what Flux leaves alone', [kustomization(SOME), deployment('$X $(X) {{ .X }} $${X}')]],
  [
    'an object that is annotated',
    [
      kustomization(SOME),
      deployment(SCRIPT, undefined, { annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } }),
    ],
  ],
  [
    'an object that is labelled',
    [
      kustomization(SOME),
      deployment(SCRIPT, undefined, { labels: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } }),
    ],
  ],
];

test.each(good)('%s is fine', (_what, objects) => {
  expect(checkSubstitution(objects)).toEqual([]);
});
