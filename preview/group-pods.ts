import { arrayAt, isObject, textAt } from '../kubernetes/manifest';
import type { JsonObject } from '../kubernetes/manifest';
import { CURRENT_NAMESPACE } from './object-meta';

/** A pod of a group that LeaderWorkerSet makes. */
export interface GroupPlace {
  /** The LeaderWorkerSet's. */
  readonly name: string;
  readonly namespace?: string;
  /** Pods of the group, the leader included. */
  readonly size: number;
  /** 0 is the leader. */
  readonly index: number;
  /** Whether each group has a subdomain of its own. */
  readonly hasOwnSubdomain: boolean;
}

/** Labels of the first group's pods. Those that are hashes are left out. */
export function groupLabels({ name, index }: GroupPlace): Readonly<Record<string, string>> {
  return {
    'leaderworkerset.sigs.k8s.io/name': name,
    'leaderworkerset.sigs.k8s.io/group-index': '0',
    'leaderworkerset.sigs.k8s.io/worker-index': String(index),
  };
}

export function groupAnnotations({ size }: GroupPlace): Readonly<Record<string, string>> {
  return { 'leaderworkerset.sigs.k8s.io/size': String(size) };
}

/**
 * A pod of the first group with the variables that LeaderWorkerSet's webhook puts before those of each container, so
 * that `$(LWS_LEADER_ADDRESS)` can stand in them; what the pod says of the same names is dropped. Variables for TPUs are
 * left out.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/utils/pod/pod_utils.go AddLWSVariables
 */
export function withGroupVariables(spec: JsonObject, place: GroupPlace): JsonObject {
  const { name, namespace = CURRENT_NAMESPACE, size, index, hasOwnSubdomain } = place;
  const leader = `${name}-0`;
  const variables = [
    { name: 'LWS_LEADER_ADDRESS', value: `${leader}.${hasOwnSubdomain ? leader : name}.${namespace}` },
    { name: 'LWS_GROUP_SIZE', value: String(size) },
    { name: 'LWS_WORKER_INDEX', value: String(index) },
  ];
  const edited = (['containers', 'initContainers'] as const)
    .filter((list) => Array.isArray(spec[list]))
    .map(
      (list) => [list, arrayAt(spec, list).map((one) => (isObject(one) ? withFirst(one, variables) : one))] as const,
    );
  return { ...spec, ...Object.fromEntries(edited) };
}

/** Of several variables of a name, the first is kept. */
function withFirst(container: JsonObject, variables: readonly JsonObject[]): JsonObject {
  const seen = new Set<string>();
  const env = [...variables, ...arrayAt(container, 'env')].filter((variable) => {
    const name = textAt(variable, 'name') ?? '';
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew;
  });
  return { ...container, env };
}
