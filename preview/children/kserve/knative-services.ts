import { objectAt, textAt } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import { stated } from '../../pod-edits';
import { child, podTemplateOf } from '../child-object';
import type { ChildMetadata, ChildObject } from '../child-object';
import { urlPathOf } from '../url-path';
import { ANY_PORT, gatewayAlias, quoted, virtualServiceOf } from '../virtual-service';
import { numberIn } from './autoscaler';
import { metadataOf } from './component';
import type { KserveComponent } from './component';
import type { ChildConfiguration } from './configuration';
import { EXPLANATIONS, EXPLANATIONS_BELOW } from './http-routes';
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
  const entry = components.find(({ kind }) => kind === 'transformer') ?? components[0];
  const explainer = components.find(({ kind }) => kind === 'explainer');
  if (entry === undefined) return [];
  return [
    virtualServiceOf({
      service,
      metadata,
      ingressGateway: ingress.ingressGateway,
      localGateway: ingress.localGateway,
      gatewayService: ingress.knativeLocalGatewayService ?? ingress.localGatewayService,
      gatewayPort: SERVICE_PORT,
      entry: entry.name,
      before: explainer && { name: explainer.name, paths: EXPLANATIONS, pathsBelow: EXPLANATIONS_BELOW },
      headers: ['KServe-Isvc-Name', 'KServe-Isvc-Namespace'],
      hostExpression,
      path: urlPathOf(service, ingress.pathTemplate),
      ingressDomain: ingress.ingressDomain,
      inexact: [{ because: 'it is made where Istio is installed' }, ONCE_READY],
    }),
    gatewayAlias(service, ingress.localGatewayService),
  ];
}

/**
 * The short forms of hosts in the cluster are meant to match, too, and do not.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go HostRegExp
 */
function hostExpression(host: string): string {
  return `^${quoted(host)}${ANY_PORT}$`;
}
