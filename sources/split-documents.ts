/** One document of a stream of YAML, and where it begins. */
export interface DocumentText {
  readonly text: string;
  /** Line of the stream on which it begins, from 1. */
  readonly line: number;
  /**
   * Line of the stream on which content begins behind the mark that ends the document, which nobody reads.
   *
   * @default - there is none
   */
  readonly unread?: number;
}

/** A line of a text. */
export interface LineOfText {
  /** From 0. */
  readonly line: number;
  /** Of its first character. */
  readonly offset: number;
}

/**
 * The documents of a text as kubectl divides them: at lines that begin with `---`, whatever follows on the line, and
 * between the objects of a stream of JSON.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go splitYAMLDocument, YAMLOrJSONDecoder.Decode
 */
export function splitDocuments(text: string): readonly DocumentText[] {
  const documents: DocumentText[] = [];
  const separators = /^---.*(?:\r?\n|$)/gm;
  let start = 0;
  let line = 1;
  for (const { 0: separator, index } of text.matchAll(separators)) {
    documents.push({ text: text.slice(start, index), line });
    line += newlines(text, start, index + separator.length);
    start = index + separator.length;
  }
  documents.push({ text: text.slice(start), line });
  return documents
    .filter((document) => document.text.trim() !== '')
    .map(endedAtMark)
    .flatMap((document) => (document.unread === undefined ? splitJson(document) : [document]));
}

/**
 * The document up to `...`, behind which go-yaml reads no more.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2/yaml.go unmarshal
 */
function endedAtMark({ text, line }: DocumentText): DocumentText {
  const mark = /^\.{3}(?=\s|$)/m.exec(text);
  if (mark === null) return { text, line };
  const document = { text: text.slice(0, mark.index), line };
  const rest = text.slice(mark.index).replace(/^\.{3}(?=\s|$)/gm, '');
  if (!hasContent({ text: rest })) return document;
  return { ...document, unread: line + newlines(text, 0, mark.index) + firstLine(rest).line };
}

/** Whether there is more than blanks and comments. */
export function hasContent({ text }: Pick<DocumentText, 'text'>): boolean {
  return /^[ \t]*[^\s#]/m.test(text);
}

/** The first line that holds more than blanks and comments. */
export function firstLine(text: string): LineOfText {
  const empty = /[ \t]*(?:#.*)?(?:\r?\n|$)/y;
  let line = 0;
  let offset = 0;
  while (offset < text.length && empty.test(text)) {
    offset = empty.lastIndex;
    line += 1;
  }
  return offset < text.length ? { line, offset } : { line: 0, offset: 0 };
}

/** The objects of a stream of JSON, such as `jq` writes. */
function splitJson({ text, line }: DocumentText): readonly DocumentText[] {
  const documents: DocumentText[] = [];
  let start = 0;
  let at = line;
  while (beginsObject(text, start)) {
    const end = endOfObject(text, start);
    if (!beginsObject(text, end) || !isJson(text.slice(start, end))) break;
    documents.push({ text: text.slice(start, end), line: at });
    at += newlines(text, start, end);
    start = end;
  }
  return [...documents, { text: text.slice(start), line: at }];
}

function beginsObject(text: string, from: number): boolean {
  const brace = /\s*\{/y;
  brace.lastIndex = from;
  return brace.test(text);
}

/** Behind the brace that closes the first object of a text in JSON, or its end. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  let isText = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"') isText = !isText;
    else if (isText) at += character === '\\' ? 1 : 0;
    else if (character === '{') depth += 1;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
