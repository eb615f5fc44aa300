import { isScalar, LineCounter, parseAllDocuments, visit, type Document } from 'yaml';

import { failure, reasonOf, success, type Result } from './problem';
import type { SourceText } from './read-sources';

/** The values of all documents of a YAML file. */
export function parseYaml({ where, text }: SourceText): Result<readonly unknown[]> {
  const lines = new LineCounter();
  // The parser's own check of unique keys compares all pairs and doubles the time of a large CRD.
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${where}:${line}:${col}`;
  };
  const values: unknown[] = [];
  for (const document of documents) {
    const error = document.errors[0];
    if (error) return failure({ code: 'BROKEN_YAML', where: at(error.pos[0]), reason: error.message });
    const repeated = repeatedKey(document);
    if (repeated) {
      return failure({
        code: 'BROKEN_YAML',
        where: at(repeated.offset),
        reason: `the key ${repeated.key} occurs twice`,
      });
    }
    try {
      values.push(document.toJS());
    } catch (thrown) {
      return failure({ code: 'BROKEN_YAML', where, reason: reasonOf(thrown) });
    }
  }
  return success(values);
}

function repeatedKey(document: Document): { readonly key: string; readonly offset: number } | undefined {
  let repeated: { readonly key: string; readonly offset: number } | undefined;
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          repeated = { key: String(key.value), offset: key.range?.[0] ?? 0 };
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return repeated;
}
