import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { findings, KNATIVE, predicting, service, STANDARD, told } from './manifests';

const canary = (name: string, predictor: JsonObject = {}, trafficPercent = 10): JsonObject => ({
  trafficPercent,
  predictor: { name, model: { modelFormat: { name: 'sklearn' }, storageUri: 'gs://models/new' }, ...predictor },
});
const trying = (
  canaries: readonly JsonObject[],
  predictor: JsonObject = {},
  annotations: JsonObject = STANDARD,
): Manifest => service({ annotations, predictor, spec: { canary: canaries } });
const CANARY = 'spec.canary[0].predictor';

describe('canaries that the webhook refuses', () => {
  it.each<readonly [id: string, what: string, service: Manifest, field: string]>([
    ['kserve/canary-mode', 'canaries under Knative', trying([canary('new')], {}, KNATIVE), 'spec.canary'],
    [
      'kserve/canary-model',
      'canaries of a service without a model',
      {
        ...predicting({ containers: [{ name: 'kserve-container' }] }, STANDARD),
        spec: { predictor: { containers: [{ name: 'kserve-container' }] }, canary: [canary('new')] },
      },
      'spec.predictor',
    ],
    ['kserve/canary-name', 'no name', trying([canary('')]), `${CANARY}.name`],
    [
      'kserve/canary-name',
      'the name of the stable predictor',
      trying([canary('old')], { name: 'old' }),
      `${CANARY}.name`,
    ],
    ['kserve/canary-name', 'one name twice', trying([canary('new'), canary('new')]), 'spec.canary[1].predictor.name'],
    [
      'kserve/canary-traffic',
      'more than all requests',
      trying([canary('one', {}, 60), canary('two', {}, 60)]),
      'spec.canary',
    ],
    ['kserve/canary-field', 'workers', trying([canary('new', { workerSpec: {} })]), `${CANARY}.workerSpec`],
    [
      'kserve/canary-field',
      'a range of replicas',
      trying([canary('new', { maxReplicas: 2 })]),
      `${CANARY}.maxReplicas`,
    ],
    [
      'kserve/canary-field',
      'more replicas than the stable predictor',
      trying([canary('new', { minReplicas: 2 })]),
      `${CANARY}.minReplicas`,
    ],
    ['kserve/implementation', 'nothing to run', trying([canary('new', { model: null })]), CANARY],
    [
      'kserve/implementation',
      'a framework beside the model',
      trying([canary('new', { sklearn: {} })]),
      `${CANARY}.model`,
    ],
    [
      'kserve/negative-count',
      'less than no replica',
      trying([canary('new', { minReplicas: -1 })]),
      `${CANARY}.minReplicas`,
    ],
  ])('%s: %s', (id, _, manifest, field) => {
    expect(findings([manifest])).toMatchObject([{ id, field, severity: 'error' }]);
  });

  it.each<readonly [what: string, service: Manifest]>([
    ['two that get all requests', trying([canary('one', {}, 50), canary('two', {}, 50)])],
    [
      'as many replicas as the stable predictor',
      trying([canary('new', { minReplicas: 2, maxReplicas: 0 })], { minReplicas: 2 }),
    ],
    ['an empty list', trying([], {}, KNATIVE)],
    [
      'what the stable predictor must not have',
      trying([canary('new', { model: { name: 'server', modelFormat: { name: 'sklearn' } } })]),
    ],
  ])('are none with %s', (_, manifest) => {
    expect(told([manifest])).toEqual([]);
  });

  it('are a warning where the mode is not known', () => {
    expect(findings([trying([canary('new')], {}, {})])).toMatchObject([
      { id: 'kserve/canary-mode', severity: 'warning' },
    ]);
    expect(told([trying([canary('new')], {}, {})], { kserve: { defaultDeploymentMode: 'Standard' } })).toEqual([]);
  });

  it('are more than three on OpenShift AI', () => {
    const canaries = ['one', 'two', 'three', 'four'].map((name) => canary(name));
    expect(told([trying(canaries)])).toEqual([]);
    expect(told([trying(canaries)], { platform: 'openshift-ai' })).toEqual([
      ['kserve/too-many-canaries', 'spec.canary'],
    ]);
    expect(told([trying(canaries.slice(1))], { platform: 'openshift-ai' })).toEqual([]);
  });
});

describe('a share of the requests for a new revision', () => {
  const sharing = (percent: number, annotations: JsonObject): Manifest =>
    service({ annotations, predictor: { canaryTrafficPercent: percent } });

  it('is a percentage', () => {
    expect(told([sharing(120, KNATIVE)])).toEqual([['kserve/canary-percent', 'spec.predictor.canaryTrafficPercent']]);
    expect(told([sharing(20, KNATIVE)])).toEqual([]);
  });

  it('is read by nobody in Standard mode', () => {
    expect(findings([sharing(20, STANDARD)])).toMatchObject([
      { id: 'kserve/canary-without-effect', severity: 'warning' },
    ]);
  });
});

describe('the autoscaler of a canary', () => {
  const CLASS = 'serving.kserve.io/autoscalerClass';
  const KEDA = { ...STANDARD, [CLASS]: 'keda' };
  const ids = (manifest: Manifest) => findings([manifest]).filter(({ id }) => id === 'kserve/canary-autoscaler');

  it.each<readonly [what: string, service: Manifest]>([
    ['the service', trying([canary('new')], {}, KEDA)],
    ['the stable predictor', trying([canary('new')], { annotations: { [CLASS]: 'keda' } })],
    ['the canary', trying([canary('new', { annotations: { [CLASS]: 'keda' } })])],
  ])('cannot be KEDA by the class of %s', (_, manifest) => {
    expect(ids(manifest)).toMatchObject([{ severity: 'error', field: CANARY }]);
  });

  it.each<readonly [what: string, service: Manifest]>([
    ['none of its own', trying([canary('new', { annotations: { [CLASS]: 'none' } })], {}, KEDA)],
    ['none of the stable predictor', trying([canary('new')], { annotations: { [CLASS]: 'none' } }, KEDA)],
    ['hpa', trying([canary('new')], {}, { ...STANDARD, [CLASS]: 'hpa' })],
    ['no class', trying([canary('new')])],
    ['another mode', trying([canary('new')], {}, { ...KNATIVE, [CLASS]: 'keda' })],
  ])('is none with %s', (_, manifest) => {
    expect(ids(manifest)).toEqual([]);
  });
});
