import type { LocatedManifest } from '../../kubernetes/manifest';
import { identityInWords, identityOf } from '../../kubernetes/object-identity';
import type { ClusterFacts } from '../cluster-facts';
import { clusterSecrets } from './cluster-secrets';
import { providedSecrets } from './provided-secrets';
import type { ProvidedSecret } from './provided-secrets';

/** A Secret that a cluster has to have, and that none of its objects makes. */
export interface RequiredSecret {
  /** @default - the namespace into which the objects are applied */
  readonly namespace?: string;
  readonly name: string;
  /** In order; empty where it is needed as a whole. */
  readonly keys: readonly string[];
  /** The objects that need it, such as `InferenceService models/llama`, in order. */
  readonly usedBy: readonly string[];
}

/** The Secrets that somebody has to bring to a cluster, beside its objects. */
export function requiredSecrets(
  objects: readonly LocatedManifest[],
  facts: ClusterFacts = {},
): readonly RequiredSecret[] {
  const provided = new Map(
    objects.flatMap(({ manifest }) => providedSecrets(manifest)).map((one) => [keyOf(one), one]),
  );
  const needed = new Map<string, { namespace?: string; name: string; keys: Set<string>; usedBy: Set<string> }>();
  for (const reference of clusterSecrets(objects, facts)) {
    if (provided.has(keyOf(reference)) || isOfPlatform(reference.name, facts)) continue;
    const { name, namespace } = reference;
    const known = needed.get(keyOf(reference)) ?? { namespace, name, keys: new Set(), usedBy: new Set() };
    needed.set(keyOf(reference), known);
    if (reference.key !== undefined) known.keys.add(reference.key);
    known.usedBy.add(identityInWords(identityOf(reference.manifest)));
  }
  return [...needed]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { namespace, name, keys, usedBy }]) => ({
      namespace,
      name,
      keys: [...keys].sort(),
      usedBy: [...usedBy].sort(),
    }));
}

/** CCE keeps one in every namespace, for its own registry. */
function isOfPlatform(name: string, { platform }: ClusterFacts): boolean {
  return platform === 'cce' && name === 'default-secret';
}

function keyOf({ namespace, name }: Pick<ProvidedSecret, 'namespace' | 'name'> | { namespace?: string; name: string }) {
  return `${namespace ?? ''}/${name}`;
}
