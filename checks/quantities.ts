import { canonicalQuantity } from '../kubernetes/quantity';
import { isObject } from '../kubernetes/manifest';
import type { JsonValue } from '../kubernetes/manifest';
import type { Fault } from './finding';

const QUANTITY_MAPS: ReadonlySet<string> = new Set(['limits', 'requests']);

const NONE: readonly Fault[] = [];

/**
 * Amounts of processor, memory and devices that the API server cannot read; what is neither text nor number, the schema
 * tells. A ResourceClaim has `requests` that are none of amounts.
 *
 * @param holder - the key of what the field stands in
 */
export function quantityFaults(key: string, value: JsonValue, path: () => string, holder: string): readonly Fault[] {
  if (key === 'sizeLimit') return isQuantity(value) ? NONE : [faultOf(value, path())];
  if (holder !== 'resources' || !QUANTITY_MAPS.has(key) || !isObject(value)) return NONE;
  const wrong = Object.entries(value).filter(([, amount]) => !isQuantity(amount));
  return wrong.map(([resource, amount]) => faultOf(amount, `${path()}[${JSON.stringify(resource)}]`));
}

/** Whether it is an amount, and not less than nothing. */
function isQuantity(amount: JsonValue): boolean {
  if (typeof amount !== 'string' && typeof amount !== 'number') return true;
  const canonical = canonicalQuantity(amount);
  return canonical !== undefined && !canonical.startsWith('-');
}

function faultOf(amount: JsonValue, field: string): Fault {
  return {
    id: 'resources/quantity',
    severity: 'error',
    field,
    problem: `${JSON.stringify(amount)} is no amount`,
    consequence: 'The API server refuses the object.',
    mend: "Write a number with a unit Kubernetes knows, such as '500m', '2', '6Gi' (not '6GB' or '6 Gi').",
  };
}
