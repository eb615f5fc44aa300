import type { FilePlace } from '../checks/file-place';
import { fieldSteps } from '../preview/field-steps';
import { positionTree } from './position-tree';
import type { PositionNode } from './position-tree';
import type { DocumentValue } from './source';
import { firstLine } from './split-documents';
import type { DocumentText } from './split-documents';

/** As much of a line is kept. */
const MOST = 2000;

/** Finds places of fields. One document is kept at hand, so that fields are best asked for document by document. */
export class FieldPlaces {
  private last: { readonly document: DocumentText; readonly root: PositionNode | undefined } | undefined;

  /** Where a field of a manifest stands; of a field that is not there, what would hold it. */
  public placeOf({ source, document, within }: DocumentValue, field = ''): FilePlace {
    const steps = [...within, ...fieldSteps(field)];
    const { line, lineStart, offset } = steps.length === 0 ? start(document) : this.positionOf(document, steps);
    return {
      file: source,
      line: document.line + line,
      column: offset - lineStart + 1,
      excerpt: lineAt(document.text, lineStart),
    };
  }

  private positionOf(document: DocumentText, steps: readonly (string | number)[]): PositionNode {
    if (this.last?.document !== document) this.last = { document, root: positionTree(document.text) };
    const { root } = this.last;
    let found = root;
    for (const step of steps) {
      const inside = typeof step === 'number' ? found?.items?.[step] : found?.fields?.get(step);
      if (inside === undefined) break;
      found = inside;
    }
    return found === undefined || found === root ? start(document) : found;
  }
}

/** The first line with content. */
function start(document: DocumentText): PositionNode {
  const { line, offset } = firstLine(document.text);
  return { line, lineStart: offset, offset };
}

/** The line that begins somewhere in a text. */
export function lineAt(text: string, from: number): string {
  return /[^\r\n]*/y.exec(text.slice(from, from + MOST))?.[0] ?? '';
}
