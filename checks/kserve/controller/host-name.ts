import { textAt } from '../../../kubernetes/manifest';
import { isDnsLabel } from '../../../kubernetes/names';
import { isHost } from '../../../preview/children/host-name';
import { rendererOf } from '../../../preview/go-template/render';
import type { Fault } from '../../finding';
import type { KserveConfiguration } from '../kserve-facts';
import type { Service } from '../service';

/**
 * The host of each Deployment of a service, which the controller makes up before anything else.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/raw/raw_kube_reconciler.go createRawURL
 */
export function checkHostName(service: Service, configuration: KserveConfiguration): readonly Fault[] {
  const { name, namespace, mode, components } = service;
  if (mode !== 'Standard' || namespace === undefined || !isDnsLabel(namespace) || !isDnsLabel(name)) return [];
  const hosts = components.map(({ kind, fields }) => {
    const variant = kind === 'predictor' ? (textAt(fields, 'name') ?? '') : '';
    return hostOf(variant === '' ? `${name}-${kind}` : `${name}-${variant}-${kind}`, service, configuration);
  });
  const host = hosts.find((each) => each !== undefined && !isHost(each));
  if (host === undefined) return [];
  const label = host.split('.').find((part) => !isDnsLabel(part)) ?? host;
  const over = label.length - 63;
  return [
    {
      id: 'kserve/host-name',
      // The cluster may be configured to name hosts in another way.
      severity: configuration.isDomainKnown ? 'error' : 'warning',
      field: 'metadata.name',
      problem: `The service's host would be '${host}', in which '${label}' is no part of a host's name`,
      consequence: 'The controller cannot make up the address of the service (invalid domain name), and makes no pod.',
      mend:
        over > 0
          ? `Shorten the names of the service and of its namespace by ${over} characters together.`
          : 'Correct domainTemplate and ingressDomain in the configuration of the cluster.',
    },
  ];
}

/**
 * A template that cannot be rendered is no fault of the service.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/domain.go GenerateDomainName
 */
function hostOf(name: string, { namespace = '' }: Service, configuration: KserveConfiguration): string | undefined {
  const render = RENDERERS.get(configuration) ?? rendererOf(configuration.domainTemplate);
  RENDERERS.set(configuration, render);
  const rendered = render({ Name: name, Namespace: namespace, IngressDomain: configuration.ingressDomain });
  return rendered.ok && !rendered.text.includes('<no value>') ? rendered.text : undefined;
}

/** A cluster names the hosts of all its services by one template. */
const RENDERERS = new WeakMap<KserveConfiguration, ReturnType<typeof rendererOf>>();
