import { textAt } from '../../../kubernetes/manifest';
import type { MergedPod } from '../../merged-pod';
import { containersOf } from '../../pod-edits';
import type { Inexactness } from '../child-object';

const INTERNAL = 'internal.serving.kserve.io';

/**
 * What webhooks put into a pod of KServe that only the cluster knows.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/pod/mutator.go mutate
 */
export function podInexactness({ annotations, spec }: MergedPod): readonly Inexactness[] {
  const initializer = containersOf(spec, 'initContainers').some(
    (container) => textAt(container, 'name') === 'storage-initializer',
  );
  const isAsked = (name: string) => annotations[`${INTERNAL}/${name}`] === 'true';
  const agent = ['logger', 'batcher', 'agent'].filter(isAsked);
  return [
    ...(initializer
      ? [
          {
            field: 'spec.initContainers',
            because:
              "the image and the resources of storage-initializer are the cluster's to configure, and credentials are added by the service account",
          },
        ]
      : []),
    ...(isAsked('storage-spec')
      ? [{ field: 'spec.initContainers', because: 'where the model is, a secret of the namespace completes' }]
      : []),
    ...(agent.length > 0
      ? [{ field: 'spec.containers', because: `a container 'agent' is added, for ${agent.join(' and ')}` }]
      : []),
    ...(isAsked('confidential-enabled')
      ? [{ field: 'spec.initContainers', because: 'variables for confidential models are added' }]
      : []),
  ];
}
