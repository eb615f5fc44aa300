import { arrayAt, isObject, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import { TRANSFORMER_CONTAINER } from '../../kserve/model-containers';
import { containerNamed, containersOf, stated } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildObject } from '../child-object';
import { appOf, metadataOf } from './component';
import type { KserveComponent } from './component';
import type { ChildConfiguration } from './configuration';

const SERVICE = ['v1', 'Service'] as const;

/** The port of every Service that is asked. */
export const SERVICE_PORT = 80;
const DEFAULT_PORT = 8080;
/** Of the agent, which stands before the server where requests are logged or put together. */
const AGENT_PORT = 9081;

const GENERATION = 'isvc.generation';

/**
 * The Services of a component: one, and two more by which the nodes of a predictor find each other.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/service/service_reconciler.go createService
 */
export function servicesOf(component: KserveComponent, { isHeadless }: ChildConfiguration): readonly ChildObject[] {
  const { kind, name, worker } = component;
  const serving = child(
    SERVICE,
    metadataOf(component),
    {
      spec: stated({
        selector: { app: appOf(name) },
        ports: portsOf(component),
        clusterIP: isHeadless ? 'None' : undefined,
      }),
    },
    `answers for the ${kind}`,
  );
  return worker === undefined ? [serving] : [serving, nodeService(component, 'head'), nodeService(component, 'worker')];
}

/** The ports of a component's Service; the first one is always 80. */
export function portsOf({ name, pod, fields }: KserveComponent): readonly JsonObject[] {
  const container = containerNamed(pod.spec, TRANSFORMER_CONTAINER) ?? containersOf(pod.spec)[0];
  if (container === undefined) return [];
  const isBehindAgent = isObject(fields.batcher) || isObject(fields.logger);
  const stated = arrayAt(container, 'ports').filter(isObject);
  const ports =
    stated.length === 0
      ? [{ name, port: SERVICE_PORT, targetPort: DEFAULT_PORT, protocol: 'TCP' }]
      : stated.map((port, index) =>
          // The protocol of the first one is left to the API server.
          index === 0 ? servicePort(port, SERVICE_PORT, undefined) : servicePort(port, port.containerPort, 'TCP'),
        );
  return ports.map((port, index) => (index === 0 && isBehindAgent ? { ...port, targetPort: AGENT_PORT } : port));
}

function servicePort(port: JsonObject, number: JsonValue | undefined, protocol: string | undefined): JsonObject {
  const name = textAt(port, 'name') ?? '';
  return stated({
    name: name === '' ? undefined : name,
    port: number,
    targetPort: port.containerPort,
    protocol: textAt(port, 'protocol') ?? protocol,
    appProtocol: name.includes('grpc') || name.includes('h2c') ? 'kubernetes.io/h2c' : undefined,
  });
}

/**
 * By which the nodes of one generation of a predictor find each other.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go GetHeadServiceName, GetWorkerServiceName
 */
function nodeService(component: KserveComponent, role: 'head' | 'worker'): ChildObject {
  const { name, pod } = component;
  const { [GENERATION]: generation = '1' } = pod.labels;
  const of = name.replace(/-predictor$/, '');
  return child(
    SERVICE,
    {
      ...metadataOf(component),
      name: role === 'head' ? `${of}-head-${generation}` : `${of}-workers-${generation}`,
      labels: { ...pod.labels, 'multinode/role': role },
    },
    {
      spec: {
        selector: { app: `${appOf(name)}${role === 'head' ? '' : '-worker'}`, [GENERATION]: generation },
        clusterIP: 'None',
        publishNotReadyAddresses: true,
      },
    },
    role === 'head' ? 'by which workers find the first node' : 'by which workers are found',
    [
      {
        field: 'metadata.name',
        because: "the number is the service's generation, which is 1 as it is created and grows with each change",
      },
    ],
  );
}

/** The first port for HTTP, and the first for gRPC, as routes take them from the Service. */
export function protocolPorts(component: KserveComponent): { readonly rest?: number; readonly grpc?: number } {
  const ports = portsOf(component).map((port) => {
    const name = (textAt(port, 'name') ?? '').toLowerCase();
    const isGrpc = textAt(port, 'appProtocol') === 'kubernetes.io/h2c' || name.includes('grpc') || name.includes('h2c');
    return { isGrpc, number: valueAt(port, 'port') };
  });
  const first = (grpc: boolean) => {
    const number = ports.find(({ isGrpc }) => isGrpc === grpc)?.number;
    return typeof number === 'number' ? number : undefined;
  };
  return { rest: first(false), grpc: first(true) };
}
