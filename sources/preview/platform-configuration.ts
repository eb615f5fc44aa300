import type { ClusterFacts } from '../../checks/cluster-facts';
import { fieldOf, isKserveConfiguration, sectionOf } from '../../checks/kserve/config-map';
import { kserveConfiguration } from '../../checks/kserve/kserve-facts';
import { isArray, namespaceOf, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { SHIPPED_CHILD_CONFIGURATION } from '../../preview/children/kserve/configuration';
import type { ChildConfiguration, DefaultRollout } from '../../preview/children/kserve/configuration';
import { SHIPPED_INGRESS } from '../../preview/children/kserve/ingress-configuration';
import type { IngressConfiguration } from '../../preview/children/kserve/ingress-configuration';
import { SHIPPED_OME_INGRESS } from '../../preview/children/ome/configuration';
import type { OmeIngress } from '../../preview/children/ome/configuration';
import { OME_NAMESPACE } from '../selection/kserve-selection';

/** How KServe is configured in a cluster: as is stated of it, else as its ConfigMap says, else as it is shipped. */
export function childConfiguration(manifests: readonly Manifest[], { kserve }: ClusterFacts): ChildConfiguration {
  const of = manifests.filter((manifest) => namespaceOf(manifest) !== OME_NAMESPACE);
  const configMap = of.find(isKserveConfiguration);
  const known = kserveConfiguration(of, kserve);
  const { domainTemplate, ingressDomain, defaultDeploymentMode, customGpuResourceTypes, ociModelMode } = known;
  const common = { defaultDeploymentMode, customGpuResourceTypes, ociModelMode };
  const ingress = { ...ingressIn(configMap), domainTemplate, ingressDomain };
  if (configMap === undefined) return { ...SHIPPED_CHILD_CONFIGURATION, ...common, ingress };
  const autoscaler = sectionIn(configMap, 'autoscaler');
  const endpoint = fieldOf(sectionIn(configMap, 'opentelemetryCollector'), 'metricScalerEndpoint');
  return {
    ...common,
    ingress,
    isHeadless: fieldOf(sectionIn(configMap, 'service'), 'serviceClusterIPNone') === true,
    rollout: rolloutIn(sectionIn(configMap, 'deploy')),
    scaleUpWindow: seconds(fieldOf(autoscaler, 'scaleUpStabilizationWindowSeconds')),
    scaleDownWindow: seconds(fieldOf(autoscaler, 'scaleDownStabilizationWindowSeconds')),
    metricScalerEndpoint: text(endpoint) ?? '',
    isKnown: true,
  };
}

/** How services of OME are reached. */
export function omeIngress(manifests: readonly Manifest[]): OmeIngress {
  const configMap = manifests.find(
    (manifest) => isKserveConfiguration(manifest) && namespaceOf(manifest) === OME_NAMESPACE,
  );
  const fields = sectionIn(configMap, 'ingress');
  if (fields === undefined) return SHIPPED_OME_INGRESS;
  const own = (name: string) => text(fieldOf(fields, name)) ?? '';
  const additional = fieldOf(fields, 'additionalIngressDomains');
  return {
    domainTemplate: text(fieldOf(fields, 'domainTemplate')) ?? SHIPPED_OME_INGRESS.domainTemplate,
    ingressDomain: text(fieldOf(fields, 'ingressDomain')) ?? SHIPPED_INGRESS.ingressDomain,
    omeIngressGateway: own('omeIngressGateway'),
    ingressGateway: own('ingressGateway'),
    localGateway: own('localGateway'),
    localGatewayService: own('localGatewayService'),
    knativeLocalGatewayService: own('knativeLocalGatewayService'),
    additionalIngressDomains: isArray(additional) ? additional.filter((domain) => typeof domain === 'string') : [],
    pathTemplate: own('pathTemplate'),
    disableIstioVirtualHost: fieldOf(fields, 'disableIstioVirtualHost') === true,
    disableIngressCreation: fieldOf(fields, 'disableIngressCreation') === true,
    enableGatewayApi: fieldOf(fields, 'enableGatewayAPI') === true,
    ingressClassName: text(fieldOf(fields, 'ingressClassName')),
    isKnown: true,
  };
}

/** Where there is a section, what it leaves out is empty; without one, KServe is as it is shipped. */
function ingressIn(configMap: Manifest | undefined): IngressConfiguration {
  const fields = sectionIn(configMap, 'ingress');
  if (fields === undefined) return SHIPPED_INGRESS;
  const own = (name: string) => text(fieldOf(fields, name));
  const isOn = (name: string) => fieldOf(fields, name) === true;
  const additional = fieldOf(fields, 'additionalIngressDomains');
  return {
    enableGatewayApi: isOn('enableGatewayApi'),
    kserveIngressGateway: own('kserveIngressGateway') ?? '',
    ingressGateway: own('ingressGateway') ?? '',
    localGateway: own('localGateway') ?? '',
    localGatewayService: own('localGatewayService') ?? '',
    knativeLocalGatewayService: own('knativeLocalGatewayService'),
    ingressDomain: own('ingressDomain') ?? SHIPPED_INGRESS.ingressDomain,
    ingressClassName: own('ingressClassName'),
    additionalIngressDomains: isArray(additional) ? additional.filter((domain) => typeof domain === 'string') : [],
    domainTemplate: own('domainTemplate') ?? SHIPPED_INGRESS.domainTemplate,
    pathTemplate: own('pathTemplate') ?? '',
    disableIstioVirtualHost: isOn('disableIstioVirtualHost'),
    disableIngressCreation: isOn('disableIngressCreation'),
    disableHttpRouteTimeout: isOn('disableHTTPRouteTimeout'),
  };
}

function rolloutIn(deploy: JsonObject | undefined): DefaultRollout | undefined {
  const rollout = objectAt(deploy, 'deploymentRolloutStrategy').defaultRollout;
  if (rollout === undefined) return undefined;
  const fields = objectAt({ rollout }, 'rollout');
  return { maxSurge: text(fieldOf(fields, 'maxSurge')), maxUnavailable: text(fieldOf(fields, 'maxUnavailable')) };
}

function sectionIn(configMap: Manifest | undefined, name: string): JsonObject | undefined {
  if (configMap === undefined) return undefined;
  const section = sectionOf(configMap, name);
  return section.state === 'read' ? section.fields : undefined;
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function seconds(value: JsonValue | undefined): number | undefined {
  const number = Number(text(value));
  return Number.isInteger(number) ? number : undefined;
}
