import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { refusedPod } from './containers';
import type { PodContainer } from './containers';

/** A variable in a value, as the kubelet finds it; `$$(` is a `$(` that is meant as it stands. */
const REFERENCE = /\$\$|\$\(([^()$]*)\)/g;

/** Variables of containers: their sources, and those that refer to a later one. */
export function checkVariables(containers: readonly PodContainer[]): readonly Fault[] {
  return containers.flatMap((each) => [...checkSources(each), ...checkOrder(each)]);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateEnvVarValueFrom */
function checkSources({ container, path }: PodContainer): readonly Fault[] {
  return arrayAt(container, 'env').flatMap((variable, index): readonly Fault[] => {
    if (!isObject(variable) || !isObject(variable.valueFrom)) return [];
    const sources = Object.keys(variable.valueFrom);
    const isStated = typeof variable.value === 'string' && variable.value !== '';
    if (sources.length === 1 && !isStated) return [];
    const name = inWords(textAt(variable, 'name') ?? '');
    const problem = isStated
      ? `The variable ${name} has a value, and a source of another`
      : `The variable ${name} has ${sources.length} sources`;
    return [refusedPod('pod/variable-source', `${path}.env[${index}].valueFrom`, problem, 'Keep one of them.')];
  });
}

/**
 * A reference to a variable that is defined after it stays as it is written.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_pods.go makeEnvironmentVariables
 */
function checkOrder({ container, path }: PodContainer): readonly Fault[] {
  const variables = arrayAt(container, 'env');
  // Others may define the same names before.
  if (arrayAt(container, 'envFrom').length > 0) return [];
  const first = new Map<string, number>();
  variables.forEach((variable, index) => {
    const name = textAt(variable, 'name') ?? '';
    if (!first.has(name)) first.set(name, index);
  });
  return variables.flatMap((variable, index): readonly Fault[] => {
    const late = references(textAt(variable, 'value') ?? '').filter((name) => (first.get(name) ?? -1) > index);
    return late.slice(0, 1).map((name): Fault => ({
      id: 'pod/variable-order',
      severity: 'error',
      field: `${path}.env[${index}].value`,
      problem: `The value refers to $(${name}), which is defined after it`,
      consequence: `The kubelet knows earlier variables alone: the engine gets the text '$(${name})' itself.`,
      mend: `Move ${name} before ${textAt(variable, 'name') ?? 'it'}.`,
    }));
  });
}

/** Names of the variables that a value refers to. */
export function references(value: string): readonly string[] {
  if (!value.includes('$(')) return [];
  return [...value.matchAll(REFERENCE)].flatMap(([, name]) => name ?? []);
}
