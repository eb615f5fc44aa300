import type { Ignore } from '../../imports/kustomize.toolkit.fluxcd.io';
import type { Target } from '../../imports/shared';
import { groupOf, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';

/**
 * Rules that leave the number of replicas to autoscalers, for those objects that state one. Where none is stated, Flux
 * does not own the field, and leaves it alone anyway.
 *
 * @param objects - those of a Kustomization
 * @param cluster - all objects of the cluster, its autoscalers among them
 */
export function ignoredReplicas(
  objects: readonly Manifest[],
  cluster: readonly Manifest[],
): readonly (Ignore & { readonly target: Target })[] {
  const scaled = new Set(cluster.flatMap(targetOf));
  return objects
    .filter((object) => valueAt(object, 'spec', 'replicas') !== undefined)
    .filter((object) => scaled.has(keyOf(groupOf(object), object.kind, namespaceOf(object), nameOf(object))))
    .map((object) => ({
      paths: ['/spec/replicas'],
      target: {
        group: exactly(groupOf(object)),
        kind: object.kind,
        name: exactly(nameOf(object)),
        namespace: namespaceOf(object),
      },
    }));
}

/** What an autoscaler scales; KEDA takes Deployments where no kind is stated. */
function targetOf(manifest: Manifest): readonly string[] {
  const kind = `${groupOf(manifest)}/${manifest.kind}`;
  if (kind !== 'autoscaling/HorizontalPodAutoscaler' && kind !== 'keda.sh/ScaledObject') return [];
  const target = objectAt(manifest, 'spec', 'scaleTargetRef');
  const apiVersion = textAt(target, 'apiVersion') ?? 'apps/v1';
  const group = groupOf({ apiVersion, kind: '' });
  return [keyOf(group, textAt(target, 'kind') ?? 'Deployment', namespaceOf(manifest), textAt(target, 'name') ?? '')];
}

function keyOf(group: string, kind: string, namespace: string | undefined, name: string): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}

/** Flux takes names and groups for regular expressions, with nothing before or after them. */
function exactly(text: string): string {
  return text.replaceAll('.', '\\.');
}
