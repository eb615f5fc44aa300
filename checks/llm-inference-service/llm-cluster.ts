import { namespaceOf, textAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { ConfigIndex, isConfig } from '../../preview/llm-inference-service/config-index';
import { SHIPPED_CONFIGURATION } from '../../preview/llm-inference-service/global-configuration';
import type { GlobalConfiguration } from '../../preview/llm-inference-service/global-configuration';
import type { ClusterFacts, OciModelMode } from '../cluster-facts';
import { fieldOf, isKserveConfiguration, sectionOf } from '../kserve/config-map';
import { kserveConfiguration } from '../kserve/kserve-facts';
import type { KnownConfigs } from './references';

/** What services of one cluster are looked at with. */
export interface LlmCluster extends KnownConfigs {
  readonly configuration: GlobalConfiguration;
  readonly ociModelMode: OciModelMode;
  /** Where manifests are written, but for those of an inventory. */
  readonly places: ReadonlyMap<Manifest, string>;
}

/** Where OpenShift AI runs KServe. */
const OPENSHIFT_AI = ['redhat-ods-applications', 'opendatahub'];

export function llmCluster(objects: readonly LocatedManifest[], facts: ClusterFacts): LlmCluster {
  const inventory = facts.inventory ?? [];
  const manifests = [...objects.map(({ manifest }) => manifest), ...inventory];
  const configMap = manifests.find(isKserveConfiguration);
  const stated = configMap === undefined ? undefined : namespaceOf(configMap);
  const assumed = facts.platform === 'openshift-ai' ? OPENSHIFT_AI : [SHIPPED_CONFIGURATION.systemNamespace];
  const [systemNamespace = SHIPPED_CONFIGURATION.systemNamespace] = stated === undefined ? assumed : [stated];
  const configs = [...objects, ...inventory.map((manifest) => ({ manifest, where: '' }))];
  return {
    index: new ConfigIndex(
      configs.filter(({ manifest }) => isConfig(manifest)),
      stated === undefined ? assumed : [stated],
    ),
    isSystemNamespaceKnown: stated !== undefined,
    systemNamespace,
    configuration: globalConfiguration(configMap, systemNamespace),
    ociModelMode: kserveConfiguration(manifests, facts.kserve).ociModelMode,
    places: new Map(objects.map(({ manifest, where }) => [manifest, where])),
  };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_loader.go NewConfig */
function globalConfiguration(configMap: Manifest | undefined, systemNamespace: string): GlobalConfiguration {
  const section = configMap === undefined ? undefined : sectionOf(configMap, 'ingress');
  if (section?.state !== 'read') return { ...SHIPPED_CONFIGURATION, systemNamespace };
  const text = (name: string) => textAt({ value: fieldOf(section.fields, name) ?? '' }, 'value') ?? '';
  const gateway = text('kserveIngressGateway');
  const [namespace = '', name = ''] = gateway.split('/').length === 2 ? gateway.split('/') : [systemNamespace, gateway];
  const header = text('modelBasedRoutingHeaderName');
  return {
    systemNamespace,
    ingressGatewayName: name,
    ingressGatewayNamespace: namespace,
    isTlsEnabled: fieldOf(section.fields, 'enableLLMInferenceServiceTLS') === true,
    modelBasedRoutingHeaderName: header === '' ? SHIPPED_CONFIGURATION.modelBasedRoutingHeaderName : header,
  };
}
