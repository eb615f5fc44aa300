import type { Accelerator } from '../../constructs/accelerator';
import type { EnginePod, EngineProbe, EngineVariable } from '../../constructs/engine';
import { renderText } from '../../constructs/late-bound';
import type { PlatformValueName, Text } from '../../constructs/late-bound';
import type { Resources } from '../../constructs/pod';

/** Writes a text down in the platform's template language. */
export type Render = (value: Text) => string;

const SHARED_MEMORY_VOLUME = 'dshm';

/** How a platform writes late-bound values; the serving port is known of the pod itself. */
export function renderer({ servingPort }: EnginePod, template: (name: PlatformValueName) => string): Render {
  return (value) => renderText(value, (name) => (name === 'servingPort' ? String(servingPort) : template(name)));
}

/** A pod's main container. */
export function engineContainer(engine: EnginePod, name: string, render: Render) {
  return {
    name,
    image: engine.image,
    command: engine.command?.map(render),
    args: engine.args?.map(render),
    env: environment(engine.env, render),
    ports: engine.ports?.map(({ number, name }) => ({ name, containerPort: number, protocol: 'TCP' as const })),
    resources: engine.resources === undefined ? undefined : withDevices(engine.resources, engine.accelerator),
    securityContext: engine.security,
    volumeMounts: engineMounts(engine),
    startupProbe: probe(engine.probes?.startup, engine.servingPort, render),
    readinessProbe: probe(engine.probes?.readiness, engine.servingPort, render),
    livenessProbe: probe(engine.probes?.liveness, engine.servingPort, render),
  };
}

/** The volumes behind the container's mounts. */
export function engineVolumes(engine: EnginePod) {
  const volumes = [
    ...(engine.sharedMemory === undefined ? [] : [sharedMemoryVolume(engine.sharedMemory)]),
    ...(engine.scratchFolders ?? []).map((folder) => ({ name: scratchVolumeName(folder), emptyDir: {} })),
  ];
  return volumes.length === 0 ? undefined : volumes;
}

/** Where {@link engineVolumes} are mounted. */
export function engineMounts(engine: EnginePod) {
  const mounts = [
    ...(engine.sharedMemory === undefined ? [] : [SHARED_MEMORY_MOUNT]),
    ...(engine.scratchFolders ?? []).map((folder) => ({ name: scratchVolumeName(folder), mountPath: folder })),
  ];
  return mounts.length === 0 ? undefined : mounts;
}

/** A memory-backed `/dev/shm` of at most `sizeLimit`. */
export function sharedMemoryVolume(sizeLimit: string) {
  return { name: SHARED_MEMORY_VOLUME, emptyDir: { medium: 'Memory', sizeLimit } };
}

/** Where {@link sharedMemoryVolume} is mounted. */
export const SHARED_MEMORY_MOUNT = { name: SHARED_MEMORY_VOLUME, mountPath: '/dev/shm' };

/** Variables in Kubernetes' form, in their order. */
export function environment(env: readonly EngineVariable[] | undefined, render: Render) {
  return env?.map((variable) => {
    if ('value' in variable) return { name: variable.name, value: render(variable.value) };
    if ('field' in variable) return { name: variable.name, valueFrom: { fieldRef: { fieldPath: variable.field } } };
    return { name: variable.name, valueFrom: { secretKeyRef: { ...variable.secret } } };
  });
}

/** Adds the devices to requests and limits: for extended resources the two must be equal. */
export function withDevices(resources: Resources, accelerator: Accelerator): Resources {
  if (accelerator.resource === undefined || accelerator.count === 0) return resources;
  const devices = { [accelerator.resource]: String(accelerator.count) };
  return { requests: { ...resources.requests, ...devices }, limits: { ...resources.limits, ...devices } };
}

function scratchVolumeName(folder: string): string {
  return `scratch${folder.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

function probe(definition: EngineProbe | undefined, port: number, render: Render) {
  if (definition === undefined) return undefined;
  if ('path' in definition) {
    const { path, ...timing } = definition;
    return { httpGet: { path: render(path), port, scheme: 'HTTP' as const }, ...timing };
  }
  const { command, ...timing } = definition;
  return { exec: { command: command.map(render) }, ...timing };
}
