import { objectAt } from '../../kubernetes/manifest';
import { quantityAmount } from '../../kubernetes/quantity-amount';
import { isAccelerator } from '../engines/devices';
import type { Finding } from '../finding';
import { containersIn } from './containers';
import type { PodView } from './pod-view';

/**
 * Accelerators that no node of the cluster has, as far as the cluster says which there are.
 *
 * @param known extended resources, such as `nvidia.com/gpu`
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/noderesources/fit.go fitsRequest
 */
export function checkAccelerators(pod: PodView, known: readonly string[] | undefined): readonly Finding[] {
  if (known === undefined) return [];
  return containersIn(pod.spec).flatMap(({ container, path }) => {
    const limits = objectAt(container, 'resources', 'limits');
    return Object.keys(limits).flatMap((resource): readonly Finding[] => {
      if (!isAccelerator(resource) || quantityAmount(limits[resource]) === 0n || known.includes(resource)) return [];
      const place = pod.placeOf(`spec.${path}.resources.limits[${JSON.stringify(resource)}]`);
      if (place === undefined) return [];
      return [
        {
          id: 'pod/absent-accelerator',
          severity: 'error',
          ...place,
          problem: `The container asks for ${resource}, and the cluster has ${known.length === 0 ? 'no accelerators' : known.join(', ')}`,
          consequence: 'No node fits, and the pod stays Pending for ever.',
          mend: "Ask for what there is, or correct the cluster's `accelerators`.",
        },
      ];
    });
  });
}
