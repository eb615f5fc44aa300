import { objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { isDnsLabel, isDnsSubdomain } from '../../kubernetes/names';
import { renderTemplate } from '../go-template/render';
import { TextMap } from '../go-template/value';
import { CURRENT_NAMESPACE } from '../object-meta';
import { unionOfTexts } from '../pod-edits';

/** How hosts are called: `domainTemplate` and `ingressDomain` of the ConfigMap `inferenceservice-config`. */
export interface HostNaming {
  readonly domainTemplate: string;
  readonly ingressDomain: string;
}

/**
 * The host of something that is called so; undefined where the template cannot be rendered.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/domain.go GenerateDomainName
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/services/domain_service.go GenerateDomainName
 */
export function hostOf(name: string, service: Manifest, naming: HostNaming): string | undefined {
  const texts = (key: string) => new TextMap(Object.entries(unionOfTexts(objectAt(service, 'metadata', key))));
  const rendered = renderTemplate(naming.domainTemplate, {
    Name: name,
    Namespace: textAt(service, 'metadata', 'namespace') ?? CURRENT_NAMESPACE,
    IngressDomain: naming.ingressDomain,
    Labels: texts('labels'),
    Annotations: texts('annotations'),
  });
  return rendered.ok ? rendered.text : undefined;
}

/** The name by which all others of the cluster reach a Service. */
export function hostInCluster(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

/**
 * Whether a text is a host with a domain.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go IsFullyQualifiedDomainName
 */
export function isHost(text: string): boolean {
  const name = text.replace(/\.$/, '');
  const labels = name.split('.');
  return isDnsSubdomain(name) && labels.length >= 2 && labels.every(isDnsLabel);
}
