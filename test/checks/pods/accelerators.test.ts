import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject } from '../../../kubernetes/manifest';

/** What is told of a pod with limits, in a cluster of some accelerators. */
function told(limits: JsonObject, accelerators?: readonly string[]): readonly string[] {
  const spec = { containers: [{ name: 'server', image: 'server:1', resources: { limits } }] };
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec };
  return checkPods([{ manifest, where: 'a.yaml' }], { accelerators })
    .filter(({ id }) => id === 'pod/absent-accelerator')
    .map(({ field }) => field ?? '');
}

test.each<[string, JsonObject, readonly string[] | undefined]>([
  ['one that the cluster has', { 'nvidia.com/gpu': 1 }, ['nvidia.com/gpu']],
  ['any, where the cluster says nothing', { 'amd.com/gpu': 1 }, undefined],
  ['none of another', { 'amd.com/gpu': 0 }, ['nvidia.com/gpu']],
  ['what is no accelerator', { 'rdma/ib': 1, cpu: 4 }, ['nvidia.com/gpu']],
])('a pod may ask for %s', (_what, limits, accelerators) => {
  expect(told(limits, accelerators)).toEqual([]);
});

test.each<[string, string, readonly string[]]>([
  ['of another maker', 'amd.com/gpu', ['nvidia.com/gpu']],
  ['in slices that there are none of', 'nvidia.com/mig-1g.5gb', ['nvidia.com/gpu']],
  ['where there are none', 'nvidia.com/gpu', []],
])('one %s stays Pending', (_what, resource, accelerators) => {
  expect(told({ [resource]: 1 }, accelerators)).toEqual([`spec.containers[0].resources.limits["${resource}"]`]);
});
