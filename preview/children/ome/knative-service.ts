import { objectAt, textAt } from '../../../kubernetes/manifest';
import { stated } from '../../pod-edits';
import { child, podTemplateOf } from '../child-object';
import type { ChildObject } from '../child-object';
import { componentName, metadataOf } from './component';
import type { OmeComponent } from './component';

const ROLLOUT = 'serving.knative.dev/rollout-duration';
const VISIBILITY = 'networking.knative.dev/visibility';
const GROUP = 'autoscaling.knative.dev';

/**
 * The Service of Knative of a component in Serverless mode.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/knative/ksvc_reconciler.go createKnativeService
 */
export function omeKnativeService(component: OmeComponent): readonly ChildObject[] {
  const { pods, fields, labels, annotations, kind } = component;
  const [pod] = pods;
  if (pod === undefined) return [];
  const count = (name: string) => (typeof fields[name] === 'number' ? fields[name] : undefined);
  const most = count('maxReplicas') ?? 0;
  const metric = textAt(fields, 'scaleMetric');
  const scaling: Readonly<Record<string, string>> = {
    [`${GROUP}/min-scale`]: String(count('minReplicas') ?? 1),
    ...(most === 0 ? {} : { [`${GROUP}/max-scale`]: String(most) }),
    [`${GROUP}/class`]: annotations[`${GROUP}/class`] ?? `kpa.${GROUP}`,
    ...(count('scaleTarget') === undefined ? {} : { [`${GROUP}/target`]: String(count('scaleTarget')) }),
    ...(metric === undefined ? {} : { [`${GROUP}/metric`]: metric }),
  };
  const { [ROLLOUT]: rollout, ...own } = { ...annotations, ...scaling };
  const revision = Object.fromEntries(Object.entries(labels).filter(([key]) => key !== VISIBILITY));
  const template = podTemplateOf({ ...pod, labels: revision, annotations: own });
  const timeout = count('timeoutSeconds');
  const spec = stated({
    timeoutSeconds: timeout,
    responseStartTimeoutSeconds: timeout,
    containerConcurrency: count('containerConcurrency'),
  });
  const name = componentName(component);
  const isTagged = own['ome.io/enable-tag-routing'] === 'true';
  return [
    child(
      ['serving.knative.dev/v1', 'Service'],
      { ...metadataOf(component), annotations: rollout === undefined ? {} : { [ROLLOUT]: rollout } },
      {
        spec: {
          template: { ...template, spec: { ...spec, ...objectAt(template, 'spec') } },
          traffic: [stated({ tag: isTagged ? 'latest' : undefined, latestRevision: true, percent: 100 })],
        },
      },
      `the ${kind}; Knative makes revisions such as ${name}-00001, and their Deployments, of it`,
    ),
  ];
}
