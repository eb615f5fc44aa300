import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** A fenced block of a page. */
export interface Example {
  readonly page: string;
  readonly language: string;
  readonly text: string;
  /** Line of the page at which the block begins, from 1. */
  readonly line: number;
  /** The last paragraph before the block. */
  readonly introduction: string;
}

/** README.md and the pages of docs/. */
export function pages(): readonly string[] {
  const docs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.sort().map((name) => `docs/${name}`)];
}

export function pageText(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** Every fenced block of a page. */
export function examplesOf(page: string): readonly Example[] {
  const text = pageText(page);
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map((match) => {
    const before = text.slice(0, match.index).trimEnd();
    return {
      page,
      language: match[1] ?? '',
      text: match[2] ?? '',
      line: before.split('\n').length + 2,
      introduction: before.split('\n\n').at(-1) ?? '',
    };
  });
}

/** Cells of the first table of a page whose first column is called so, without the head. */
export function tableOf(page: string, firstColumn: string): readonly (readonly string[])[] {
  const lines = pageText(page).split('\n');
  const head = lines.findIndex((line) => cells(line)[0] === firstColumn);
  const rows = lines.slice(head + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map(cells);
}

function cells(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
