import { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { EnginePod } from '../../constructs/engine';
import { namedPorts } from './ports';
import type { Labels } from './pod-template';

/** What a Service of a set leads to. */
export interface ServingServiceProps {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly selector: Labels;
  /** The pod that answers. */
  readonly pod: EnginePod;
}

/**
 * A Service on the ports of one kind of pod, under the pod's own numbers. The protocol is stated: it is part of the key
 * of a port, and a GitOps tool that merges ports without it sees a difference for ever.
 */
export function servingService(scope: Construct, id: string, props: ServingServiceProps): void {
  const spec: k8s.ServiceSpec = {
    type: 'ClusterIP',
    selector: props.selector,
    ports: namedPorts(props.pod).map(({ number, name }) => ({ name, port: number, protocol: 'TCP' })),
  };
  new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: props.name, namespace: props.namespace, labels: { ...props.labels } },
    spec,
  });
}

/** Every pod of a LeaderWorkerSet. */
export function podsOf(set: string): Labels {
  return { 'leaderworkerset.sigs.k8s.io/name': set };
}

/**
 * The leaders of a LeaderWorkerSet: as a rule only they answer, and LeaderWorkerSet's own headless Service leads to
 * workers too.
 *
 * @see https://github.com/kubernetes-sigs/lws/issues/689
 */
export function leadersOf(set: string): Labels {
  return { ...podsOf(set), ...LEADER };
}

/** Every pod of one role of a DisaggregatedSet, whatever the revision. */
export function podsOfRole(set: string, role: string): Labels {
  return { 'disaggregatedset.x-k8s.io/name': set, 'disaggregatedset.x-k8s.io/role': role };
}

/** The leaders of one role of a DisaggregatedSet. */
export function leadersOfRole(set: string, role: string): Labels {
  return { ...podsOfRole(set, role), ...LEADER };
}

const LEADER = { 'leaderworkerset.sigs.k8s.io/worker-index': '0' };
