import { arrayAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonValue } from '../../../kubernetes/manifest';
import type { Fault } from '../../finding';
import { isStated } from '../component';
import type { Component } from '../component';
import { checkKedaMetrics } from './keda-metrics';
import { refusal } from '../refusal';
import { AUTOSCALER_CLASS, DEPLOYMENT_MODE } from '../service';
import type { Service } from '../service';

/** Who scales in Knative mode, if not Knative's own autoscaler. */
const KNATIVE_CLASS = 'autoscaling.knative.dev/class';

/**
 * What KServe's webhook refuses of how a component is scaled, which depends on the service's deployment mode.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateAutoScalingCompExtension
 */
export function checkScaling(service: Service): readonly Fault[] {
  const { components, mode, isModeKnown } = service;
  const check = mode === 'Standard' ? standardCheck(service) : knativeCheck(service);
  const faults = components.flatMap(check);
  return isModeKnown ? faults : faults.map(inKnativeMode);
}

/** What is refused of how a service is scaled where it is taken for one in Knative mode. */
export function scalingRefusedByKnative(service: Service): readonly Fault[] {
  return service.components.flatMap(knativeCheck(service));
}

/** The mode is not known, and what Knative refuses would do in Standard mode. */
function inKnativeMode(fault: Fault): Fault {
  return {
    ...fault,
    severity: 'warning',
    consequence:
      "Where the cluster's default mode is Knative, as KServe ships it, KServe's webhook refuses the service.",
    mend: `Set the annotation ${DEPLOYMENT_MODE} to Standard, if that is meant, or say which default the cluster has. ${fault.mend}`,
  };
}

type Check = (component: Component) => readonly Fault[];

function standardCheck({ annotations }: Service): Check {
  const { [AUTOSCALER_CLASS]: stated } = annotations;
  // What is no text, another rule tells.
  if (isStated(stated) && typeof stated !== 'string') return () => [];
  switch (stated) {
    case 'hpa':
      return checkHpa;
    case 'keda':
      return checkKeda;
    case undefined:
      return checkUnstatedHpa;
    default:
      return () => [];
  }
}

function knativeCheck({ annotations }: Service): Check {
  return textAt(annotations, KNATIVE_CLASS) === 'hpa.autoscaling.knative.dev' ? checkHpa : checkKnative;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateScalingHPACompExtension */
function checkHpa(component: Component): readonly Fault[] {
  const { path, fields } = component;
  const metric = textAt(fields, 'scaleMetric') ?? 'cpu';
  return [
    ...checkHpaMetric(component),
    ...checkHpaTarget(fields.scaleTarget, metric, path),
    ...checkHpaMetrics(component),
  ];
}

function checkHpaMetric({ path, fields }: Component): readonly Fault[] {
  const metric = textAt(fields, 'scaleMetric') ?? 'cpu';
  if (metric === 'cpu' || metric === 'memory') return [];
  const problem = `A HorizontalPodAutoscaler does not scale by '${metric}'`;
  return [refusal('service', 'kserve/scale-metric', `${path}.scaleMetric`, problem, 'Use cpu or memory.')];
}

/** Whatever the metric is, upstream refuses more than 100. */
function checkHpaTarget(target: JsonValue | undefined, metric: string, path: string): readonly Fault[] {
  if (typeof target !== 'number' || (target >= 1 && target <= 100)) return [];
  if (target < 1 && metric !== 'cpu' && metric !== 'memory') return [];
  const problem = `${target} is no target for ${metric}: it is a whole number from 1 to 100`;
  return [refusal('service', 'kserve/scale-target', `${path}.scaleTarget`, problem, 'Use 1 to 100.')];
}

function checkHpaMetrics({ path, fields }: Component): readonly Fault[] {
  return arrayAt(fields, 'autoScaling', 'metrics').flatMap((metric, index): readonly Fault[] => {
    const field = `${path}.autoScaling.metrics[${index}]`;
    const type = textAt(metric, 'type');
    if (type === 'External' || type === 'PodMetric') {
      const problem = `A HorizontalPodAutoscaler of KServe has no metrics of type ${type}`;
      const mend = `Use type Resource, or set the annotation ${AUTOSCALER_CLASS} to keda.`;
      return [refusal('service', 'kserve/autoscaling-metric', `${field}.type`, problem, mend)];
    }
    if (type !== 'Resource' || isStated(valueAt(metric, 'resource'))) return [];
    const problem = 'The metric of type Resource has no resource';
    return [
      refusal('service', 'kserve/autoscaling-metric', field, problem, 'State resource.name and resource.target.'),
    ];
  });
}

/** Without the annotation nothing is refused, and an HPA is made all the same, of what it understands. */
function checkUnstatedHpa(component: Component): readonly Fault[] {
  return [...checkHpaMetric(component), ...checkHpaMetrics(component)].map((fault) => ({
    ...fault,
    severity: 'warning',
    consequence: 'The controller makes a HorizontalPodAutoscaler without it, which scales by processor time.',
  }));
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateScalingKedaCompExtension */
function checkKeda(component: Component): readonly Fault[] {
  const { path, fields } = component;
  const faults = isStated(fields.scaleMetric)
    ? [
        refusal(
          'service',
          'kserve/scale-metric',
          `${path}.scaleMetric`,
          'KEDA does not read scaleMetric',
          'State autoScaling.metrics instead.',
        ),
      ]
    : [];
  return [...faults, ...checkKedaMetrics(component)];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateScalingKPACompExtension */
function checkKnative({ path, fields }: Component): readonly Fault[] {
  const faults: Fault[] = [];
  if (isStated(fields.deploymentStrategy)) {
    const problem = 'A deploymentStrategy is for Standard mode alone';
    faults.push(
      refusal('service', 'kserve/deployment-strategy', `${path}.deploymentStrategy`, problem, 'Leave the field out.'),
    );
  }
  const metric = textAt(fields, 'scaleMetric') ?? 'concurrency';
  if (metric === 'cpu' || metric === 'memory') {
    const problem = `Knative's own autoscaler does not scale by '${metric}'`;
    const mend = `Use concurrency or rps, or set the annotation ${KNATIVE_CLASS} to hpa.autoscaling.knative.dev.`;
    faults.push(refusal('service', 'kserve/scale-metric', `${path}.scaleMetric`, problem, mend));
  }
  if (metric === 'rps' && typeof fields.scaleTarget === 'number' && fields.scaleTarget < 1) {
    const problem = `${fields.scaleTarget} is no target for requests per second`;
    faults.push(refusal('service', 'kserve/scale-target', `${path}.scaleTarget`, problem, 'Use 1 or more.'));
  }
  return faults;
}
