import { fieldPath } from '../../kubernetes/field-path';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import { isArray, isObject, objectAt } from '../../kubernetes/manifest';
import type { JsonValue, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { substitutionsIn } from '../../preview/flux/substitutions';
import type { Substitution } from '../../preview/flux/substitutions';
import type { Fault, Finding } from '../finding';
import { coversObject } from './covered-files';
import { substitutingKustomizations } from './kustomizations';
import type { SubstitutingKustomization } from './kustomizations';

const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

/**
 * Texts that Flux would change before it applies them, of objects in files that a Kustomization with variables covers.
 * Of others nothing is said: whether anything is substituted in them cannot be seen.
 */
export function checkSubstitution(objects: readonly LocatedManifest[]): readonly Finding[] {
  const kustomizations = substitutingKustomizations(objects);
  if (kustomizations.length === 0) return [];
  return objects.flatMap((object) => {
    const { manifest, where } = object;
    const covering = kustomizations.find(({ path }) => coversObject(path, object));
    if (covering === undefined || isExempt(manifest) || !/\$[${]/.test(JSON.stringify(manifest))) return [];
    return textsIn(manifest).flatMap(({ text, path }) => {
      const fault = faultOf(text, covering);
      return fault === undefined ? [] : [{ ...fault, where, field: fieldPath(path) }];
    });
  });
}

function isExempt(manifest: Manifest): boolean {
  return ['labels', 'annotations'].some((of) => objectAt(manifest, 'metadata', of)[SUBSTITUTE] === 'disabled');
}

/** The first of a text's substitutions that is not meant. */
function faultOf(text: string, kustomization: SubstitutingKustomization): Omit<Fault, 'field'> | undefined {
  const substitutions = substitutionsIn(text);
  const broken = substitutions.find(({ kind }) => kind === 'broken');
  if (broken !== undefined) return brokenFault(broken, kustomization);
  const isUnknown = ({ name }: Substitution) => !kustomization.isOpen && !kustomization.variables.has(name);
  const unknown = substitutions.find((one) => one.kind === 'variable' && isUnknown(one));
  if (unknown !== undefined) return unknownFault(unknown, kustomization);
  // In a script of several lines the shell is meant; elsewhere a default of Flux may be.
  const changed = substitutions.find(
    (one) => one.kind === 'dollar' || (one.kind === 'default' && isUnknown(one) && text.includes('\n')),
  );
  return changed === undefined ? undefined : changedFault(changed, kustomization);
}

type Details = Pick<Fault, 'severity' | 'problem' | 'consequence'>;

function fault(details: Details): Omit<Fault, 'field'> {
  return {
    id: 'template/flux-substitution',
    ...details,
    mend: `Write \${ as $\${ where the shell is meant, or annotate the object with \`${SUBSTITUTE}: disabled\`.`,
  };
}

function brokenFault({ expression }: Substitution, { name }: SubstitutingKustomization): Omit<Fault, 'field'> {
  return fault({
    severity: 'error',
    problem: `The text has \`${expression}\`, and the Flux Kustomization '${name}' substitutes variables in it`,
    consequence: 'Flux cannot read it as a variable, and applies nothing of the Kustomization.',
  });
}

function unknownFault(
  { expression, name: variable }: Substitution,
  { name }: SubstitutingKustomization,
): Omit<Fault, 'field'> {
  return fault({
    severity: 'error',
    problem: `The text has \`${expression}\`, and the Flux Kustomization '${name}' substitutes variables in it, but knows no ${variable}`,
    consequence:
      'Flux applies nothing of the Kustomization; before version 1.9 of its kustomize-controller it puts nothing in its place, without a word.',
  });
}

function changedFault({ kind, expression }: Substitution, { name }: SubstitutingKustomization): Omit<Fault, 'field'> {
  return fault({
    severity: 'warning',
    problem: `The text has \`${expression}\`, and the Flux Kustomization '${name}' substitutes variables in it`,
    consequence:
      kind === 'dollar'
        ? 'Flux leaves one of the two dollar signs, so that something else is run.'
        : 'Flux puts the default in its place for good, before any shell sees the variable.',
  });
}

interface PlacedText {
  readonly text: string;
  readonly path: readonly FieldPathSegment[];
}

/** All texts of a value. */
function textsIn(value: JsonValue, path: readonly FieldPathSegment[] = []): readonly PlacedText[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...path, key]));
}
