import { parse } from 'yaml';
import { checkTransitions } from '../../../checks/immutability/check-transitions';
import { isManifest } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';

function object(kind: string, fields: string): Manifest {
  const [apiVersion = '', name = ''] = kind.split(' ');
  const manifest: unknown = parse(`{ apiVersion: ${apiVersion}, kind: ${name}, metadata: { name: a }, ${fields} }`);
  if (!isManifest(manifest)) throw new Error(`no manifest: ${fields}`);
  return manifest;
}

function annotated(mode: string): string {
  return `metadata: { name: a, annotations: { serving.kserve.io/deploymentMode: ${mode} } }`;
}

/** An object whose metadata are stated with its other fields. */
function service(fields: string): Manifest {
  const manifest: unknown = parse(`{ apiVersion: serving.kserve.io/v1beta1, kind: InferenceService, ${fields} }`);
  if (!isManifest(manifest)) throw new Error(`no manifest: ${fields}`);
  return manifest;
}

const JOB_POD =
  'metadata: { labels: { app: a } }, spec: { restartPolicy: Never, containers: [{ name: a, image: a:1 }] }';
const claim = (fields: string) => `spec: { accessModes: [ReadWriteOnce], ${fields} }`;
const size = (storage: string) => claim(`resources: { requests: { storage: ${storage} } }`);

describe('what is refused:', () => {
  test.each<[string, string, string, string, string]>([
    ...fields('apps/v1 Deployment', 'spec.selector', [
      ['spec: { selector: { matchLabels: { app: a } } }', 'spec: { selector: { matchLabels: { app: b } } }'],
    ]),
    ...fields('apps/v1 DaemonSet', 'spec.selector', [
      ['spec: { selector: { matchLabels: { app: a } } }', 'spec: { selector: { matchLabels: { app: b } } }'],
    ]),
    ...fields('apps/v1 StatefulSet', 'spec.serviceName', [['spec: { serviceName: a }', 'spec: { serviceName: b }']]),
    ...fields('apps/v1 StatefulSet', 'spec.podManagementPolicy', [
      ['spec: {}', 'spec: { podManagementPolicy: Parallel }'],
    ]),
    ...fields('apps/v1 StatefulSet', 'spec.volumeClaimTemplates', [
      [
        'spec: { volumeClaimTemplates: [{ spec: { resources: { requests: { storage: 1Gi } } } }] }',
        'spec: { volumeClaimTemplates: [{ spec: { resources: { requests: { storage: 2Gi } } } }] }',
      ],
      ['spec: { volumeClaimTemplates: [{ metadata: { name: a } }] }', 'spec: { volumeClaimTemplates: [] }'],
    ]),
    ...fields('batch/v1 Job', 'spec.template', [
      [`spec: { template: { ${JOB_POD} } }`, `spec: { template: { ${JOB_POD.replace('a:1', 'a:2')} } }`],
    ]),
    ...fields('batch/v1 Job', 'spec.completions', [['spec: { completions: 2 }', 'spec: { completions: 3 }']]),
    ...fields('batch/v1 Job', 'spec.completionMode', [['spec: {}', 'spec: { completionMode: Indexed }']]),
    ...fields('v1 Service', 'spec.clusterIP', [
      ['spec: {}', 'spec: { clusterIP: None }'],
      ['spec: { clusterIP: None }', 'spec: { clusterIP: 10.0.0.1 }'],
    ]),
    ...fields('v1 PersistentVolumeClaim', 'spec.accessModes', [[claim(''), 'spec: { accessModes: [ReadWriteMany] }']]),
    ...fields('v1 PersistentVolumeClaim', 'spec.storageClassName', [
      [claim('storageClassName: a'), claim('storageClassName: b')],
      [claim('storageClassName: a'), claim('')],
    ]),
    ...fields('v1 PersistentVolume', 'spec.nfs', [
      ['spec: { nfs: { server: a, path: / } }', 'spec: { nfs: { server: b, path: / } }'],
    ]),
    ...fields('v1 Secret', 'type', [['data: {}', 'type: kubernetes.io/tls']]),
    ...fields('storage.k8s.io/v1 StorageClass', 'volumeBindingMode', [
      ['provisioner: a', 'provisioner: a, volumeBindingMode: WaitForFirstConsumer'],
    ]),
    ...fields('rbac.authorization.k8s.io/v1 RoleBinding', 'roleRef', [
      ['roleRef: { kind: Role, name: a }', 'roleRef: { kind: Role, name: b }'],
    ]),
    ...fields('scheduling.k8s.io/v1 PriorityClass', 'value', [['value: 1', 'value: 2']]),
    ...fields('networking.k8s.io/v1 IngressClass', 'spec.controller', [
      ['spec: { controller: a.io/b }', 'spec: { controller: a.io/c }'],
    ]),
    ...fields('serving.kserve.io/v1alpha1 TrainedModel', 'spec.model.memory', [
      ['spec: { model: { memory: 1Gi } }', 'spec: { model: { memory: 2Gi } }'],
    ]),
    [
      'v1 PersistentVolumeClaim',
      size('2Gi'),
      size('1Gi'),
      'immutability/smaller-claim',
      'spec.resources.requests.storage',
    ],
    [
      'v1 ConfigMap',
      'immutable: true, data: { a: b }',
      'immutable: true, data: { a: c }',
      'immutability/immutable-data',
      'data',
    ],
    ['v1 ConfigMap', 'immutable: true, data: { a: b }', 'data: { a: b }', 'immutability/immutable-data', 'immutable'],
    [
      'v1 ConfigMap',
      'immutable: true, binaryData: { a: AA== }',
      'immutable: true, binaryData: {}',
      'immutability/immutable-data',
      'binaryData',
    ],
    [
      'v1 Secret',
      'immutable: true, stringData: { a: b }',
      'immutable: true, stringData: { a: c }',
      'immutability/immutable-data',
      'data',
    ],
    [
      'serving.kserve.io/v1alpha1 ServingRuntime',
      'spec: { workerSpec: { containers: [] } }',
      'spec: {}',
      'immutability/worker-spec',
      'spec.workerSpec',
    ],
    [
      'serving.kserve.io/v1alpha1 ClusterServingRuntime',
      'spec: { workerSpec: {} }',
      'spec: {}',
      'immutability/worker-spec',
      'spec.workerSpec',
    ],
    [
      'serving.kserve.io/v1beta1 InferenceService',
      'spec: { predictor: { model: { storageUri: hf://a } } }',
      'spec: { predictor: { name: b, model: { storageUri: hf://a } } }',
      'immutability/predictor-name',
      'spec.predictor.name',
    ],
    [
      'serving.kserve.io/v1alpha2 LLMInferenceService',
      'spec: { parallelism: { pipeline: 2 } }',
      'spec: { parallelism: { pipeline: 4 } }',
      'immutability/parallelism',
      'spec.parallelism',
    ],
    [
      'serving.kserve.io/v1alpha2 LLMInferenceService',
      'spec: {}',
      'spec: { parallelism: { data: 8, dataLocal: 4 } }',
      'immutability/parallelism',
      'spec.parallelism',
    ],
    [
      'serving.kserve.io/v1alpha1 LLMInferenceService',
      'spec: { prefill: {} }',
      'spec: { prefill: { parallelism: { pipeline: 2 } } }',
      'immutability/parallelism',
      'spec.prefill.parallelism',
    ],
    [
      'serving.kserve.io/v1alpha1 LocalModelCache',
      'spec: { sourceModelUri: hf://a }',
      'spec: { sourceModelUri: hf://b }',
      'immutability/rule',
      'spec.sourceModelUri',
    ],
    [
      'leaderworkerset.x-k8s.io/v1 LeaderWorkerSet',
      sets(''),
      sets('subGroupPolicy: { subGroupSize: 2 }'),
      'immutability/sub-groups',
      'spec.leaderWorkerTemplate.subGroupPolicy',
    ],
    [
      'leaderworkerset.x-k8s.io/v1 LeaderWorkerSet',
      sets('subGroupPolicy: { subGroupSize: 2 }'),
      sets(''),
      'immutability/sub-groups',
      'spec.leaderWorkerTemplate.subGroupPolicy',
    ],
    [
      'leaderworkerset.x-k8s.io/v1 LeaderWorkerSet',
      sets('subGroupPolicy: { subGroupSize: 2 }'),
      sets('subGroupPolicy: { subGroupSize: 4 }'),
      'immutability/sub-groups',
      'spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize',
    ],
  ])('%s: %s becomes %s', (kind, before, after, id, field) => {
    const faults = checkTransitions(object(kind, before), object(kind, after));
    expect(faults.map((fault) => [fault.id, fault.severity, fault.field])).toEqual([[id, 'error', field]]);
  });

  test('another deployment mode of a service', () => {
    const faults = checkTransitions(service(annotated('Knative')), service(annotated('RawDeployment')));
    expect(faults.map(({ id, severity }) => [id, severity])).toEqual([['immutability/deployment-mode', 'error']]);
  });

  test('perhaps a deployment mode that is stated anew, which is noted', () => {
    const faults = checkTransitions(service('metadata: { name: a }'), service(annotated('Standard')));
    expect(faults.map(({ id, severity }) => [id, severity])).toEqual([['immutability/deployment-mode', 'note']]);
  });
});

test.each<[string, string, string]>([
  ['apps/v1 Deployment', 'spec: { replicas: 1, template: {} }', `spec: { replicas: 2, template: { ${JOB_POD} } }`],
  [
    'apps/v1 StatefulSet',
    'spec: {}',
    'spec: { podManagementPolicy: OrderedReady, replicas: 3, updateStrategy: {}, revisionHistoryLimit: 2 }',
  ],
  [
    'apps/v1 StatefulSet',
    'spec: { volumeClaimTemplates: [{ spec: { resources: { requests: { storage: 1Gi } } } }] }',
    'spec: { volumeClaimTemplates: [{ apiVersion: v1, kind: PersistentVolumeClaim, spec: { volumeMode: Filesystem, resources: { requests: { storage: 1024Mi } } } }] }',
  ],
  [
    'batch/v1 Job',
    `spec: { template: { ${JOB_POD} } }`,
    `spec: { parallelism: 2, backoffLimit: 1, template: { ${JOB_POD.replace('image: a:1', 'image: a:1, imagePullPolicy: IfNotPresent')} } }`,
  ],
  [
    'batch/v1 Job',
    `spec: { suspend: true, template: { ${JOB_POD} } }`,
    `spec: { template: { ${JOB_POD.replace('restartPolicy', 'nodeSelector: { gpu: a }, restartPolicy')} } }`,
  ],
  [
    'batch/v1 Job',
    'spec: { completionMode: Indexed, completions: 2, parallelism: 2 }',
    'spec: { completionMode: Indexed, completions: 3, parallelism: 3 }',
  ],
  ['batch/v1 Job', 'spec: {}', 'spec: { selector: { matchLabels: { app: a } } }'],
  ['v1 Service', 'spec: { selector: { app: a } }', 'spec: { selector: { app: b }, clusterIP: 10.0.0.1 }'],
  ['v1 Service', 'spec: { clusterIP: None }', 'spec: {}'],
  ['v1 Service', 'spec: { clusterIP: None }', 'spec: { type: ExternalName, externalName: a.b }'],
  ['v1 PersistentVolumeClaim', size('1Gi'), size('1500Mi')],
  ['v1 PersistentVolumeClaim', size('1Gi'), size('1024Mi')],
  ['v1 PersistentVolumeClaim', claim(''), claim('storageClassName: a, volumeName: b, volumeMode: Filesystem')],
  ['v1 ConfigMap', 'data: { a: b }', 'immutable: true, data: { a: c }'],
  ['v1 Secret', 'immutable: true, stringData: { a: b }', 'immutable: true, data: { a: Yg== }'],
  ['v1 Secret', 'data: {}', 'type: Opaque'],
  [
    'storage.k8s.io/v1 StorageClass',
    'provisioner: a',
    'provisioner: a, reclaimPolicy: Delete, allowVolumeExpansion: true',
  ],
  [
    'rbac.authorization.k8s.io/v1 RoleBinding',
    'roleRef: { kind: Role, name: a }',
    'roleRef: { kind: Role, name: a, apiGroup: rbac.authorization.k8s.io }, subjects: []',
  ],
  ['serving.kserve.io/v1alpha1 ServingRuntime', 'spec: { workerSpec: {} }', 'spec: { disabled: true }'],
  [
    'serving.kserve.io/v1beta1 InferenceService',
    'spec: { predictor: { model: { storageUri: hf://a } } }',
    'spec: { predictor: { name: b, model: { storageUri: hf://b } } }',
  ],
  [
    'serving.kserve.io/v1beta1 InferenceService',
    'spec: { predictor: { sklearn: { storageUri: hf://a } } }',
    'spec: { predictor: { name: b, containers: [{ name: kserve-container, env: [{ name: STORAGE_URI, value: hf://b }] }] } }',
  ],
  [
    'serving.kserve.io/v1alpha2 LLMInferenceService',
    'spec: { parallelism: { data: 8, dataLocal: 8 } }',
    'spec: { parallelism: { tensor: 8 }, prefill: { parallelism: { pipeline: 2 } } }',
  ],
  ['leaderworkerset.x-k8s.io/v1 LeaderWorkerSet', sets('size: 2'), sets('size: 4')],
])('%s: %s may become %s', (kind, before, after) => {
  expect(checkTransitions(object(kind, before), object(kind, after))).toEqual([]);
});

test('modes of services in words of before and of today are the same', () => {
  expect(checkTransitions(service(annotated('Serverless')), service(annotated('Knative')))).toEqual([]);
});

test('an object of any form is looked at', () => {
  for (const value of [null, 1, 'a', [], [null], { spec: null }, { spec: [1] }]) {
    for (const kind of [
      'apps/v1 Deployment',
      'batch/v1 Job',
      'v1 Service',
      'v1 Secret',
      'serving.kserve.io/v1beta1 InferenceService',
    ]) {
      const odd = { ...object(kind, ''), spec: value, data: value, immutable: true };
      expect(() => checkTransitions(odd, object(kind, 'spec: {}'))).not.toThrow();
      expect(() => checkTransitions(object(kind, 'spec: {}'), odd)).not.toThrow();
    }
  }
});

function fields(
  kind: string,
  field: string,
  changes: readonly (readonly [before: string, after: string])[],
): readonly [string, string, string, string, string][] {
  return changes.map(([before, after]) => [kind, before, after, 'immutability/field', field]);
}

function sets(template: string): string {
  return `spec: { leaderWorkerTemplate: { ${template} } }`;
}
