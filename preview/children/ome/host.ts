import type { Manifest } from '../../../kubernetes/manifest';
import { truncatedName } from '../../ome/truncated-name';
import { hostOf } from '../host-name';
import type { HostNaming } from '../host-name';

/**
 * The host of something that is called so, whose name is shortened as that of a Service is.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/services/domain_service.go GenerateDomainName
 */
export function omeHostOf(name: string, service: Manifest, naming: HostNaming): string | undefined {
  return hostOf(truncatedName(name), service, naming);
}
