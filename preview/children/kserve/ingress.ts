import { isObject, nameOf, namespaceOf, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { stated } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildObject, Inexactness } from '../child-object';
import { hostOf } from '../host-name';
import { componentName } from './component';
import type { ChildConfiguration } from './configuration';
import { CLUSTER_DOMAIN } from './ingress-configuration';
import { SERVICE_PORT } from './services';

/**
 * Whether nothing outside of the cluster reaches a service in Standard mode.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/kube_ingress_reconciler.go Reconcile
 */
export function isInternal(service: Manifest, { ingress }: ChildConfiguration): boolean {
  const visibility = textAt(service, 'metadata', 'labels', 'networking.kserve.io/visibility');
  return visibility === 'cluster-local' || ingress.ingressDomain === CLUSTER_DOMAIN || ingress.disableIngressCreation;
}

/** Routes wait for what they lead to. */
export const ONCE_READY: Inexactness = { because: 'it is made once the pods are ready' };

/**
 * The Ingress of a service in Standard mode: its own host, and one for each component.
 *
 * @param annotations - the service's, as KServe's webhook leaves them
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/kube_ingress_reconciler.go createRawIngress
 */
export function ingressOf(
  service: Manifest,
  annotations: JsonObject,
  { ingress }: ChildConfiguration,
): readonly ChildObject[] {
  const name = nameOf(service);
  const predictor = componentName(name, 'predictor', textAt(service, 'spec', 'predictor', 'name'));
  const rule = (host: string, backend: string) => {
    const text = hostOf(host, service, ingress);
    return text === undefined ? [] : [ruleOf(text, backend)];
  };
  const rules = [...componentRules(service, predictor, rule), ...rule(predictor, predictor)];
  return [
    child(
      ['networking.k8s.io/v1', 'Ingress'],
      { name, namespace: namespaceOf(service), annotations },
      { spec: stated({ ingressClassName: ingress.ingressClassName, rules }) },
      'leads requests from outside to the Services',
      [ONCE_READY],
    ),
  ];
}

type Rule = (host: string, backend: string) => readonly JsonObject[];

/** With a transformer, the host that is called like it leads to the predictor, and the explainer's is called like it too. */
function componentRules(service: Manifest, predictor: string, rule: Rule): readonly JsonObject[] {
  const name = nameOf(service);
  const { transformer, explainer } = objectAt(service, 'spec');
  const transformerName = componentName(name, 'transformer');
  const explainerName = componentName(name, 'explainer');
  if (isObject(transformer)) {
    return [
      ...(isObject(explainer) ? rule(transformerName, explainerName) : []),
      ...rule(name, transformerName),
      ...rule(transformerName, predictor),
    ];
  }
  if (isObject(explainer)) return [...rule(name, predictor), ...rule(explainerName, explainerName)];
  return rule(name, predictor);
}

function ruleOf(host: string, backend: string): JsonObject {
  const service = { name: backend, port: { number: SERVICE_PORT } };
  return { host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service } }] } };
}
