import { canonicalQuantity } from '../kubernetes/quantity';
import { isArray, isObject } from '../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../kubernetes/manifest';
import type { Fault } from './finding';

const QUANTITY_MAPS: ReadonlySet<string> = new Set(['limits', 'requests']);

/** Amounts of processor, memory and devices that the API server cannot read, or that contradict each other. */
export function checkQuantities(manifest: Manifest): readonly Fault[] {
  const faults: Fault[] = [];
  visit(manifest.spec, 'spec', faults);
  return faults;
}

function visit(value: JsonValue | undefined, path: string, faults: Fault[]): void {
  if (isArray(value)) {
    value.forEach((item, index) => {
      visit(item, `${path}[${index}]`, faults);
    });
    return;
  }
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) {
    const child = value[key];
    const field = `${path}.${key}`;
    if (QUANTITY_MAPS.has(key) && isObject(child)) faults.push(...checkMap(child, field));
    else if (key === 'sizeLimit' && child !== undefined) faults.push(...checkQuantity(child, field));
    else visit(child, field, faults);
  }
}

function checkMap(amounts: JsonObject, path: string): readonly Fault[] {
  return Object.entries(amounts).flatMap(([resource, amount]) =>
    checkQuantity(amount, `${path}[${JSON.stringify(resource)}]`),
  );
}

function checkQuantity(amount: JsonValue, field: string): readonly Fault[] {
  const canonical = typeof amount === 'string' || typeof amount === 'number' ? canonicalQuantity(amount) : undefined;
  if (canonical !== undefined && !canonical.startsWith('-')) return [];
  return [
    {
      id: 'resources/quantity',
      severity: 'error',
      field,
      problem: `${JSON.stringify(amount)} is no amount`,
      consequence: 'The API server refuses the object.',
      mend: "Write a number with a unit Kubernetes knows, such as '500m', '2', '6Gi' (not '6GB' or '6 Gi').",
    },
  ];
}
