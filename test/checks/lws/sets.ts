import { checkLeaderWorkerSets } from '../../../checks/lws/check-leader-worker-sets';
import type { Finding } from '../../../checks/finding';
import { nameOf } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';

/** Parts of a LeaderWorkerSet that a test states; the rest is a group of two pods that works. */
export interface SetParts {
  readonly name?: string;
  readonly annotations?: JsonObject;
  readonly spec?: JsonObject;
  readonly rollingUpdate?: JsonObject;
  readonly template?: JsonObject;
  /** The pod spec of the leader, over one container. */
  readonly leader?: JsonObject;
  /** The pod spec of the workers, over one container. */
  readonly worker?: JsonObject;
}

/** A pod spec of one container. */
export function pod(container: JsonObject = {}, spec: JsonObject = {}): JsonObject {
  return { containers: [{ name: 'engine', image: 'engine:1', ...container }], ...spec };
}

/** The spec of a LeaderWorkerSet. */
export function setSpec({ spec, rollingUpdate, template, leader, worker }: SetParts = {}): JsonObject {
  return {
    replicas: 1,
    ...(rollingUpdate === undefined
      ? {}
      : { rolloutStrategy: { type: 'RollingUpdate', rollingUpdateConfiguration: rollingUpdate } }),
    leaderWorkerTemplate: {
      size: 2,
      leaderTemplate: { spec: { ...pod(), ...leader } },
      workerTemplate: { spec: { ...pod(), ...worker } },
      ...template,
    },
    ...spec,
  };
}

/** A LeaderWorkerSet of groups of two. */
export function leaderWorkerSet(parts: SetParts = {}): Manifest {
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: { name: parts.name ?? 'llama', namespace: 'models', annotations: parts.annotations ?? {} },
    spec: setSpec(parts),
  };
}

/** A DisaggregatedSet with the roles `prefill` and `decode`, the first as stated. */
export function disaggregatedSet(prefill: JsonObject = {}, spec: JsonObject = {}, name = 'llama'): Manifest {
  return {
    apiVersion: 'disaggregatedset.x-k8s.io/v1',
    kind: 'DisaggregatedSet',
    metadata: { name, namespace: 'models' },
    spec: {
      roles: [
        { name: 'prefill', spec: setSpec(), ...prefill },
        { name: 'decode', spec: setSpec() },
      ],
      ...spec,
    },
  };
}

/** Any other object of the namespace. */
export function neighbour(apiVersion: string, kind: string, name: string, spec: JsonValue): Manifest {
  return { apiVersion, kind, metadata: { name, namespace: 'models' }, spec };
}

/** What is found wrong with some objects, each at the place `Kind/name`. */
export function findings(...manifests: readonly Manifest[]): readonly Finding[] {
  return checkLeaderWorkerSets(
    manifests.map((manifest) => ({ manifest, where: `${manifest.kind}/${nameOf(manifest)}` })),
  );
}
