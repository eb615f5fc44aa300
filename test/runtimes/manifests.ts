import { App } from 'cdk8s';
import { Cluster } from '../../constructs/cluster';
import { findingsOf } from '../../constructs/findings';
import { AlaudaAi } from '../../platforms/alauda-ai';
import type { IConstruct } from 'constructs';

/** The fields of runtimes and services that tests look at. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Labels; readonly annotations?: Labels };
  readonly spec: Spec;
}

type Labels = Readonly<Record<string, string>>;

interface Spec {
  readonly containers: readonly [Container];
  readonly supportedModelFormats: readonly unknown[];
  readonly protocolVersions?: readonly string[];
  readonly volumes?: readonly unknown[];
  readonly predictor: { readonly model: Omit<Container, 'image' | 'command'> };
}

interface Container {
  readonly image: string;
  readonly command: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly ports?: readonly unknown[];
  readonly resources?: unknown;
  readonly securityContext?: unknown;
  readonly startupProbe?: unknown;
  readonly readinessProbe?: unknown;
  readonly volumeMounts?: readonly unknown[];
}

/** A cluster on Alauda AI, the platform of the source document. */
export function alauda(): Cluster {
  return new Cluster(new App(), 'alauda', { platform: new AlaudaAi() });
}

/** The one object of a kind that a cluster writes. */
export function only(cluster: Cluster, kind: 'ClusterServingRuntime' | 'InferenceService'): Manifest {
  const found = (cluster.toJson() as readonly Manifest[]).filter((manifest) => manifest.kind === kind);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} objects of kind ${kind}`);
  return first;
}

/** The container of the one runtime. */
export function container(cluster: Cluster): Container {
  return only(cluster, 'ClusterServingRuntime').spec.containers[0];
}

/** What the one service says of its model. */
export function servedModel(cluster: Cluster) {
  return only(cluster, 'InferenceService').spec.predictor.model;
}

/** Identifier and field of each fault that was recorded of a construct. */
export function faults(construct: IConstruct): readonly string[] {
  return findingsOf(construct).map(({ id, field }) => `${id} in ${field ?? ''}`);
}
