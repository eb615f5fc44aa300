import { podType } from '../../catalog/pod-types';
import { isObject, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { asGoWritesIt } from '../go-json/go-value';
import type { Sources, Written } from '../origin';
import { strategicMerge } from '../strategic-merge/strategic-merge';
import { componentType } from './component-type';

export type ComponentName = 'engine' | 'decoder' | 'router';

/** A component of a service, merged from the service's and the runtime's. */
export interface MergedComponent {
  readonly name: ComponentName;
  readonly fields: JsonObject;
  /** The service's and the runtime's, the service's first. */
  readonly layers: readonly Written[];
}

export type ComponentResult =
  { readonly ok: true; readonly component: MergedComponent } | { readonly ok: false; readonly problem: string };

/** What OME's webhook writes into a component of a service. */
const LEAST: Readonly<Record<ComponentName, JsonObject>> = {
  engine: { minReplicas: 1, maxReplicas: 3 },
  decoder: { minReplicas: 1, maxReplicas: 3 },
  router: { minReplicas: 1, maxReplicas: 2 },
};

/**
 * The service's component put over the runtime's; undefined where the service has none, whatever the runtime has.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go MergeEngineSpec
 */
export function mergedComponent(
  service: Manifest,
  runtime: Manifest,
  name: ComponentName,
): ComponentResult | undefined {
  const own = valueAt(service, 'spec', name);
  if (!isObject(own)) return undefined;
  const stated = asGoWritesIt({ ...LEAST[name], ...own }, componentType());
  const overlay: Written = { author: 'service', manifest: service, path: ['spec', name], value: stated };
  const theirs = valueAt(runtime, 'spec', `${name}Config`);
  if (!isObject(theirs)) {
    return { ok: true, component: { name, fields: overlay.value, layers: [overlay] } };
  }
  const path = ['spec', `${name}Config`];
  const base: Written = { author: 'runtime', manifest: runtime, path, value: ofRuntime(theirs) };
  const result = strategicMerge(base.value, overlay.value, componentType());
  if (!result.ok) return result;
  const fields = asGoWritesIt(result.merged, componentType());
  return { ok: true, component: { name, fields, layers: [overlay, base] } };
}

/** A runtime's component as Go reads it, which is the same for all of its services. */
function ofRuntime(component: JsonObject): JsonObject {
  const value = READ.get(component) ?? asGoWritesIt(component, componentType());
  READ.set(component, value);
  return value;
}

const READ = new WeakMap<JsonObject, JsonObject>();

/** The part of a component that states one pod: itself, its leader or its workers. */
export interface PodPart {
  readonly fields: JsonObject;
  readonly layers: readonly Written[];
}

export function partOf(component: MergedComponent): PodPart;
export function partOf(component: MergedComponent, member: 'leader' | 'worker'): PodPart | undefined;
export function partOf({ fields, layers }: MergedComponent, member?: 'leader' | 'worker'): PodPart | undefined {
  if (member === undefined) return { fields, layers };
  const part = fields[member];
  return isObject(part) ? { fields: part, layers: layers.flatMap((layer) => within(layer, member)) } : undefined;
}

/** What the runner's container was made from: the runner, put over the container of its name. */
export function runnerSources({ layers }: PodPart, name: string): Sources {
  const runners = layers.flatMap((layer) => within(layer, 'runner'));
  const containers = layers.flatMap((layer) => containerIn(layer, name));
  // Arguments are merged as a whole before those of the runner follow those of the container.
  const withArguments = (list: readonly Written[]) => list.find(({ value }) => value.args !== undefined);
  const argumentsOf = [withArguments(containers), withArguments(runners)].filter((one) => one !== undefined);
  return { layers: [...runners, ...containers], argumentsOf };
}

/** What a container beside the runner was made from. */
export function containerSources({ layers }: PodPart, name: string): Sources {
  return { layers: layers.flatMap((layer) => containerIn(layer, name)) };
}

function within({ author, manifest, path, value }: Written, member: string): readonly Written[] {
  const part = value[member];
  return isObject(part) ? [{ author, manifest, path: [...path, member], value: part }] : [];
}

function containerIn({ author, manifest, path, value }: Written, name: string): readonly Written[] {
  const list = Array.isArray(value.containers) ? value.containers : [];
  return list.flatMap((container: JsonValue, index): readonly Written[] =>
    isObject(container) && textAt(container, 'name') === name
      ? [
          {
            author,
            manifest,
            path: [...path, 'containers', index],
            value: asGoWritesIt(container, podType('Container')),
          },
        ]
      : [],
  );
}
