import { fieldPath } from '../kubernetes/field-path';
import { isArray, isObject } from '../kubernetes/manifest';
import type { JsonValue } from '../kubernetes/manifest';

/** Sees one field; `path` spells where it is, and is only asked of a field with a fault. */
export type FieldVisitor = (key: string, value: JsonValue, path: () => string, holder: string) => void;

/**
 * Visits every field of a manifest's spec once; items of lists are visited under the list's own key. The holder is the
 * key of what a field stands in.
 */
export function walkSpec(spec: JsonValue | undefined, visit: FieldVisitor): void {
  if (spec === undefined) return;
  const trail: (string | number)[] = ['spec'];
  const path = () => fieldPath(trail);
  const walk = (key: string, value: JsonValue, holder: string): void => {
    if (isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        const item = value[index];
        if (item === undefined) continue;
        trail.push(index);
        walk(key, item, holder);
        trail.pop();
      }
      return;
    }
    visit(key, value, path, holder);
    if (!isObject(value)) return;
    for (const child in value) {
      const field = value[child];
      if (field === undefined) continue;
      trail.push(child);
      walk(child, field, key);
      trail.pop();
    }
  };
  walk('spec', spec, '');
}
