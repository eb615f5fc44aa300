import type { JsonObject } from '../../kubernetes/manifest';
import { isDnsLabel, isDnsSubdomain } from '../../kubernetes/names';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { refusedService } from './refusal';

const PREFIX = 'serving.kserve.io/exp-dra-';

/** What a service asks for by annotation, with how each is checked. */
const CHECKS: readonly (readonly [name: string, check: (value: string) => string | undefined, mend: string])[] = [
  ['device-class', deviceClassProblem, 'Name a DeviceClass, such as gpu.nvidia.com.'],
  ['device-count', deviceCountProblem, "State a whole number as text, such as '2'."],
  ['cel-selector', selectorProblem, 'State an expression in each line, or leave the annotation out.'],
  ['container-name', containerProblem, 'Name a container of the pod, such as main.'],
];

/**
 * Annotations with which a service asks for devices by a ResourceClaimTemplate.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/validation/managed_dra.go ValidateManagedDRAAnnotations
 */
export function checkDeviceClaims(annotations: JsonObject): readonly Fault[] {
  const stated = CHECKS.flatMap(([name, check, mend]) => {
    const value = annotations[`${PREFIX}${name}`];
    return typeof value === 'string' ? [{ name, value, check, mend }] : [];
  });
  const [first] = stated;
  if (first === undefined) return [];
  const faults = stated.flatMap(({ name, value, check, mend }) => {
    const problem = check(value.trim());
    return problem === undefined ? [] : [refusedService('llmisvc/device-claim', fieldOf(name), problem, mend)];
  });
  if (first.name === 'device-class') return faults;
  const problem = 'Nothing says of which class the devices are';
  const mend = `State the annotation ${PREFIX}device-class too.`;
  return [refusedService('llmisvc/device-claim', fieldOf(first.name), problem, mend), ...faults];
}

function fieldOf(name: string): string {
  return `metadata.annotations["${PREFIX}${name}"]`;
}

function deviceClassProblem(value: string): string | undefined {
  if (value === '') return 'The class of the devices is empty';
  return isDnsSubdomain(value) ? undefined : `${inWords(value)} cannot be the name of a DeviceClass`;
}

function deviceCountProblem(value: string): string | undefined {
  if (value === '') return undefined;
  const count = /^[+-]?\d+$/.test(value) ? Number(value) : Number.NaN;
  return count >= 1 ? undefined : `${inWords(value)} is no number of devices`;
}

function selectorProblem(value: string): string | undefined {
  return value === '' ? 'There is no expression in it' : undefined;
}

function containerProblem(value: string): string | undefined {
  if (value === '') return 'The name of the container is empty';
  return isDnsLabel(value) ? undefined : `${inWords(value)} cannot be the name of a container`;
}
