import { identityInWords, identityOf } from '../../kubernetes/object-identity';
import type { LocatedManifest } from '../../kubernetes/manifest';
import type { ClusterFacts } from '../cluster-facts';
import type { Finding } from '../finding';
import type { KserveServices } from '../kserve/kserve-services';
import { clusterSecrets } from './cluster-secrets';
import { providedSecrets } from './provided-secrets';
import type { ProvidedSecret } from './provided-secrets';
import type { SecretReference } from './secret-reference';

/** References to Secrets that the objects of a cluster make, and that lack what is asked of them. */
export function checkSecretKeys(
  objects: readonly LocatedManifest[],
  facts: ClusterFacts,
  services: KserveServices,
): readonly Finding[] {
  const provided = objects.flatMap(({ manifest }) => providedSecrets(manifest));
  if (provided.length === 0) return [];
  const places = new Map(objects.map(({ manifest, where }) => [manifest, where]));
  const told = new Set<string>();
  return clusterSecrets(objects, facts, services).flatMap((reference): readonly Finding[] => {
    const where = places.get(reference.manifest);
    const fault = faultOf(reference, provided);
    if (where === undefined || fault === undefined || told.has(`${where}\n${fault.problem}`)) return [];
    told.add(`${where}\n${fault.problem}`);
    return [{ ...fault, where }];
  });
}

function faultOf(reference: SecretReference, provided: readonly ProvidedSecret[]): Omit<Finding, 'where'> | undefined {
  const { name, namespace, key } = reference;
  const named = provided.filter((one) => one.name === name);
  const own = named.find((one) => one.namespace === namespace);
  if (own === undefined) return namespace === undefined ? undefined : elsewhere(reference, named[0]);
  if (key === undefined || own.keys === undefined || own.keys.has(key)) return undefined;
  if (reference.isStorage === true && own.manifest.kind === 'Secret') return undefined;
  const known = [...own.keys].sort();
  return {
    id: 'secret/missing-key',
    severity: 'error',
    problem: `It needs the key '${key}' of the Secret '${name}', and ${makerOf(own)} gives it ${known.length === 0 ? 'no key' : known.map((one) => `'${one}'`).join(', ')}`,
    consequence: 'The kubelet does not start the container (CreateContainerConfigError), or what reads it fails.',
    mend: `Add the key, or refer to ${known.length === 1 ? `'${known[0] ?? ''}'` : 'one that is there'}.`,
  };
}

function elsewhere({ name, namespace = '' }: SecretReference, other: ProvidedSecret | undefined) {
  if (other?.namespace === undefined) return undefined;
  return {
    id: 'secret/other-namespace',
    severity: 'warning',
    problem: `It needs the Secret '${name}' in the namespace '${namespace}', and ${makerOf(other)} makes it in '${other.namespace}'`,
    consequence: 'Secrets are read in the own namespace alone: unless there is another of that name, no pod starts.',
    mend: `Make it in '${namespace}' as well.`,
  } as const;
}

function makerOf({ manifest }: ProvidedSecret): string {
  return `the ${identityInWords(identityOf(manifest))}`;
}
