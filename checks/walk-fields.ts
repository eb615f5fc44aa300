import { isArray, isObject } from '../kubernetes/manifest';
import type { JsonValue } from '../kubernetes/manifest';

/** Sees one field; `path` is only spelled out for a field with a fault. */
export type FieldVisitor = (key: string, value: JsonValue, path: () => string) => void;

/** Visits every field of a manifest's spec once; items of lists are visited under the list's own key. */
export function walkSpec(spec: JsonValue | undefined, visit: FieldVisitor): void {
  if (spec !== undefined) walk('spec', spec, ['spec'], visit);
}

function walk(key: string, value: JsonValue, trail: (string | number)[], visit: FieldVisitor): void {
  if (isArray(value)) {
    value.forEach((item, index) => {
      trail.push(index);
      walk(key, item, trail, visit);
      trail.pop();
    });
    return;
  }
  visit(key, value, () => spell(trail));
  if (!isObject(value)) return;
  for (const child of Object.keys(value)) {
    const field = value[child];
    if (field === undefined) continue;
    trail.push(child);
    walk(child, field, trail, visit);
    trail.pop();
  }
}

function spell(trail: readonly (string | number)[]): string {
  return trail
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (/^[A-Za-z0-9_]+$/.test(step)) return index === 0 ? step : `.${step}`;
      return `[${JSON.stringify(step)}]`;
    })
    .join('');
}
