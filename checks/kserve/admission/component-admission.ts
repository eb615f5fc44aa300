import { schemaOf } from '../../../imports/schema/load-schema';
import type { Schema } from '../../../imports/schema/schema';
import { arrayAt, isObject, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import { inWords } from '../../finding';
import type { Fault } from '../../finding';
import { frameworksOf, isStated, variableOf } from '../component';
import type { Component } from '../component';
import { refusal } from '../refusal';

/**
 * What KServe's webhook refuses of a predictor, transformer or explainer by itself.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateInferenceService
 */
export function checkComponent(component: Component): readonly Fault[] {
  return [
    ...checkImplementations(component),
    ...checkCustomProtocol(component),
    ...checkReplicas(component),
    ...checkLogger(component),
  ];
}

const KINDS: Readonly<Record<Component['kind'], string>> = {
  predictor: 'a model, or containers of its own',
  transformer: 'containers',
  explainer: '`art`, or containers',
};

function hasUnknownField(kind: Component['kind'], fields: JsonObject): boolean {
  const schema = schemaOf('serving.kserve.io/v1beta1', 'InferenceService');
  const inside = (outer: Schema | undefined, name: string) => outer && schema?.resolve(outer).properties?.[name];
  const component = inside(inside(schema?.root, 'spec'), kind);
  const known = component && schema?.resolve(component).properties;
  return known !== undefined && Object.keys(fields).some((name) => !Object.hasOwn(known, name));
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/component.go validateExactlyOneImplementation */
function checkImplementations({ kind, path, fields, implementations }: Component): readonly Fault[] {
  const [, second] = implementations;
  if (second !== undefined) {
    const stated = implementations.map((each) => each.path.slice(path.length + 1));
    const problem = `The ${kind} is stated ${stated.length} times: ${stated.join(', ')}`;
    const mend = stated.every((name) => name === 'containers')
      ? "Name one container 'kserve-container' alone."
      : "Keep one of them; a container beside a model has another name than 'kserve-container'.";
    return [refusal('service', 'kserve/implementation', second.path, problem, mend)];
  }
  if (implementations.length === 0) {
    // What the schema does not know is told, and was to say it.
    if (hasUnknownField(kind, fields)) return [];
    const problem = `The ${kind} does not say what it runs`;
    return [refusal('service', 'kserve/implementation', path, problem, `State ${KINDS[kind]}.`)];
  }
  const [framework] = frameworksOf(fields);
  if (kind !== 'predictor' || framework === undefined || !isStated(fields.model)) return [];
  return [
    {
      id: 'kserve/implementation',
      severity: 'error',
      field: `${path}.model`,
      problem: `The predictor has both a model and '${framework}'`,
      consequence: `KServe's webhook makes a model of '${framework}' and puts it in place of this one, without a word.`,
      mend: `Leave out '${framework}', and state its fields in the model.`,
    },
  ];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_custom.go validateCustomProtocol */
function checkCustomProtocol({ kind, path, fields, implementations }: Component): readonly Fault[] {
  if (kind !== 'predictor' || implementations[0]?.kind !== 'containers') return [];
  const [first] = arrayAt(fields, 'containers');
  const protocol = isObject(first) ? variableOf(first, 'PROTOCOL') : undefined;
  if (protocol === undefined || protocol === 'v1' || protocol === 'v2') return [];
  return [
    refusal(
      'service',
      'kserve/custom-protocol',
      `${path}.containers[0].env`,
      `The variable PROTOCOL is ${inWords(protocol)}`,
      "Set it to 'v1' or 'v2'.",
    ),
  ];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/component.go validateReplicas, validateContainerConcurrency */
function checkReplicas({ path, fields }: Component): readonly Fault[] {
  const negative = ['minReplicas', 'maxReplicas', 'containerConcurrency'].filter((name) => isNegative(fields[name]));
  if (negative.length > 0) {
    return negative.map((name) =>
      refusal(
        'service',
        'kserve/negative-count',
        `${path}.${name}`,
        `${inWords(fields[name])} is no count`,
        'Use 0 or more.',
      ),
    );
  }
  const { minReplicas = 1, maxReplicas } = fields;
  const least = minReplicas ?? 1;
  if (typeof least !== 'number' || typeof maxReplicas !== 'number' || maxReplicas === 0 || least <= maxReplicas)
    return [];
  return [
    refusal(
      'service',
      'kserve/replicas-range',
      `${path}.minReplicas`,
      `The least number of replicas, ${least}, is over the largest, ${maxReplicas}`,
      `Set min to ${maxReplicas} or less, or max to ${least} or more.`,
    ),
  ];
}

function isNegative(value: JsonValue | undefined): boolean {
  return typeof value === 'number' && value < 0;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/component.go validateLogger */
function checkLogger({ path, fields }: Component): readonly Fault[] {
  const { logger } = fields;
  if (!isObject(logger)) return [];
  const faults: Fault[] = [];
  // Other values are the schema's to tell.
  if ((textAt(logger, 'mode') ?? '') === '') {
    const problem = 'The logger does not say what it logs';
    faults.push(refusal('service', 'kserve/logger', `${path}.logger.mode`, problem, 'Use all, request or response.'));
  }
  if (!isStated(logger.storage)) return faults;
  const storage = objectAt(logger, 'storage');
  const missing = ['path', 'parameters', 'key'].filter((name) => !isStated(storage[name]));
  if (missing.length === 0) return faults;
  const problem = `The logger's storage has no ${missing.join(' and no ')}`;
  const mend = 'State path, parameters and key.';
  return [...faults, refusal('service', 'kserve/logger', `${path}.logger.storage`, problem, mend)];
}
