import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { findings, KNATIVE, service, STANDARD, told } from './manifests';

const HPA = { ...STANDARD, 'serving.kserve.io/autoscalerClass': 'hpa' };
const KEDA = { ...STANDARD, 'serving.kserve.io/autoscalerClass': 'keda' };
const KNATIVE_HPA = { ...KNATIVE, 'autoscaling.knative.dev/class': 'hpa.autoscaling.knative.dev' };

const scaled = (annotations: JsonObject, predictor: JsonObject): Manifest => service({ annotations, predictor });
const by = (...metrics: readonly JsonObject[]): JsonObject => ({ autoScaling: { metrics } });
const resource = (name: string, target: JsonObject): JsonObject => ({ type: 'Resource', resource: { name, target } });
const external = (metric: JsonObject, target: JsonObject): JsonObject => ({
  type: 'External',
  external: { metric, target },
});
const QUERY = { backend: 'prometheus', query: 'sum(vllm:num_requests_waiting)' };
const PREDICTOR = 'spec.predictor';
const METRIC = `${PREDICTOR}.autoScaling.metrics[0]`;

describe('scaling that the webhook refuses', () => {
  it.each<readonly [id: string, what: string, annotations: JsonObject, predictor: JsonObject, field: string]>([
    [
      'kserve/scale-metric',
      'processor time under Knative',
      KNATIVE,
      { scaleMetric: 'cpu' },
      `${PREDICTOR}.scaleMetric`,
    ],
    ['kserve/scale-metric', 'requests under an HPA', HPA, { scaleMetric: 'rps' }, `${PREDICTOR}.scaleMetric`],
    [
      'kserve/scale-metric',
      'requests under an HPA of Knative',
      KNATIVE_HPA,
      { scaleMetric: 'rps' },
      `${PREDICTOR}.scaleMetric`,
    ],
    [
      'kserve/scale-metric',
      'a field that KEDA does not read',
      KEDA,
      { scaleMetric: 'cpu', ...by(resource('cpu', { type: 'Utilization', averageUtilization: 80 })) },
      `${PREDICTOR}.scaleMetric`,
    ],
    ['kserve/scale-target', 'no processor time', HPA, { scaleTarget: 0 }, `${PREDICTOR}.scaleTarget`],
    [
      'kserve/scale-target',
      'more than all memory',
      HPA,
      { scaleMetric: 'memory', scaleTarget: 200 },
      `${PREDICTOR}.scaleTarget`,
    ],
    ['kserve/scale-target', 'no request', KNATIVE, { scaleMetric: 'rps', scaleTarget: 0 }, `${PREDICTOR}.scaleTarget`],
    [
      'kserve/deployment-strategy',
      'a strategy under Knative',
      KNATIVE,
      { deploymentStrategy: { type: 'Recreate' } },
      `${PREDICTOR}.deploymentStrategy`,
    ],
    [
      'kserve/autoscaling-metric',
      'a metric from elsewhere under an HPA',
      HPA,
      by(external(QUERY, { type: 'Value', value: '4' })),
      `${METRIC}.type`,
    ],
    ['kserve/autoscaling-metric', 'no resource', HPA, by({ type: 'Resource' }), METRIC],
    ['kserve/autoscaling-metric', 'no metrics for KEDA', KEDA, {}, `${PREDICTOR}.autoScaling.metrics`],
    ['kserve/autoscaling-metric', 'no source', KEDA, by({ type: 'PodMetric' }), METRIC],
    [
      'kserve/autoscaling-metric',
      'no query',
      KEDA,
      by(external({ backend: 'prometheus' }, { type: 'Value', value: '4' })),
      `${METRIC}.external.metric.query`,
    ],
    [
      'kserve/autoscaling-metric',
      'no threshold',
      KEDA,
      by(external(QUERY, { type: 'AverageValue', averageValue: '4' })),
      `${METRIC}.external.target.value`,
    ],
    [
      'kserve/autoscaling-metric',
      'a threshold of another type',
      KEDA,
      by(external(QUERY, { type: 'AverageValue', value: '4' })),
      `${METRIC}.external.target.averageValue`,
    ],
    [
      'kserve/autoscaling-metric',
      'a value of processor time',
      KEDA,
      by(resource('cpu', { type: 'AverageValue', averageValue: '1' })),
      `${METRIC}.resource.target.type`,
    ],
    [
      'kserve/autoscaling-metric',
      'a percentage over a hundred',
      KEDA,
      by(resource('cpu', { type: 'Utilization', averageUtilization: 150 })),
      `${METRIC}.resource.target.averageUtilization`,
    ],
    [
      'kserve/autoscaling-metric',
      'no percentage',
      KEDA,
      by(resource('cpu', { type: 'Utilization' })),
      `${METRIC}.resource.target.averageUtilization`,
    ],
    [
      'kserve/autoscaling-metric',
      'one value of memory',
      KEDA,
      by(resource('memory', { type: 'Value', value: '4Gi' })),
      `${METRIC}.resource.target.type`,
    ],
    [
      'kserve/autoscaling-metric',
      'hardly any memory',
      KEDA,
      by(resource('memory', { type: 'AverageValue', averageValue: '512Ki' })),
      `${METRIC}.resource.target.averageValue`,
    ],
    [
      'kserve/autoscaling-metric',
      'no memory stated',
      KEDA,
      by(resource('memory', { type: 'AverageValue' })),
      `${METRIC}.resource.target.averageValue`,
    ],
  ])('%s: %s', (id, _, annotations, predictor, field) => {
    expect(findings([scaled(annotations, predictor)])).toMatchObject([{ id, field, severity: 'error' }]);
  });

  it.each<readonly [what: string, annotations: JsonObject, predictor: JsonObject]>([
    ['requests at a time, under Knative', KNATIVE, { scaleMetric: 'concurrency', scaleTarget: 4 }],
    ['processor time, under an HPA of Knative', KNATIVE_HPA, { scaleMetric: 'cpu', scaleTarget: 80 }],
    [
      'processor time, under an HPA',
      HPA,
      { scaleMetric: 'cpu', scaleTarget: 80, deploymentStrategy: { type: 'Recreate' } },
    ],
    ['resources, under an HPA', HPA, by(resource('memory', { type: 'AverageValue', averageValue: '4Gi' }))],
    ['a query, under KEDA', KEDA, by(external(QUERY, { type: 'Value', value: '4' }))],
    ['a query without a type of target, under KEDA', KEDA, by(external(QUERY, { value: 4 }))],
    ['memory, under KEDA', KEDA, by(resource('memory', { type: 'AverageValue', averageValue: '1Mi' }))],
    ['a component that states another class', KEDA, { annotations: { 'serving.kserve.io/autoscalerClass': 'none' } }],
    ['more than a hundred percent, which nothing refuses', STANDARD, { scaleTarget: 150 }],
    [
      'anything, where something else scales',
      { ...STANDARD, 'serving.kserve.io/autoscalerClass': 'external' },
      { scaleMetric: 'rps' },
    ],
  ])('is none by %s', (_, annotations, predictor) => {
    expect(told([scaled(annotations, predictor)])).toEqual([]);
  });

  it('is looked for in every component', () => {
    const transformer = { containers: [{ name: 'kserve-container' }], scaleMetric: 'cpu' };
    expect(told([service({ annotations: KNATIVE, spec: { transformer } })])).toEqual([
      ['kserve/scale-metric', 'spec.transformer.scaleMetric'],
    ]);
  });
});

describe('where the deployment mode is not stated', () => {
  const manifest = scaled({}, { deploymentStrategy: { type: 'Recreate' }, scaleMetric: 'cpu' });

  it('what Knative refuses is a warning that says what to state', () => {
    const found = findings([manifest]);
    expect(found).toMatchObject([
      { id: 'kserve/deployment-strategy', severity: 'warning' },
      { id: 'kserve/scale-metric', severity: 'warning' },
    ]);
    for (const { mend } of found) expect(mend).toContain('serving.kserve.io/deploymentMode');
  });

  it('it is an error where the cluster is known to be for Knative', () => {
    const found = findings([manifest], { kserve: { defaultDeploymentMode: 'Knative' } });
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'error']);
  });

  it('it is nothing where the cluster is known to be for Standard mode', () => {
    expect(told([manifest], { kserve: { defaultDeploymentMode: 'Standard' } })).toEqual([]);
  });

  it('the mode is the one that the service is in already', () => {
    expect(told([{ ...manifest, status: { deploymentMode: 'RawDeployment' } }])).toEqual([]);
  });
});

it('warns of an HPA that is made although nobody asked for it, without what it does not understand', () => {
  const manifest = scaled(STANDARD, { scaleMetric: 'concurrency', ...by(external(QUERY, { value: '4' })) });
  expect(findings([manifest])).toMatchObject([
    { id: 'kserve/scale-metric', severity: 'warning' },
    { id: 'kserve/autoscaling-metric', severity: 'warning' },
  ]);
});
