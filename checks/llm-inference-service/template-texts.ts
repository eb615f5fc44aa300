import { fieldPath } from '../../kubernetes/field-path';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';

/** A text in which a template begins, and its field. */
export interface TemplateText {
  readonly field: string;
  readonly text: string;
}

/** The texts of a manifest in which templates begin: the controller expands them in its metadata as in its spec. */
export function templateTexts({ metadata, spec }: Manifest): readonly TemplateText[] {
  return [...textsIn(metadata, ['metadata']), ...textsIn(spec, ['spec'])];
}

function* textsIn(value: JsonValue | undefined, trail: FieldPathSegment[]): Iterable<TemplateText> {
  if (typeof value === 'string') {
    if (value.includes('{{')) yield { field: fieldPath(trail), text: value };
  } else if (isArray(value)) {
    for (const [index, item] of value.entries()) yield* inside(item, index, trail);
  } else if (isObject(value)) {
    for (const [key, entry] of Object.entries(value)) yield* inside(entry, key, trail);
  }
}

function* inside(value: JsonValue, step: FieldPathSegment, trail: FieldPathSegment[]): Iterable<TemplateText> {
  if (typeof value !== 'string' && typeof value !== 'object') return;
  trail.push(step);
  yield* textsIn(value, trail);
  trail.pop();
}
