import { nameOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { leaderWorkerSetOf } from '../../preview/children/lws/children';
import { disaggregatedSetOf } from '../../preview/children/lws/disaggregated-set';
import { statefulSetOf } from '../../preview/children/stateful-set';
import { podsOf } from '../../preview/pods-of';
import { isDisaggregatedSet, isLeaderWorkerSet, isStatefulSet } from './find-workload';
import type { Previewed } from './previewed';

/** What is made of an object that states its pods itself. */
export function workloadPreview(workload: Manifest): Previewed {
  if (isLeaderWorkerSet(workload)) return { children: leaderWorkerSetOf(workload) };
  if (isDisaggregatedSet(workload)) return { children: disaggregatedSetOf(workload) };
  if (isStatefulSet(workload)) return { children: statefulSetOf(workload) };
  const name = nameOf(workload);
  const pods = podsOf(workload).map((pod) => ({
    pod,
    workload: { kind: workload.kind, name },
    podName: `${name}-<hash>`,
    inexact: [],
  }));
  return { children: { outcome: 'made', pods, children: [], inexact: [] } };
}
