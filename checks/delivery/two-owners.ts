import { dirname } from 'node:path/posix';
import { isClusterScoped } from '../../kubernetes/cluster-scoped';
import { groupOf, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import type { FilePlacement, PlacedManifest, SourcedObjects } from './delivered-tree';
import type { DeliveringApplication } from './delivering-applications';
import { isHook } from './sync-wave';

/** An Application that delivers an object, and where it has it from. */
interface Owner {
  readonly application: DeliveringApplication;
  readonly object: PlacedManifest;
  readonly root: string;
}

/**
 * Objects of one cluster that two Applications of one Argo CD deliver.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/controller/state.go CompareAppState
 */
export function checkOwners(
  applications: readonly DeliveringApplication[],
  sourced: SourcedObjects,
  placement: FilePlacement,
): readonly Finding[] {
  const owners = new Map<string, Owner>();
  const told = new Set<string>();
  return applications.flatMap((application) =>
    application.sources
      .filter((source) => sourced.isOfManifests(source))
      .flatMap((source) => sourced.of(source))
      .flatMap(({ object, root }): readonly Finding[] => {
        if (isHook(object.manifest)) return [];
        const key = `${application.cluster} ${keyOf(object, application)}`;
        const other = owners.get(key);
        if (other === undefined) {
          owners.set(key, { application, object, root });
          return [];
        }
        const pair = `${other.application.where} ${application.where}`;
        const mine = { application, object, root };
        const isSure = other.root === root && (placement === 'written' || isOneArgoCd(other, mine));
        if (other.application === application || !isSure || told.has(pair)) return [];
        told.add(pair);
        return [faultOf(application, other.application, object)];
      }),
  );
}

function keyOf({ manifest }: PlacedManifest, { namespace }: DeliveringApplication): string {
  const group = groupOf(manifest);
  const scope = isClusterScoped(group, manifest.kind) ? '' : (namespaceOf(manifest) ?? namespace ?? '');
  return JSON.stringify([group, manifest.kind, scope, nameOf(manifest)]);
}

/** To deliver to one's own cluster says nothing of which that is, unless both Applications lie side by side. */
function isOneArgoCd(one: Owner, other: Owner): boolean {
  return !one.application.isOwnCluster || dirname(one.application.file) === dirname(other.application.file);
}

function faultOf(application: DeliveringApplication, other: DeliveringApplication, object: PlacedManifest): Finding {
  const owners =
    application.set === undefined
      ? `the Application '${other.name}' too`
      : `the Applications '${application.name}', of this set, and '${other.name}'`;
  return {
    id: 'argo/two-owners',
    severity: 'error',
    where: application.where,
    field: `${application.fieldPrefix}spec.source`,
    problem: `The ${object.manifest.kind} '${nameOf(object.manifest)}' (${object.file}) is delivered by ${owners}`,
    consequence:
      'Each takes it for its own: they set back what the other applies, and the one that prunes deletes what the other needs.',
    mend: 'Let one Application deliver it: give each a folder of its own, or exclude files.',
  };
}
