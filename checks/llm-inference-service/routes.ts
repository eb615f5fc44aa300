import { arrayAt, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { isStated, states } from '../../preview/llm-inference-service/workload';
import type { Fault } from '../finding';
import { refusedService } from './refusal';
import type { ServiceVersion } from './service';

const HTTP = 'spec.router.route.http';

/**
 * Routes of one's own beside those that the controller makes.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go validateRouterCrossFieldConstraints
 */
export function checkRoutes(spec: JsonObject, version: ServiceVersion): readonly Fault[] {
  const { route, gateway } = objectAt(spec, 'router');
  const http = isObject(route) ? route.http : undefined;
  if (!isObject(http)) return [];
  const routes = arrayAt(http, 'refs');
  const gateways = arrayAt(gateway, 'refs');
  const faults: Fault[] = [];
  if (routes.length > 0 && isStated(http.spec)) {
    const problem = 'The service names HTTPRoutes in `refs`, and states one in `spec`';
    faults.push(refusedService('llmisvc/route-twice', HTTP, problem, 'Keep one of them.'));
  }
  if (routes.length > 0 && isObject(gateway) && gateways.length === 0) {
    faults.push(
      refusedService(
        'llmisvc/route-gateway',
        `${HTTP}.refs`,
        'The service names HTTPRoutes of its own, and leaves the gateway to the controller',
        'Name the gateway of the routes in `router.gateway.refs`, or leave `refs` out.',
      ),
    );
  }
  const parents = arrayAt(http, 'spec', 'parentRefs');
  const agrees = version === 'v1alpha2' && haveSameTargets(parents, gateways);
  if (parents.length > 0 && gateways.length > 0 && !agrees) {
    faults.push(
      refusedService(
        'llmisvc/route-parents',
        `${HTTP}.spec.parentRefs`,
        version === 'v1alpha2'
          ? 'The route belongs to other gateways than `router.gateway.refs` names'
          : 'The gateways stand in `parentRefs` and in `router.gateway.refs`',
        'Leave parentRefs out: the controller takes them from `router.gateway.refs`.',
      ),
    );
  }
  return faults;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go parentRefsMatchGatewayRefs */
function haveSameTargets(parents: readonly JsonValue[], gateways: readonly JsonValue[]): boolean {
  const targets = (references: readonly JsonValue[]) => JSON.stringify(references.map(target).sort());
  return targets(parents) === targets(gateways);
}

function target(reference: JsonValue): string {
  return JSON.stringify(['namespace', 'name', 'sectionName'].map((field) => textAt(reference, field) ?? ''));
}

/**
 * How the requests for a model are divided among services.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go validateTrafficFields
 */
export function checkTraffic(spec: JsonObject): readonly Fault[] {
  const { route, ingress } = objectAt(spec, 'router');
  const hasGroup = states(route, 'group');
  const hasWeight = states(route, 'weight');
  if (!hasGroup && !hasWeight) return [];
  const refuse = (field: string, problem: string, mend: string) => [
    refusedService('llmisvc/traffic', `spec.router.route.${field}`, problem, mend),
  ];
  if (isStated(ingress)) {
    const problem = 'Requests are to be divided, and come through an Ingress';
    return refuse(
      hasGroup ? 'group' : 'weight',
      problem,
      'Leave `router.ingress` out: only HTTPRoutes divide requests.',
    );
  }
  if (!hasGroup) {
    return refuse('weight', 'There is a weight, and no group in which it counts', 'State `group`, or leave it out.');
  }
  if (!hasWeight) return refuse('group', 'The service is in a group, without a weight', 'State `weight` too.');
  if (arrayAt(route, 'http', 'refs').length === 0) return [];
  const problem = 'Requests are to be divided, and the service brings HTTPRoutes of its own';
  return refuse('group', problem, 'Leave `http.refs` out: the controller divides requests in the route that it makes.');
}
