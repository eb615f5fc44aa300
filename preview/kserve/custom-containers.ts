import { arrayAt, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { withDefaults } from '../pod-edits';
import { refused } from '../pods-result';
import type { DefaultedService } from './defaulted-service';
import { MAIN_CONTAINER } from './model-containers';
import type { ContainersResult } from './model-containers';
import { nameOfContainer, writtenContainers } from './predictor-container';
import type { PredictorContainer } from './predictor-container';

/** What a container requests that states nothing, as KServe ships it. */
const RESOURCES: JsonObject = { cpu: '1', memory: '2Gi' };

/**
 * The containers of a predictor that states them itself. The first is named by the webhook, gets resources, and is
 * replaced by the one that serves.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_custom.go Default, GetContainer
 */
export function customContainers({ manifest, predictor }: DefaultedService): ContainersResult {
  const path = ['spec', 'predictor', 'containers'];
  const written = writtenContainers(manifest, 'service', path, arrayAt(predictor, 'containers'));
  const made = written.map((one, index): PredictorContainer => {
    const isRenamed = index === 0 && (written.length === 1 || nameOfContainer(one) === '');
    const container = isRenamed ? { ...one.value, name: MAIN_CONTAINER } : one.value;
    return { container: index === 0 ? withResources(container) : container, sources: { layers: [one] } };
  });
  const main = made.find(({ container }) => textAt(container, 'name') === MAIN_CONTAINER);
  if (main === undefined) return { ok: false, none: refused(`no container is named ${MAIN_CONTAINER}`) };
  return { ok: true, made: [main, ...made.slice(1)], expansions: [] };
}

/** A container with the CPUs and the memory that KServe gives to those that state none. */
export function withResources(container: JsonObject): JsonObject {
  const resources = objectAt(container, 'resources');
  const filled = ['limits', 'requests'].map(
    (kind) => [kind, withDefaults(objectAt(resources, kind), RESOURCES)] as const,
  );
  return {
    ...container,
    resources: { ...(isObject(container.resources) ? resources : {}), ...Object.fromEntries(filled) },
  };
}
