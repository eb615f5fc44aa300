import type { Manifest } from '../kubernetes/manifest';
import type { Fault } from './finding';
import { portFault } from './ports';
import { quantityFaults } from './quantities';
import { walkSpec } from './walk-fields';

/** A text in which a template begins, and its field. */
export interface TemplateText {
  readonly field: string;
  readonly text: string;
}

/** What the fields of a manifest say, each looked at once. */
export interface FieldReport {
  readonly faults: readonly Fault[];
  readonly templates: readonly TemplateText[];
}

/** Looks at every field of a manifest's spec. */
export function inspectFields(manifest: Manifest): FieldReport {
  // Its fields describe those of others.
  if (manifest.kind === 'CustomResourceDefinition') return { faults: [], templates: [] };
  const faults: Fault[] = [];
  const templates: TemplateText[] = [];
  walkSpec(manifest.spec, (key, value, path) => {
    if (typeof value === 'string') {
      if (value.includes('{{')) templates.push({ field: path(), text: value });
    } else if (typeof value === 'number') {
      const fault = portFault(key, value, path);
      if (fault !== undefined) faults.push(fault);
    }
    for (const fault of quantityFaults(key, value, path)) faults.push(fault);
  });
  return { faults, templates };
}
