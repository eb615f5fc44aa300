import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One difference that `docs/source-documents.md` admits and gives a reason for. */
export interface DocumentedDifference {
  /** Name of the object. */
  readonly object: string;
  /** Path of the field; what lies below it may differ too. */
  readonly field: string;
}

/** The rows of the tables of differences: `| object | field | in the document | here | why |`. */
export function documentedDifferences(): readonly DocumentedDifference[] {
  const text = readFileSync(join(__dirname, '..', '..', 'docs', 'source-documents.md'), 'utf8');
  return text.split('\n').flatMap((line) => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const [, object, field] = cells;
    const [name, path] = [object, field].map((cell) => /^`(.+)`$/.exec(cell ?? '')?.[1]);
    return name === undefined || path === undefined ? [] : [{ object: name, field: path }];
  });
}
