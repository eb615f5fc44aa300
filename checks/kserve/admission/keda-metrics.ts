import { arrayAt, isObject, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import { quantityAmount } from '../../../kubernetes/quantity-amount';
import { inWords } from '../../finding';
import type { Fault } from '../../finding';
import { isStated } from '../component';
import type { Component } from '../component';
import { refusal } from '../refusal';
import { AUTOSCALER_CLASS } from '../service';

/** The least memory that may be a target, in billionths of a byte. */
const MEBIBYTE = 1024n * 1024n * 10n ** 9n;

/** Which field of a target holds its value. */
const VALUE_FIELDS: ReadonlyMap<string, string> = new Map([
  ['Utilization', 'averageUtilization'],
  ['AverageValue', 'averageValue'],
  ['Value', 'value'],
]);

/** Members of a metric by its type. Another type is the schema's to tell. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['Resource', 'resource'],
  ['External', 'external'],
  ['PodMetric', 'podmetric'],
]);

interface FieldFault {
  readonly field: string;
  readonly problem: string;
  readonly mend: string;
}

/**
 * What KEDA is to scale a component by.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateScalingKedaCompExtension
 */
export function checkKedaMetrics({ path, fields }: Component): readonly Fault[] {
  const metrics = arrayAt(fields, 'autoScaling', 'metrics');
  // The class that a component's own annotations state comes before the service's.
  const isForKeda = (textAt(fields, 'annotations', AUTOSCALER_CLASS) ?? 'keda') === 'keda';
  if (metrics.length === 0) return isForKeda ? [withoutMetrics(path)] : [];
  return metrics.flatMap((metric, index) =>
    faultsOf(metric, `${path}.autoScaling.metrics[${index}]`).map(({ field, problem, mend }) =>
      refusal('service', 'kserve/autoscaling-metric', field, problem, mend),
    ),
  );
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/keda/keda_reconciler.go createKedaScaledObject */
function withoutMetrics(path: string): Fault {
  return {
    id: 'kserve/autoscaling-metric',
    severity: 'error',
    field: `${path}.autoScaling.metrics`,
    problem: 'KEDA is to scale, and nothing says by what',
    consequence:
      'The controller makes a ScaledObject without triggers, which is refused, and the service never becomes ready.',
    mend: 'State autoScaling.metrics, or use the autoscaler class hpa.',
  };
}

function faultsOf(metric: JsonValue, path: string): readonly FieldFault[] {
  const type = textAt(metric, 'type') ?? '';
  const member = SOURCES.get(type);
  if (!isObject(metric) || member === undefined) return [];
  const field = `${path}.${member}`;
  const source = metric[member];
  if (!isObject(source)) {
    return [{ field: path, problem: `The metric of type ${type} has no ${member}`, mend: `State ${member}.` }];
  }
  const target = objectAt(source, 'target');
  const faults = type === 'Resource' ? resourceFaults(source, target, field) : queryFaults(source, target, field);
  return faults.length > 0 ? faults : targetFaults(target, `${field}.target`);
}

function resourceFaults(resource: JsonObject, target: JsonObject, path: string): readonly FieldFault[] {
  const [name, type] = [textAt(resource, 'name'), textAt(target, 'type') ?? ''];
  const field = `${path}.target.type`;
  if (name === 'cpu' && type !== 'Utilization') {
    return [{ field, problem: `The target of cpu has the type ${inWords(type)}`, mend: 'Use Utilization.' }];
  }
  if (name !== 'memory') return [];
  if (type !== 'AverageValue' && type !== 'Utilization') {
    const problem = `The target of memory has the type ${inWords(type)}`;
    return [{ field, problem, mend: 'Use AverageValue or Utilization.' }];
  }
  const amount = quantityAmount(target.averageValue) ?? 0n;
  if (type === 'Utilization' || amount >= MEBIBYTE) return [];
  const problem = isStated(target.averageValue)
    ? `${inWords(target.averageValue)} of memory is less than 1Mi`
    : 'The target of memory has no averageValue';
  return [{ field: `${path}.target.averageValue`, problem, mend: 'Use 1Mi or more, such as 4Gi.' }];
}

function queryFaults(source: JsonObject, target: JsonObject, path: string): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  if ((textAt(source, 'metric', 'query') ?? '') === '') {
    const problem = 'The metric has no query';
    faults.push({ field: `${path}.metric.query`, problem, mend: 'State what is asked of the backend.' });
  }
  if (!isStated(target.value)) {
    const problem = 'The metric has no threshold';
    faults.push({ field: `${path}.target.value`, problem, mend: 'State target.value, such as 4.' });
  }
  return faults;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateScaleTarget */
function targetFaults(target: JsonObject, path: string): readonly FieldFault[] {
  const type = textAt(target, 'type') ?? '';
  const name = VALUE_FIELDS.get(type);
  if (name === undefined) return [];
  const value = target[name];
  const field = `${path}.${name}`;
  if (!isStated(value)) {
    return [{ field, problem: `The target of type ${type} has no ${name}`, mend: `State ${name}.` }];
  }
  if (type !== 'Utilization' || typeof value !== 'number' || (value >= 1 && value <= 100)) return [];
  return [{ field, problem: `${value} is no percentage of what is requested`, mend: 'Use 1 to 100.' }];
}
