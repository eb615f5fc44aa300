import { isObject, namespaceOf, objectAt, valueAt } from '../../kubernetes/manifest';
import type { LocatedManifest } from '../../kubernetes/manifest';
import type { ComponentName } from '../../preview/ome/component-parts';
import { withRdma } from '../../preview/ome/rdma';
import type { PodView } from './pod-view';

const NONE: ReadonlySet<string> = new Set();

/** A component's own pod, and those of a group. */
const PARTS = [[], ['leader'], ['worker']] as const;

/** What an OME runtime says of the pods of one component: the containers that run engines stand apart. */
export function omeRuntimePods(runtime: LocatedManifest, component: ComponentName): readonly PodView[] {
  return PARTS.flatMap((part) => runnerView(runtime, ['spec', `${component}Config`], part));
}

function runnerView(
  { manifest, where }: LocatedManifest,
  component: readonly string[],
  part: readonly string[],
): readonly PodView[] {
  const path = [...component, ...part];
  const runner = valueAt(manifest, ...path, 'runner');
  const pod = objectAt(manifest, ...path);
  if (!isObject(runner)) return [];
  const prefix = path.join('.');
  const annotations = objectAt(manifest, ...component, 'annotations');
  return [
    {
      namespace: namespaceOf(manifest),
      labels: objectAt(manifest, ...component, 'labels'),
      // Workers answer nobody, whatever the component's annotations say.
      annotations: part[0] === 'worker' ? {} : annotations,
      spec: withRdma({ ...pod, containers: [runner] }, annotations),
      owner: { where, field: 'spec' },
      isPartial: true,
      addedVolumes: NONE,
      placeOf: (field) => {
        // OME's own rule tells of a runner without a name.
        if (field === 'spec.containers[0].name' && runner.name === '') return undefined;
        return {
          where,
          field: field.startsWith('metadata.')
            ? `${component.join('.')}.${field.slice('metadata.'.length)}`
            : `${prefix}.${field.replace(/^spec\.containers\[0\]/, 'runner').replace(/^spec\./, '')}`,
        };
      },
    },
  ];
}
