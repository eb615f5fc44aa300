import { fieldSteps } from '../preview/field-steps';
import { isArray, isObject } from '../kubernetes/manifest';
import type { JsonValue } from '../kubernetes/manifest';
import type { NotChecked } from '../reports/report';
import type { SourceItem } from './source-item';

/**
 * A variable that Flux, envsubst or Terraform fills in; a shell's stands in commands and arguments. Without braces it is
 * envsubst's alone, and in capital letters: inside of a word, a dollar belongs to a password or a hash.
 *
 * @see https://www.gnu.org/software/gettext/manual/html_node/envsubst-Invocation.html
 */
const VARIABLE = /\$\{[A-Za-z_][\w.]*(?:\W[^}]*)?\}|(?<![\w$\\])\$[A-Z_][A-Z0-9_]*(?![\w$])/g;

/** A variable of kustomize; Kubernetes' own stand in commands, arguments and variables of containers alone. */
const KUSTOMIZE_VARIABLE = /\$\([\w.-]+\)/g;

/** Rules that are about variables themselves, or about the name of a field and not its value. */
const REGARDLESS = /^(?:template\/|schema\/unknown-field$)/;

/** Whether a finding is about a value of which a part is filled in before the object is applied. */
export function isOfVariable({ finding: { id, field = '', mend }, manifest }: SourceItem): boolean {
  if (manifest === undefined || REGARDLESS.test(id)) return false;
  const steps = field === '' ? [] : fieldSteps(field);
  if (steps.some((step) => step === 'command' || step === 'args')) return false;
  const value = steps.reduce<JsonValue | undefined>(inside, manifest.manifest);
  if (typeof value === 'string') return holdsVariable(value, steps);
  return OF_FIELDS.has(id) && value !== undefined && asksForVariable(value, mend, steps);
}

/** Rules that stand at an object and ask for fields inside of it. */
const OF_FIELDS: ReadonlySet<string> = new Set(['schema/rule', 'immutability/rule']);

/** Whether a text, which says the rule or the beginning of it, names a field in whose value there is a variable. */
function asksForVariable(value: JsonValue, rule: string, steps: readonly (string | number)[]): boolean {
  if (isArray(value)) return value.some((item, index) => asksForVariable(item, rule, [...steps, index]));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([name, inner]) => {
    if (typeof inner !== 'string') return asksForVariable(inner, rule, [...steps, name]);
    return (rule.includes(name) || rule.endsWith('…')) && holdsVariable(inner, [...steps, name]);
  });
}

function holdsVariable(value: string, steps: readonly (string | number)[]): boolean {
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
