import { celEnv, parse, plan } from '@bufbuild/cel';
import type { CelInput } from '@bufbuild/cel';
import { healthExpressions } from '../../constructs/flux/health-expressions';

const CONDITIONS = [
  ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', 'Available'],
  ['disaggregatedset.x-k8s.io/v1', 'DisaggregatedSet', 'Available'],
  ['serving.kserve.io/v1alpha1', 'LLMInferenceService', 'Ready'],
  ['serving.knative.dev/v1', 'Service', 'Ready'],
  ['external-secrets.io/v1', 'ExternalSecret', 'Ready'],
  ['external-secrets.io/v1', 'ClusterSecretStore', 'Ready'],
] as const;

/** Whether Flux calls an object healthy; of an error, as where there is no status, it goes on waiting. */
function isHealthy(expression: string, object: Readonly<Record<string, CelInput>>): boolean {
  return plan(celEnv(), parse(expression))(object) === true;
}

describe.each(CONDITIONS)('the health of %s %s', (apiVersion, kind, condition) => {
  const [entry] = healthExpressions([{ apiVersion, kind }]);
  const current = entry?.current ?? '';

  test('is asked for its version, of which Flux reads the group', () => {
    expect(entry).toMatchObject({ apiVersion, kind });
  });

  test.each([
    ['without a status', {}, false],
    ['without conditions', { status: {} }, false],
    ['without a condition', { status: { conditions: [] } }, false],
    ['with another condition', { status: { conditions: [{ type: 'Progressing', status: 'True' }] } }, false],
    ['with the condition taken back', { status: { conditions: [{ type: condition, status: 'False' }] } }, false],
    ['with the condition not known', { status: { conditions: [{ type: condition, status: 'Unknown' }] } }, false],
    [
      'with the condition among others',
      {
        status: {
          conditions: [
            { type: 'Progressing', status: 'False' },
            { type: condition, status: 'True' },
          ],
        },
      },
      true,
    ],
  ])('is asked for %s', (_, object, healthy) => {
    expect(isHealthy(current, object)).toBe(healthy);
  });
});

test('the form of the cheat sheet would be true of an object without conditions', () => {
  const cheatSheet = "status.conditions.filter(c, c.type == 'Ready').all(c, c.status == 'True')";
  expect(isHealthy(cheatSheet, { status: { conditions: [] } })).toBe(true);
});

test('kinds that Flux knows, and those of which no expression helps, have none', () => {
  const objects = [
    { apiVersion: 'apps/v1', kind: 'Deployment' },
    { apiVersion: 'v1', kind: 'Service' },
    { apiVersion: 'ome.io/v1beta1', kind: 'InferenceService' },
    { apiVersion: 'ome.io/v1beta1', kind: 'ClusterBaseModel' },
    { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService' },
  ];
  expect(healthExpressions(objects)).toEqual([]);
});

test('each kind has one entry, in the order of their names', () => {
  const of = (apiVersion: string, kind: string) => ({ apiVersion, kind });
  const kinds = healthExpressions([
    of('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet'),
    of('external-secrets.io/v1', 'ExternalSecret'),
    of('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet'),
  ]).map(({ kind }) => kind);
  expect(kinds).toEqual(['ExternalSecret', 'LeaderWorkerSet']);
});
