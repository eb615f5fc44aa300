import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node } from 'yaml';
import type { SourceManifest } from './read-source';

/** One step of a field's path: a name, an index, or a name in brackets. */
const STEP = /\.?(?:([A-Za-z_][A-Za-z0-9_-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\])/y;

/**
 * Where a field of a manifest stands, as `file:line:column`; of a field that is not there, what would hold it.
 */
export function fieldPlace({ source, document, within }: SourceManifest, field: string): string {
  const lines = new LineCounter();
  const parsed = parseDocument(document.text, { lineCounter: lines, version: '1.1' });
  const offset = offsetOf(parsed.contents, [...within, ...stepsOf(field)]);
  const { line, col } = lines.linePos(offset);
  return `${source}:${document.line + line - 1}:${col}`;
}

/** The steps of a path as findings spell it; what follows a blank is inside of a text. */
function stepsOf(field: string): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  STEP.lastIndex = 0;
  for (let match = STEP.exec(field); match !== null; match = STEP.exec(field)) {
    const [, name, index, quoted] = match;
    if (quoted !== undefined) steps.push(String(JSON.parse(quoted)));
    else if (index !== undefined) steps.push(Number(index));
    else if (name !== undefined) steps.push(name);
  }
  return steps;
}

function offsetOf(contents: Node | null, steps: readonly (string | number)[]): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  for (const step of steps) {
    const found = inside(node, step);
    if (found === undefined) break;
    ({ node, offset } = found);
  }
  return offset;
}

function inside(node: unknown, step: string | number): { readonly node: unknown; readonly offset: number } | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return hasRange(item) ? { node: item, offset: item.range[0] } : undefined;
  }
  if (!isMap(node)) return undefined;
  for (const { key, value } of node.items) {
    if (isScalar(key) && String(key.source ?? key.value) === String(step) && hasRange(key)) {
      return { node: value, offset: key.range[0] };
    }
  }
  return undefined;
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
