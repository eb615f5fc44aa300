import type { FieldPathSegment } from '../kubernetes/field-path';

/** One step of a field's path: a name, an index, or a name in brackets. */
const STEP = /\.?(?:([A-Za-z_][A-Za-z0-9_-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\])/y;

/** The steps of a path as `fieldPath` spells it; what follows a blank, inside of a text, is none. */
export function fieldSteps(field: string): readonly FieldPathSegment[] {
  const steps: FieldPathSegment[] = [];
  STEP.lastIndex = 0;
  for (let match = STEP.exec(field); match !== null; match = STEP.exec(field)) {
    const [, name, index, quoted] = match;
    if (quoted !== undefined) steps.push(String(JSON.parse(quoted)));
    else if (index !== undefined) steps.push(Number(index));
    else if (name !== undefined) steps.push(name);
  }
  return steps;
}
