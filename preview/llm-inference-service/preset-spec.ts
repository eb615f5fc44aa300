import { MAIN_CONTAINER, presetImages, presetPods, SERVING_PORT, withoutPrefix } from '../../catalog/llm-presets';
import type { PresetPod } from '../../catalog/llm-presets';
import type { JsonObject } from '../../kubernetes/manifest';

const MOUNTS: readonly (readonly [volume: string, path: string])[] = [
  ['home', '/home'],
  ['tmp-dir', '/tmp'],
  ['dshm', '/dev/shm'],
  ['model-cache', '/models'],
  ['tls-certs', '/var/run/kserve/tls'],
];

/** The proxy beside a decoder, which brings what was computed from the ones that prefill. */
const SIDECAR = 'llm-d-routing-sidecar';

/**
 * What a preset that KServe ships states of pods, as far as people add to it: the container with its port, probes and
 * mounts, and the volumes. Scripts are not in it.
 *
 * @see https://github.com/kserve/kserve/tree/master/config/llmisvcconfig
 */
export function presetSpec(name: string): JsonObject {
  const spec: Record<string, JsonObject> = {};
  const prefill: Record<string, JsonObject> = {};
  for (const pod of presetPods(withoutPrefix(name))) {
    const [last = '', ...before] = pod.field.split('.').reverse();
    (before.length === 0 ? spec : prefill)[last] = podSpec(pod);
  }
  return Object.keys(prefill).length === 0 ? spec : { ...spec, prefill };
}

function podSpec({ starts, port, sharedMemory, hasSidecar }: PresetPod): JsonObject {
  return {
    ...(hasSidecar ? { initContainers: [sidecar()] } : {}),
    containers: [
      {
        name: MAIN_CONTAINER,
        image: presetImages().main,
        ports: [{ containerPort: port, protocol: 'TCP' }],
        volumeMounts: MOUNTS.map(([volume, mountPath]) => ({ name: volume, mountPath })),
        // Workers answer nobody.
        ...(starts === 'worker' ? {} : probes(port)),
      },
    ],
    terminationGracePeriodSeconds: 60,
    volumes: [
      ...['home', 'tmp-dir', 'model-cache'].map((name) => ({ name, emptyDir: {} })),
      { name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: sharedMemory } },
      { name: 'tls-certs', secret: {} },
    ],
  };
}

function probes(port: number): JsonObject {
  const httpGet = { path: '/health', port };
  return {
    startupProbe: { httpGet, periodSeconds: 10, failureThreshold: 60 },
    livenessProbe: { httpGet, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 10 },
    readinessProbe: { httpGet, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 2 },
  };
}

function sidecar(): JsonObject {
  const httpGet = { path: '/health', port: SERVING_PORT };
  return {
    name: SIDECAR,
    image: presetImages().sidecar,
    restartPolicy: 'Always',
    ports: [{ containerPort: SERVING_PORT, protocol: 'TCP' }],
    livenessProbe: { httpGet, initialDelaySeconds: 10, periodSeconds: 10, timeoutSeconds: 10, failureThreshold: 3 },
    readinessProbe: { httpGet, initialDelaySeconds: 10, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 10 },
  };
}
