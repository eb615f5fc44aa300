import { fieldSteps } from '../preview/field-steps';
import { isArray, isObject } from '../kubernetes/manifest';
import type { JsonValue } from '../kubernetes/manifest';
import type { NotChecked } from '../reports/report';
import type { SourceItem } from './source-item';

/** A variable that Flux, envsubst or Terraform fills in; a shell's stands in commands and arguments. */
const VARIABLE = /\$\{[A-Za-z_][\w.]*(?:\W[^}]*)?\}/g;

/** A variable of kustomize; Kubernetes' own stand in commands, arguments and variables of containers alone. */
const KUSTOMIZE_VARIABLE = /\$\([\w.-]+\)/g;

/** Rules that are about variables themselves, or about the name of a field and not its value. */
const REGARDLESS = /^(?:template\/|schema\/unknown-field$)/;

/** Whether a finding is about a value of which a part is filled in before the object is applied. */
export function isOfVariable({ finding: { id, field }, manifest }: SourceItem): boolean {
  if (field === undefined || manifest === undefined || REGARDLESS.test(id)) return false;
  const steps = fieldSteps(field);
  if (steps.some((step) => step === 'command' || step === 'args')) return false;
  const value = steps.reduce(inside, manifest.manifest);
  if (typeof value !== 'string') return false;
  const rest = value.replace(VARIABLE, '');
  const others = steps.includes('env') ? rest : rest.replace(KUSTOMIZE_VARIABLE, '');
  // In a text of several words, such as a script or a template, the variables are its own.
  return others !== value && !/\s/.test(others);
}

/** What is said of values with variables. */
export function ofVariables(count: number): readonly NotChecked[] {
  const why = 'a variable in it, such as ${NAME}, is filled in before the object is applied';
  return count === 0 ? [] : [{ what: 'rule of a value', count, why }];
}

function inside(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
