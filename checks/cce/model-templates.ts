import { parse } from 'yaml';
import { nearestName } from '../../catalog/nearest-name';
import { groupOf, isArray, isManifest, isObject, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { fieldSteps } from '../../preview/field-steps';
import { CCE_PLACEHOLDERS, fillTemplate } from '../../preview/cce/fill-template';
import type { Fault, Finding } from '../finding';

/** What would go wrong with an object once it is applied. */
type Check = (manifest: Manifest) => readonly Fault[];

/**
 * Templates of CCE's AI inference add-on, which stand in a ConfigMap: each is filled as the add-on does and checked as
 * what comes of it.
 *
 * @see https://support.huaweicloud.com/usermanual-cce/cce_10_0996.html
 */
export function checkModelTemplates(objects: readonly LocatedManifest[], check: Check): readonly Finding[] {
  return objects.flatMap(({ manifest, where }) => {
    if (manifest.kind !== 'ConfigMap' || groupOf(manifest) !== '') return [];
    return Object.entries(objectAt(manifest, 'data')).flatMap(([key, text]) =>
      isTemplate(text)
        ? checkTemplate(text, `data[${JSON.stringify(key)}]`, check).map((fault) => ({ ...fault, where }))
        : [],
    );
  });
}

/** A LeaderWorkerSet with a name that is to be filled in. */
function isTemplate(text: JsonValue): text is string {
  return typeof text === 'string' && /^kind:\s*LeaderWorkerSet\s*$/m.test(text) && text.includes('${name}');
}

function checkTemplate(text: string, path: string, check: Check): readonly Fault[] {
  const template = parsed(text);
  if (typeof template === 'string') return [unreadable(path, template)];
  const { value, unknown } = fillTemplate(template.value);
  const found = isManifest(value) && value.kind === 'LeaderWorkerSet' ? check(value) : [];
  // The add-on brings its own images, of which nothing is known here.
  const faults = found.filter(({ id, field }) => id !== 'pod/image-digest' || !isFilled(template.value, field ?? ''));
  return [
    ...unknown.map((name) => unknownPlaceholder(path, name)),
    ...faults.map((fault) => ({ ...fault, field: fault.field === undefined ? path : `${path}.${fault.field}` })),
  ];
}

/** Whether the add-on fills in what stands in a field. */
function isFilled(template: JsonValue, field: string): boolean {
  const written = fieldSteps(field).reduce<JsonValue | undefined>((value, step) => {
    if (typeof step === 'number') return isArray(value) ? value[step] : undefined;
    return valueAt(value, step);
  }, template);
  return typeof written === 'string' && written.includes('${');
}

function parsed(text: string): { readonly value: JsonValue } | string {
  try {
    const value: unknown = parse(text, { prettyErrors: false, logLevel: 'error' });
    return isObject(value) ? { value } : 'it is no object';
  } catch (error) {
    return error instanceof Error ? error.message : 'the parser gives up';
  }
}

function unreadable(field: string, problem: string): Fault {
  return {
    id: 'cce/template',
    severity: 'error',
    field,
    problem: `The template is no YAML: ${problem}`,
    consequence: 'The add-on cannot make a model of it.',
    mend: 'Mend the YAML.',
  };
}

function unknownPlaceholder(field: string, name: string): Fault {
  const nearest = nearestName(name, CCE_PLACEHOLDERS);
  return {
    id: 'cce/unknown-placeholder',
    severity: 'error',
    field,
    problem: `The add-on fills in nothing for \${${name}}`,
    consequence: 'The text stays as it is, and the set is refused or starts with it.',
    mend: nearest === undefined ? 'Write the value itself.' : `Did you mean \${${nearest}}?`,
  };
}
