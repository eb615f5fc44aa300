import { schemaOf } from '../imports/schema/load-schema';
import type { Manifest } from '../kubernetes/manifest';
import type { Fault } from './finding';
import { portFault } from './ports';
import { quantityFaults } from './quantities';
import { walkSpec } from './walk-fields';

/** Kinds whose fields describe those of others, or are the values of charts. */
const OF_OTHERS: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'Application']);

/** Looks at every field of a manifest's spec; in kinds that are not known, a name says nothing of what it stands for. */
export function checkFields(manifest: Manifest): readonly Fault[] {
  if (OF_OTHERS.has(manifest.kind) || schemaOf(manifest.apiVersion, manifest.kind) === undefined) return [];
  const faults: Fault[] = [];
  walkSpec(manifest.spec, (key, value, path, holder) => {
    if (typeof value === 'number') {
      const fault = portFault(key, value, path);
      if (fault !== undefined) faults.push(fault);
    }
    for (const fault of quantityFaults(key, value, path, holder)) faults.push(fault);
  });
  return faults;
}
