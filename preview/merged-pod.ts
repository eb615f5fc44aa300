import { podType } from '../catalog/pod-types';
import { fieldPath } from '../kubernetes/field-path';
import { arrayAt, isObject, textAt } from '../kubernetes/manifest';
import type { JsonObject, Manifest } from '../kubernetes/manifest';
import { fieldSteps } from './field-steps';
import { originIn } from './origin';
import type { Origin, Sources } from './origin';

/** A pod as a controller makes it. */
export interface MergedPod {
  /** What it is of its workload, such as `predictor`, `engine`, `leader` or `worker`; `pod` where all are alike. */
  readonly component: string;
  /**
   * The namespace of what it is made of.
   *
   * @default - it is not stated
   */
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** A PodSpec. */
  readonly spec: JsonObject;
  /**
   * The spec as it stands in the workload that makes the pod, before webhooks add to it.
   *
   * @default - the same
   */
  readonly template?: JsonObject;
  /**
   * How many of them there are.
   *
   * @default - an autoscaler decides, or the workload's default holds
   */
  readonly replicas?: number;
  /** Volumes that are not in the spec, since a controller adds them to each pod, as those of claim templates. */
  readonly addedVolumes: ReadonlySet<string>;
  /** Where a field of the spec is written, such as `containers[0].image`. */
  readonly originOf: (field: string) => Origin;
}

/** What the parts of a pod's spec were merged from. */
export interface PodSources {
  readonly manifest: Manifest;
  /** All but the containers that are named below. */
  readonly pod: Sources;
  /** By their names. */
  readonly containers: ReadonlyMap<string, Sources>;
  readonly initContainers?: ReadonlyMap<string, Sources>;
}

/** Finds where fields of a merged spec are written. */
export function originsIn(spec: JsonObject, sources: PodSources): (field: string) => Origin {
  return (field) => {
    const [list, index, ...steps] = fieldSteps(field);
    const container =
      (list === 'containers' || list === 'initContainers') && typeof index === 'number'
        ? arrayAt(spec, list)[index]
        : undefined;
    const own = sources[list === 'initContainers' ? 'initContainers' : 'containers']?.get(
      textAt(container, 'name') ?? '',
    );
    const origin =
      own !== undefined && isObject(container)
        ? originIn(own, container, steps, podType('Container'))
        : originIn(sources.pod, spec, fieldSteps(field), podType('PodSpec'));
    return origin ?? { author: 'controller', manifest: sources.manifest, field: fieldPath(['spec']) };
  };
}
