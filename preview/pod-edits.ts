import { arrayAt, isObject, textAt } from '../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../kubernetes/manifest';
import { setProperty } from '../kubernetes/set-property';

/** The containers of a pod, or those that run before them. */
export function containersOf(
  spec: JsonObject,
  list: 'containers' | 'initContainers' = 'containers',
): readonly JsonObject[] {
  return arrayAt(spec, list).filter(isObject);
}

export function containerNamed(spec: JsonObject, name: string): JsonObject | undefined {
  return containersOf(spec).find((container) => textAt(container, 'name') === name);
}

/** The pod with every container of a name edited. */
export function editContainers(
  spec: JsonObject,
  name: string,
  edit: (container: JsonObject) => JsonObject,
): JsonObject {
  const containers = containersOf(spec).map((container) =>
    textAt(container, 'name') === name ? edit(container) : container,
  );
  return { ...spec, containers };
}

/** The container with a variable set: the first of its name keeps its place, and a source that it may have. */
export function setVariable(container: JsonObject, name: string, value: string): JsonObject {
  const variables = arrayAt(container, 'env');
  const index = variables.findIndex((variable) => textAt(variable, 'name') === name);
  if (index === -1) return { ...container, env: [...variables, { name, value }] };
  return {
    ...container,
    env: variables.map((variable, at) => (at === index && isObject(variable) ? { ...variable, value } : variable)),
  };
}

/** The container with a variable, unless it has one of the name. */
export function addVariable(container: JsonObject, name: string, value: string): JsonObject {
  return arrayAt(container, 'env').some((variable) => textAt(variable, 'name') === name)
    ? container
    : setVariable(container, name, value);
}

/** The container with a mount, unless it mounts the volume already. */
export function addMount(container: JsonObject, mount: JsonObject): JsonObject {
  const mounts = arrayAt(container, 'volumeMounts');
  return mounts.some((other) => textAt(other, 'name') === mount.name)
    ? container
    : { ...container, volumeMounts: [...mounts, mount] };
}

/** The pod with a volume, unless it has one of the name. */
export function addVolume(spec: JsonObject, volume: JsonObject): JsonObject {
  const volumes = arrayAt(spec, 'volumes');
  return volumes.some((other) => textAt(other, 'name') === volume.name)
    ? spec
    : { ...spec, volumes: [...volumes, volume] };
}

/** The pod with another container after those that it has. */
export function addContainer(
  spec: JsonObject,
  container: JsonObject,
  list: 'containers' | 'initContainers' = 'containers',
): JsonObject {
  return { ...spec, [list]: [...arrayAt(spec, list), container] };
}

/** Maps put over one another, the last first to be asked; values that are no texts are none. */
export function unionOfTexts(...maps: readonly (JsonObject | undefined)[]): Readonly<Record<string, string>> {
  const union: Record<string, string> = {};
  for (const map of maps) {
    if (map === undefined) continue;
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (typeof value === 'string') setProperty(union, key, value);
    }
  }
  return union;
}

/** Fields that have no value taken out. */
export function stated(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** A default for each field that is empty in Go. */
export function withDefaults(fields: JsonObject, defaults: JsonObject): JsonObject {
  const complete: Record<string, JsonValue> = { ...fields };
  for (const name of Object.keys(defaults)) {
    const value = defaults[name];
    if (value !== undefined && isEmpty(fields[name])) complete[name] = value;
  }
  return complete;
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}
