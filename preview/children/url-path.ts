import { nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { renderTemplate } from '../go-template/render';
import { CURRENT_NAMESPACE } from '../object-meta';

/**
 * The path by which a service is told from others of a host, without a slash at its end; undefined where hosts alone tell
 * them apart, and where the template cannot be rendered.
 *
 * @param template - `pathTemplate` of the ConfigMap `inferenceservice-config`
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/path.go GenerateUrlPath
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/services/path_service.go GenerateUrlPath
 */
export function urlPathOf(service: Manifest, template: string): string | undefined {
  if (template === '') return undefined;
  const Namespace = namespaceOf(service) ?? CURRENT_NAMESPACE;
  const rendered = renderTemplate(template, { Name: nameOf(service), Namespace });
  return rendered.ok ? rendered.text.replace(/\/$/, '') : undefined;
}
