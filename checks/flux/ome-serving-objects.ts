import { nameOf, namespaceOf, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { mergedComponent } from '../../preview/ome/component-parts';
import type { ComponentName, MergedComponent } from '../../preview/ome/component-parts';
import { deploymentModeOf } from '../../preview/ome/deployment-mode';
import type { DeploymentMode } from '../../preview/ome/deployment-mode';
import type { ServingObject, ServingResult } from './serving-object';

/** @see https://github.com/sgl-project/ome/blob/main/pkg/constants/constants.go LWSName */
const LONGEST_OF_GROUPS = 50;

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
    const workload = workloadOf(service, component.name, deploymentModeOf(component, hasDecoder));
    if (workload === undefined) return { because: `its ${component.name} runs on Ray` };
    objects.push({ ...workload, namespace: namespaceOf(service) });
  }
  return objects;
}

function workloadOf(service: Manifest, component: ComponentName, mode: DeploymentMode): ServingObject | undefined {
  const name = `${nameOf(service)}-${component}`;
  switch (mode) {
    case 'RawDeployment':
      return { apiVersion: 'apps/v1', kind: 'Deployment', name };
    case 'MultiNode':
      return {
        apiVersion: 'leaderworkerset.x-k8s.io/v1',
        kind: 'LeaderWorkerSet',
        name: `lws-${name.slice(-LONGEST_OF_GROUPS)}`,
      };
    case 'Serverless':
      return { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name };
    default:
      return undefined;
  }
}
