import type { PodTemplateSpec } from '../../imports/shared';
import { engineContainer, engineVolumes } from '../pod/container';
import type { Render } from '../pod/container';
import { namedPorts } from './ports';
import type { ServedPod } from './served-pod';
import type { MountedVolume } from './weights';

/** Labels or annotations. */
export type Labels = Readonly<Record<string, string>>;

/** What the platform adds to one kind of pod. */
export interface PodSettings {
  readonly containerName: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly schedulerName?: string;
  readonly serviceAccountName?: string;
  readonly volumes?: readonly MountedVolume[];
}

/**
 * A pod of the set or its router. Service links are off: a Service named `vllm` would set `VLLM_PORT` to an address,
 * and vLLM refuses to start with that.
 *
 * @see https://docs.vllm.ai/en/latest/configuration/env_vars.html
 */
export function podTemplate(pod: ServedPod, settings: PodSettings, render: Render): PodTemplateSpec {
  const { labels, annotations, volumes = [] } = settings;
  const container = engineContainer({ ...pod, resources: pod.resources ?? {} }, settings.containerName, render);
  const mounts = volumes.map(({ volume, mount }) => ({ name: volume.name, ...mount }));
  return {
    metadata: someMetadata(labels, annotations),
    spec: {
      enableServiceLinks: false,
      schedulerName: settings.schedulerName,
      serviceAccountName: settings.serviceAccountName,
      nodeSelector: pod.nodeSelector,
      tolerations: pod.tolerations,
      containers: [{ ...container, volumeMounts: someOf([...(container.volumeMounts ?? []), ...mounts]) }],
      volumes: someOf([...(engineVolumes(pod) ?? []), ...volumes.map(({ volume }) => volume)]),
    },
  };
}

/** The pod with its serving port declared, and every port under a name that Services and monitors can refer to. */
export function withNamedPorts(pod: ServedPod): ServedPod {
  return { ...pod, ports: namedPorts(pod) };
}

/** Metadata of an object inside of another, absent where it would say nothing. */
export function someMetadata(labels: Labels = {}, annotations: Labels = {}) {
  const stated = {
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
  return Object.keys(stated).length === 0 ? undefined : stated;
}

function someOf<Item>(list: readonly Item[]): readonly Item[] | undefined {
  return list.length === 0 ? undefined : list;
}
