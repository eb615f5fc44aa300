import { arrayAt, isObject, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Combination } from '../../preview/llm-inference-service/combine';
import { modelNameOf } from '../../preview/llm-inference-service/combine';
import { inWords } from '../finding';
import type { Fault, Finding } from '../finding';
import type { LocatedService } from './made-services';
import type { LlmService } from './service';

const FIELD = 'spec.model.name';

/** What a path of an HTTPRoute may be made of. */
const IN_PATH = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;
/** Steps of a path that are empty, or lead back. */
const STEP_BACK = /(?:^|\/)\.{0,2}(?:\/|$)|%2f/i;
/** What a shell does not take as it stands. */
const IN_SHELL = /[\s"'\\`$&;()<>|]/;

/**
 * A name that the model has no longer: what a configuration states of it comes before what the service does.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go combineBaseRefsConfig
 */
export function checkOverriddenName({ spec }: LlmService, { modelName }: Combination): readonly Fault[] {
  const stated = modelNameOf(spec);
  if (stated === undefined || stated === modelName) return [];
  return [
    {
      id: 'llmisvc/model-name-overridden',
      severity: 'warning',
      field: FIELD,
      problem: `The service names its model '${stated}', and one of its configurations '${modelName}'`,
      consequence: `The configuration's name holds: clients that ask for '${stated}' get none.`,
      mend: 'Leave `model.name` out of the configuration, or state the same.',
    },
  ];
}

/**
 * A name that cannot stand in the route to the model, or that a shell takes apart.
 *
 * @param startsAsPreset - whether the script of a preset starts vLLM, with the name in the line of a shell
 * @see https://github.com/kubernetes-sigs/gateway-api/blob/main/apis/v1/httproute_types.go HTTPPathMatch
 */
export function checkModelName(name: string, merged: JsonObject, startsAsPreset: boolean): readonly Fault[] {
  const isRouted = hasManagedRoute(merged) && (!IN_PATH.test(name) || STEP_BACK.test(name));
  if (!isRouted && !(startsAsPreset && IN_SHELL.test(name))) return [];
  return [
    {
      id: 'llmisvc/model-name',
      severity: 'error',
      field: FIELD,
      problem: `The model is named ${inWords(name)}`,
      consequence: isRouted
        ? 'The name stands in the paths of the HTTPRoute that the controller makes, and may not: it is refused, and no request reaches the model.'
        : "The name stands in a line that the preset's script has a shell read: it is taken apart, and vLLM serves another name.",
      mend: 'Use letters, digits, dots, dashes, underscores and single slashes.',
    },
  ];
}

/** Whether the rules of the route are those of the preset. */
export function hasManagedRoute(merged: JsonObject): boolean {
  const route = valueAt(merged, 'router', 'route');
  if (!isObject(route) || arrayAt(route, 'http', 'refs').length > 0) return false;
  const rules = arrayAt(route, 'http', 'spec', 'rules');
  return rules.length === 0 || rules.some((rule) => (textAt(rule, 'name') ?? '').includes('publisher'));
}

/** A service and the names by which its gateway finds its models. */
interface RoutedModels {
  readonly service: LlmService;
  readonly where: string;
  readonly group?: string;
  readonly names: readonly string[];
}

/** The names by which a gateway finds the models of a service, if the controller makes its route. */
export function routedModels({ service, where, made }: LocatedService): readonly RoutedModels[] {
  const { combination, merged } = made;
  if (merged === undefined || !hasManagedRoute(merged)) return [];
  const adapters = arrayAt(merged, 'model', 'lora', 'adapters').flatMap((adapter) => textAt(adapter, 'name') ?? []);
  const group = textAt(merged, 'router', 'route', 'group');
  return [{ service, where, group, names: [combination.modelName, ...adapters] }];
}

/**
 * Models of one name in a namespace, which share a route.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/router_validation.go findModelNameCollisions
 */
export function checkSharedNames(all: readonly RoutedModels[]): readonly Finding[] {
  const first = new Map<string, RoutedModels>();
  return all.flatMap((models) => {
    const { service, where, group, names } = models;
    return names.flatMap((name): readonly Finding[] => {
      const key = JSON.stringify([service.namespace ?? '', name]);
      const other = first.get(key);
      if (other === undefined) first.set(key, models);
      // The same name again is another text of one service, of which a cluster gets one.
      if (other === undefined || other.service.name === service.name) return [];
      return group !== undefined && group === other.group ? [] : [{ ...sharedName(name, other.service.name), where }];
    });
  });
}

function sharedName(name: string, other: string): Fault {
  return {
    id: 'llmisvc/shared-model-name',
    severity: 'warning',
    field: FIELD,
    problem: `The service '${other}' of the namespace has a model '${name}' too`,
    consequence:
      'Gateways that find models by their names send all requests for it to one of the services (ModelNameCollision).',
    mend: 'Name one of them otherwise, or divide the requests: `router.route.group` and `weight` in both.',
  };
}
