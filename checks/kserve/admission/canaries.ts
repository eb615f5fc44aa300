import { arrayAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { Fault } from '../../finding';
import { isStated, storageUriOf } from '../component';
import type { Component } from '../component';
import { checkComponent } from './component-admission';
import { refusal } from '../refusal';
import { DEPLOYMENT_MODE } from '../service';
import type { Service } from '../service';

/**
 * Predictors that get a share of the requests, beside the one that is stable.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateCanarySpecs
 */
export function checkCanaries(service: Service): readonly Fault[] {
  const { canaries } = service;
  if (canaries.length === 0) return [];
  return [
    ...checkMode(service),
    ...checkStable(service.predictor),
    ...checkNames(service),
    ...checkTraffic(service),
    ...canaries.flatMap((canary) => [...checkComponent(canary), ...checkFields(canary, service.predictor)]),
  ];
}

function checkMode({ mode, isModeKnown }: Service): readonly Fault[] {
  if (mode === 'Standard') return [];
  const fault = refusal(
    'service',
    'kserve/canary-mode',
    'spec.canary',
    `The service has canaries, and its deployment mode is ${mode}`,
    `Set the annotation ${DEPLOYMENT_MODE} to Standard; in Knative mode, use canaryTrafficPercent.`,
  );
  if (isModeKnown) return [fault];
  return [
    {
      ...fault,
      severity: 'warning',
      problem: 'The service has canaries, and does not say its deployment mode',
      consequence: "Where the cluster's default is Knative, as KServe ships it, KServe's webhook refuses the service.",
    },
  ];
}

function checkStable(stable: Component): readonly Fault[] {
  const [implementation] = stable.implementations;
  if (implementation?.kind === 'model' || storageUriOf(stable) !== undefined) return [];
  const problem = 'The predictor that is stable has no model';
  return [
    refusal('service', 'kserve/canary-model', stable.path, problem, 'State its model, or leave out the canaries.'),
  ];
}

function checkNames({ predictor, canaries }: Service): readonly Fault[] {
  const stable = textAt(predictor.fields, 'name') ?? '';
  const taken = new Set<string>();
  return canaries.flatMap(({ path, fields }): readonly Fault[] => {
    const name = textAt(fields, 'name') ?? '';
    const isTaken = taken.has(name);
    taken.add(name);
    if (name !== '' && name !== stable && !isTaken) return [];
    const problem =
      name === ''
        ? 'The canary has no name'
        : `'${name}' is the name of ${name === stable ? 'the predictor that is stable' : 'another canary'}`;
    return [refusal('service', 'kserve/canary-name', `${path}.name`, problem, 'Give it a name of its own.')];
  });
}

/** Single percentages are the schema's to tell. */
function checkTraffic({ manifest }: Service): readonly Fault[] {
  const percentages = arrayAt(manifest, 'spec', 'canary').map((canary) => valueAt(canary, 'trafficPercent'));
  const sum = percentages.reduce((total: number, percent) => total + (typeof percent === 'number' ? percent : 0), 0);
  if (sum <= 100) return [];
  const problem = `The canaries get ${sum} % of the requests together`;
  return [refusal('service', 'kserve/canary-traffic', 'spec.canary', problem, 'Give them 100 % or less.')];
}

function checkFields({ path, fields }: Component, stable: Component): readonly Fault[] {
  const { maxReplicas, minReplicas } = fields;
  const forbidden = ['workerSpec', 'scaleTarget', 'scaleMetric', 'autoScaling'].filter((name) =>
    isStated(fields[name]),
  );
  if (typeof maxReplicas === 'number' && maxReplicas > 0) forbidden.push('maxReplicas');
  const faults = forbidden.map((name) => {
    const problem = name === 'workerSpec' ? 'A canary runs on one node' : 'A canary has as many replicas all the time';
    return refusal('service', 'kserve/canary-field', `${path}.${name}`, problem, 'Leave the field out.');
  });
  const least = typeof stable.fields.minReplicas === 'number' ? stable.fields.minReplicas : 1;
  if (typeof minReplicas !== 'number' || minReplicas <= least) return faults;
  const problem = `The canary has ${minReplicas} replicas, and the predictor that is stable at least ${least}`;
  const mend = `Use ${least} or fewer.`;
  return [...faults, refusal('service', 'kserve/canary-field', `${path}.minReplicas`, problem, mend)];
}
