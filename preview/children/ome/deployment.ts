import { isObject } from '../../../kubernetes/manifest';
import type { JsonObject } from '../../../kubernetes/manifest';
import { truncatedName } from '../../ome/truncated-name';
import { stated } from '../../pod-edits';
import { child, podTemplateOf } from '../child-object';
import type { ChildObject } from '../child-object';
import { autoscalerOf } from './autoscaler';
import { componentName, metadataOf } from './component';
import type { OmeComponent } from './component';
import { serviceOf } from './services';

/**
 * What OME makes of a component in RawDeployment mode.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/raw/raw_kube_reconciler.go NewRawKubeReconciler
 */
export function deploymentChildren(component: OmeComponent): readonly ChildObject[] {
  const { pods, fields, kind } = component;
  const [pod] = pods;
  if (pod === undefined) return [];
  const app = truncatedName(componentName(component));
  const selector = { matchLabels: { app } };
  return [
    child(
      ['apps/v1', 'Deployment'],
      metadataOf(component),
      {
        spec: {
          selector,
          template: podTemplateOf(pod),
          strategy: strategyOf(fields),
          revisionHistoryLimit: 10,
          progressDeadlineSeconds: 600,
        },
      },
      `the ${kind}'s pods`,
    ),
    serviceOf(component, { app }),
    ...autoscalerOf(component),
    child(
      ['policy/v1', 'PodDisruptionBudget'],
      metadataOf(component),
      { spec: { ...budgetOf(fields), selector } },
      `how many pods of the ${kind} may be away at once`,
    ),
  ];
}

function strategyOf({ deploymentStrategy }: JsonObject): JsonObject {
  const own = isObject(deploymentStrategy) ? deploymentStrategy : {};
  const { type = 'RollingUpdate' } = own;
  if (type !== 'RollingUpdate') return own;
  return { ...own, type, rollingUpdate: own.rollingUpdate ?? { maxUnavailable: 0, maxSurge: 1 } };
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/pdb/pdb_reconciler.go createPDB */
function budgetOf({ minAvailable, maxUnavailable }: JsonObject): JsonObject {
  if (minAvailable === undefined && maxUnavailable === undefined) return { maxUnavailable: 1 };
  return stated({ minAvailable, maxUnavailable });
}
