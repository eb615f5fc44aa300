import { leftOutOfShipped } from '../../catalog/shipped-manifests';
import { nameOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Inexactness, ServiceChildren } from '../../preview/children/child-object';

/** What is made with a runtime that is known as its platform ships it: what an installation may have in another way. */
export function asShipped(children: ServiceChildren, runtime: Manifest): ServiceChildren {
  const leftOut = leftOutOfShipped(runtime);
  if (children.outcome !== 'made' || leftOut === undefined) return children;
  const { kind } = runtime;
  const scripts = leftOut.map(({ container, fields }): Inexactness => ({
    because: `scripts of ${kind} ${nameOf(runtime)} are left out: ${fields.join(', ')} of ${container}. Its manifest, given with --runtimes, has them`,
  }));
  const images = {
    because: `${kind} ${nameOf(runtime)} is taken as it is shipped: an installation may have other images and settings`,
  };
  const unknownCommands = leftOut.filter(({ fields }) => fields.includes('command')).map(({ container }) => container);
  return {
    ...children,
    pods: children.pods.map((pod) => ({ ...pod, unknownCommands })),
    inexact: [...children.inexact, images, ...scripts],
  };
}
