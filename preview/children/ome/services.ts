import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { truncatedName } from '../../ome/truncated-name';
import { containersOf, stated, unionOfTexts } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildObject } from '../child-object';
import { metadataOf } from './component';
import type { OmeComponent } from './component';

/** The port of a Service whose container states none. */
export const SERVICE_PORT = 8080;

/** Annotations that only pods have a use for. */
const OF_PODS: readonly string[] = [
  ...['k8s.grafana.com/', 'loki.grafana.com/', 'prometheus.io/', 'networking.gke.io/', 'rdma.ome.io/'],
  ...['ome.io/inject-model-init', 'ome.io/inject-fine-tuned-adapter', 'ome.io/inject-serving-sidecar'],
];

/**
 * The Service of a component.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/service/service_reconciler.go buildService
 */
export function serviceOf(component: OmeComponent, selector: JsonObject): ChildObject {
  const { kind, annotations } = component;
  const metadata = metadataOf(component);
  const type = typeIn(annotations);
  const address = annotations['ome.io/load-balancer-ip'] ?? '';
  const own = Object.entries(annotations).filter(([key]) => !OF_PODS.some((prefix) => key.startsWith(prefix)));
  return child(
    ['v1', 'Service'],
    { ...metadata, name: truncatedName(metadata.name), annotations: Object.fromEntries(own) },
    {
      spec: stated({
        type,
        selector,
        ports: portsOf(component),
        loadBalancerIP: type === 'LoadBalancer' && address !== '' ? address : undefined,
      }),
    },
    `answers for the ${kind}`,
    'app' in selector
      ? []
      : [
          {
            field: 'spec.selector',
            because: 'it finds the leaders of all groups in the namespace, of other services, too',
          },
        ],
  );
}

/** Those of the first container. */
export function portsOf({ pods }: OmeComponent): readonly JsonObject[] {
  const container = containersOf(pods[0]?.spec ?? {})[0];
  if (container === undefined) return [];
  const ports = arrayAt(container, 'ports').filter(isObject);
  const name = textAt(container, 'name') ?? '';
  if (ports.length === 0) return [{ name, port: SERVICE_PORT, targetPort: SERVICE_PORT, protocol: 'TCP' }];
  return ports.map((port) =>
    stated({
      name: textAt(port, 'name'),
      port: port.containerPort,
      targetPort: port.containerPort,
      protocol: textAt(port, 'protocol') ?? 'TCP',
    }),
  );
}

function typeIn(annotations: Readonly<Record<string, string>>): string {
  const { 'ome.io/service-type': type = '' } = annotations;
  return ['LoadBalancer', 'NodePort'].includes(type) ? type : 'ClusterIP';
}

const KEPT: readonly string[] = ['service.beta.kubernetes.io/', 'cloud.google.com/', 'service.kubernetes.io/'];

/**
 * The Service that is called like the service itself, where OME makes no Ingress.
 *
 * @param entry - the component that it leads to
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/external_service/external_service_reconciler.go buildExternalService
 */
export function entryService(service: Manifest, entry: OmeComponent): readonly ChildObject[] {
  if (textAt(service, 'metadata', 'labels', 'networking.knative.dev/visibility') === 'cluster-local') return [];
  const annotations = unionOfTexts(objectAt(service, 'metadata', 'annotations'));
  const own = Object.entries(annotations).filter(([key]) => KEPT.some((prefix) => key.startsWith(prefix)));
  const [first] = portsOf(entry);
  const port = entry.mode === 'Serverless' ? SERVICE_PORT : (first?.port ?? SERVICE_PORT);
  return [
    child(
      ['v1', 'Service'],
      {
        name: nameOf(service),
        namespace: namespaceOf(service),
        labels: { 'ome.io/inferenceservice': nameOf(service), component: 'external-service' },
        annotations: Object.fromEntries(own),
      },
      {
        spec: {
          type: typeIn(annotations),
          selector: { 'ome.io/inferenceservice': nameOf(service), component: entry.kind },
          ports: [{ name: 'http', port, targetPort: port, protocol: 'TCP' }],
        },
      },
      `takes requests for the service, and leads them to the ${entry.kind}`,
      entry.workers === 0
        ? []
        : [{ field: 'spec.selector', because: 'the workers of groups have these labels, too, and answer no requests' }],
    ),
  ];
}
