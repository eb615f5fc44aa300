import { isArray } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';

/** By the kubelet, and by a shell. */
const GROUP_SIZE = /\$\(LWS_GROUP_SIZE\)|\$\{LWS_GROUP_SIZE\}|\$LWS_GROUP_SIZE(?![A-Za-z0-9_])/g;

/** A text with the size of the group in place of the variable that LeaderWorkerSet sets in each container. */
export function withGroupSize(text: string, size: number): string {
  return text.replaceAll(GROUP_SIZE, String(size));
}

/** A container whose command line has the size of the group in place of the variable. */
export function containerWithGroupSize(container: JsonObject, size: number): JsonObject {
  const { command = [], args = [] } = container;
  return { ...container, command: listWithGroupSize(command, size), args: listWithGroupSize(args, size) };
}

function listWithGroupSize(list: JsonValue, size: number): JsonValue {
  return isArray(list) ? list.map((word) => (typeof word === 'string' ? withGroupSize(word, size) : word)) : list;
}
