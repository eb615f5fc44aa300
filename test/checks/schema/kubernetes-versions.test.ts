import { checkSchema } from '../../../checks/schema/check-schema';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

function pod(spec: JsonObject): Manifest {
  const containers = [{ name: 'a', image: 'a:1' }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers, ...spec } };
}

function object(apiVersion: string, kind: string): Manifest {
  return { apiVersion, kind, metadata: { name: 'a' } };
}

const LIMITS = pod({ resources: { limits: { cpu: '1' } } });

test.each([undefined, '1.32', 'v1.34.1', '1.32.4-gke.100', '1.36', '2.0', 'latest'])(
  'a field of Kubernetes 1.32 is taken in a cluster of version %s',
  (version) => {
    expect(checkSchema(LIMITS, version)).toEqual([]);
  },
);

test.each(['1.31', 'v1.28.0', '1.20', '1.9'])('it is unknown in a cluster of version %s', (version) => {
  const [fault, ...others] = checkSchema(LIMITS, version) ?? [];
  expect(others).toEqual([]);
  expect(fault).toMatchObject({ id: 'schema/unknown-field', severity: 'error', field: 'spec.resources' });
  expect(fault?.problem).toMatch(/^There is no field 'resources' in Kubernetes 1\.(31|28)$/);
  expect(fault?.mend).toBe('It is there since Kubernetes 1.32: leave it out of objects of this cluster.');
});

test('a field that is gone is told of with the last version that had it', () => {
  const claim = pod({ resourceClaims: [{ name: 'gpu', source: { resourceClaimName: 'gpu' } }] });
  expect(checkSchema(claim, '1.30')).toEqual([]);
  expect(checkSchema(claim, '1.31')?.map(({ field, mend }) => [field, mend])).toEqual([
    ['spec.resourceClaims[0].source', 'It was there until Kubernetes 1.30: leave it out of objects of this cluster.'],
  ]);
});

describe('a field that no version has', () => {
  test('is an error, with the version that judged', () => {
    const faults = checkSchema(pod({ gpus: 1 }));
    expect(faults?.map(({ severity, problem }) => [severity, problem])).toEqual([
      ['error', "There is no field 'gpus' in Kubernetes 1.34"],
    ]);
  });

  test('is a note where the cluster is newer than what is known', () => {
    const faults = checkSchema(pod({ gpus: 1 }), '1.40');
    expect(faults?.map(({ severity }) => severity)).toEqual(['note']);
    expect(faults?.[0]?.consequence).toContain('Kubernetes 1.40 is newer');
  });

  test('is an error there too where it is mistyped', () => {
    const faults = checkSchema(pod({ nodeSelecter: {} }), '1.40');
    expect(faults?.map(({ severity, mend }) => [severity, mend])).toEqual([['error', "Did you mean 'nodeSelector'?"]]);
  });
});

describe('a kind', () => {
  test.each<[string, string, string | undefined, readonly (readonly [string, string])[]]>([
    ['networking.k8s.io/v1', 'ServiceCIDR', '1.33', []],
    ['networking.k8s.io/v1', 'ServiceCIDR', '1.32', [['error', 'It is there since Kubernetes 1.33']]],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.31', []],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.32', [['error', 'It was there until Kubernetes 1.31']]],
    [
      'flowcontrol.apiserver.k8s.io/v1beta3',
      'FlowSchema',
      undefined,
      [['warning', 'It was there until Kubernetes 1.31']],
    ],
  ])('%s %s in a cluster of version %s', (apiVersion, kind, version, expected) => {
    const faults = checkSchema(object(apiVersion, kind), version);
    expect(faults?.map(({ severity, mend }) => [severity, mend.replace(/:.*/, '')])).toEqual(expected);
  });

  test('that no version has is not judged', () => {
    expect(checkSchema(object('apps/v1', 'ReplicaSets'), '1.31')).toBeUndefined();
  });

  test('of a CRD is judged the same in every version', () => {
    const set = { ...object('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet'), spec: { replica: 1 } };
    expect(checkSchema(set, '1.28')).toEqual(checkSchema(set));
    expect(checkSchema(set, '1.28')?.map(({ problem }) => problem)).toContain("There is no field 'replica'");
  });
});
