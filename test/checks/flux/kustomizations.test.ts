import { checkKustomizations } from '../../../checks/flux/check-kustomizations';
import type { JsonObject, LocatedManifest } from '../../../kubernetes/manifest';

interface Settings {
  readonly name?: string;
  readonly namespace?: string;
  readonly file?: string;
}

function kustomization(spec: JsonObject, { name = 'models', namespace = 'flux-system', file }: Settings = {}) {
  return {
    where: file ?? `clusters/east/${name}.yaml:1:1`,
    manifest: {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace },
      spec: { sourceRef: { kind: 'GitRepository', name: 'fleet' }, path: `./dist/east/${name}`, ...spec },
    },
  };
}

function object(apiVersion: string, kind: string, where: string, metadata: JsonObject = {}): LocatedManifest {
  return {
    where,
    manifest: { apiVersion, kind, metadata: { name: 'llama', namespace: 'models', ...metadata }, spec: {} },
  };
}

const SERVICE = ['serving.kserve.io/v1beta1', 'InferenceService'] as const;
const HOOK = { annotations: { 'argocd.argoproj.io/hook': 'PostSync' } };
const EXISTS = "has(status.conditions) && status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')";
const ALL = "status.conditions.filter(c, c.type == 'Ready').all(c, c.status == 'True')";

function expression(current: string, rest: JsonObject = {}): JsonObject {
  return { wait: true, healthCheckExprs: [{ apiVersion: 'example.com/v1', kind: 'Thing', current, ...rest }] };
}

function shown(objects: readonly LocatedManifest[]): readonly string[] {
  return checkKustomizations(objects).map(({ id, field = '' }) => `${id} ${field}`);
}

test.each<readonly [string, readonly LocatedManifest[], string]>([
  [
    'that depends on itself',
    [kustomization({ dependsOn: [{ name: 'models' }] })],
    'flux/dependency-cycle spec.dependsOn',
  ],
  [
    'in a circle of three',
    [
      kustomization({ dependsOn: [{ name: 'b' }] }, { name: 'a' }),
      kustomization({ dependsOn: [{ name: 'c' }] }, { name: 'b' }),
      kustomization({ dependsOn: [{ name: 'a', namespace: 'flux-system' }] }, { name: 'c' }),
    ],
    'flux/dependency-cycle spec.dependsOn',
  ],
  [
    'whose dependency is in another namespace',
    [kustomization({ dependsOn: [{ name: 'kserve' }] }), kustomization({}, { name: 'kserve', namespace: 'infra' })],
    'flux/dependency-namespace spec.dependsOn[0]',
  ],
  [
    'that applies what another applies, with other dots and slashes',
    [kustomization({ path: './apps/' }, { name: 'a' }), kustomization({ path: 'apps' }, { name: 'b' })],
    'flux/shared-path spec.path',
  ],
  [
    'that waits for all in a folder with services',
    [kustomization({ wait: true }), object(...SERVICE, 'dist/east/models/llama.yaml:1:1')],
    'flux/service-health spec.wait',
  ],
  [
    'that waits for all in a folder to which services are written',
    [
      kustomization({ wait: true, path: './dist/east/30-models' }),
      { ...object(...SERVICE, 'east/llama'), file: 'east/30-models/models/inferenceservice/llama.yaml' },
    ],
    'flux/service-health spec.wait',
  ],
  [
    'that waits for a service of OME',
    [kustomization({ healthChecks: [{ apiVersion: 'ome.io/v1beta1', kind: 'InferenceService', name: 'llama' }] })],
    'flux/service-health spec.healthChecks[0]',
  ],
  [
    'that applies a hook',
    [kustomization({}), object('batch/v1', 'Job', 'dist/east/models/job.yaml:1:1', HOOK)],
    'flux/argo-hook metadata.annotations["argocd.argoproj.io/hook"]',
  ],
  [
    'with a vacuous expression',
    [kustomization(expression(ALL))],
    'flux/vacuous-health spec.healthCheckExprs[0].current',
  ],
  [
    'with half an expression',
    [kustomization(expression('status.phase =='))],
    'flux/unreadable-health spec.healthCheckExprs[0].current',
  ],
  [
    'with one sign of equality',
    [kustomization(expression("status.phase = 'Ready'"))],
    'flux/unreadable-health spec.healthCheckExprs[0].current',
  ],
  [
    'with a text that has no end',
    [kustomization(expression("status.phase == 'Ready"))],
    'flux/unreadable-health spec.healthCheckExprs[0].current',
  ],
  [
    'with an empty expression',
    [kustomization(expression(''))],
    'flux/unreadable-health spec.healthCheckExprs[0].current',
  ],
  [
    'with an expression that nothing asks for',
    [kustomization({ ...expression(EXISTS), wait: false })],
    'flux/unused-health-expressions spec.healthCheckExprs',
  ],
  ['with too long a name', [kustomization({}, { name: 'm'.repeat(64) })], 'flux/kustomization-name metadata.name'],
])('a Kustomization %s is told of', (_, objects, expected) => {
  expect(shown(objects)).toEqual([expected]);
});

test.each([
  "status.?phase.orValue('') == 'Ready'",
  "data.state == 'Ready'",
  "status.phase.lowerAscii() == 'ready'",
  'status.count == 3u',
  "status.conditions.exists(i, c, c.type == 'Ready')",
])('of the expression %s nothing is said, as Flux parses it', (text) => {
  expect(shown([kustomization(expression(text))])).toEqual([]);
});

test.each<readonly [string, readonly LocatedManifest[]]>([
  ['depends on one that is not here', [kustomization({ dependsOn: [{ name: 'kserve' }] })]],
  [
    'depends on two that depend on the same',
    [
      kustomization({}, { name: 'a' }),
      kustomization({ dependsOn: [{ name: 'a' }] }, { name: 'b' }),
      kustomization({ dependsOn: [{ name: 'a' }] }, { name: 'c' }),
      kustomization({ dependsOn: [{ name: 'b' }, { name: 'c' }] }, { name: 'd' }),
    ],
  ],
  [
    'is of another cluster than one of its name',
    [
      kustomization({ path: './infra' }, { name: 'a', file: 'clusters/east/a.yaml:1:1' }),
      kustomization({ path: './infra' }, { name: 'a', file: 'clusters/west/a.yaml:1:1' }),
    ],
  ],
  [
    'applies a folder into another namespace than another does',
    [
      kustomization({ path: './app', targetNamespace: 'one' }, { name: 'a' }),
      kustomization({ path: './app', targetNamespace: 'two' }, { name: 'b' }),
    ],
  ],
  [
    'applies a folder of another source',
    [
      kustomization({ path: './app' }, { name: 'a' }),
      kustomization({ path: './app', sourceRef: { kind: 'GitRepository', name: 'other' } }, { name: 'b' }),
    ],
  ],
  [
    'lies in another folder than one that applies the same',
    [
      kustomization({ path: './app' }, { name: 'east', file: 'clusters/east/a.yaml:1:1' }),
      kustomization({ path: './app' }, { name: 'west', file: 'clusters/west/a.yaml:1:1' }),
    ],
  ],
  ['waits for all where no service is', [kustomization({ wait: true }), object(...SERVICE, 'other/llama.yaml:1:1')]],
  ['waits for nothing, where services are', [kustomization({}), object(...SERVICE, 'dist/east/models/a.yaml:1:1')]],
  ['applies no hook', [kustomization({}), object('batch/v1', 'Job', 'argo/job.yaml:1:1', HOOK)]],
  [
    'applies what Argo CD leaves out',
    [
      kustomization({}),
      object('batch/v1', 'Job', 'dist/east/models/job.yaml:1:1', {
        annotations: { 'argocd.argoproj.io/hook': 'Skip' },
      }),
    ],
  ],
  ['asks whether a condition exists', [kustomization(expression(EXISTS))]],
  ['asks for the size of the list', [kustomization(expression(`size(status.conditions) > 0 && ${ALL}`))]],
  [
    'calls an object without conditions unfinished',
    [kustomization(expression(ALL, { inProgress: 'size(status.conditions) == 0' }))],
  ],
  [
    'asks for a field of its own',
    [kustomization(expression("status.phase == 'Ready' || size(status.conditions) > 9"))],
  ],
  ['is always healthy, and says so', [kustomization(expression('true'))]],
  ['has an expression that cannot be read here', [kustomization(expression('status.conditions.strangely()'))]],
  [
    'has expressions for a group, and for a kind of it',
    [
      kustomization({
        wait: true,
        healthCheckExprs: [
          { apiVersion: 'example.com/v1', current: EXISTS },
          { apiVersion: 'example.com/v1', kind: 'Thing', current: EXISTS },
        ],
      }),
    ],
  ],
])('nothing is said of one that %s', (_, objects) => {
  expect(shown(objects)).toEqual([]);
});

test('a Kustomization of kustomize itself is none of Flux', () => {
  const own = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    metadata: { name: 'm'.repeat(99) },
  };
  expect(checkKustomizations([{ where: 'a', manifest: own }])).toEqual([]);
});
