import { isAccelerator } from '../../checks/engines/devices';
import { startedEngine } from '../../checks/engines/started-engine';
import type { StartedEngine } from '../../checks/engines/started-engine';
import { containersIn } from '../../checks/pods/containers';
import type { PodContainer } from '../../checks/pods/containers';
import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { countIn } from '../../kubernetes/quantity-amount';
import type { MadePod } from '../../preview/children/child-object';
import { ContainerEnvironment } from '../../preview/container-environment';
import type { ContainerPreview, PodPreview } from './service-preview';

/** A pod as people and programs read it. */
export function podPreview(made: MadePod, replicas: PodPreview['replicas']): PodPreview {
  const { pod, workload, podName, inexact } = made;
  return {
    component: pod.component,
    workload,
    podName,
    replicas,
    devices: devicesOf(pod.spec),
    containers: containersIn(pod.spec).map((container) => containerPreview(container, made)),
    volumes: arrayAt(pod.spec, 'volumes').flatMap((volume) =>
      isObject(volume) ? [{ name: textAt(volume, 'name') ?? '', source: sourceOf(volume) }] : [],
    ),
    nodeSelector: objectAt(pod.spec, 'nodeSelector'),
    inexact,
  };
}

/** Those of all containers that run at once. */
function devicesOf(spec: JsonObject): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const container of arrayAt(spec, 'containers')) {
    const limits = { ...objectAt(container, 'resources', 'requests'), ...objectAt(container, 'resources', 'limits') };
    for (const name of Object.keys(limits)) {
      const count = isDevice(name) ? (countIn(limits, name) ?? 0) : 0;
      if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
    }
  }
  return Object.fromEntries(counts);
}

/** What nodes have of other makers, such as `rdma/hca`, stands beside the accelerators. */
function isDevice(resource: string): boolean {
  return isAccelerator(resource) || (resource.includes('/') && !resource.startsWith('kubernetes.io/'));
}

function containerPreview(each: PodContainer, { pod, starts, unknownCommands = [] }: MadePod): ContainerPreview {
  const { container, list } = each;
  const environment = new ContainerEnvironment(container, pod);
  const expanded = (name: 'command' | 'args') => texts(container[name]).map((word) => environment.expand(word));
  const [command, args] = [expanded('command'), expanded('args')];
  const name = textAt(container, 'name') ?? '';
  // The words that a script puts together stand for its command.
  const words = starts?.container === name && list === 'containers' ? starts.words : undefined;
  const line = words === undefined ? { command, args } : { command: words, args: [] };
  const engine = startedEngine({ ...each, container: { ...container, ...line } });
  const image = textAt(container, 'image');
  return {
    name,
    runs: list === 'containers' ? 'with the others' : beforeOthers(container),
    image,
    isCommandKnown: command.length > 0 || !unknownCommands.includes(name),
    command: command.length === 0 ? undefined : command,
    args,
    engine: engine && { name: engine.launch.engine, version: engine.launch.version, words: wordsOf(engine) },
    variables: environment.variables,
    limits: objectAt(container, 'resources', 'limits'),
    requests: objectAt(container, 'resources', 'requests'),
    ports: arrayAt(container, 'ports').flatMap((port) => {
      const number = valueAt(port, 'containerPort');
      return typeof number === 'number' ? [{ name: textAt(port, 'name'), number }] : [];
    }),
    mounts: arrayAt(container, 'volumeMounts').flatMap((mount) =>
      isObject(mount)
        ? [
            {
              path: textAt(mount, 'mountPath') ?? '',
              volume: textAt(mount, 'name') ?? '',
              isReadOnly: mount.readOnly === true,
            },
          ]
        : [],
    ),
  };
}

/** A shell that becomes the engine is no part of its line. */
function wordsOf({ launch: { words } }: StartedEngine): readonly string[] {
  return words[0] === 'exec' ? words.slice(1) : words;
}

function beforeOthers({ restartPolicy }: JsonObject): ContainerPreview['runs'] {
  return restartPolicy === 'Always' ? 'beside the others, from before' : 'before the others';
}

/** What a volume is, and what it is called. */
function sourceOf(volume: JsonObject): string {
  const kind = Object.keys(volume).find((key) => key !== 'name');
  if (kind === undefined) return 'emptyDir';
  const source = objectAt(volume, kind);
  const { claimName, secretName, name, path, medium, sizeLimit, reference, driver } = source;
  const details = [claimName, secretName, name, path, reference, driver, medium, sizeLimit].flatMap(inText);
  return [kind, ...details].join(' ');
}

function inText(value: JsonValue | undefined): readonly string[] {
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item: JsonValue) => typeof item === 'string') : [];
}
