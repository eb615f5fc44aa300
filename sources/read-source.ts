import { load, YAMLException } from 'js-yaml';
import type { Finding } from '../checks/finding';
import { arrayAt, isManifest, isObject } from '../kubernetes/manifest';
import type { JsonObject, JsonValue, LocatedManifest, Manifest } from '../kubernetes/manifest';
import { splitDocuments } from './split-documents';
import type { DocumentText } from './split-documents';
import { toJson } from './to-json';
import { KUBERNETES_SCHEMA } from './yaml-schema';

/** A text with manifests in it, such as a file. */
export interface Source {
  /** As a person knows it, such as the path of a file. */
  readonly name: string;
  readonly text: string;
}

/** A manifest, and the document that it stands in. */
export interface SourceManifest extends LocatedManifest {
  readonly source: string;
  readonly document: DocumentText;
  /** Way from the document to the manifest: empty, or `items` and an index. */
  readonly within: readonly (string | number)[];
}

/** What a source holds. */
export interface SourceContent {
  readonly manifests: readonly SourceManifest[];
  readonly findings: readonly Finding[];
  /** How many documents are something else, such as the values of a chart. */
  readonly others: number;
}

/**
 * Reads the manifests of a source as kubectl does. A document that cannot be read is told of; the others are read all the
 * same. The manifests inside of a `List` stand for themselves.
 */
export function readSource({ name, text }: Source): SourceContent {
  const manifests: SourceManifest[] = [];
  const findings: Finding[] = [];
  let others = 0;
  for (const document of splitDocuments(text.startsWith('\uFEFF') ? text.slice(1) : text)) {
    const read = readDocument(name, document);
    if ('id' in read) {
      findings.push(read);
      continue;
    }
    // A document of comments alone is nothing.
    if (read.value === null) continue;
    if (isManifest(read.value)) manifests.push(...manifestsOf(name, document, read.value));
    else if (isHalfManifest(read.value)) findings.push(halfManifest(`${name}:${firstLine(document)}:1`, read.value));
    else others += 1;
  }
  return { manifests, findings, others };
}

function readDocument(name: string, document: DocumentText): { readonly value: JsonValue } | Finding {
  try {
    const value = toJson(load(document.text, { schema: KUBERNETES_SCHEMA }));
    return typeof value === 'string' ? notJson(`${name}:${firstLine(document)}:1`, value) : value;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = error.mark;
    return unreadable(`${name}:${document.line + line}:${column + 1}`, error.reason);
  }
}

function manifestsOf(source: string, document: DocumentText, manifest: Manifest): readonly SourceManifest[] {
  const where = `${source}:${firstLine(document)}:1`;
  const items = manifest.kind.endsWith('List') ? arrayAt(manifest, 'items') : [];
  if (items.length === 0) return [{ manifest, where, source, document, within: [] }];
  return items.flatMap((item, index) =>
    isManifest(item)
      ? [{ manifest: item, where: `${where} items[${index}]`, source, document, within: ['items', index] }]
      : [],
  );
}

/** Line of the first content, which comments may precede. */
function firstLine({ text, line }: DocumentText): number {
  const before = /^(?:[ \t]*(?:#.*)?\r?\n)*/.exec(text)?.[0] ?? '';
  return line + before.split('\n').length - 1;
}

function unreadable(where: string, reason: string): Finding {
  return {
    id: 'source/yaml',
    severity: 'error',
    where,
    problem: `The document is no YAML: ${reason}`,
    consequence: 'kubectl, Argo CD and Flux refuse the file, and with it everything in it.',
    mend: 'Mend it there, or a line before.',
  };
}

function notJson(where: string, problem: string): Finding {
  return {
    id: 'source/json',
    severity: 'error',
    where,
    problem: `The document cannot be written as JSON: ${problem}`,
    consequence: 'The API server understands JSON alone, so that kubectl refuses the file.',
    mend: 'Write it without.',
  };
}

/** Something that says its version or its kind, and so was to be a manifest. */
function isHalfManifest(value: JsonValue): value is JsonObject {
  return isObject(value) && (value.apiVersion !== undefined || value.kind !== undefined);
}

function halfManifest(where: string, value: JsonObject): Finding {
  const missing = typeof value.apiVersion === 'string' ? 'kind' : 'apiVersion';
  return {
    id: 'source/half-manifest',
    severity: 'error',
    where,
    problem: `The document has no ${missing}, or one that is no text`,
    consequence: 'kubectl cannot tell what it is and refuses it.',
    mend: 'State it.',
  };
}
