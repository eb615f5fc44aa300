import { isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import { valueInWords } from './change';

/** Where the values of variables come from, and how they are told of. */
const SOURCES = [
  ['secretKeyRef', 'secret'],
  ['configMapKeyRef', 'ConfigMap'],
] as const;

/** The value of a variable as a reviewer reads it; of secrets, where it stands alone. */
export function variableValue(variable: JsonValue | undefined): string | undefined {
  if (!isObject(variable)) return undefined;
  const { value } = variable;
  if (value !== undefined) return valueInWords(value);
  const from = objectAt(variable, 'valueFrom');
  for (const [source, word] of SOURCES) {
    const reference = valueAt(from, source);
    if (isObject(reference)) return `from ${word} ${textAt(reference, 'name') ?? ''}/${textAt(reference, 'key') ?? ''}`;
  }
  return Object.keys(from).length === 0 ? '' : `from ${JSON.stringify(from)}`;
}
