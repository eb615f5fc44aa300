import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import type { MergedPod } from '../merged-pod';
import { stated } from '../pod-edits';

/** Something of a prediction that the cluster may have in another way. */
export interface Inexactness {
  /**
   * The field of the object that it is about, such as `spec.template.spec`.
   *
   * @default - it is about the whole object
   */
  readonly field?: string;
  /** What is not known, and why, as a part of a sentence. */
  readonly because: string;
}

/** An object that a controller makes of a service. */
export interface ChildObject {
  /** As the controller creates it, without owners, status and what the API server fills in. */
  readonly manifest: Manifest;
  /** What it is for, in a few words. */
  readonly carries: string;
  readonly inexact: readonly Inexactness[];
}

/** Pods of one kind, and what makes them. */
export interface MadePod {
  readonly pod: MergedPod;
  readonly workload: { readonly kind: string; readonly name: string };
  /**
   * How many of these pods there are for each replica of the workload.
   *
   * @default 1
   */
  readonly perReplica?: number;
  /**
   * The object whose replicas an autoscaler sets.
   *
   * @default - the workload
   */
  readonly scaled?: { readonly kind: string; readonly name: string };
  /** How they are named, such as `llama-<group>-<1..3>`, where what stands in brackets is not known or counts. */
  readonly podName: string;
  /**
   * With which words the engine is started, where a script puts them together that is not read here.
   *
   * @default - the container's command says it
   */
  readonly starts?: { readonly container: string; readonly words: readonly string[] };
  /**
   * Containers without a command that have one, in a configuration that is not known.
   *
   * @default []
   */
  readonly unknownCommands?: readonly string[];
  readonly inexact: readonly Inexactness[];
}

/** What controllers make of a service. */
export type ServiceChildren =
  | {
      readonly outcome: 'made';
      /**
       * The way in which the platform runs it, such as `Standard`.
       *
       * @default - the platform has one way
       */
      readonly mode?: string;
      readonly pods: readonly MadePod[];
      readonly children: readonly ChildObject[];
      /** What is not exact of all of them. */
      readonly inexact: readonly Inexactness[];
    }
  | NoChildren;

/** Why nothing is made, or nothing is known. */
export type NoChildren =
  /** The service asks for nothing. */
  | { readonly outcome: 'nothing'; readonly because: string }
  /** The controller fails. */
  | {
      readonly outcome: 'refused';
      /**
       * As it stands in the service's status, such as `InvalidPredictorSpec`.
       *
       * @default - nothing is written there
       */
      readonly reason?: string;
      /** In upstream's words. */
      readonly message: string;
    }
  /** It depends on what is not among the manifests. */
  | { readonly outcome: 'unknown'; readonly because: string };

/** What says how an object is called and found; empty maps are left out. */
export interface ChildMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: JsonObject;
  readonly annotations?: JsonObject;
}

export function child(
  [apiVersion, kind]: readonly [apiVersion: string, kind: string],
  metadata: ChildMetadata,
  fields: Readonly<Record<string, JsonValue | undefined>>,
  carries: string,
  inexact: readonly Inexactness[] = [],
): ChildObject {
  const manifest = {
    apiVersion,
    kind,
    metadata: stated({
      name: metadata.name,
      namespace: metadata.namespace,
      labels: unlessEmpty(metadata.labels),
      annotations: unlessEmpty(metadata.annotations),
    }),
    ...stated(fields),
  };
  return { manifest, carries, inexact };
}

/** The template of a workload's pods. */
export function podTemplateOf({ labels, annotations, template, spec }: MergedPod): JsonObject {
  return {
    metadata: stated({ labels: unlessEmpty(labels), annotations: unlessEmpty(annotations) }),
    spec: template ?? spec,
  };
}

function unlessEmpty(map: JsonObject | undefined): JsonObject | undefined {
  return map === undefined || Object.keys(map).length === 0 ? undefined : map;
}
