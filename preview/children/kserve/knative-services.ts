import { nameOf, namespaceOf, objectAt, textAt } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import { CURRENT_NAMESPACE } from '../../object-meta';
import { stated } from '../../pod-edits';
import { child, podTemplateOf } from '../child-object';
import type { ChildMetadata, ChildObject } from '../child-object';
import { hostInCluster } from '../host-name';
import { numberIn } from './autoscaler';
import { metadataOf } from './component';
import type { KserveComponent } from './component';
import type { ChildConfiguration } from './configuration';
import { ONCE_READY } from './ingress';
import { SERVICE_PORT } from './services';

/** Annotations that stand on the Service rather than on its revisions. */
const OF_SERVICE: readonly string[] = [
  'serving.knative.dev/rollout-duration',
  'serving.knative.openshift.io/enablePassthrough',
];

const VISIBILITY = 'networking.knative.dev/visibility';

/**
 * The Service of Knative of a component.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/knative/ksvc_reconciler.go createKnativeService
 */
export function knativeServiceOf(component: KserveComponent): ChildObject {
  const { kind, name, pod, fields, inexact } = component;
  const all = { ...pod.annotations, ...scalingAnnotations(component) };
  const annotations = Object.fromEntries(Object.entries(all).filter(([key]) => !OF_SERVICE.includes(key)));
  const own = Object.fromEntries(Object.entries(all).filter(([key]) => OF_SERVICE.includes(key)));
  const labels = Object.fromEntries(Object.entries(pod.labels).filter(([key]) => key !== VISIBILITY));
  const template = podTemplateOf({ ...pod, labels, annotations });
  const timeout = numberIn(fields, 'timeout');
  const isTagged = annotations['serving.kserve.io/enable-tag-routing'] === 'true';
  const spec = stated({
    timeoutSeconds: timeout,
    responseStartTimeoutSeconds: timeout,
    containerConcurrency: numberIn(fields, 'containerConcurrency'),
  });
  const split = numberIn(fields, 'canaryTrafficPercent');
  return child(
    ['serving.knative.dev/v1', 'Service'],
    { ...metadataOf(component), annotations: own },
    {
      spec: {
        template: { ...template, spec: { ...spec, ...objectAt(template, 'spec') } },
        traffic: [stated({ tag: isTagged ? 'latest' : undefined, latestRevision: true, percent: 100 })],
      },
    },
    `the ${kind}; Knative makes revisions such as ${name}-00001, and their Deployments, of it`,
    [
      ...inexact,
      ...(split === undefined || split === 100
        ? []
        : [{ field: 'spec.traffic', because: `once a revision has run, a new one gets ${split}% of the requests` }]),
    ],
  );
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha1/utils/utils.go SetAutoScalingAnnotations */
function scalingAnnotations({ pod, fields }: KserveComponent): Readonly<Record<string, string>> {
  const most = numberIn(fields, 'maxReplicas') ?? 0;
  const target = numberIn(fields, 'scaleTarget');
  const metric = textAt(fields, 'scaleMetric');
  const group = 'autoscaling.knative.dev';
  return {
    [`${group}/class`]: pod.annotations[`${group}/class`] ?? `kpa.${group}`,
    ...(target === undefined ? {} : { [`${group}/target`]: String(target) }),
    ...(metric === undefined ? {} : { [`${group}/metric`]: metric }),
    [`${group}/min-scale`]: String(numberIn(fields, 'minReplicas') ?? 1),
    ...(most === 0 ? {} : { [`${group}/max-scale`]: String(most) }),
  };
}

/**
 * What leads to a service under Knative: a Service that stands for the gateway in the cluster, and a VirtualService of
 * Istio.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/ingress_reconciler.go reconcileVirtualService, reconcileExternalService
 */
export function knativeRoutesOf(
  service: Manifest,
  metadata: Pick<ChildMetadata, 'labels' | 'annotations'>,
  components: readonly KserveComponent[],
  { ingress }: ChildConfiguration,
): readonly ChildObject[] {
  if (ingress.disableIstioVirtualHost) return [];
  const [name, namespace] = [nameOf(service), namespaceOf(service) ?? CURRENT_NAMESPACE];
  const host = hostInCluster(name, namespace);
  const entry = components.find(({ kind }) => kind === 'transformer') ?? components[0];
  const explainer = components.find(({ kind }) => kind === 'explainer');
  const local = [ingress.localGateway, 'mesh'];
  const destination = { host: ingress.knativeLocalGatewayService ?? ingress.localGatewayService };
  const routeTo = (backend: string, path?: string) =>
    stated({
      match: [
        stated({
          uri: path === undefined ? undefined : { regex: path },
          authority: { regex: hostExpression(name, namespace) },
          gateways: local,
        }),
      ],
      route: [{ destination: { ...destination, port: { number: SERVICE_PORT } }, weight: 100 }],
      headers: {
        request: {
          set: {
            Host: hostInCluster(backend, namespace),
            'KServe-Isvc-Name': name,
            'KServe-Isvc-Namespace': namespace,
          },
        },
      },
    });
  const isLocal = textAt(service, 'metadata', 'labels', VISIBILITY) === 'cluster-local';
  return [
    child(
      ['networking.istio.io/v1beta1', 'VirtualService'],
      { name, namespace: namespaceOf(service), ...metadata },
      {
        spec: {
          hosts: [host],
          gateways: isLocal ? local : [...local, ingress.ingressGateway],
          http: [
            ...(explainer === undefined ? [] : [routeTo(explainer.name, '^/v1/models/[\\w-]+:explain$')]),
            ...(entry === undefined ? [] : [routeTo(entry.name)]),
          ],
        },
      },
      'leads requests to the revisions',
      [
        { because: 'it is made where Istio is installed' },
        ONCE_READY,
        ...(isLocal
          ? []
          : [
              {
                field: 'spec.hosts',
                because: 'the host outside of the cluster comes of Knative, whose domains are not known',
              },
            ]),
      ],
    ),
    child(
      ['v1', 'Service'],
      { name, namespace: namespaceOf(service) },
      { spec: { type: 'ExternalName', externalName: ingress.localGatewayService, sessionAffinity: 'None' } },
      'stands for the gateway inside of the cluster',
    ),
  ];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go HostRegExp */
function hostExpression(name: string, namespace: string): string {
  const host = hostInCluster(name, namespace).replaceAll('.', '\\.');
  return `^${host}(?::\\d{1,5})?$`;
}
