import { namespaceOf, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { groupName, workloadOf } from '../../preview/ome/component-pods';
import { mergedComponent } from '../../preview/ome/component-parts';
import type { MergedComponent } from '../../preview/ome/component-parts';
import { deploymentModeOf } from '../../preview/ome/deployment-mode';
import type { DeploymentMode } from '../../preview/ome/deployment-mode';
import type { ServingObject, ServingResult } from './serving-object';

/**
 * What OME makes of a service's components.
 *
 * @param runtime - that which the service gets, if it is known
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/engine.go reconcileDeployment
 */
export function omeServingObjects(service: Manifest, runtime: Manifest | undefined): ServingResult {
  if (textAt(service, 'metadata', 'annotations', 'ome.io/deploymentMode') === 'VirtualDeployment') return [];
  if (runtime === undefined) return { because: 'the runtime is not known' };
  const components: MergedComponent[] = [];
  for (const name of ['engine', 'decoder', 'router'] as const) {
    const result = mergedComponent(service, runtime, name);
    if (result?.ok === false) return { because: `its ${name} cannot be merged with the runtime's` };
    if (result !== undefined) components.push(result.component);
  }
  const hasDecoder = components.some(({ name }) => name === 'decoder');
  const objects: ServingObject[] = [];
  for (const component of components) {
    const name = workloadOf({ service, component });
    const workload = objectOf(name, deploymentModeOf(component, hasDecoder));
    if (workload === undefined) return { because: `its ${component.name} runs on Ray` };
    objects.push({ ...workload, namespace: namespaceOf(service) });
  }
  return objects;
}

function objectOf(name: string, mode: DeploymentMode): ServingObject | undefined {
  switch (mode) {
    case 'RawDeployment':
      return { apiVersion: 'apps/v1', kind: 'Deployment', name };
    case 'MultiNode':
      return { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name: groupName(name) };
    case 'Serverless':
      return { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name };
    default:
      return undefined;
  }
}
