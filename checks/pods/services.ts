import { arrayAt, groupOf, isObject, nameOf, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { servingPort } from '../engines/serving-address';
import { startedEngine } from '../engines/started-engine';
import type { Fault, Finding } from '../finding';
import { containersIn } from './containers';
import type { PodView } from './pod-view';

/** Services that lead to no port of their pods, or whose variables disturb an engine. */
export function checkServices(objects: readonly LocatedManifest[], pods: readonly PodView[]): readonly Finding[] {
  const services = objects.filter(({ manifest }) => manifest.kind === 'Service' && groupOf(manifest) === '');
  if (services.length === 0 || pods.length === 0) return [];
  const index = new PodIndex(pods);
  return services.flatMap(({ manifest, where }) => [
    ...checkPorts(manifest, index.selectedBy(manifest)).map((fault) => ({ ...fault, where })),
    ...checkVariables(manifest, index),
  ]);
}

/** Pods by namespace and by each of their labels. */
class PodIndex {
  private readonly byLabel = new Map<string, PodView[]>();
  private readonly byNamespace = new Map<string, PodView[]>();

  public constructor(pods: readonly PodView[]) {
    for (const pod of pods) {
      add(this.byNamespace, pod.namespace ?? '', pod);
      for (const [label, value] of Object.entries(pod.labels)) add(this.byLabel, key(pod.namespace, label, value), pod);
    }
  }

  public in(namespace: string | undefined): readonly PodView[] {
    return this.byNamespace.get(namespace ?? '') ?? [];
  }

  public selectedBy(service: Manifest): readonly PodView[] {
    const selector = Object.entries(objectAt(service, 'spec', 'selector'));
    const [first] = selector;
    if (first === undefined) return [];
    const candidates = this.byLabel.get(key(namespaceOf(service), first[0], first[1])) ?? [];
    return candidates.filter(({ labels }) => selector.every(([label, value]) => labels[label] === value));
  }
}

function checkPorts(service: Manifest, pods: readonly PodView[]): readonly Fault[] {
  if (pods.length === 0) return [];
  const ports = arrayAt(service, 'spec', 'ports');
  const targets = ports.map((port) => (isObject(port) ? (targetOf(port) ?? port.port) : undefined));
  return ports.flatMap((port, index): readonly Fault[] => {
    const target = targets[index];
    if (!isObject(port) || target === undefined) return [];
    const path = `spec.ports[${index}].${targetOf(port) === undefined ? 'port' : 'targetPort'}`;
    return typeof target === 'string' ? checkName(target, path, pods) : checkNumber(target, targets, path, pods);
  });
}

/** What a port leads to, if it says so: 0 is the same as nothing. */
function targetOf({ targetPort }: JsonObject): JsonValue | undefined {
  return targetPort === 0 || targetPort === '' || targetPort === null ? undefined : targetPort;
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/api/v1/pod/util.go FindPort */
function checkName(name: string, field: string, pods: readonly PodView[]): readonly Fault[] {
  const known = new Set(
    pods.flatMap(({ spec }) => containersIn(spec).flatMap(({ container }) => portNames(container))),
  );
  if (known.has(name)) return [];
  return [
    {
      id: 'pod/service-port',
      severity: 'error',
      field,
      problem: `The Service leads to the port '${name}', and its pods name ${known.size === 0 ? 'no port' : [...known].join(', ')}`,
      consequence: 'This port of the Service has no endpoints, and every connection to it is refused.',
      mend: 'Name the port in the containers, or state its number.',
    },
  ];
}

/**
 * Where a pod is one engine alone, what it does not listen on is closed. Where the Service leads to the engine too, the
 * other port may be of a container that a webhook adds.
 */
function checkNumber(
  target: JsonValue,
  targets: readonly (JsonValue | undefined)[],
  field: string,
  pods: readonly PodView[],
): readonly Fault[] {
  const ports = new Set(pods.map(onlyPort));
  const [port, ...others] = ports;
  if (port === undefined || others.length > 0 || typeof target !== 'number' || target === port) return [];
  return [
    {
      id: 'pod/service-port',
      severity: targets.includes(port) ? 'warning' : 'error',
      field,
      problem: `The Service leads to port ${target}, and the engine in its pods listens on ${port}`,
      consequence: 'Every connection to this port of the Service is refused, unless a webhook adds who answers there.',
      mend: `Lead to ${port}, or start the engine with --port ${target}.`,
    },
  ];
}

/** The one port that a pod listens on, where it is one engine and nothing else. */
function onlyPort({ spec }: PodView): number | undefined {
  const [only, ...others] = containersIn(spec).filter(({ container, list }) =>
    list === 'containers' ? true : container.restartPolicy === 'Always',
  );
  const started = only === undefined || others.length > 0 ? undefined : startedEngine(only);
  // Metrics and side channels of SGLang and connectors have ports of their own, which are declared then.
  const declared = only === undefined ? [] : arrayAt(only.container, 'ports');
  return started === undefined || declared.length > 1 ? undefined : servingPort(started.launch, started.flags);
}

/**
 * A Service called `vllm` puts `VLLM_PORT=tcp://…` into the pods of its namespace, which vLLM takes for its own.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/envs.py get_vllm_port
 */
function checkVariables(service: Manifest, index: PodIndex): readonly Finding[] {
  const { clusterIP, type } = objectAt(service, 'spec');
  if (nameOf(service) !== 'vllm' || clusterIP === 'None' || type === 'ExternalName') return [];
  return index.in(namespaceOf(service)).flatMap((pod) =>
    containersIn(pod.spec).flatMap((each): readonly Finding[] => {
      const launch = startedEngine(each)?.launch;
      const isDisturbed = launch?.engine === 'vllm' && launch.variable('VLLM_PORT') === undefined;
      if (!isDisturbed || pod.spec.enableServiceLinks === false) return [];
      return [
        {
          id: 'vllm/service-links',
          severity: 'error',
          ...(pod.placeOf('spec.enableServiceLinks') ?? pod.owner),
          problem: "The namespace has a Service called 'vllm', for which Kubernetes sets VLLM_PORT in every pod",
          consequence:
            'vLLM takes the variable for its own, cannot read tcp://… as a port, and ends as soon as it starts.',
          mend: 'Set enableServiceLinks to false, or give the Service another name.',
        },
      ];
    }),
  );
}

function portNames(container: JsonObject): readonly string[] {
  return arrayAt(container, 'ports').flatMap((port) => textAt(port, 'name') ?? []);
}

function key(namespace: string | undefined, label: string, value: JsonValue): string {
  return `${namespace ?? ''}\n${label}\n${JSON.stringify(value)}`;
}

function add<Value>(map: Map<string, Value[]>, name: string, value: Value): void {
  const known = map.get(name);
  if (known === undefined) map.set(name, [value]);
  else known.push(value);
}
