import { KSERVE_FRAMEWORKS } from '../../catalog/kserve-frameworks';
import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue } from '../../kubernetes/manifest';

/** The container that the model is served in, which KServe finds by this name. */
export const MAIN_CONTAINER = 'kserve-container';

/** The container of a transformer in the predictor's pod. */
export const TRANSFORMER_CONTAINER = 'transformer-container';

/** What makes a component: a model and its runtime, an explainer of KServe, or containers of one's own. */
export interface Implementation {
  readonly kind: 'model' | 'art' | 'containers';
  /** Path of the field. */
  readonly path: string;
  /** The model's or explainer's fields, and of containers, the main one's. */
  readonly fields: JsonObject;
}

/** A predictor, transformer or explainer, read once. */
export interface Component {
  readonly kind: 'predictor' | 'transformer' | 'explainer';
  /** Path of its fields, such as `spec.predictor`. */
  readonly path: string;
  readonly fields: JsonObject;
  /** As many as the webhook counts; exactly one is allowed. */
  readonly implementations: readonly Implementation[];
}

/**
 * Reads a component as KServe's webhooks do.
 *
 * @param makesModel - whether the webhook makes a `model` of a framework, which it does in a service's own predictor
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor.go GetImplementations
 */
export function componentOf(kind: Component['kind'], fields: JsonObject, path: string, makesModel = true): Component {
  const named = kind === 'predictor' ? modelsOf(fields, path, makesModel) : explainersOf(kind, fields, path);
  const containers = arrayAt(fields, 'containers');
  const custom = containers.length === 0 ? [] : customOf(kind, containers, named.length > 0, path);
  return { kind, path, fields, implementations: [...named, ...custom] };
}

/** The frameworks that a predictor names by their own member, in the order in which the webhook looks for them. */
export function frameworksOf(predictor: JsonObject): readonly (typeof KSERVE_FRAMEWORKS)[number][] {
  return KSERVE_FRAMEWORKS.filter((name) => isStated(predictor[name]));
}

/** In Go, `null` is the same as nothing. */
export function isStated(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

/**
 * Where a component's model is, if one address says so.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_custom.go GetStorageUri
 */
export function storageUriOf({ implementations: [implementation] }: Component): string | undefined {
  if (implementation === undefined) return undefined;
  const { kind, fields } = implementation;
  if (kind === 'containers') return variableOf(fields, 'STORAGE_URI');
  const uri = textAt(fields, 'storageUri');
  return kind === 'art' && uri === '' ? undefined : uri;
}

/** The value of the first variable of a name; empty where the value comes from elsewhere. */
export function variableOf(container: JsonObject, name: string): string | undefined {
  const variable = arrayAt(container, 'env').find((each) => textAt(each, 'name') === name);
  return variable === undefined ? undefined : (textAt(variable, 'value') ?? '');
}

/** A framework of which the model is made takes the place of a model that is stated too. */
function modelsOf(predictor: JsonObject, path: string, makesModel: boolean): readonly Implementation[] {
  const frameworks = frameworksOf(predictor);
  const keepsModel = isStated(predictor.model) && (frameworks.length === 0 || !makesModel);
  const names = [...frameworks, ...(keepsModel ? ['model'] : [])];
  return names.map((name) => ({ kind: 'model', path: `${path}.${name}`, fields: objectOf(predictor[name]) }));
}

function explainersOf(kind: Component['kind'], fields: JsonObject, path: string): readonly Implementation[] {
  if (kind !== 'explainer' || !isStated(fields.art)) return [];
  return [{ kind: 'art', path: `${path}.art`, fields: objectOf(fields.art) }];
}

/** A predictor's containers are an implementation if one is the main one, or if there is nothing else. */
function customOf(
  kind: Component['kind'],
  containers: JsonArray,
  hasOther: boolean,
  path: string,
): readonly Implementation[] {
  const field = `${path}.containers`;
  const first = objectOf(containers[0]);
  if (kind !== 'predictor') return [{ kind: 'containers', path: field, fields: first }];
  const main = containers.filter((container) => textAt(container, 'name') === MAIN_CONTAINER);
  if (main.length > 0) {
    return main.map((container) => ({ kind: 'containers', path: field, fields: objectOf(container) }));
  }
  return hasOther ? [] : [{ kind: 'containers', path: field, fields: first }];
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}
