import type { StorageLocation } from '../../constructs/model-storage';
import type { ServiceDescription } from '../../constructs/service';
import { environment, SHARED_MEMORY_MOUNT, sharedMemoryVolume, withDevices } from '../pod/container';
import type { Render } from '../pod/container';

/** The predictor of an InferenceService that serves one model with a named runtime. */
export function predictorOf(service: ServiceDescription, render: Render) {
  const { accelerator, runtime, replicas, sharedMemory } = service;
  const min = replicas?.min ?? 1;
  const memory = sharedMemory === undefined ? undefined : [sharedMemoryVolume(sharedMemory)];
  const location = service.model.storage?.location;
  return {
    minReplicas: min,
    maxReplicas: replicas?.max ?? Math.max(min, 1),
    serviceAccountName: service.serviceAccountName,
    nodeSelector: service.nodeSelector ?? accelerator.nodeSelector,
    tolerations: service.tolerations ?? accelerator.tolerations,
    volumes: memory,
    // One address is the model's own; several are what the pods mount.
    storageUris: location?.kind === 'uris' ? location.uris : undefined,
    model: {
      modelFormat: { name: service.format.name },
      protocolVersion: service.protocol ?? runtime.engine.protocols?.[0],
      runtime: runtime.name,
      ...storageFields(location),
      args: service.args,
      env: service.env.length === 0 ? undefined : environment(service.env, render),
      resources: serviceResources(service),
      volumeMounts: memory === undefined ? undefined : [SHARED_MEMORY_MOUNT],
      startupProbe: startupProbe(service),
    },
  };
}

/** Who states processor and memory states the devices too; where nobody does, the service states the devices. */
function serviceResources({ resources, accelerator, runtime }: ServiceDescription) {
  const { engine } = runtime;
  if (resources !== undefined) return withDevices(resources, accelerator);
  if (engine.resources !== undefined && accelerator.count === engine.accelerator.count) return undefined;
  return withDevices({}, accelerator);
}

/** Merged onto the runtime's probe field by field. */
function startupProbe({ startupSeconds, runtime }: ServiceDescription) {
  const probe = runtime.engine.probes?.startup;
  if (startupSeconds === undefined || probe === undefined) return undefined;
  return { failureThreshold: Math.ceil(startupSeconds / (probe.periodSeconds ?? 10)) };
}

function storageFields(location: StorageLocation | undefined) {
  switch (location?.kind) {
    case undefined:
    case 'uris':
      return {};
    case 'uri':
      return { storageUri: location.uri };
    case 'connection':
      return { storage: { key: location.key, path: location.path, parameters: location.parameters } };
  }
}
