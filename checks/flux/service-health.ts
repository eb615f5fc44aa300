import { arrayAt, groupOf, nameOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import { coversObject } from './covered-files';
import { pathOf } from './kustomizations';

/**
 * Kustomizations that wait for an InferenceService of KServe or OME. Both controllers copy `status.observedGeneration` of
 * the Deployment into it, and Flux takes the service for unfinished as long as that is not the service's own generation.
 *
 * @see https://github.com/fluxcd/cli-utils/blob/main/pkg/kstatus/status/generic.go checkGeneration
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_status.go PropagateRawStatus
 */
export function checkServiceHealth(
  { manifest, where }: LocatedManifest,
  objects: readonly LocatedManifest[],
): readonly Finding[] {
  if (valueAt(manifest, 'spec', 'wait') === true) {
    const path = pathOf(manifest);
    const service =
      path === '' ? undefined : objects.find((each) => isService(each.manifest) && coversObject(path, each));
    return service === undefined ? [] : [endless(where, 'spec.wait', nameOf(service.manifest))];
  }
  return arrayAt(manifest, 'spec', 'healthChecks').flatMap((check, index) => {
    const apiVersion = textAt(check, 'apiVersion') ?? '';
    const isMeant = isService({ apiVersion, kind: textAt(check, 'kind') ?? '' });
    return isMeant ? [endless(where, `spec.healthChecks[${index}]`, textAt(check, 'name') ?? '')] : [];
  });
}

function isService(manifest: Manifest): boolean {
  return manifest.kind === 'InferenceService' && ['serving.kserve.io', 'ome.io'].includes(groupOf(manifest));
}

function endless(where: string, field: string, service: string): Finding {
  return {
    id: 'flux/service-health',
    severity: 'warning',
    where,
    field,
    problem: `The Kustomization waits for the InferenceService '${service}' itself`,
    consequence:
      'Once the service was changed, Flux may wait until the timeout although the service serves: its observedGeneration is that of its Deployment. What depends on the Kustomization is not applied.',
    mend: 'Set `wait: false`, and list the Deployment that the controller makes of it in `healthChecks`.',
  };
}
