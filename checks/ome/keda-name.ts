import { nameOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { nearestDnsLabel } from '../../kubernetes/names';
import type { Fault } from '../finding';
import { componentsOf, isDeployment } from './component';

/** KEDA labels its autoscaler with `keda-hpa-` and the name of the ScaledObject. */
const LONGEST_SCALED_OBJECT = 63 - 'keda-hpa-'.length;

/** Of a longer one, that of its Service is told. */
const LONGEST_SERVICE = 63;

const PREFIX = 'scaledobject-';

/**
 * A service whose components have names for which KEDA refuses to scale them. OME keeps the last 50 characters, which
 * are too many as well.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetScaledObjectName
 * @see https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledobject_webhook.go verifyName
 */
export function checkKedaName(service: Manifest): readonly Fault[] {
  const name = nameOf(service);
  const scaled = componentsOf(service, 'service').filter(
    (component) => component.autoscaler === 'keda' && isDeployment(component),
  );
  const [suffix] = scaled.map((component) => `-${component.name}`).toSorted((one, other) => other.length - one.length);
  if (suffix === undefined) return [];
  const longest = LONGEST_SCALED_OBJECT - PREFIX.length - suffix.length;
  const isTold = name.length + suffix.length > LONGEST_SERVICE;
  if (name.length <= longest || isTold) return [];
  return [
    {
      id: 'ome/keda-name-length',
      severity: 'warning',
      field: 'metadata.name',
      problem: `'${name.slice(0, 80)}' has ${name.length} characters, ${longest} fit where KEDA scales`,
      consequence: `OME calls the ScaledObject '${PREFIX}', this name and '${suffix}', of which KEDA's webhook takes ${LONGEST_SCALED_OBJECT} characters: nothing scales, and the service does not become ready.`,
      mend: `Shorten it to '${nearestDnsLabel(name, longest)}', say.`,
    },
  ];
}
