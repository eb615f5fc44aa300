import { isObject, nameOf } from '../../../kubernetes/manifest';
import type { JsonObject } from '../../../kubernetes/manifest';
import type { MergedPod } from '../../merged-pod';
import { stated } from '../../pod-edits';
import { child, podTemplateOf } from '../child-object';
import type { ChildObject } from '../child-object';
import { appOf } from './component';
import type { KserveComponent } from './component';
import type { ChildConfiguration } from './configuration';

const DEPLOYMENT = ['apps/v1', 'Deployment'] as const;

/**
 * The Deployments of a component: one, or a second for the other nodes of a predictor.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/deployment/deployment_reconciler.go createRawDeployment
 */
export function deploymentsOf(component: KserveComponent, configuration: ChildConfiguration): readonly ChildObject[] {
  const { kind, service, name, pod, worker, fields, inexact } = component;
  const strategy = strategyOf(fields, configuration);
  const first = deployment(name, name, pod, strategy, worker === undefined ? `the ${kind}'s pods` : 'the first node');
  if (worker === undefined) return [{ ...first, inexact }];
  // Workers are named by the service, whatever its predictor is called.
  const ofWorkers = `${nameOf(service)}-predictor-worker`;
  const others = deployment(ofWorkers, `${name}-worker`, worker, workerStrategy(strategy), 'the other nodes');
  return [first, others].map((made) => ({ ...made, inexact }));
}

function deployment(name: string, app: string, pod: MergedPod, strategy: JsonObject, carries: string): ChildObject {
  const { namespace, labels, annotations } = pod;
  return child(
    DEPLOYMENT,
    { name, namespace, labels, annotations },
    {
      spec: stated({
        replicas: pod.replicas,
        selector: { matchLabels: { app: appOf(app) } },
        template: podTemplateOf(pod),
        ...strategy,
      }),
    },
    carries,
  );
}

function strategyOf(fields: JsonObject, { rollout, defaultDeploymentMode }: ChildConfiguration): JsonObject {
  if (isObject(fields.deploymentStrategy)) return { strategy: fields.deploymentStrategy };
  const configured = defaultDeploymentMode === 'Standard' ? rollout : undefined;
  return rolling(configured?.maxUnavailable ?? '25%', configured?.maxSurge ?? '25%');
}

function rolling(maxUnavailable: string, maxSurge: string): JsonObject {
  return {
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } },
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  };
}

/** New workers stand beside the old ones until they are ready. */
function workerStrategy(fields: JsonObject): JsonObject {
  const { strategy } = fields;
  if (!isObject(strategy) || strategy.type !== 'RollingUpdate') return fields;
  return { ...fields, strategy: { ...strategy, rollingUpdate: { maxUnavailable: '0%', maxSurge: '100%' } } };
}
