import { isLabelValue } from '../../kubernetes/names';
import { nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { LocatedManifest } from '../../kubernetes/manifest';
import type { Fault, Finding } from '../finding';
import { checkArgoHooks } from './argo-hooks';
import { checkDependencies } from './dependencies';
import { checkHealthExpressions } from './health-expressions';
import { checkServiceHealth } from './service-health';
import { isKustomization } from './kustomizations';
import { checkSharedPaths } from './shared-paths';
import { checkSource } from './source';

/** What would go wrong with the Kustomizations of Flux in one cluster, and with their sources. */
export function checkKustomizations(objects: readonly LocatedManifest[]): readonly Finding[] {
  const kustomizations = objects.filter(({ manifest }) => isKustomization(manifest));
  const ofSources = objects.flatMap(({ manifest, where }) =>
    checkSource(manifest).map((fault) => ({ ...fault, where })),
  );
  if (kustomizations.length === 0) return ofSources;
  return [
    ...ofSources,
    ...kustomizations.flatMap(({ manifest, where }) =>
      [...nameFaults(nameOf(manifest)), ...checkHealthExpressions(manifest)].map((fault) => ({ ...fault, where })),
    ),
    ...kustomizations.flatMap((kustomization) => checkServiceHealth(kustomization, objects)),
    ...checkArgoHooks(objects, kustomizations),
    // Of several clusters in one folder it is not known which of the Kustomizations are together.
    ...(areOfOneCluster(kustomizations)
      ? [...checkDependencies(kustomizations), ...checkSharedPaths(kustomizations)]
      : []),
  ];
}

function areOfOneCluster(kustomizations: readonly LocatedManifest[]): boolean {
  const identities = kustomizations.map(({ manifest }) => `${namespaceOf(manifest) ?? ''}/${nameOf(manifest)}`);
  return new Set(identities).size === identities.length;
}

/** @see https://github.com/fluxcd/pkg/blob/main/ssa/manager.go SetOwnerLabels */
function nameFaults(name: string): readonly Fault[] {
  if (isLabelValue(name)) return [];
  return [
    {
      id: 'flux/kustomization-name',
      severity: 'error',
      field: 'metadata.name',
      problem: `The name has ${name.length} characters, and Flux labels each object with it`,
      consequence: 'The API server refuses all objects of the Kustomization: a label has at most 63 characters.',
      mend: 'Shorten it to 63 characters.',
    },
  ];
}
