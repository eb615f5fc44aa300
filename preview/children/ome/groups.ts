import type { MergedPod } from '../../merged-pod';
import { groupName } from '../../ome/component-pods';
import { child, podTemplateOf } from '../child-object';
import type { ChildObject } from '../child-object';
import { leaderWorkerSetChildren } from '../lws/children';
import { componentName, metadataOf } from './component';
import type { OmeComponent } from './component';
import { serviceOf } from './services';

/** Where workers are not to be asked for metrics. */
const METRICS = ['prometheus.io/path', 'prometheus.io/port', 'prometheus.io/scrape'];

/**
 * What OME makes of a component in MultiNode mode, and LeaderWorkerSet of that.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/lws/lws_reconciler.go createLWS
 */
export function groupChildren(component: OmeComponent): readonly ChildObject[] {
  const { pods, workers, fields, kind } = component;
  const [leader, worker = leader] = pods;
  if (leader === undefined || worker === undefined) return [];
  const metadata = metadataOf(component);
  const annotations = Object.entries(worker.annotations).filter(([key]) => !METRICS.includes(key));
  const set = child(
    ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet'],
    { ...metadata, name: groupName(componentName(component)) },
    {
      spec: {
        replicas: typeof fields.minReplicas === 'number' ? fields.minReplicas : 1,
        startupPolicy: 'LeaderCreated',
        networkConfig: { subdomainPolicy: 'Shared' },
        rolloutStrategy: {
          type: 'RollingUpdate',
          rollingUpdateConfiguration: { maxUnavailable: 1, maxSurge: 1 },
        },
        leaderWorkerTemplate: {
          size: workers + 1,
          restartPolicy: 'RecreateGroupOnPodRestart',
          leaderTemplate: podTemplateOf({ ...leader, ...withoutGroup(leader) }),
          workerTemplate: podTemplateOf({
            ...worker,
            ...withoutGroup({ ...worker, annotations: Object.fromEntries(annotations) }),
          }),
        },
      },
    },
    `groups of ${workers + 1} pods for the ${kind}`,
  );
  const answering = serviceOf(component, { 'ray.io/node-type': 'head' });
  return [set, answering, ...leaderWorkerSetChildren(set.manifest), ...sidecarOf(component)];
}

const OF_GROUPS = 'leaderworkerset.sigs.k8s.io/';

/** What LeaderWorkerSet adds to pods stands in no template. */
function withoutGroup({ labels, annotations }: MergedPod): Pick<MergedPod, 'labels' | 'annotations'> {
  const own = (map: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(map).filter(([key]) => !key.startsWith(OF_GROUPS)));
  return { labels: own(labels), annotations: own(annotations) };
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/istiosidecar/istiosidecar_reconciler.go createSidecar */
function sidecarOf(component: OmeComponent): readonly ChildObject[] {
  if (component.labels['sidecar.istio.io/inject'] !== 'true') return [];
  const { name, namespace } = metadataOf(component);
  return [
    child(
      ['networking.istio.io/v1beta1', 'Sidecar'],
      { name, namespace },
      {},
      'lets requests through the proxies of the group',
      [{ field: 'spec', because: 'it is left out' }],
    ),
  ];
}
