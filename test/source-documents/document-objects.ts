import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isArray, isManifest, isObject } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';

const FOLDER = join(__dirname, '..', '..', '..', 'shared', 'seeds');

/** The source documents lie beside a checkout of the maintainers, not in the repository. */
export const documentsArePresent = existsSync(FOLDER);

/** Text of the document whose file name begins with a number. */
export function documentText(number: string): string {
  const file = readdirSync(FOLDER).find((name) => name.startsWith(`${number}_`));
  if (file === undefined) throw new Error(`There is no document ${number}`);
  return readFileSync(join(FOLDER, file), 'utf8');
}

/** The objects of a document whose YAML is laid out in lines between paragraphs of prose. */
export function objectsInLines(document: string): readonly Manifest[] {
  const lines = document.split('\n');
  const objects: Manifest[] = [];
  for (let start = 0; start < lines.length; start++) {
    const indentation = /^( *)(?:apiVersion|kind): \S+$/.exec(lines[start] ?? '')?.[1];
    if (indentation === undefined) continue;
    const block = takeBlock(lines.slice(start), indentation);
    const object: unknown = parse(block.join('\n'));
    if (isManifest(object)) objects.push(object);
    start += block.length - 1;
  }
  return objects;
}

/** Lines that are indented deeper, blank, or begin another field at the indentation of the first; not Chinese prose. */
function takeBlock(lines: readonly string[], indentation: string): readonly string[] {
  const fieldOf = (line: string | undefined) => /^ *(\w+):/.exec(line ?? '')?.[1];
  const end = lines.findIndex((line, index) => {
    if (
      index > 0 &&
      line.startsWith(indentation) &&
      line[indentation.length] !== ' ' &&
      fieldOf(line) === fieldOf(lines[0])
    )
      return true;
    if (/^ *[^\x20-\x7e]+$/.test(line)) return true;
    if (line.trim() === '' || line.startsWith(`${indentation} `)) return false;
    return !line.startsWith(indentation) || !/^[A-Za-z]+:/.test(line.slice(indentation.length));
  });
  return lines.slice(0, end === -1 ? undefined : end).map((line) => line.slice(indentation.length));
}

/** The JSON that the first `curl` of a document sends, which has comments in it. */
export function firstRequest(document: string): JsonValue | undefined {
  const body = /--data '(\{.*?\})'/s.exec(document)?.[1]?.replaceAll(/ # [^\s"{}]+/g, '');
  const parsed: unknown = JSON.parse(body ?? 'null');
  return isObject(parsed) ? parsed : undefined;
}

/** The YAML of a document's fenced examples, which may be indented as part of a list. */
export function fencedYaml(document: string): readonly string[] {
  return [...document.matchAll(/^( *)```yaml\n([^]*?)^ *```$/gm)].map(([, indentation = '', body = '']) =>
    body.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''),
  );
}

/** Fields of YAML whose indentation is broken, by their names, the last one of a name. */
export function fieldsOfBrokenYaml(text: string): ReadonlyMap<string, JsonValue> {
  const fields = [...text.matchAll(/^[ -]*(\w+): *([^#\n]*?) *(?:#.*)?$/gm)];
  return new Map(
    fields.map(([, name = '', value = '']) => {
      const parsed: unknown = parse(value);
      return [name, isArray(parsed) ? parsed : value];
    }),
  );
}

/** One scalar of an object and the name of the field, or of the list, that holds it. */
export type Leaf = readonly [field: string, value: string];

/**
 * The scalars of YAML whose line breaks were lost, in order. Numbers of footnotes stand between the words of the first
 * object; they count from 1.
 */
export function leavesOfOneLine(text: string, footnotes: boolean): readonly Leaf[] {
  const leaves: [string, string[]][] = [];
  let footnote = 1;
  for (const word of text.match(/'[^']*'|\S+/g) ?? []) {
    const last = leaves.at(-1);
    if (word === ':') continue;
    if (footnotes && word === String(footnote)) footnote++;
    else if (word.endsWith(':') && !word.startsWith("'")) leaves.push([word.slice(0, -1), []]);
    else if (word === '-') leaves.push([last?.[0] ?? '', []]);
    else if (word !== 'containers') last?.[1].push(word.replace(/^(['"])(.*)\1$/, '$2'));
  }
  return leaves.filter(([, words]) => words.length > 0).map(([field, words]) => [field, words.join(' ')]);
}
