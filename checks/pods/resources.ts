import { isObject, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { isWhole, quantityAmount } from '../../kubernetes/quantity-amount';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import type { PodContainer } from './containers';
import { refusedPod } from './containers';

/** Kubernetes' own resources that may be asked for in part, and promised more than once. */
const SHARED: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);

/**
 * Amounts that a container asks for and may use.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateContainerResourceRequirements
 */
export function checkResources(containers: readonly PodContainer[]): readonly Fault[] {
  return containers.flatMap(({ container, path }) => {
    const requests = objectAt(container, 'resources', 'requests');
    const limits = objectAt(container, 'resources', 'limits');
    const names = new Set([...Object.keys(requests), ...Object.keys(limits)]);
    return [...names].flatMap((name) => checkResource(name, requests, limits, `${path}.resources`));
  });
}

function checkResource(name: string, requests: JsonObject, limits: JsonObject, path: string): readonly Fault[] {
  const [request, limit] = [own(requests, name), own(limits, name)];
  const [requested, most] = [quantityAmount(request), quantityAmount(limit)];
  const field = (list: 'requests' | 'limits') => `${path}.${list}[${JSON.stringify(name)}]`;
  if (!isDevice(name)) {
    if (requested === undefined || most === undefined || requested <= most) return [];
    const problem = `The container asks for ${inWords(request)} of ${name}, and may use ${inWords(limit)}`;
    return [refusedPod('pod/request-over-limit', field('requests'), problem, 'Raise the limit, or ask for less.')];
  }
  const [list, amount] = most === undefined ? (['requests', requested] as const) : (['limits', most] as const);
  if (amount !== undefined && isDeviceOfPlugin(name) && !isWhole(amount)) {
    const problem = `${inWords(list === 'limits' ? limit : request)} of ${name} is no whole number`;
    return [
      refusedPod('pod/device-part', field(list), problem, 'Ask for whole devices; to share one, see its plug-in.'),
    ];
  }
  if (requested === undefined || requested === most) return [];
  if (limit !== undefined && most === undefined) return [];
  const problem =
    limit === undefined
      ? `${inWords(request)} of ${name} are requested, without a limit`
      : `${inWords(request)} of ${name} are requested, and the limit is ${inWords(limit)}`;
  const mend = `State the limit as ${inWords(request)} too: devices are never shared, so both are the same.`;
  return [refusedPod('pod/device-limit', field(limit === undefined ? 'requests' : 'limits'), problem, mend)];
}

function own(map: JsonObject, name: string): JsonValue | undefined {
  return isObject(map) && Object.hasOwn(map, name) ? map[name] : undefined;
}

/** What cannot be promised twice: devices of plug-ins, and huge pages. */
function isDevice(name: string): boolean {
  return !SHARED.has(name) && (name.startsWith('hugepages-') || isDeviceOfPlugin(name));
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/helper/helpers.go IsExtendedResourceName */
export function isDeviceOfPlugin(name: string): boolean {
  return name.includes('/') && !/(?:^|\.)kubernetes\.io\//.test(name) && !name.startsWith('requests.');
}
