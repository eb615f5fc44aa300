/** One document of a stream of YAML, and where it begins. */
export interface DocumentText {
  readonly text: string;
  /** Line of the stream on which it begins, from 1. */
  readonly line: number;
}

/**
 * The documents of a text as kubectl divides them: at lines that begin with `---`, whatever follows on the line.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go splitYAMLDocument
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
  return documents.filter((document) => document.text.trim() !== '');
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
